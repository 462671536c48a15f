"""Turns the pages of a list that does not say where it goes on: where custom has them, or the page hints."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapy import Request

from broadsheet.article import Item, Page
from broadsheet.discovery import Listing, read_listing
from broadsheet.discovery.page_numbers import offset, page_number
from broadsheet.discovery.paging_data import counted_up, skipping
from broadsheet.errors import PageRejected
from broadsheet.outcomes import Outcome, PageKind, Way
from spiders.pages import page_of_failure
from spiders.probes import Probes
from spiders.section_run import SectionRun

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure as TwistedFailure

    from spiders.news import NewsSpider

_SECOND = 2  # the first page of a list that a guess leads to


def is_first_guess(run: SectionRun, url: str) -> bool:
    """Whether a page that nothing names would be the first behind those that are named."""
    return url not in run.counted_on and (page_number(url) or _SECOND) <= _SECOND


class GuessedPages:
    """Makes the requests and judges the answers.

    Nobody promised these pages, so what stands there is taken for the list's next page only where it shows
    more stories of the forms seen; an answer that the list's second page is not there is remembered.
    """

    def __init__(self, spider: NewsSpider, probes: Probes) -> None:
        self._spider, self._probes = spider, probes

    def requests(self, run: SectionRun, guesses: Sequence[str], *, is_needed: bool) -> Iterator[Request]:
        """The first that was not seen not to be there; `is_needed`: without one the list is not complete."""
        waiting = [url for url in guesses if run.probes.get(url, True)]
        waiting.sort(key=lambda url: url not in run.probes)
        if not waiting:
            run.tally.is_listing_complete = run.tally.is_listing_complete and not is_needed
        elif run.room and run.is_first_visit(waiting[0]):
            guess = {"guesses": waiting[1:], "is_needed": is_needed}
            request = self._spider.request(run, waiting[0], PageKind.LISTING, Way.PAGINATION, **guess)
            yield request.replace(callback=self.parse, errback=self.failed)

    async def parse(self, response: Response) -> AsyncIterator[Item | Request]:
        """The list goes on, ends before this page, or never was to be had this way."""
        run, page = self._spider.arrived(response)
        if await self._is_unseen(run, page, is_needed=response.meta["is_needed"]):
            return
        is_next, is_first = self._is_next(run, page), is_first_guess(run, page.url)
        if is_first:  # of those behind it more may come to be
            await self._probes.note(run, page.url, is_there=is_next)
        if is_next:
            listing = await self._spider.listings.read(run, page, Way.PAGINATION)
            listing = self.counted_on(run, listing, page.url)
            async for result in self._spider.listings.go_on(run, page, listing, Way.PAGINATION):
                yield result
        elif is_first:
            meta = response.meta
            for request in self.requests(run, meta["guesses"], is_needed=meta["is_needed"]):
                yield request

    async def failed(self, failure: TwistedFailure) -> AsyncIterator[Item]:
        """No answer: whether the list goes on is not known."""
        meta = failure.request.meta  # type: ignore[attr-defined]  # Scrapy puts it there
        run, page = self._spider.run_of(meta["run_id"]), page_of_failure(failure)
        if page is not None:
            await self._is_unseen(run, page, is_needed=meta["is_needed"])
        async for item in self._probes.failed(failure):
            yield item

    async def _is_unseen(self, run: SectionRun, page: Page, *, is_needed: bool) -> bool:
        """Whether asking again may end otherwise, which the next run does; a mere guess it makes anyway."""
        if page.failure is None or not page.failure.reason.is_retryable:
            return False
        if is_needed or not is_first_guess(run, page.url):
            await self._spider.listings.note_broken(run, page, Way.PAGINATION, page.failure)
            return True
        return False

    def _is_next(self, run: SectionRun, page: Page) -> bool:
        course = run.course
        try:
            listing = read_listing(
                page,
                self._spider.source,
                run.section,
                Way.PAGINATION,
                evidence=course.evidence,
                names=course.names,
            )
        except PageRejected:
            return False
        return page.url == page.final_url and course.is_continued_by(listing)

    def counted_on(self, run: SectionRun, listing: Listing, url: str) -> Listing:
        """What a guess led to goes on by the number in its address, where it does not say how."""
        skipped, count = offset(url), sum(link.outcome is Outcome.PENDING for link in listing.links)
        following = counted_up(url) if skipped is None else skipping(url, skipped + count)
        if listing.next_url or following is None:
            return listing
        run.counted_on.add(following)
        if listing.guesses():
            return listing
        return replace(listing, guesses=lambda: (following,))
