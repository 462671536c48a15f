"""Confine: in a backfill, a page of another day than those asked for is not taken; its own date decides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from broadsheet.article import Item

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Confine:
    """Article in, the same Article out, with a failure when it lies outside the range."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Confine:
        """Scrapy's way of making a stage; the spider comes later."""
        return cls(crawler)

    def process_item(self, item: Item) -> Item:
        """Ask the run which days it is for."""
        if item.article is None or item.failure is not None:
            return item
        failure = self._crawler.spider.miss(item.page, item.article.published_at)
        return replace(item, failure=failure) if failure is not None else item
