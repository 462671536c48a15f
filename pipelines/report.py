"""Report: count every page once, by outcome and reason. It does not judge the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.article import Item
from broadsheet.services import Services, services_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Report:
    """The last stage: what arrives here is stored."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Report:
        """Scrapy's way of making a stage."""
        return cls(services_of(crawler))

    def process_item(self, item: Item) -> Item:
        """Add the item to the tally of its section run."""
        self._services.tallies[item.page.run_id].add_item(item)
        return item
