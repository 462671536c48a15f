"""Room for what arrives: large answers come in one after the other, while those before them are read.

Scrapy sends no further request while 5 MB of answers are being processed, but all that is under way by then
arrives at once: sixteen pages of the largest size, or as many sitemaps of fifty megabytes.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from broadsheet.unfolding import MAX_PAGE

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_MOST = 2 * MAX_PAGE  # bytes in hand at once: one page that is read while the next one arrives
_LITTLE = 1024 * 1024  # bytes in hand that keep out nothing, however large
_TICK = 0.02  # seconds; that an answer is done with nobody announces
# Seconds after which the first in line goes in all the same: what is in hand may itself wait for it,
# as a story does for its further pages.
_LONGEST_WAIT = 10.0


class Room:
    """So many bytes in hand, let in in the order asked. Belongs to one event loop.

    `in_hand` tells the bytes of the answers that have arrived and are being processed.
    """

    def __init__(self, in_hand: Callable[[], int], longest_wait: float = _LONGEST_WAIT) -> None:
        self._in_hand, self._longest_wait = in_hand, longest_wait
        self._arriving = 0  # bytes of answers that were let in and are not in hand yet
        self._readings = 0  # that wait for nothing, and end by themselves
        self._turn = asyncio.Lock()  # nobody small overtakes a large one for ever

    def enter_now(self, size: int) -> bool:
        """Whether there is room for so many bytes and nobody else waits; they count until `have_arrived`."""
        if self._turn.locked() or not self._has(size):
            return False
        self._arriving += size
        return True

    async def enter(self, size: int) -> None:
        """Wait until there is room for so many bytes; they count until `have_arrived`."""
        async with self._turn:
            began = time.monotonic()
            while not self._has(size) and time.monotonic() - began < self._longest_wait:
                began = time.monotonic() if self._readings else began
                await asyncio.sleep(_TICK)
            self._arriving += size

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Something large in hand is read meanwhile: its end is waited for, however long that takes."""
        self._readings += 1
        try:
            yield
        finally:
            self._readings -= 1

    def have_arrived(self, size: int) -> None:
        """They are in hand now, or will never come."""
        self._arriving -= size

    def _has(self, size: int) -> bool:
        taken = self._in_hand() + self._arriving
        return taken + size <= _MOST or taken <= _LITTLE


_rooms: WeakKeyDictionary[Crawler, Room] = WeakKeyDictionary()


def room_of(crawler: Crawler) -> Room:
    """The one of this crawl."""
    if crawler not in _rooms:
        _rooms[crawler] = Room(lambda: _in_processing(crawler))
    return _rooms[crawler]


def _in_processing(crawler: Crawler) -> int:
    slot = crawler.engine.scraper.slot if crawler.engine else None
    return slot.active_size if slot else 0
