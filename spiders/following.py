"""How many stories are held while their further pages come, and until they have left the stages.

Scrapy stops fetching while 5 MB of responses are being processed, but it counts a story's first page alone:
without a bound here every story of a run could be held with all its pages at once.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from scrapy import signals

from broadsheet.article import Item, Page

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_AT_ONCE = 4  # stories; their pages come one after the other, and each page may have a megabyte


class Following:
    """Places for the stories of one crawl that are followed over several pages."""

    def __init__(self, crawler: Crawler) -> None:
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._held: Counter[tuple[str, str]] = Counter()
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(self._left_stages, signal)

    @asynccontextmanager
    async def held(self, page: Page) -> AsyncIterator[None]:
        """Wait for a place, and keep it until its item has left the stages; after an error not even that."""
        await self._places.acquire()
        self._held[_key(page)] += 1
        try:
            yield
        except BaseException:
            self.leave(page)
            raise

    def leave(self, page: Page) -> None:
        """Nothing of the story is to be held any more."""
        if self._held[_key(page)]:
            self._held[_key(page)] -= 1
            self._places.release()
        if not self._held[_key(page)]:
            del self._held[_key(page)]

    def _left_stages(self, item: Any) -> None:
        if isinstance(item, Item):
            self.leave(item.page)


def _key(page: Page) -> tuple[str, str]:
    return page.run_id, page.url
