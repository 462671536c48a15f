"""The spider of the past: sitemaps, archive pages, then the section's own pages, back to the first day.

`scrapy crawl backfill -a source=NAME -a since=DATE [-a until=DATE] [-a section=NAME]`. What is fetched,
stored and counted goes the way of a crawl; only what is asked for differs.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from scrapy import Request

from broadsheet.article import Failure, Item, ListedLink, Page
from broadsheet.backfill.judging import judge_backfill
from broadsheet.backfill.periods import alike, is_archive_page, written_period
from broadsheet.backfill.selection import Listed, is_listing_due
from broadsheet.discovery import Listing, read_listing
from broadsheet.discovery.decide import belongs_to_section
from broadsheet.discovery.sitemaps import SitemapEntry
from broadsheet.errors import PageRejected
from broadsheet.outcomes import Outcome, PageKind, Reason, Way
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.services import services_of
from broadsheet.sources import Section, Source, hostport
from broadsheet.urls import canonicalise
from spiders.archive_desk import ArchiveDesk, Offer
from spiders.backfill_run import BackfillRun, plan_backfills
from spiders.news import NewsSpider
from spiders.section_run import SectionRun

if TYPE_CHECKING:
    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure as TwistedFailure

_FEED_NAME = re.compile(r"(?:feeds?|rss|atom)(?:\.\w+)?|[\w-]+\.(?:xml|rss|atom)", re.IGNORECASE)
WALK_FIRST = 1  # the priority of listings: how much there is to fetch is known early
_CONFINE = {"pipelines.confine.Confine": 350}


class BackfillSpider(NewsSpider):
    """Walks the archive of one section after the other."""

    name = "backfill"

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """One more stage: a page's own date decides whether it is taken."""
        super().update_settings(settings)
        settings.set("ITEM_PIPELINES", settings.getdict("ITEM_PIPELINES") | _CONFINE, priority="spider")

    @classmethod
    def plan(cls, source: Source, arguments: dict[str, Any]) -> list[SectionRun]:
        """A backfill per section."""
        return list(plan_backfills(source, arguments))

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
        yield from self._listing(backfill, run.section.url, PageKind.LISTING, Way.SECTION_PAGE)
        for address in run.section.sitemaps or ():
            yield from self._listing(backfill, address, PageKind.SITEMAP, Way.ARCHIVE)

    async def parse_listing(self, response: Response) -> AsyncIterator[Item | Request]:
        """A listing of the past: its stories of the days asked for, and the further listings it names."""
        found, page = self._arrived(response)
        run, way = cast(BackfillRun, found), cast(Way, response.meta["way"])
        try:
            async for result in self._read(run, page, way):
                yield result
        except PageRejected as rejection:
            failure = Failure(rejection.reason, rejection.detail)
            is_expected = page.url in run.guessed and failure.reason is Reason.GONE
            for item in () if is_expected else self._report(run, Item(page, failure=failure)):
                yield item
        for request in self._listing_done(run):
            yield request

    async def failed(self, failure: TwistedFailure) -> AsyncIterator[Item | Request]:  # type: ignore[override]
        """A request without a response; the walk goes on without it."""
        meta = failure.request.meta  # type: ignore[attr-defined]  # Scrapy puts it there
        async for item in super().failed(failure):
            yield item
        if meta["kind"] is not PageKind.ARTICLE:
            for request in self._listing_done(cast(BackfillRun, self.run_of(meta["run_id"]))):
                yield request

    # -- one listing

    async def _read(self, run: BackfillRun, page: Page, way: Way) -> AsyncIterator[Item | Request]:
        listing = read_listing(page, self.source, _of_stories(run.section), Way.ARCHIVE)
        entries = _entries(listing)
        offers = list(self._offers(run, page, listing, entries, way))
        decided, due, held = await self._desk.decide(run, offers)
        for item in self._report(run, Item(_with_links(page, decided))):
            yield item
        if way is Way.SECTION_PAGE or way is Way.PAGINATION:
            run.next_page = None if way is Way.PAGINATION and self._is_far_enough(run) else listing.next_url
            due += self._of_section_page(run, offers, held, way)
        else:
            run.held += held
        for request in self._articles(run, due):
            yield request
        async for request in self._further(run, page, listing, entries, way):
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
        is_own = way is not Way.ARCHIVE or _is_within(page.final_url, run.section.url)
        is_dated = way is Way.ARCHIVE and (page.kind is PageKind.SITEMAP or is_archive_page(page.url))
        period = written_period(page.url) if is_dated else None
        if period is not None:
            run.tally.note_day(period.first)
        for link in listing.links:
            if link.outcome is not Outcome.PENDING or is_archive_page(link.url):
                continue
            if is_own or page.kind is not PageKind.LISTING or self._is_of_section(run, link.url):
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

    async def _further(
        self, run: BackfillRun, page: Page, listing: Listing, entries: dict[str, SitemapEntry], way: Way
    ) -> AsyncIterator[Request]:
        """Sitemaps and archive pages that may name stories of those days."""
        sitemaps = list(listing.sitemaps)
        if way is Way.SECTION_PAGE and run.section.sitemaps is None:
            named = (await self._robots.policy(page.final_url)).sitemaps
            sitemaps += named or [f"{self.source.base_url.rstrip('/')}/sitemap.xml"]
        for address in sitemaps:
            changed = entries[address].last_modified if address in entries else ""
            for request in self._listing_if_due(run, address, PageKind.SITEMAP, changed):
                yield request
        archives = [link.url for link in listing.links if is_archive_page(link.url)]
        if listing.next_url and way is Way.ARCHIVE and page.kind is PageKind.LISTING:
            archives.append(listing.next_url)
        for address in archives:
            if hostport(address) in self.source.hosts and not self._is_of_other_section(run, address):
                run.beyond += [] if is_listing_due(address, "", run.days) else [address]
                for request in self._listing_if_due(run, address, PageKind.LISTING, ""):
                    yield request

    # -- the walk

    def _listing_done(self, run: BackfillRun) -> Iterator[Request]:
        """When no listing is under way: the section's next page, and in the end the stories without a day."""
        run.open_listings -= 1
        if run.open_listings or run.tally.is_stopped:
            return
        yield from self._released(run)
        further = [] if run.tally.reaches_back else list(self._other_archives(run))
        if further:
            yield from further
            return
        if run.next_page and not self._is_far_enough(run) and len(run.visited) < run.budget:
            address, run.next_page = run.next_page, None
            if run.is_first_visit(address):
                yield from self._listing(run, address, PageKind.LISTING, Way.PAGINATION)
                return
        run.tally.is_listing_complete = run.tally.reaches_back and len(run.visited) <= run.budget
        yield from self._released(run, is_end=True)
        held, run.held = run.held, []
        yield from self._articles(run, held)

    def _other_archives(self, run: BackfillRun) -> Iterator[Request]:
        """The front page may name the archive; and where one month is, others are likely to be."""
        if run.is_first_visit(canonicalise(self.source.base_url)):
            yield from self._listing(run, self.source.base_url, PageKind.LISTING, Way.ARCHIVE)
            return
        known, run.beyond = run.beyond[:1], []
        for url in (guess for each in known for guess in alike(each, run.days.since, run.days.until)):
            if len(run.visited) < run.budget and run.is_first_visit(url):
                run.guessed.add(url)
                yield from self._listing(run, url, PageKind.LISTING, Way.ARCHIVE)

    def _is_far_enough(self, run: BackfillRun) -> bool:
        """Whether the section's pages, or a whole archive, reach back beyond the first day."""
        if run.listing_page_count == 1:
            return run.tally.reaches_back
        known = run.days_of_page()
        return bool(known) and max(known) < run.days.since

    def _released(self, run: BackfillRun, *, is_end: bool = False) -> Iterator[Request]:
        """Stories that were passed over, from the page on that turned out to be old enough.

        Pages stand in order: one that is too young clears those before it, whose one story stated no day.
        """
        for url in [url for url in run.passed if url in run.read]:
            before = list(run.passed)[: list(run.passed).index(url) + 1]
            links = [link for each in before for link in run.passed.pop(each)]
            if run.read[url] <= run.days.until:
                yield from self._articles(run, links)
        if is_end:
            links = [link for each in run.passed.values() for link in each]
            run.passed.clear()
            yield from self._articles(run, links)

    def _articles(self, run: BackfillRun, links: list[ListedLink]) -> Iterator[Request]:
        for link in links:
            if (taken := run.take(link)) is not None:
                yield self.request(run, taken.url, PageKind.ARTICLE, Way.ARCHIVE)

    def _listing_if_due(self, run: BackfillRun, url: str, kind: PageKind, changed: str) -> Iterator[Request]:
        if not is_listing_due(url, changed, run.days):
            period = written_period(url)
            if period is not None and period.last < run.days.since:
                run.tally.note_day(period.last)
        elif len(run.visited) < run.budget and run.is_first_visit(url):
            run.tally.configured_urls |= {url} if changed else frozenset()
            yield from self._listing(run, url, kind, Way.ARCHIVE)

    def _listing(self, run: BackfillRun, url: str, kind: PageKind, way: Way) -> Iterator[Request]:
        run.open_listings += 1
        run.listing_page_count += way is not Way.ARCHIVE
        request = self.request(run, url, kind, way)
        # A page of the section comes after the stories of the page before, which may say how old they are.
        yield request if way is Way.PAGINATION else request.replace(priority=WALK_FIRST)

    def _report(self, run: BackfillRun, item: Item) -> Iterator[Item]:
        """The listing goes down the stages; a dry run only counts it."""
        if run.tally.is_dry:
            run.tally.add_item(item)
        else:
            yield item

    # -- which section

    def _is_of_section(self, run: BackfillRun, url: str) -> bool:
        section = _of_stories(run.section)
        return belongs_to_section(url, (), section.url, (section.name, section.title or ""))

    def _is_of_other_section(self, run: BackfillRun, url: str) -> bool:
        others = (other.url for other in self.source.sections if other.name != run.section.name)
        is_own = _is_within(url, run.section.url)
        return not is_own and any(_is_within(url, other) for other in others)

    @property
    def _desk(self) -> ArchiveDesk:
        return ArchiveDesk(services_of(self.crawler))


def _entries(listing: Listing) -> dict[str, SitemapEntry]:
    sitemap = listing.sitemap
    return {entry.url: entry for entry in (*sitemap.entries, *sitemap.sitemaps)} if sitemap else {}


def _of_stories(section: Section) -> Section:
    """The section with the address that its stories lie under: of one that is a feed, the feed's folder."""
    folder, _, name = section.url.partition("?")[0].rstrip("/").rpartition("/")
    return section.model_copy(update={"url": f"{folder}/"}) if _FEED_NAME.fullmatch(name) else section


def _is_within(url: str, section_url: str) -> bool:
    folder = canonicalise(section_url).partition("?")[0].rstrip("/") + "/"
    return canonicalise(url).startswith(folder) and folder.count("/") > 3  # noqa: PLR2004 - not the whole site


def _with_links(page: Page, links: list[ListedLink]) -> Page:
    return replace(page, links=tuple(links))
