"""The one spider: a section's page, feed and sitemap lead to its articles. It reads no article's inside."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from scrapy import Request, Spider

from broadsheet.article import Failure, Item, ListedLink, Page
from broadsheet.discovery import (
    SectionPage,
    article_links,
    belongs_to_section,
    entry_link,
    looks_like_feed,
    parse_feed,
    parse_section_page,
    parse_sitemap,
)
from broadsheet.errors import ConfigError
from broadsheet.outcomes import PageKind, Reason, Way
from broadsheet.services import services_of
from broadsheet.sources import Section, Source, load_source
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

    def __init__(self, source: Source, runs: list[SectionRun]) -> None:
        super().__init__()
        self.source, self.runs = source, runs

    @classmethod
    def from_crawler(cls, crawler: Crawler, *_: Any, **kwargs: Any) -> NewsSpider:
        """Make the spider from `-a` arguments; ConfigError for a name that no source file has."""
        if not kwargs.get("source"):
            raise ConfigError("the spider needs -a source=NAME, the name of a source file")
        source = load_source(kwargs["source"])
        apply_politeness(crawler.settings, source)
        spider = cls(source, plan_runs(source, kwargs))
        spider._set_crawler(crawler)
        return spider

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
        """A page of the section's listing: its articles, its next page, the feeds it names."""
        run, page = self._arrived(response)
        if page.failure is None and looks_like_feed(response.body, page.header("Content-Type")):
            async for result in self._take_feed(run, page, is_own=True):
                yield result
            return
        listing = self._parse_section_page(run, page) if page.failure is None else None
        if listing is None:
            yield Item(page, failure=page.failure or Failure(Reason.NOT_HTML, "no markup"))
            return
        way = response.meta["way"]
        links = article_links(
            listing.anchors,
            section_url=run.section.url,
            page_url=response.url,
            hosts=self.source.hosts,
            way=way,
        )
        results, fresh_count = await self._take_links(run, page, links)
        for result in results:
            yield result
        if listing.next_url and fresh_count:
            for request in self._next_page(run, listing.next_url):
                yield request
        if way is Way.SECTION_PAGE:
            async for request in self._feeds_and_sitemaps(run, response.url, listing.feeds):
                yield request

    async def parse_feed(self, response: Response) -> AsyncIterator[Item | Request]:
        """A feed: the entries that are of this section."""
        run, page = self._arrived(response)
        is_own = self._is_own_feed(run.section, page.url, response.meta.get("title", ""))
        async for result in self._take_feed(run, page, is_own=is_own):
            yield result

    async def parse_sitemap(self, response: Response) -> AsyncIterator[Item | Request]:
        """A sitemap: the entries that are of this section; or an index of further ones."""
        run, page = self._arrived(response)
        sitemap = parse_sitemap(response.body, response.url) if page.failure is None else None
        if sitemap is None:
            yield Item(page, failure=page.failure or Failure(Reason.BAD_LISTING, "no sitemap"))
            return
        links = [
            self._entry(run, entry.url, entry.title, Way.SITEMAP)
            for entry in sitemap.entries
            if self._is_of_section(run.section, entry.url, entry.keywords)
        ]
        results, _ = await self._take_links(run, page, links)
        for result in results:
            yield result
        for request in self._sitemap_requests(run, [entry.url for entry in sitemap.sitemaps]):
            yield request

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

    async def _take_feed(self, run: SectionRun, page: Page, *, is_own: bool) -> AsyncIterator[Item | Request]:
        feed = parse_feed(page.body, page.final_url) if page.failure is None else None
        if feed is None:
            yield Item(page, failure=page.failure or Failure(Reason.BAD_LISTING, "no feed"))
            return
        links = [
            self._entry(run, entry.url, entry.title, Way.FEED)
            for entry in feed.entries
            if is_own or self._is_of_section(run.section, entry.url, entry.categories)
        ]
        results, _ = await self._take_links(run, page, links)
        for result in results:
            yield result

    async def _take_links(
        self, run: SectionRun, page: Page, links: Iterable[ListedLink]
    ) -> tuple[list[Item | Request], int]:
        """The listing's item with every link decided, a request for each due, and how many were new."""
        decided, due, fresh_count = await self._links.decide(run, list(links))
        results: list[Item | Request] = [Item(page=_with_links(page, decided), failure=page.failure)]
        results += [self._request(run, link.url, PageKind.ARTICLE, link.way) for link in due]
        return results, fresh_count

    def _next_page(self, run: SectionRun, url: str) -> Iterator[Request]:
        run.listing_page_count += 1
        if run.listing_page_count >= (run.section.max_pages or MAX_LISTING_PAGES):
            run.tally.is_listing_complete = False
        elif run.is_first_visit(url):
            yield self._request(run, url, PageKind.LISTING, Way.PAGINATION)

    async def _feeds_and_sitemaps(
        self, run: SectionRun, url: str, feeds: Iterable[tuple[str, str]]
    ) -> AsyncIterator[Request]:
        if run.section.feeds is None:
            for address, title in feeds:
                if run.is_first_visit(address):
                    yield self._request(run, address, PageKind.FEED, Way.FEED, title=title)
        if run.section.sitemaps is None:
            policy = await self._robots.policy(url)
            for request in self._sitemap_requests(run, list(policy.sitemaps)):
                yield request

    def _sitemap_requests(self, run: SectionRun, addresses: list[str]) -> Iterator[Request]:
        for address in addresses:
            if run.sitemap_count < MAX_SITEMAPS and run.is_first_visit(address):
                run.sitemap_count += 1
                yield self._request(run, address, PageKind.SITEMAP, Way.SITEMAP)

    def _request(self, run: SectionRun, url: str, kind: PageKind, way: Way, **meta: Any) -> Request:
        callback = {
            PageKind.ARTICLE: self.parse_article,
            PageKind.LISTING: self.parse_listing,
            PageKind.FEED: self.parse_feed,
            PageKind.SITEMAP: self.parse_sitemap,
        }[kind]
        meta |= {"run_id": run.run_id, "source": self.source.name, "section": run.section.name}
        meta |= {"kind": kind, "way": way, "listed_url": url}
        return Request(url, callback, errback=self.failed, meta=meta, dont_filter=True)

    def _arrived(self, response: Response) -> tuple[SectionRun, Page]:
        """The run a response belongs to, and its Page; a site that says stop is asked no more."""
        page = page_of_response(response)
        run = next(run for run in self.runs if run.run_id == page.run_id)
        run.heed_refusal(page)
        return run, page

    def _parse_section_page(self, run: SectionRun, page: Page) -> SectionPage | None:
        language = run.section.language or self.source.language
        return parse_section_page(page.body, page.final_url, page.header("Content-Type"), language)

    def _entry(self, run: SectionRun, url: str, title: str, way: Way) -> ListedLink:
        return entry_link(url, title, way, section_url=run.section.url, hosts=self.source.hosts)

    def _is_of_section(self, section: Section, url: str, labels: Iterable[str]) -> bool:
        names = (section.name, section.title or "")
        return belongs_to_section(url, tuple(labels), section.url, names)

    def _is_own_feed(self, section: Section, url: str, title: str) -> bool:
        is_configured = url in (section.feeds or ())
        names_section = bool(section.title) and (section.title or "").casefold() in title.casefold()
        return is_configured or names_section or belongs_to_section(url, (), section.url, ())

    @property
    def _links(self) -> LinkDesk:
        return LinkDesk(services_of(self.crawler), self.source.request_budget)

    @property
    def _keeper(self) -> RunKeeper:
        return cast(RunKeeper, self.crawler.get_extension(RunKeeper))

    @property
    def _robots(self) -> Robots:
        return cast(Robots, self.crawler.get_downloader_middleware(Robots))


def _with_links(page: Page, links: list[ListedLink]) -> Page:
    return replace(page, links=tuple(links))
