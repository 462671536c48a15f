"""Asks for feeds and sitemaps at addresses where they usually stand, and remembers the answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import TYPE_CHECKING

from scrapy import Request

from broadsheet.article import Item
from broadsheet.articledb.discovery import note_probe
from broadsheet.errors import PageRejected, StorageError
from broadsheet.outcomes import PageKind, Way
from broadsheet.services import Services
from spiders.pages import page_of_failure
from spiders.section_run import SectionRun

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure as TwistedFailure

    from spiders.news import NewsSpider

FIRST = 1  # the priority of feeds and sitemaps: what there is to fetch is known early
_WAYS = {PageKind.FEED: Way.FEED, PageKind.SITEMAP: Way.SITEMAP}


class Probes:
    """Makes the requests and takes the answers; nobody promised that anything is there."""

    def __init__(self, spider: NewsSpider, services: Services) -> None:
        self._spider, self._services = spider, services

    def requests(self, run: SectionRun, kind: PageKind, candidates: Sequence[str]) -> Iterator[Request]:
        """One address that may be there, the one that was before all others; its answer leads to the next."""
        waiting = [url for url in candidates if run.probes.get(url, True)]
        waiting.sort(key=lambda url: url not in run.probes)
        if waiting and run.has_guide_room and run.is_first_visit(waiting[0]):
            run.guide_count += 1
            request = self._spider.request(run, waiting[0], kind, _WAYS[kind], candidates=waiting[1:])
            yield request.replace(callback=self.parse, errback=self.failed, priority=FIRST)

    async def parse(self, response: Response) -> AsyncIterator[Item | Request]:
        """The answer of a conventional address: a listing like any other, or nothing, which is remembered."""
        run, page = self._spider.arrived(response)
        way: Way = response.meta["way"]
        try:
            listing = await self._spider.listings.read(run, page, way)
        except PageRejected:
            await self.note(run, page.url, is_there=False)
            for request in self.requests(run, page.kind, response.meta["candidates"]):
                yield request
            return
        await self.note(run, page.url, is_there=True)
        async for result in self._spider.listings.go_on(run, page, listing, way):
            yield result

    async def note(self, run: SectionRun, url: str, *, is_there: bool) -> None:
        """Remember the answer, so that another run does not ask again."""
        run.probes[url] = is_there
        source = run.start.source
        try:
            await self._services.database.run(
                lambda connection: note_probe(connection, source, url, is_there=is_there)
            )
        except StorageError as error:
            run.tally.storage_failures.append(str(error))

    async def failed(self, failure: TwistedFailure) -> AsyncIterator[Item]:
        """A conventional address without an answer: nobody promised it, so only the log tells of it."""
        page = page_of_failure(failure)
        if page is not None and page.failure is not None:
            self._spider.logger.info("nothing at %s: %s", page.url, page.failure.reason)
        return
        yield
