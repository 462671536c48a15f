"""Compare: what nothing marks as a story is held against the host's answer to an invented address."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from broadsheet.article import Failure, Item
from broadsheet.likeness import is_doubtful, is_like
from broadsheet.outcomes import PageKind, Reason

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

# A page without a story to be read may be such an answer, too, unless all pages of the site are such.
_WITHOUT_STORY = frozenset({Reason.NO_TEXT, Reason.NO_HEADLINE})


class Compare:
    """Article in, the same Article out, or the reason `soft_404`. Only in doubt the spider asks."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self._has_stories = False  # whether any page of the site was one

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Compare:
        """Scrapy's way of making a stage; the spider comes later."""
        return cls(crawler)

    async def process_item(self, item: Item) -> Item:
        """Ask the spider for the answer to an invented address, and compare."""
        page = item.page
        if page.kind is not PageKind.ARTICLE or page.parts:
            return item
        if not self._is_in_doubt(item):
            self._has_stories |= item.failure is None
            return item
        nowhere = await self._crawler.spider.nowhere(page)
        if nowhere is None or not is_like(page, item.article, nowhere.portrait):
            self._has_stories |= item.failure is None
            return item
        failure = Failure(Reason.SOFT_404, f"the host answers alike to {nowhere.url}, which nobody made")
        return replace(item, article=None, failure=failure)

    def _is_in_doubt(self, item: Item) -> bool:
        if item.article is not None and item.failure is None:
            return is_doubtful(item.page, item.article)
        is_empty = item.failure is not None and item.failure.reason in _WITHOUT_STORY
        return is_empty and self._has_stories and item.page.status_code == HTTPStatus.OK
