"""Reads large sitemaps beside the event loop: for seconds nothing else of the crawl would go on.

Other answers are handled meanwhile, leases of hosts are renewed, delays end in time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from broadsheet.outcomes import PageKind
from spiders.room import room_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from broadsheet.article import Page
    from broadsheet.discovery import Listing

_SMALL = 128 * 1024  # bytes; some hundred entries, which take some milliseconds
_GZIP = b"\x1f\x8b"  # twenty times as much may be in it
_turns: WeakKeyDictionary[Crawler, asyncio.Lock] = WeakKeyDictionary()


async def read_apart(crawler: Crawler, page: Page, read: Callable[[], Listing]) -> Listing:
    """What `read` makes of the page; in a thread where that may take long, one after the other.

    What is read of a sitemap of fifty megabytes takes more memory than there is for two.
    """
    is_large = page.size > _SMALL or page.body.startswith(_GZIP)
    if page.kind is not PageKind.SITEMAP or not is_large:
        return read()
    async with _turns.setdefault(crawler, asyncio.Lock()):
        with room_of(crawler).reading():
            return await asyncio.to_thread(read)
