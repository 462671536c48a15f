"""Reads a section's listings and goes on from them: to articles that are due, to the list's next page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from scrapy import Request

from broadsheet.article import Failure, Item, Page
from broadsheet.articledb.other_lists import section_listing
from broadsheet.counting import counted
from broadsheet.discovery import Listing, read_listing
from broadsheet.errors import PageRejected
from broadsheet.outcomes import Outcome, PageKind, Reason, RunKind, Unread, Way
from broadsheet.responses import is_lasting
from broadsheet.services import Services
from spiders.apart import read_apart
from spiders.bare_pages import Row
from spiders.claiming import Claims, as_known
from spiders.guessed_pages import GuessedPages, is_first_guess
from spiders.guide import Guide
from spiders.links import LinkDesk
from spiders.pages import is_elsewhere, refuse, refuse_another_page
from spiders.probes import Probes
from spiders.robots import Robots
from spiders.section_run import SectionRun

if TYPE_CHECKING:
    from scrapy.http import Response

    from spiders.news import NewsSpider

_PASSED = (
    (Reason.OTHER_SECTION, "of other sections"),
    (Reason.OUT_OF_RANGE, "too old, which is a backfill's business"),
    (Reason.UNDATED, "without a date that can be true, so that nothing says how new"),
    (Reason.BAD_URL, "without a usable address"),
)


class Listings:
    """The way through the listings of one spider's section runs."""

    def __init__(self, spider: NewsSpider, robots: Robots, services: Services) -> None:
        self._spider = spider
        self._links, self._claims = LinkDesk(services, spider.source), Claims(services)
        self._database = services.database
        probes = Probes(spider, services)
        self._guide, self._guessed_pages = Guide(spider, robots, probes), GuessedPages(spider, probes)

    async def parse(self, response: Response) -> AsyncIterator[Item | Request]:
        """A section page, feed or sitemap: its articles that are due, and the further listings it names."""
        run, page = self._spider.arrived(response)
        way: Way = response.meta["way"]
        try:
            if way is Way.SECTION_PAGE:
                refuse_another_page(page, self._spider.source, run.section)
            listing = await self.read(run, page, way, response.meta.get("title", ""))
            if way is Way.SECTION_PAGE and is_elsewhere(page, run.section):
                await self._refuse_another_list(run, page, listing)
            if page.url in run.kept.urls:
                listing = self._guessed_pages.counted_on(run, listing, page.url)
        except PageRejected as rejection:
            failure = Failure(rejection.reason, rejection.detail)
            await self.note_broken(run, page, way, failure)
            yield Item(page, failure=failure)
            return
        async for result in self.go_on(run, page, listing, way):
            yield result

    async def go_on(
        self, run: SectionRun, page: Page, listing: Listing, way: Way
    ) -> AsyncIterator[Item | Request]:
        """What a listing leads to: its articles that are due, its next page, feeds and sitemaps."""
        if run.course.is_misread(listing):
            await self._note_unseen(run, page, way)
        row = _bare_row(run, page, listing)
        run.tally.is_listing_complete = run.tally.is_listing_complete and row is None
        has_moved_on = run.course.note(listing)
        decided, found, is_news = await self._links.decide(run, list(listing.links))
        due = await self._claims.settle(run, page, found)
        links = tuple(as_known(link) if link.url in run.elsewhere else link for link in decided)
        if listing.failure is not None and page.kind is PageKind.LISTING:
            run.tally.is_listing_complete = False
        yield Item(replace(page, links=links), failure=listing.failure)
        for request in self._in_turn(run, [self._spider.article_request(run, link) for link in due]):
            yield request
        repeats_front = page.url == run.whole_list and not has_moved_on and _shows_asked_for(run, listing)
        if repeats_front:
            run.whole_list = listing.next_url
        elif way is Way.SECTION_PAGE:
            run.note_whole_list(page.final_url, listing.next_url)
        is_passed_over = row is not None and row.is_passed_over
        if (is_news and has_moved_on) or repeats_front or is_passed_over:
            for request in self._in_turn(run, [each async for each in self._next_page(run, page, listing)]):
                yield request
        elif row is not None:
            await self._stop_behind(run, page, row, way)
        elif listing.is_script_only and not _was_seen_to_go_on(run, listing):
            run.tally.is_listing_complete = False
        async for request in self._guide.further(run, listing, way, page.final_url):
            yield request
        if way is Way.SECTION_PAGE:
            left = await self._claims.settle(run, page, await self._links.left_over(run))
            for request in self._in_turn(run, [self._spider.article_request(run, link) for link in left]):
                yield request

    def _in_turn(self, run: SectionRun, requests: list[Request]) -> list[Request]:
        """Those to be sent now; where the budget is short all wait for feeds and sitemaps."""
        if not run.waiting and not run.is_short:
            return requests
        run.waiting += requests
        return []

    async def read(self, run: SectionRun, page: Page, way: Way, title: str = "") -> Listing:
        """The listing as read, with what earlier ones of the run have told of its links."""
        course = run.course
        reading = partial(
            read_listing,
            page,
            self._spider.source,
            run.section,
            way,
            title,
            evidence=course.evidence,
            names=course.names,
            others=course.others,
            is_short=course.is_short,
        )
        listing = await read_apart(self._spider.crawler, page, reading)
        listing = replace(listing, links=course.judged(listing.links))
        course.note_page(listing, way)
        for reason, words in _PASSED:
            if count := listing.passed[reason]:
                self._spider.logger.info(
                    "%s: left: %s %s", page.url, counted(count, "entry", "entries"), words
                )
        run.tally.passed += listing.passed
        if listing.passed[Unread.LINKS]:
            run.tally.is_listing_complete = False
        return listing

    async def note_broken(self, run: SectionRun, page: Page, way: Way, failure: Failure) -> None:
        """A page of the list that could not be read: what it held, and all behind it, was not seen.

        Where asking again may end otherwise, the next run goes on there, whatever is new by then; with the
        section's own page it begins anyway. `way` is also that of the stories a page of the list named.
        """
        if page.kind is not PageKind.LISTING:
            return
        is_noted = is_lasting(failure, page.status_code) and run.kept.note_lasting(page.url, failure)
        if failure.reason.is_retryable and not is_noted:
            await self._note_unseen(run, page, way)
        run.tally.is_listing_complete = False

    async def _refuse_another_list(self, run: SectionRun, page: Page, listing: Listing) -> None:
        """PageRejected where what the section's address leads to is the list of another section."""
        start, urls = run.start, [link.url for link in listing.links if link.outcome is Outcome.PENDING]
        name = await self._database.run(
            lambda connection: section_listing(connection, start.source, start.section, urls)
        )
        if name is not None:
            refuse(page, f"which shows the list of section {name}")

    async def _note_unseen(self, run: SectionRun, page: Page, way: Way) -> None:
        """The list was not seen from this page on; the next run looks there again."""
        run.tally.is_listing_complete = False
        if way is Way.PAGINATION and run.start.kind is RunKind.CRAWL:
            await self._links.keep_place(run, page.url)

    async def _stop_behind(self, run: SectionRun, page: Page, row: Row, way: Way) -> None:
        """The place behind pages without a story is kept; not where the section's own is the first of them.

        There the next run begins anyway.
        """
        if way is not Way.PAGINATION or run.start.kind is not RunKind.CRAWL or row.start == run.section.url:
            return
        if not run.reach.lead(page.url, [row.next_url]):
            return
        place = run.bare_pages.stop_behind(row, run.visited)
        if place is not None:
            await self._links.keep_place(run, *place)

    async def _next_page(self, run: SectionRun, page: Page, listing: Listing) -> AsyncIterator[Request]:
        """The list's next page; where the run may not go on, the place is kept for the next run.

        Unless a first load ends there: see Reach. Pages of the list count against the request budget, which
        cuts any load off.
        """
        guesses = () if listing.next_url else listing.guesses()
        url = listing.next_url or next(iter(guesses), None)
        if url is None:
            return
        run.listing_page_count += 1
        is_spent, is_in_reach = not run.room, run.reach.lead(page.url, [url, *guesses])
        if is_spent or not is_in_reach or run.listing_page_count >= run.max_pages:
            run.tally.is_listing_complete = False
            is_sure = listing.next_url is not None or not is_first_guess(run, url)
            if is_sure and is_in_reach and (is_spent or not run.is_initial_load):
                await self._links.keep_place(run, url)
        elif listing.next_url is None:
            for request in self._guessed_pages.requests(run, guesses, is_needed=listing.is_script_only):
                yield request
        elif run.is_first_visit(url):
            yield self._spider.request(run, url, PageKind.LISTING, Way.PAGINATION)


def _bare_row(run: SectionRun, page: Page, listing: Listing) -> Row | None:
    """The pages without a story that end with this one, which says that more follow, not seen by then."""
    if listing.next_url is None or any(link.outcome is Outcome.PENDING for link in listing.links):
        return None
    return run.bare_pages.come_to(page.url, listing.next_url)


def _shows_asked_for(run: SectionRun, listing: Listing) -> bool:
    """Whether a page of the whole list still shows stories of the front that this run has asked for."""
    return any(link.url in run.visited for link in listing.links if link.outcome is Outcome.PENDING)


def _was_seen_to_go_on(run: SectionRun, listing: Listing) -> bool:
    return any(run.probes.values()) and any(map(run.probes.get, listing.guesses()))
