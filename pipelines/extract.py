"""Extract: Page in, Article out. No selector and no date format lives here."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from broadsheet.article import Failure, Item
from broadsheet.errors import PageRejected
from broadsheet.outcomes import PageKind
from broadsheet.reading import read_article

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Extract:
    """Reads article pages with what is known of their source and section."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Extract:
        """Scrapy's way of making a stage; the spider comes later."""
        return cls(crawler)

    def process_item(self, item: Item) -> Item:
        """The article, or the reason why the page is none."""
        page = item.page
        if page.kind is not PageKind.ARTICLE or item.failure is not None:
            return item
        if page.status_code == HTTPStatus.NOT_MODIFIED:
            return item  # what is stored was read when it came
        try:
            return replace(item, article=read_article(page, self._crawler.spider.source))
        except PageRejected as rejection:
            return replace(item, failure=Failure(rejection.reason, rejection.detail))
