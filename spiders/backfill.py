"""The spider of the past: sitemaps, archive pages, then the section's own pages, back to the first day.

`scrapy crawl backfill -a source=NAME -a since=DATE [-a until=DATE] [-a section=NAME]`. What is fetched,
stored and counted goes the way of a crawl; only what is asked for differs.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from scrapy import Request

from broadsheet.article import Failure, Item, ListedLink, Page
from broadsheet.backfill.belonging import is_of_section, is_within, of_stories
from broadsheet.backfill.guesses import refuse_led_away, shown_period
from broadsheet.backfill.judging import judge_backfill
from broadsheet.backfill.periods import is_archive_page
from broadsheet.backfill.selection import Listed
from broadsheet.discovery import Listing, read_listing
from broadsheet.discovery.sitemaps import SitemapEntry
from broadsheet.errors import PageRejected
from broadsheet.outcomes import PageKind, Reason, Way
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.services import services_of
from broadsheet.sources import Source
from spiders import arguments
from spiders.apart import read_apart
from spiders.archive_desk import ArchiveDesk, Offer
from spiders.archive_walk import ArchiveWalk
from spiders.backfill_run import BackfillRun, plan_backfills
from spiders.failed_listings import FailedListings
from spiders.news import NewsSpider
from spiders.section_run import SectionRun

if TYPE_CHECKING:
    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure as TwistedFailure

_CONFINE = {"pipelines.confine.Confine": 350}


class BackfillSpider(NewsSpider):
    """Walks the archive of one section after the other."""

    name = "backfill"
    arguments = arguments.BACKFILL

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """One more stage: a page's own date decides whether it is taken."""
        super().update_settings(settings)
        settings.set("ITEM_PIPELINES", settings.getdict("ITEM_PIPELINES") | _CONFINE, priority="spider")

    @classmethod
    def plan(cls, source: Source, given: dict[str, Any]) -> list[SectionRun]:
        """A backfill per section."""
        return list(plan_backfills(source, given))

    def judge(self, run: SectionRun, history: SectionHistory) -> Judgement:  # noqa: ARG002 - the past has none
        """By the rules of backfills."""
        return judge_backfill(cast(BackfillRun, run).tally)

    def miss(self, page: Page, published_at: datetime | None) -> Failure | None:
        """Why a page that was read is not taken; None when it lies within the days asked for."""
        return cast(BackfillRun, self.run_of(page.run_id)).note_read(page.url, published_at)

    def section_requests(self, run: SectionRun | None) -> Iterator[Request]:
        """The section's page, which may name its archive, and the sitemaps that the source file names."""
        if run is None or run.tally.is_stopped:
            return
        backfill = cast(BackfillRun, run)
        yield from self._walk.listing(backfill, run.section.url, PageKind.LISTING, Way.SECTION_PAGE)
        for address in run.section.sitemaps or ():
            yield from self._walk.listing(backfill, address, PageKind.SITEMAP, Way.ARCHIVE)

    async def parse_listing(self, response: Response) -> AsyncIterator[Item | Request]:
        """A listing of the past: its stories of the days asked for, and the further listings it names."""
        found, page = self.arrived(response)
        run, way = cast(BackfillRun, found), cast(Way, response.meta["way"])
        try:
            async for result in self._read(run, page, way):
                yield result
        except PageRejected as rejection:
            for item in await self._failed_listing(run, page, Failure(rejection.reason, rejection.detail)):
                yield item
        for request in self._walk.listing_done(run):
            yield request

    async def _failed_listing(self, run: BackfillRun, page: Page, failure: Failure) -> list[Item]:
        """What there is to tell of it; nothing where it was a guess, and the site has no such page."""
        is_told = await self._failures.note(run, page, failure)
        return [*self._report(run, Item(page, failure=failure))] if is_told else []

    async def failed(self, failure: TwistedFailure) -> AsyncIterator[Item | Request]:  # type: ignore[override]
        """A request without a response; the walk goes on without it."""
        meta = failure.request.meta  # type: ignore[attr-defined]  # Scrapy puts it there
        run = cast(BackfillRun, self.run_of(meta["run_id"]))
        is_listing = meta["kind"] is not PageKind.ARTICLE
        async for item in super().failed(failure):
            if not is_listing or item.failure is None:
                found = [*self._report(run, item)]
            else:
                found = await self._failed_listing(run, item.page, item.failure)
            for reported in found:
                yield reported
        if is_listing:
            for request in self._walk.listing_done(run):
                yield request

    # -- one listing

    async def _read(self, run: BackfillRun, page: Page, way: Way) -> AsyncIterator[Item | Request]:
        if way is Way.ARCHIVE:
            refuse_led_away(page)
        reading = partial(read_listing, page, self.source, of_stories(run.section), Way.ARCHIVE)
        listing = await read_apart(self.crawler, page, reading)
        await self._failures.refuse_stand_in(run, page, listing)
        run.tally.passed += listing.passed
        entries = _entries(listing)
        offers = list(self._offers(run, page, listing, entries, way))
        if way is Way.SECTION_PAGE:
            run.note_addresses([link.url for link, _ in offers])
        decided, due, held = await self._desk.decide(run, offers)
        if listing.failure is not None and page.kind is PageKind.SITEMAP:
            run.tally.needed_urls.add(page.url)  # whoever named it: the rest of it may hold days asked for
        for item in self._report(run, Item(_with_links(page, decided), failure=listing.failure)):
            yield item
        if way is Way.SECTION_PAGE or way is Way.PAGINATION:
            run.next_page = (
                None if way is Way.PAGINATION and self._walk.is_far_enough(run) else listing.next_url
            )
            due += self._of_section_page(run, offers, held, way)
        else:
            run.held += held
        for request in self._walk.articles(run, due):
            yield request
        async for request in self._walk.further(run, page, listing, entries, way):
            yield request

    def _offers(
        self,
        run: BackfillRun,
        page: Page,
        listing: Listing,
        entries: dict[str, SitemapEntry],
        way: Way,
    ) -> Iterator[Offer]:
        """The section's stories, with what the listing says of their days."""
        is_own = way is not Way.ARCHIVE or is_within(page.final_url, run.section.url)
        is_dated = way is Way.ARCHIVE and (page.kind is PageKind.SITEMAP or is_archive_page(page.url))
        period = shown_period(page) if is_dated else None
        if period is not None:
            run.note_reach(page.final_url, period.first)
        for link in listing.links:
            if is_archive_page(link.url):
                continue  # read, or of other days
            if link.reason is not None:
                run.tally.passed[link.reason] += 1
            elif not is_own and page.kind is PageKind.LISTING and not is_of_section(run.section, link.url):
                run.tally.passed[Reason.OTHER_SECTION] += 1
            else:
                yield link, Listed.of(link, entries.get(link.url), period)

    def _of_section_page(
        self, run: BackfillRun, offers: list[Offer], held: list[ListedLink], way: Way
    ) -> list[ListedLink]:
        """Stories without a date on the section's own pages, newest first: those around them date them.

        As long as the pages are younger than the days asked for, one story of each says how old it is.
        """
        before = run.days_of_page()
        run.page = [link.url for link, _ in offers]
        run.dates |= {link.url: said for link, said in offers}
        if way is Way.SECTION_PAGE and not before:
            run.held += held
            return []
        if held and before and min(before) > run.days.until:
            run.passed[held[-1].url] = held[:-1]
            return held[-1:]
        return held

    def _report(self, run: BackfillRun, item: Item) -> Iterator[Item]:
        """The listing goes down the stages; a dry run only counts it."""
        if run.tally.is_dry:
            run.tally.add_item(item)
        else:
            yield item

    @property
    def _walk(self) -> ArchiveWalk:
        return ArchiveWalk(self, self._robots)

    @property
    def _failures(self) -> FailedListings:
        return FailedListings(self)

    @property
    def _desk(self) -> ArchiveDesk:
        return ArchiveDesk(services_of(self.crawler))


def _entries(listing: Listing) -> dict[str, SitemapEntry]:
    sitemap = listing.sitemap
    return {entry.url: entry for entry in (*sitemap.entries, *sitemap.sitemaps)} if sitemap else {}


def _with_links(page: Page, links: list[ListedLink]) -> Page:
    return replace(page, links=tuple(links))
