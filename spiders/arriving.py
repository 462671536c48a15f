"""How an answer arrives: one that turns out to be large waits, unread on its connection, until there is room.

Its time stands still meanwhile: that we are busy is no fault of the server.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import _ScrapyAgent
from twisted.internet.defer import Deferred
from twisted.web.iweb import UNKNOWN_LENGTH

from broadsheet.unfolding import MAX_PAGE
from spiders.room import Room, room_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import DelayedCall

_SMALL = 512 * 1024  # bytes that arrive without leave; what nearly all pages have
_STILL = 24 * 60 * 60.0  # seconds; time that stands still


class Arrival:
    """The body of one answer, from its first byte to its last; `timer` is what cuts it off."""

    def __init__(self, room: Room, size: int, connection: Any, timer: DelayedCall) -> None:
        self._room, self._size, self._connection, self._timer = room, size, connection, timer
        self._received = 0
        self._is_let_in = False
        self._waiting: asyncio.Task[None] | None = None

    def receive(self, count: int) -> None:
        """So many bytes more have come."""
        self._received += count
        if self._received > _SMALL and not self._is_let_in and self._waiting is None:
            self._ask()

    def end(self) -> None:
        """All of it has come, or nothing more will."""
        if self._waiting is not None:
            self._waiting.cancel()
        if self._is_let_in:
            self._room.have_arrived(self._size)

    def _ask(self) -> None:
        self._is_let_in = self._room.enter_now(self._size)
        if not self._is_let_in:
            self._connection.pauseProducing()
            self._waiting = asyncio.ensure_future(self._wait())

    async def _wait(self) -> None:
        left = self._timer.getTime() - self._timer.seconds()
        self._timer.reset(_STILL)
        await self._room.enter(self._size)
        self._is_let_in = True
        self._timer.reset(left)
        self._connection.resumeProducing()


class Arrivals:
    """The answers of a crawl that are arriving."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._under_way: WeakKeyDictionary[Request, Arrival] = WeakKeyDictionary()
        crawler.signals.connect(self._receive, signal=signals.bytes_received)

    def begin(self, request: Request, answer: Any, timer: DelayedCall) -> Arrival:
        """What comes for the request from now on counts, until the arrival's end."""
        size = MAX_PAGE if answer.length == UNKNOWN_LENGTH else answer.length
        arrival = Arrival(room_of(self._crawler), size, answer._transport, timer)
        self._under_way[request] = arrival
        return arrival

    def _receive(self, data: bytes, request: Request) -> None:
        if request in self._under_way:
            self._under_way[request].receive(len(data))


class WaitingAgent(_ScrapyAgent):
    """Scrapy's, which reads one answer; here a large one waits for room."""

    def __init__(self, arrivals: Arrivals, **options: Any) -> None:
        super().__init__(**options)
        self._arrivals = arrivals

    def _cb_bodyready(self, txresponse: Any, request: Request) -> Any:
        arrival = self._arrivals.begin(request, txresponse, self._timeout_cl)
        body = super()._cb_bodyready(txresponse, request)
        return body.addBoth(_ended, arrival) if isinstance(body, Deferred) else body


def _ended(result: Any, arrival: Arrival) -> Any:
    arrival.end()
    return result
