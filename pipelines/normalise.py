"""Normalise: one spelling for addresses, text, dates, names and language; then the hashes over the result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from broadsheet.article import Item
from broadsheet.normalising import normalise

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Normalise:
    """Article in, the same Article with canonical values out; nothing is dropped."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Normalise:  # noqa: ARG003 - Scrapy's way of making a stage
        """It needs nothing of the crawl."""
        return cls()

    def process_item(self, item: Item) -> Item:
        """Normalise the article, if there is one."""
        return item if item.article is None else replace(item, article=normalise(item.article))
