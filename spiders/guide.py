"""Leads a section run to feeds and sitemaps: those that are named, or stand where they usually do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import TYPE_CHECKING

from scrapy import Request

from broadsheet.articledb.discovery import note_probe
from broadsheet.discovery import Listing
from broadsheet.discovery.hints import MAX_FEEDS, chosen_feeds, conventional_feeds, conventional_sitemaps
from broadsheet.errors import StorageError
from broadsheet.outcomes import PageKind, Unread, Way
from broadsheet.services import Services
from spiders.robots import Robots
from spiders.section_run import SectionRun

if TYPE_CHECKING:
    from spiders.news import NewsSpider

MAX_SITEMAPS = 10  # files of one run; a site's archive of sitemaps is the backfill's business
_WAYS = {PageKind.FEED: Way.FEED, PageKind.SITEMAP: Way.SITEMAP}


class Guide:
    """Makes the requests for feeds and sitemaps, unless ops named them."""

    def __init__(self, spider: NewsSpider, robots: Robots, services: Services) -> None:
        self._spider, self._robots, self._services = spider, robots, services

    async def further(self, run: SectionRun, listing: Listing, way: Way, url: str) -> AsyncIterator[Request]:
        """What the section's page or a sitemap index leads to."""
        if way is Way.SITEMAP or (way is Way.SECTION_PAGE and run.section.sitemaps is None):
            for request in self._sitemaps(run, listing.sitemaps):
                yield request
        if way is not Way.SECTION_PAGE:
            return
        if run.section.feeds is None:
            for request in self._feeds(run, listing):
                yield request
        if run.section.sitemaps is None:
            named = (await self._robots.policy(url)).sitemaps
            conventional = conventional_sitemaps(self._spider.source.base_url)
            for request in (
                self._sitemaps(run, named) if named else self.probes(run, PageKind.SITEMAP, conventional)
            ):
                yield request

    def probes(self, run: SectionRun, kind: PageKind, candidates: Sequence[str]) -> Iterator[Request]:
        """One address that may be there, the one that was before all others; its answer leads to the next."""
        waiting = [url for url in candidates if run.probes.get(url, True)]
        waiting.sort(key=lambda url: url not in run.probes)
        if waiting and run.is_first_visit(waiting[0]):
            request = self._spider.request(run, waiting[0], kind, _WAYS[kind], candidates=waiting[1:])
            yield request.replace(callback=self._spider.parse_probe, errback=self._spider.probe_failed)

    async def note_probe(self, run: SectionRun, url: str, *, is_there: bool) -> None:
        """Remember the answer, so that another run does not ask again."""
        run.probes[url] = is_there
        source = run.start.source
        try:
            await self._services.database.run(
                lambda connection: note_probe(connection, source, url, is_there=is_there)
            )
        except StorageError as error:
            run.tally.storage_failures.append(str(error))

    def _feeds(self, run: SectionRun, listing: Listing) -> Iterator[Request]:
        feeds = chosen_feeds(listing.feeds, run.section.url)
        if not feeds:
            yield from self.probes(run, PageKind.FEED, conventional_feeds(run.section.url))
        for place, (address, title) in enumerate(feeds):
            if place >= MAX_FEEDS:
                run.note_unread(Unread.FEEDS, address)
            elif run.is_first_visit(address):
                yield self._spider.request(run, address, PageKind.FEED, Way.FEED, title=title)

    def _sitemaps(self, run: SectionRun, addresses: Sequence[str]) -> Iterator[Request]:
        for address in addresses:
            if run.sitemap_count >= MAX_SITEMAPS:
                run.note_unread(Unread.SITEMAPS, address)
            elif run.is_first_visit(address):
                run.sitemap_count += 1
                yield self._spider.request(run, address, PageKind.SITEMAP, Way.SITEMAP)
