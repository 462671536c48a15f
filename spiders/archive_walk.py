"""The walk through the past of one section: which listings are read next, and which stories come when."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import TYPE_CHECKING

from scrapy import Request

from broadsheet.article import ListedLink, Page
from broadsheet.backfill.belonging import is_within
from broadsheet.backfill.periods import alike, is_archive_page, written_period
from broadsheet.backfill.selection import is_listing_due
from broadsheet.discovery import Listing
from broadsheet.discovery.sitemaps import SitemapEntry
from broadsheet.outcomes import PageKind, Way
from broadsheet.sources import hostport
from broadsheet.urls import canonicalise
from spiders.backfill_run import BackfillRun
from spiders.robots import Robots

if TYPE_CHECKING:
    from spiders.news import NewsSpider

WALK_FIRST = 1  # the priority of listings: how much there is to fetch is known early


class ArchiveWalk:
    """Makes the requests of a backfill."""

    def __init__(self, spider: NewsSpider, robots: Robots) -> None:
        self._spider, self._source, self._robots = spider, spider.source, robots

    async def further(
        self, run: BackfillRun, page: Page, listing: Listing, entries: dict[str, SitemapEntry], way: Way
    ) -> AsyncIterator[Request]:
        """Sitemaps and archive pages that may name stories of those days."""
        sitemaps = list(listing.sitemaps)
        if way is Way.SECTION_PAGE and run.section.sitemaps is None:
            named = (await self._robots.policy(page.final_url)).sitemaps
            usual = [] if named else [f"{self._source.base_url.rstrip('/')}/sitemap.xml"]
            run.guessed |= {*usual} - {*sitemaps}
            run.hinted |= {*sitemaps, *named}
            sitemaps += named or usual
        for address in sitemaps:
            changed = entries[address].last_modified if address in entries else ""
            for request in self._listing_if_due(run, address, PageKind.SITEMAP, changed):
                yield request
        archives = [link.url for link in listing.links if is_archive_page(link.url)]
        if listing.next_url and way is Way.ARCHIVE and page.kind is PageKind.LISTING:
            archives.append(listing.next_url)
        for address in archives:
            if hostport(address) in self._source.hosts and not self._is_of_other_section(run, address):
                run.beyond += [] if is_listing_due(address, "", run.days) else [address]
                for request in self._listing_if_due(run, address, PageKind.LISTING, ""):
                    yield request

    def listing_done(self, run: BackfillRun) -> Iterator[Request]:
        """When no listing is under way: the section's next page, and in the end the stories without a day."""
        run.open_listings -= 1
        if run.open_listings or run.tally.is_stopped:
            return
        yield from self._released(run)
        further = [] if run.tally.reaches_back else list(self._other_archives(run))
        if further:
            yield from further
            return
        if run.next_page and not self.is_far_enough(run) and len(run.visited) < run.budget:
            address, run.next_page = run.next_page, None
            if run.is_first_visit(address):
                yield from self.listing(run, address, PageKind.LISTING, Way.PAGINATION)
                return
        run.tally.is_listing_complete = run.tally.reaches_back and len(run.visited) <= run.budget
        yield from self._released(run, is_end=True)
        held, run.held = run.held, []
        yield from self.articles(run, held)

    def _other_archives(self, run: BackfillRun) -> Iterator[Request]:
        """The front page may name the archive; and where one month is, others are likely to be."""
        front = self._source.base_url
        is_section = canonicalise(front) == canonicalise(run.section.url)
        if not is_section and run.is_first_visit(canonicalise(front)):
            run.tally.unneeded_urls.add(front)
            yield from self.listing(run, front, PageKind.LISTING, Way.ARCHIVE)
            return
        known, run.beyond = run.beyond[:1], []
        for url in (guess for each in known for guess in alike(each, run.days.since, run.days.until)):
            if len(run.visited) < run.budget and run.is_first_visit(url):
                run.guessed.add(url)
                yield from self.listing(run, url, PageKind.LISTING, Way.ARCHIVE)

    def is_far_enough(self, run: BackfillRun) -> bool:
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
                yield from self.articles(run, links)
        if is_end:
            links = [link for each in run.passed.values() for link in each]
            run.passed.clear()
            yield from self.articles(run, links)

    def articles(self, run: BackfillRun, links: Iterable[ListedLink]) -> Iterator[Request]:
        """Those that were not asked for before, within the budget."""
        for link in links:
            if (taken := run.take(link)) is not None:
                yield self._spider.request(run, taken.url, PageKind.ARTICLE, Way.ARCHIVE)

    def _listing_if_due(self, run: BackfillRun, url: str, kind: PageKind, changed: str) -> Iterator[Request]:
        if not is_listing_due(url, changed, run.days):
            period = written_period(url)
            if period is not None and period.last < run.days.since:
                run.note_reach(url, period.last)
        elif len(run.visited) < run.budget and run.is_first_visit(url):
            yield from self.listing(run, url, kind, Way.ARCHIVE)

    def listing(self, run: BackfillRun, url: str, kind: PageKind, way: Way) -> Iterator[Request]:
        """A section page, archive page or sitemap, whose answer ends in `listing_done`."""
        run.open_listings += 1
        run.listing_page_count += way is not Way.ARCHIVE
        request = self._spider.request(run, url, kind, way)
        # A page of the section comes after the stories of the page before, which may say how old they are.
        yield request if way is Way.PAGINATION else request.replace(priority=WALK_FIRST)

    def _is_of_other_section(self, run: BackfillRun, url: str) -> bool:
        others = (other.url for other in self._source.sections if other.name != run.section.name)
        is_own = is_within(url, run.section.url)
        return not is_own and any(is_within(url, other) for other in others)
