"""Turns the pages of a list that only its page's scripts continue, where custom has them: `?page=2`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

from scrapy import Request

from broadsheet.article import Item, Page
from broadsheet.discovery import read_listing
from broadsheet.discovery.page_numbers import page_number
from broadsheet.errors import PageRejected
from broadsheet.outcomes import PageKind, Way
from spiders.probes import Probes
from spiders.section_run import SectionRun

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure as TwistedFailure

    from spiders.news import NewsSpider

_SECOND = 2  # the first page of the list that custom alone leads to


class CustomPages:
    """Makes the requests and judges the answers.

    Nobody promised these pages, so what stands there is taken for the list's next page only where it shows
    more stories of the forms seen; an answer that the list's second page is not there is remembered.
    """

    def __init__(self, spider: NewsSpider, probes: Probes) -> None:
        self._spider, self._probes = spider, probes

    def requests(self, run: SectionRun, url: str) -> Iterator[Request]:
        """The page at `url`, unless it was seen not to be there."""
        if not run.probes.get(url, True):
            run.tally.is_listing_complete = False
        elif run.is_first_visit(url):
            request = self._spider.request(run, url, PageKind.LISTING, Way.PAGINATION)
            yield request.replace(callback=self.parse, errback=self.failed)

    async def parse(self, response: Response) -> AsyncIterator[Item | Request]:
        """The list goes on, ends before this page, or never was to be had this way."""
        run, page = self._spider.arrived(response)
        if page.failure is not None and page.failure.reason.is_retryable:
            await self._spider.listings.note_broken(run, page, Way.PAGINATION, page.failure.reason)
            return
        is_there, is_second = self._is_next(run, page), page_number(page.url) == _SECOND
        if is_second:  # of those behind it more may come to be
            await self._probes.note(run, page.url, is_there=is_there)
        if is_there:
            listing = self._spider.listings.read(run, page, Way.PAGINATION)
            async for result in self._spider.listings.go_on(run, page, listing, Way.PAGINATION):
                yield result
        elif is_second:
            run.tally.is_listing_complete = False

    async def failed(self, failure: TwistedFailure) -> AsyncIterator[Item]:
        """No answer: whether the list goes on is not known."""
        run = self._spider.run_of(failure.request.meta["run_id"])  # type: ignore[attr-defined]  # Scrapy puts it there
        run.tally.is_listing_complete = False
        async for item in self._probes.failed(failure):
            yield item

    def _is_next(self, run: SectionRun, page: Page) -> bool:
        try:
            listing = read_listing(
                page, self._spider.source, run.section, Way.PAGINATION, evidence=run.course.evidence
            )
        except PageRejected:
            return False
        return page.url == page.final_url and run.course.is_continued_by(listing)
