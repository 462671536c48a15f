"""HTTP/1.1 over asyncio, by hand, so that every rule of the protocol can be broken on purpose."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl

from tests.newsweb.connection import Connection, Traffic
from tests.newsweb.misbehaviour import Misbehaviour
from tests.newsweb.requestlog import RequestLog
from tests.newsweb.site import Site

HOST = "127.0.0.1"
DEAD_HOST = "127.0.0.2"  # of this machine as well, and nobody listens there
_LARGEST_HEAD = 64 * 1024
_BACKLOG = 256
# How a conversation ends in everyday life; none of it is an error of the server.
_PARTINGS = (
    ConnectionError,
    TimeoutError,
    asyncio.IncompleteReadError,
    asyncio.LimitOverrunError,
    asyncio.CancelledError,
)


def bound_socket(port: int = 0, host: str = HOST, *, is_shared: bool = False) -> socket.socket:
    """A loopback socket on that port (0: any free one). OSError when it is taken.

    One that `is_shared` may be opened beside others of the same user that are: each connection goes to one.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if is_shared:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)  # only now is a port that another program listens on refused
    except OSError:
        listening.close()
        raise
    return listening


def ipv6_loopback() -> str:
    """::1; where the machine has none, its IPv4 address as IPv6 writes it, and IPv6 sockets all the same."""
    try:
        bound_socket(host="::1").close()
    except OSError:
        return f"::ffff:{HOST}"
    return "::1"


class Server:
    """Serves one site on one port; can be taken down and brought up again there."""

    def __init__(self, site: Site, port: int, log: RequestLog, tls: ssl.SSLContext | None = None) -> None:
        self.site, self.port, self._tls = site, port, tls
        self._traffic = Traffic(site, log)
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    @property
    def misbehaviour(self) -> Misbehaviour:
        """Its table of misbehaviours."""
        return self._traffic.misbehaviour

    @property
    def is_up(self) -> bool:
        """Whether it listens."""
        return self._server is not None

    async def up(self, listening: socket.socket | None = None) -> None:
        """Listen; on the port it had before, unless a socket is given."""
        self._server = await asyncio.start_server(
            self._serve,
            sock=listening or bound_socket(self.port),
            limit=_LARGEST_HEAD,
            backlog=_BACKLOG,
            ssl=self._tls,
        )

    async def down(self) -> None:
        """Refuse connections and drop those there are."""
        if self._server is None:
            return
        self._server.close()
        for connection in list(self._connections):
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()
        self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            with contextlib.suppress(*_PARTINGS):
                await Connection(reader, writer, self._traffic).converse()
        finally:
            self._connections.discard(task)
            writer.close()
            with contextlib.suppress(*_PARTINGS):
                await writer.wait_closed()
