"""Store raw: the bytes of every response that may be kept, before anyone parses them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from broadsheet.article import Item, RawObject
from broadsheet.rawstore import RawStore
from broadsheet.services import Services, services_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Archive:
    """Page in, the same Page with its raw key out. It does not look inside the body."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Archive:
        """Scrapy's way of making a stage."""
        return cls(services_of(crawler))

    async def process_item(self, item: Item) -> Item:
        """Put the body, if there is one; StorageError once the store has been away for too long."""
        page = item.page
        if not page.body or page.raw is not None:  # nothing came, or nothing new
            return item

        def put(store: RawStore) -> RawObject:
            return store.put(page.body, page.header("Content-Type"))

        raw = await self._services.raw.run(put)
        return replace(item, page=replace(page, raw=raw))
