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


def require_free(port: int, purpose: str, way_out: str) -> None:
    """LocalError, with the holder and the way out, when something listens on that port already."""
    error = _error_of_opening(port)
    if error is not None:
        raise LocalError(f"port {port}, which {purpose} needs, {_obstacle(port, error)}. {way_out}")


def next_free(port: int, count: int = 1) -> int:
    """The first port above this one from which on `count` are free; 0 when there are none."""
    highest = 65535 - count + 1
    wanted = (first for first in range(port + 1, highest) if _are_free(first, count))
    return next(wanted, 0)


def _are_free(first: int, count: int) -> bool:
    return all(_error_of_opening(port) is None for port in range(first, first + count))


def _error_of_opening(port: int) -> OSError | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port in TIME_WAIT is free
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            return error
    return None


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
