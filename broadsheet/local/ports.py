"""Ports on loopback: free ones for tests, and who holds a taken one."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import ExitStack

import psutil

LOOPBACK = "127.0.0.1"
HIGHEST_PORT = 65535


def free_ports(count: int) -> list[int]:
    """Different ports that are free at this moment."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind((LOOPBACK, 0))
        return [each.getsockname()[1] for each in sockets]


def taken(port: int, purpose: str, way_out: str) -> str:
    """The sentence about a port that is not free: who holds it, and the way out."""
    error = _error_of_opening(port)
    obstacle = "was taken a moment ago" if error is None else _obstacle(port, error)
    return f"port {port}, which {purpose} needs, {obstacle}. {way_out}"


def next_free(port: int) -> int:
    """The first free port above this one."""
    return next(above for above in range(port + 1, HIGHEST_PORT) if are_free([above]))


def are_free(ports: Iterable[int], *, may_share: bool = False) -> bool:
    """Whether nothing listens on any of them; or, with `may_share`, nothing that does not share it."""
    return all(_error_of_opening(port, may_share=may_share) is None for port in ports)


def _error_of_opening(port: int, *, may_share: bool = False) -> OSError | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port in TIME_WAIT is free
        if may_share:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
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
