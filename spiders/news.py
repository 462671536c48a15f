"""The spider of the day: a section's page, feed and sitemap lead to its articles, which it does not read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from scrapy import Request, Spider

from broadsheet.article import Failure, Item, ListedLink, Page
from broadsheet.checks import judge
from broadsheet.errors import ConfigError
from broadsheet.hosts import neighbours
from broadsheet.outcomes import PageKind, Reason, Way
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.services import services_of
from broadsheet.sources import Source, find_source, load_folder
from spiders import arguments
from spiders.accepting import wishes
from spiders.article_pages import ArticlePages, is_in_parts
from spiders.browser_settings import apply_browser
from spiders.claiming import Claims
from spiders.following import Following
from spiders.listings import Listings
from spiders.nowhere import Answer, Nowhere
from spiders.pages import is_led_away, page_of_failure, page_of_response
from spiders.politeness import apply_politeness
from spiders.robots import Robots
from spiders.runs import RunKeeper
from spiders.section_run import SectionRun, plan_runs

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure as TwistedFailure


class NewsSpider(Spider):
    """`scrapy crawl news -a source=NAME [-a section=NAME]`: one section after the other."""

    name = "news"
    arguments: tuple[str, ...] = arguments.NEWS
    following: Following
    source_file: str

    def __init__(self, source: Source, runs: list[SectionRun], neighbours: Sequence[Source] = ()) -> None:
        super().__init__()
        self.source, self.runs = source, runs
        self.neighbours = neighbours  # other sources that share a host with this one
        self._nowhere = Nowhere(self)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *_: Any, **kwargs: Any) -> NewsSpider:
        """Make the spider from `-a` arguments; ConfigError for a name that no source file has."""
        arguments.refuse_unknown(cls.name, kwargs, cls.arguments)
        if not kwargs.get("source"):
            raise ConfigError("the spider needs -a source=NAME, the name of a source file")
        files = load_folder()
        source = find_source(kwargs["source"], files)
        apply_politeness(crawler.settings, source)
        apply_browser(crawler.settings, source)
        others = [file.source for file in files if file.source]
        spider = cls(source, cls.plan(source, kwargs), list(neighbours(source, others)))
        spider.source_file = next(file.shown for file in files if file.source is source)
        spider._set_crawler(crawler)
        spider.following = Following(crawler)
        for run in spider.runs:
            run.contact.lost_after = crawler.settings.getfloat("BROADSHEET_LOST_AFTER")
        return spider

    @classmethod
    def plan(cls, source: Source, given: dict[str, Any]) -> list[SectionRun]:
        """The section runs that `-a` arguments ask for."""
        return plan_runs(source, given)

    def judge(self, run: SectionRun, history: SectionHistory) -> Judgement:
        """What a finished section run came to."""
        return judge(run.tally, history)

    async def nowhere(self, page: Page) -> Answer | None:
        """What the page's host answers to an address that nobody made; None when it does not answer."""
        return await self._nowhere.answer(self.run_of(page.run_id), page)

    def run_of(self, run_id: str) -> SectionRun:
        """The section run with that id."""
        return next(run for run in self.runs if run.run_id == run_id)

    async def start(self) -> AsyncIterator[Request]:
        """The first section's requests; RunKeeper asks for the next section's when this one is done."""
        for request in self.section_requests(self._keeper.current):
            yield request

    def section_requests(self, run: SectionRun | None) -> Iterator[Request]:
        """What a section run begins with; nothing when it could not be opened."""
        if run is None or run.tally.is_stopped:
            return
        yield self.request(run, run.section.url, PageKind.LISTING, Way.SECTION_PAGE)
        for address in filter(run.is_first_visit, run.section.feeds or ()):
            yield self.request(run, address, PageKind.FEED, Way.FEED)
        for address in filter(run.is_first_visit, run.section.sitemaps or ()):
            yield self.request(run, address, PageKind.SITEMAP, Way.SITEMAP)
        for address in run.kept.urls:
            if run.is_first_visit(address):
                yield self.request(run, address, PageKind.LISTING, Way.PAGINATION)

    async def parse_listing(self, response: Response) -> AsyncIterator[Item | Request]:
        """A section page, feed or sitemap: its articles that are due, and the further listings it names."""
        async for result in self.listings.parse(response):
            yield result

    async def take_up(self, run: SectionRun) -> list[Request]:
        """When the run has nothing else to do: what other sections' runs had in hand and gave up."""
        links = await self._claims.take_up(
            run, lambda: bool(self.crawler.crawling) and not run.tally.is_stopped
        )
        return [self.article_request(run, link) for link in links]

    async def parse_article(self, response: Response) -> AsyncIterator[Item]:
        """An article's page with its further pages, unread; a redirect to a front page is no article."""
        run, page = self.arrived(response)
        try:
            item = await self._article(run, page, response)
        finally:
            run.requests.end(page.url)
        if item is not None:
            yield item

    async def _article(self, run: SectionRun, page: Page, response: Response) -> Item | None:
        if page.failure is None and is_led_away(page, self.source.base_url, run.section.url):
            return Item(page, failure=Failure(Reason.REDIRECTED, f"led to {page.final_url}"))
        if page.failure is not None or not page.body:
            return Item(page, failure=page.failure)
        return await self._article_pages.whole(
            run, page, is_held=response.meta.get("is_held", False), is_in_parts=is_in_parts(response)
        )

    async def failed(self, failure: TwistedFailure) -> AsyncIterator[Item]:
        """A request without a response: a Page too, unless the run has ended meanwhile."""
        page = page_of_failure(failure)
        meta = failure.request.meta  # type: ignore[attr-defined]  # Scrapy puts it there
        run = self.run_of(meta["run_id"])
        run.requests.end(meta["listed_url"])
        if page is not None:
            if page.failure is not None:
                await self.listings.note_broken(run, page, meta["way"], page.failure)
            run.note_silence(page.failure)
            if not run.note_put_off(page):
                yield Item(page, failure=page.failure)

    def request(self, run: SectionRun, url: str, kind: PageKind, way: Way, **meta: Any) -> Request:
        """A request of a section run; `meta` travels with it."""
        callback = self.parse_article if kind is PageKind.ARTICLE else self.parse_listing
        meta |= {"run_id": run.run_id, "source": self.source.name, "section": run.section.name}
        meta |= {"kind": kind, "way": way, "listed_url": url, "checks": self.source.checks}
        meta["live_interval"] = self.source.live_interval
        headers = wishes(kind, run.section.language or self.source.language)
        return Request(url, callback, headers=headers, errback=self.failed, meta=meta, dont_filter=True)

    def article_request(self, run: SectionRun, link: ListedLink) -> Request:
        """A request for an article that a listing of the run names."""
        is_held = link.article_id is not None
        return self.request(run, link.url, PageKind.ARTICLE, link.way, is_held=is_held)

    def arrived(self, response: Response) -> tuple[SectionRun, Page]:
        """The run a response belongs to, and its Page; a site that says stop is asked no more."""
        page = page_of_response(response)
        run = self.run_of(page.run_id)
        run.contact.answered()
        run.heed_refusal(page)
        return run, page

    @property
    def listings(self) -> Listings:
        """What reads the section's listings and goes on from them."""
        return Listings(self, self._robots, services_of(self.crawler))

    @property
    def _article_pages(self) -> ArticlePages:
        return ArticlePages(self)

    @property
    def _claims(self) -> Claims:
        return Claims(services_of(self.crawler))

    @property
    def _keeper(self) -> RunKeeper:
        return cast(RunKeeper, self.crawler.get_extension(RunKeeper))

    @property
    def _robots(self) -> Robots:
        return cast(Robots, self.crawler.get_downloader_middleware(Robots))
