"""Bounds of one transfer: what a server may send before it is cut off, and how far it may unfold.

Scrapy bounds the body's bytes and the total time. Here: the head, content codings, and all bodies together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.http import Response
from scrapy.responsetypes import responsetypes
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.web._newclient import ParseError

from broadsheet.article import Failure
from broadsheet.errors import PageRejected
from broadsheet.unfolding import MAX_PAGE, unfold
from spiders.arriving import Arrivals, WaitingAgent
from spiders.failures import Refused
from spiders.room import Room, room_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

MAX_HEAD = 64 * 1024  # bytes of all header lines; common servers and browsers stop at 8 to 256 KB
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2
CODINGS = b"gzip, deflate, br, zstd"


class _BoundedParser(_LenientHTTPClientParser):
    """Counts the head's bytes: Twisted bounds one line, but not how many there are."""

    head_bytes = 0

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 - Twisted's name
        self.head_bytes += len(line) + 1
        if self.head_bytes > MAX_HEAD:
            raise ParseError(f"more than {MAX_HEAD} bytes of headers", b"")  # type: ignore[no-untyped-call]
        super().lineReceived(line)

    def headerReceived(self, name: bytes, value: bytes) -> None:  # noqa: N802 - Twisted's name
        """Not of one whose name is none: Twisted would drop the whole answer, browsers drop the line."""
        if _TOKEN.fullmatch(name):
            super().headerReceived(name, value)  # type: ignore[no-untyped-call]


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    def request(self, request: Any) -> Any:
        answer = super().request(request)
        if self._parser is not None:
            self._parser.__class__ = _BoundedParser  # as its parent does: the class is fixed in Twisted
        return answer


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _BoundedProtocol:  # noqa: ARG002, N802 - Twisted's names
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class BoundedHandler(HTTP11DownloadHandler):
    """Scrapy's handler of http and https, with a bound on the size of an answer's head."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _BoundedFactory
        self._arrivals = Arrivals(crawler)

    async def download_request(self, request: Request) -> Response:
        """The response; as Scrapy's, but for the agent."""
        agent = WaitingAgent(
            self._arrivals,
            contextFactory=self._contextFactory,
            pool=self._pool,
            maxsize=self._default_maxsize,
            crawler=self._crawler,
        )
        with wrap_twisted_exceptions():
            return await maybe_deferred_to_future(agent.download_request(request))


class Unfold:
    """Content codings, in the place of Scrapy's middleware: bounded by ratio and number as well."""

    def __init__(self, limit: int, room: Room) -> None:
        self._limit, self._room = limit, room

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Unfold:
        """Scrapy's way of making a middleware."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE", MAX_PAGE), room_of(crawler))

    def process_request(self, request: Request) -> None:
        """Say which codings we know."""
        request.headers.setdefault("Accept-Encoding", CODINGS)

    async def process_response(self, request: Request, response: Response) -> Response:
        """The response with its body as it was before coding. Refused with the reason of `unfold`."""
        coded = response.headers.getlist("Content-Encoding")
        if not coded or not response.body or request.method == "HEAD":
            return response
        await self._room.enter(0)  # how large it will be nobody knows: one after the other, when there is any
        codings = b",".join(coded).decode("latin-1").split(",")
        limit = request.meta.get("download_maxsize", self._limit)
        try:
            body = unfold(response.body, codings, limit)
        except PageRejected as rejection:
            raise Refused(Failure(rejection.reason, rejection.detail)) from rejection
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        return response.replace(cls=kind, headers=headers, body=body)
