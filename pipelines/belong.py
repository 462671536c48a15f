"""Belong: an article that a list of any section shows is another section's where its own page says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from broadsheet.article import Failure, Item
from broadsheet.outcomes import Reason

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Belong:
    """Article in, the same Article out, with a failure when it is left to the section that it names."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Belong:
        """Scrapy's way of making a stage; the spider comes later."""
        return cls(crawler)

    def process_item(self, item: Item) -> Item:
        """Ask the run whether the list that named the article left any doubt."""
        if item.article is None or item.failure is not None:
            return item
        course = self._crawler.spider.run_of(item.page.run_id).course
        labels = [each.value for each in item.article.fields if each.field == "section_label"]
        labels.append(item.article.section_label)
        if not course.is_contradicted(item.page.url, labels):
            return item
        detail = f"the page says that it is of {item.article.section_label!r}"
        return replace(item, failure=Failure(Reason.OTHER_SECTION, detail))
