"""One client's connection: requests in, answers out, each noted in the log."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.newsweb.messages import Request, Response, finish
from tests.newsweb.misbehaviour import Misbehaviour
from tests.newsweb.requestlog import Entry, RequestLog
from tests.newsweb.site import Site

_IDLE_SECONDS = 75.0  # what common servers grant a silent connection
_WORDS_OF_A_REQUEST_LINE = 3  # method, target, version


class Traffic:
    """What the connections of one server share: the site, its misbehaviour, the log, requests under way."""

    def __init__(self, site: Site, log: RequestLog) -> None:
        self.site, self._log = site, log
        self.misbehaviour = Misbehaviour()
        self._in_flight = 0

    def answer(self, request: Request, entry: Entry) -> tuple[Response, bytes]:
        """The answer, as healthy or as sick as the site is, and its head."""
        response = self.misbehaviour.apply(request, self.site.respond(request), self.site)
        sent, head = finish(request, response, self.site.clock.now())
        entry.kind, entry.body = response.kind, response.body if sent.body else b""
        return sent, head

    @contextmanager
    def noted(self, request: Request) -> Iterator[Entry]:
        """Note a request for as long as it lasts."""
        self._in_flight += 1
        entry = Entry(
            publisher=self.site.publisher.name,
            method=request.method,
            target=request.target,
            headers=request.headers,
            started=time.monotonic(),
            at=self.site.clock.now(),
            concurrency=self._in_flight,
        )
        self._log.append(entry)
        try:
            yield entry
        finally:
            self._in_flight -= 1
            entry.finished = time.monotonic()


class Connection:
    """Answers one client until it hangs up, is silent for long, or an answer ends the conversation."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, traffic: Traffic) -> None:
        self._reader, self._writer, self._traffic = reader, writer, traffic

    async def converse(self) -> None:
        """Request by request."""
        while request := await self._request():
            with self._traffic.noted(request) as entry:
                may_go_on = await self._answer(request, entry)
            if not may_go_on or request.headers.get("connection", "").lower() == "close":
                return

    async def _request(self) -> Request | None:
        async with asyncio.timeout(_IDLE_SECONDS):
            request = _parse(await self._reader.readuntil(b"\r\n\r\n"))
        if request is not None:
            await self._reader.readexactly(int(request.headers.get("content-length", 0)))
        return request

    async def _answer(self, request: Request, entry: Entry) -> bool:
        response, head = self._traffic.answer(request, entry)

        async def send(data: bytes) -> None:
            if self._reader.at_eof():
                raise ConnectionResetError("the client hung up")
            self._writer.write(data)
            entry.status = response.status if data else entry.status
            entry.byte_count += len(data)
            await self._writer.drain()

        return await response.delivery(send, head, b"" if request.method == "HEAD" else response.body)


def _parse(head: bytes) -> Request | None:
    first, *rest = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != _WORDS_OF_A_REQUEST_LINE:
        return None
    headers = (line.partition(":") for line in rest if ":" in line)
    return Request(words[0], words[1], {name.strip().lower(): value.strip() for name, _, value in headers})
