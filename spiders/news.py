"""The one spider: a section's page, feed and sitemap lead to its articles. It reads no article's inside."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from scrapy import Request, Spider

from broadsheet.article import Failure, Item, Page
from broadsheet.checks import judge
from broadsheet.discovery import Listing, read_listing
from broadsheet.errors import ConfigError, PageRejected
from broadsheet.hosts import neighbours
from broadsheet.outcomes import PageKind, Reason, Way
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.services import services_of
from broadsheet.sources import Source, load_folder, load_source
from spiders.browser_settings import apply_browser
from spiders.links import LinkDesk
from spiders.pages import is_led_away, page_of_failure, page_of_response
from spiders.politeness import apply_politeness
from spiders.robots import Robots
from spiders.runs import RunKeeper
from spiders.section_run import SectionRun, plan_runs

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure as TwistedFailure

MAX_LISTING_PAGES = 20  # of one section in one run, where the source file does not say
MAX_SITEMAPS = 10  # files of one run; a site's archive of sitemaps is the backfill's business


class NewsSpider(Spider):
    """`scrapy crawl news -a source=NAME [-a section=NAME]`: one section after the other."""

    name = "news"

    def __init__(self, source: Source, runs: list[SectionRun], neighbours: Sequence[Source] = ()) -> None:
        super().__init__()
        self.source, self.runs = source, runs
        self.neighbours = neighbours  # other sources that share a host with this one

    @classmethod
    def from_crawler(cls, crawler: Crawler, *_: Any, **kwargs: Any) -> NewsSpider:
        """Make the spider from `-a` arguments; ConfigError for a name that no source file has."""
        if not kwargs.get("source"):
            raise ConfigError("the spider needs -a source=NAME, the name of a source file")
        source = load_source(kwargs["source"])
        apply_politeness(crawler.settings, source)
        apply_browser(crawler.settings, source)
        others = [file.source for file in load_folder() if file.source]
        spider = cls(source, cls.plan(source, kwargs), list(neighbours(source, others)))
        spider._set_crawler(crawler)
        return spider

    @classmethod
    def plan(cls, source: Source, arguments: dict[str, Any]) -> list[SectionRun]:
        """The section runs that `-a` arguments ask for."""
        return plan_runs(source, arguments)

    def judge(self, run: SectionRun, history: SectionHistory) -> Judgement:
        """What a finished section run came to."""
        return judge(run.tally, history)

    async def start(self) -> AsyncIterator[Request]:
        """The first section's requests; RunKeeper asks for the next section's when this one is done."""
        for request in self.section_requests(self._keeper.current):
            yield request

    def section_requests(self, run: SectionRun | None) -> Iterator[Request]:
        """What a section run begins with; nothing when it could not be opened."""
        if run is None or run.tally.is_stopped:
            return
        yield self._request(run, run.section.url, PageKind.LISTING, Way.SECTION_PAGE)
        for address in run.section.feeds or ():
            yield self._request(run, address, PageKind.FEED, Way.FEED)
        for address in run.section.sitemaps or ():
            yield self._request(run, address, PageKind.SITEMAP, Way.SITEMAP)

    async def parse_listing(self, response: Response) -> AsyncIterator[Item | Request]:
        """A section page, feed or sitemap: its articles that are due, and the further listings it names."""
        run, page = self._arrived(response)
        way: Way = response.meta["way"]
        try:
            listing = read_listing(page, self.source, run.section, way, response.meta.get("title", ""))
        except PageRejected as rejection:
            yield Item(page, failure=Failure(rejection.reason, rejection.detail))
            return
        decided, due, fresh_count = await self._links.decide(run, list(listing.links))
        yield Item(replace(page, links=tuple(decided)))
        for link in due:
            yield self._request(run, link.url, PageKind.ARTICLE, link.way)
        if listing.next_url and fresh_count:
            for request in self._next_page(run, listing.next_url):
                yield request
        async for request in self._further_listings(run, listing, way, page.final_url):
            yield request
        if way is Way.SECTION_PAGE:
            for link in await self._links.left_over(run):
                yield self._request(run, link.url, PageKind.ARTICLE, link.way)

    async def parse_article(self, response: Response) -> AsyncIterator[Item]:
        """An article's page, unread; a redirect to a front page is no article."""
        run, page = self._arrived(response)
        if page.failure is None and is_led_away(page, self.source.base_url, run.section.url):
            yield Item(page, failure=Failure(Reason.REDIRECTED, f"led to {page.final_url}"))
        else:
            yield Item(page, failure=page.failure)

    async def failed(self, failure: TwistedFailure) -> AsyncIterator[Item]:
        """A request without a response: a Page too, unless the run has ended meanwhile."""
        page = page_of_failure(failure)
        if page is not None:
            yield Item(page, failure=page.failure)

    def _next_page(self, run: SectionRun, url: str) -> Iterator[Request]:
        run.listing_page_count += 1
        if run.listing_page_count >= (run.section.max_pages or MAX_LISTING_PAGES):
            run.tally.is_listing_complete = False
        elif run.is_first_visit(url):
            yield self._request(run, url, PageKind.LISTING, Way.PAGINATION)

    async def _further_listings(
        self, run: SectionRun, listing: Listing, way: Way, url: str
    ) -> AsyncIterator[Request]:
        """Feeds and sitemaps that the first page or a sitemap index names, unless ops named them."""
        sitemaps = list(listing.sitemaps)
        if way is Way.SECTION_PAGE and run.section.feeds is None:
            for address, title in listing.feeds:
                if run.is_first_visit(address):
                    yield self._request(run, address, PageKind.FEED, Way.FEED, title=title)
        if way is Way.SECTION_PAGE and run.section.sitemaps is None:
            sitemaps += (await self._robots.policy(url)).sitemaps
        for request in self._sitemap_requests(run, sitemaps):
            yield request

    def _sitemap_requests(self, run: SectionRun, addresses: list[str]) -> Iterator[Request]:
        for address in addresses:
            if run.sitemap_count < MAX_SITEMAPS and run.is_first_visit(address):
                run.sitemap_count += 1
                yield self._request(run, address, PageKind.SITEMAP, Way.SITEMAP)

    def _request(self, run: SectionRun, url: str, kind: PageKind, way: Way, **meta: Any) -> Request:
        callback = self.parse_article if kind is PageKind.ARTICLE else self.parse_listing
        meta |= {"run_id": run.run_id, "source": self.source.name, "section": run.section.name}
        meta |= {"kind": kind, "way": way, "listed_url": url}
        return Request(url, callback, errback=self.failed, meta=meta, dont_filter=True)

    def _arrived(self, response: Response) -> tuple[SectionRun, Page]:
        """The run a response belongs to, and its Page; a site that says stop is asked no more."""
        page = page_of_response(response)
        run = next(run for run in self.runs if run.run_id == page.run_id)
        run.heed_refusal(page)
        return run, page

    @property
    def _links(self) -> LinkDesk:
        return LinkDesk(services_of(self.crawler), self.source.request_budget)

    @property
    def _keeper(self) -> RunKeeper:
        return cast(RunKeeper, self.crawler.get_extension(RunKeeper))

    @property
    def _robots(self) -> Robots:
        return cast(Robots, self.crawler.get_downloader_middleware(Robots))
