"""Store raw: the bytes of every response that may be kept, before anyone parses them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from broadsheet.article import Item, Page, RawObject
from broadsheet.rawstore import RawStore
from broadsheet.services import Services, services_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Archive:
    """Page in, the same Page with its raw key out, and those of its parts. It does not look inside."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Archive:
        """Scrapy's way of making a stage."""
        return cls(services_of(crawler))

    async def process_item(self, item: Item) -> Item:
        """Put the body, if there is one; StorageError once the store has been away for too long."""
        parts = [await self._kept(part) for part in item.page.parts]
        page = await self._kept(item.page)
        return replace(item, page=replace(page, parts=tuple(parts))) if page.raw or parts else item

    async def _kept(self, page: Page) -> Page:
        if not page.body or page.raw is not None:  # nothing came, or nothing new
            return page

        def put(store: RawStore) -> RawObject:
            return store.put(page.body, page.header("Content-Type"))

        return replace(page, raw=await self._services.raw.run(put))
