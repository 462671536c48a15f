"""Ports on loopback: free ones for tests, and who holds a taken one."""

from __future__ import annotations

import socket
from contextlib import ExitStack

import psutil

from broadsheet.local.errors import LocalError

LOOPBACK = "127.0.0.1"


def free_ports(count: int) -> list[int]:
    """Different ports that are free at this moment."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind((LOOPBACK, 0))
        return [each.getsockname()[1] for each in sockets]


def require_free(port: int, purpose: str, variable: str) -> None:
    """LocalError, with the holder and the way out, when something listens on that port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port in TIME_WAIT is free
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            reason = f"port {port}, which {purpose} needs, {_obstacle(port, error)}"
            raise LocalError(f"{reason}; choose another: make run {variable}={_suggestion()}") from None


def _obstacle(port: int, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "may be opened by root only"
    holder = _holder(port)
    return f"is taken by {holder}" if holder else "is taken by a process of another user"


def _holder(port: int) -> str | None:
    for connection in psutil.net_connections("tcp"):
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port and connection.pid:
            return f"{psutil.Process(connection.pid).name()} (process {connection.pid})"
    return None


def _suggestion() -> int:
    return free_ports(1)[0]
