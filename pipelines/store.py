"""Store rows: an item counts as stored only after the commit of its batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from broadsheet.article import Item, Stored
from broadsheet.articledb.store import store_items
from broadsheet.batching import Batcher
from broadsheet.services import Services, services_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Store:
    """Item in, the same Item with the database's decision out; values are neither cleaned nor repaired."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._rows: Batcher[Item, Stored] = Batcher(self._write)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Store:
        """Scrapy's way of making a stage."""
        return cls(services_of(crawler))

    async def process_item(self, item: Item) -> Item:
        """Wait for the commit; StorageError once the database has been away for too long."""
        return replace(item, stored=await self._rows.put(item))

    async def _write(self, items: Sequence[Item]) -> Sequence[Stored]:
        return await self._services.database.run(lambda connection: store_items(connection, items))
