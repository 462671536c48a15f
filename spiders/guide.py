"""Leads a section run to feeds and sitemaps: those that are named, or stand where they usually do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import TYPE_CHECKING

from scrapy import Request

from broadsheet.discovery import Listing
from broadsheet.discovery.hints import (
    MAX_FEEDS,
    MAX_SITEMAPS,
    chosen_feeds,
    conventional_feeds,
    conventional_sitemaps,
)
from broadsheet.outcomes import PageKind, Unread, Way
from spiders.probes import FIRST, Probes
from spiders.robots import Robots
from spiders.section_run import SectionRun

if TYPE_CHECKING:
    from spiders.news import NewsSpider


class Guide:
    """Makes the requests for feeds and sitemaps, unless ops named them."""

    def __init__(self, spider: NewsSpider, robots: Robots, probes: Probes) -> None:
        self._spider, self._robots, self._probes = spider, robots, probes

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
            guessed = self._probes.requests(run, PageKind.SITEMAP, conventional)
            for request in self._sitemaps(run, named) if named else guessed:
                yield request

    def _feeds(self, run: SectionRun, listing: Listing) -> Iterator[Request]:
        feeds = chosen_feeds(listing.feeds, run.section.url)
        if not feeds:
            yield from self._probes.requests(run, PageKind.FEED, conventional_feeds(run.section.url))
        for place, (address, title) in enumerate(feeds):
            if place >= MAX_FEEDS or not run.has_guide_room:
                run.note_unread(Unread.FEEDS, address)
            elif run.is_first_visit(address):
                run.guide_count += 1
                request = self._spider.request(run, address, PageKind.FEED, Way.FEED, title=title)
                yield request.replace(priority=FIRST)

    def _sitemaps(self, run: SectionRun, addresses: Sequence[str]) -> Iterator[Request]:
        for address in addresses:
            if run.sitemap_count >= MAX_SITEMAPS or not run.has_guide_room:
                run.note_unread(Unread.SITEMAPS, address)
            elif run.is_first_visit(address):
                run.sitemap_count += 1
                run.guide_count += 1
                request = self._spider.request(run, address, PageKind.SITEMAP, Way.SITEMAP)
                yield request.replace(priority=FIRST)
