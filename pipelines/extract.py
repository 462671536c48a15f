"""Extract: Page in, Article out. No selector and no date format lives here."""

from __future__ import annotations

import logging
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from broadsheet.article import Failure, Item
from broadsheet.errors import PageRejected, StorageError
from broadsheet.lessons import learn
from broadsheet.outcomes import PageKind
from broadsheet.reading import read_article
from broadsheet.services import Services, services_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger("broadsheet")


class Extract:
    """Reads article pages with what is known of their source, section and site, and learns from them."""

    def __init__(self, crawler: Any, services: Services) -> None:
        self._crawler, self._services = crawler, services

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Extract:
        """Scrapy's way of making a stage; the spider comes later."""
        return cls(crawler, services_of(crawler))

    async def process_item(self, item: Item) -> Item:
        """The article, or the reason why the page is none."""
        page = item.page
        if page.kind is not PageKind.ARTICLE or item.failure is not None:
            return item
        if page.status_code == HTTPStatus.NOT_MODIFIED:
            return item  # what is stored was read when it came
        try:
            reading = read_article(page, self._crawler.spider.source, self._services.site.profile)
        except PageRejected as rejection:
            return replace(item, failure=Failure(rejection.reason, rejection.detail))
        article = reading.article
        if not page.is_large:
            self._services.site.look(reading)
        del reading  # and with it the page's tree, many times its size
        if self._services.site.is_due:
            await self._learn(page.source)
        return replace(item, article=article)

    async def _learn(self, source: str) -> None:
        """Another version of the profile, now and then; without a database pages are read all the same."""
        try:
            await learn(self._services, source)
        except StorageError as error:
            log.warning("nothing was learned of the site of %s: %s", source, error)
