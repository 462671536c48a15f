"""HTTP/1.1 over asyncio, by hand, so that every rule of the protocol can be broken on purpose."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time

from tests.newsweb.messages import Request, finish
from tests.newsweb.misbehaviour import Misbehaviour
from tests.newsweb.requestlog import Entry, RequestLog
from tests.newsweb.site import Site

HOST = "127.0.0.1"
_IDLE_SECONDS = 75.0  # what common servers grant a silent connection
_LARGEST_HEAD = 64 * 1024
_BACKLOG = 256
_BODYLESS_METHODS = {"HEAD"}


def bound_socket(port: int = 0) -> socket.socket:
    """A loopback socket on that port (0: any free one). OSError when it is taken."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError:
        listening.close()
        raise
    return listening


class Server:
    """Serves one site on one port; can be taken down and brought up again there."""

    def __init__(self, site: Site, port: int, log: RequestLog) -> None:
        self.site, self.port = site, port
        self.misbehaviour = Misbehaviour()
        self._log = log
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._in_flight = 0

    async def up(self, listening: socket.socket | None = None) -> None:
        """Listen; on the port it had before, unless a socket is given."""
        self._server = await asyncio.start_server(
            self._serve, sock=listening or bound_socket(self.port), limit=_LARGEST_HEAD, backlog=_BACKLOG
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
            # A client that hangs up in the middle is everyday life for a server, not an error.
            with contextlib.suppress(
                ConnectionError, asyncio.IncompleteReadError, TimeoutError, asyncio.CancelledError
            ):
                await self._converse(reader, writer)
        finally:
            self._connections.discard(task)
            writer.close()
            with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        is_open = True
        while is_open:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _IDLE_SECONDS)
            request = _parse(head)
            if request is None:
                return
            await reader.readexactly(int(request.headers.get("content-length", 0)))
            is_open = await self._answer(request, writer)
            is_open = is_open and request.headers.get("connection", "").lower() != "close"

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        self._in_flight += 1
        entry = self._entry(request)
        try:
            return await self._deliver(request, entry, writer)
        finally:
            self._in_flight -= 1
            entry.finished = time.monotonic()

    def _entry(self, request: Request) -> Entry:
        entry = Entry(
            publisher=self.site.publisher.name,
            method=request.method,
            target=request.target,
            kind="",
            headers=request.headers,
            started=time.monotonic(),
            at=self.site.clock.now(),
            concurrency=self._in_flight,
        )
        self._log.append(entry)
        return entry

    async def _deliver(self, request: Request, entry: Entry, writer: asyncio.StreamWriter) -> bool:
        response = self.site.respond(request)
        response = self.misbehaviour.apply(request, response, self.site)
        sent, head = finish(request, response, self.site.clock.now())
        entry.kind, entry.status, entry.body = response.kind, sent.status, response.body if sent.body else b""

        async def send(data: bytes) -> None:
            writer.write(data)
            entry.byte_count += len(data)
            await writer.drain()

        return await response.delivery(send, head, b"" if request.method in _BODYLESS_METHODS else sent.body)


def _parse(head: bytes) -> Request | None:
    first, *rest = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3:
        return None
    headers = (line.partition(":") for line in rest if ":" in line)
    return Request(words[0], words[1], {name.strip().lower(): value.strip() for name, _, value in headers})
