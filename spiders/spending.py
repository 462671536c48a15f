"""Holds the requests of a crawl to the budgets of their runs: first and other tries, redirects' hops."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, cast

from scrapy.downloadermiddlewares.retry import RetryMiddleware

from broadsheet.article import Failure
from broadsheet.outcomes import PageKind, Reason, Way
from spiders.failures import Refused

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

    from spiders.news import NewsSpider

SPENT = Failure(Reason.BUDGET, "the run's request budget was spent")
_COUNTED = "is_counted"  # in `meta`: what follows with the same `meta` is a redirect's hop or another try


class Budget:
    """Refuses what the run's budget has no room for. What is no page of a run's plan passes.

    That is robots.txt, and what the scripts of a rendered page load.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Budget:
        """Scrapy's way of making a middleware."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Refused as `budget`; a story that is begun waits until there is room for it, or none any more."""
        if not await self._is_let_through(request):
            raise Refused(SPENT)

    async def _is_let_through(self, request: Request) -> bool:
        meta = request.meta
        if meta.get("kind") is None or meta.get(_COUNTED):
            return take_again(self._crawler, request)
        meta[_COUNTED] = True
        run, url = _spider(self._crawler).run_of(meta["run_id"]), meta["listed_url"]
        is_next_page = meta["kind"] is PageKind.LISTING and meta.get("way") is Way.PAGINATION
        if is_next_page and run.requests.waiting_count:
            with self._aside(request):
                await run.requests.after_stories(lambda: bool(self._crawler.crawling))
        if meta["kind"] is not PageKind.ARTICLE or meta.get("is_part"):
            return run.requests.take(meta.get("story", ""))
        if url in run.looks:
            return True
        with self._aside(request) if run.requests.must_wait else nullcontext():
            is_begun = await run.requests.begin(url, lambda: bool(self._crawler.crawling))
        if not self._crawler.crawling:
            raise Refused(None)
        return is_begun

    @contextmanager
    def _aside(self, request: Request) -> Iterator[None]:
        """Let it hold none of Scrapy's places: the next try of what it waits for may stand behind it."""
        engine: Any = self._crawler.engine
        engine.downloader.active.discard(request)
        engine._slot.nextcall.schedule()
        try:
            yield
        finally:
            engine.downloader.active.add(request)


class Retries(RetryMiddleware):
    """Scrapy's, as long as there is room for another try: without it the first answer holds."""

    def _retry(self, request: Request, reason: str | Exception | type[Exception]) -> Request | None:
        if request.meta.get("kind") is not None:
            run = _spider(self.crawler).run_of(request.meta["run_id"])
            if run.requests.is_spent:
                return None
        return super()._retry(request, reason)


def take_again(crawler: Crawler, request: Request) -> bool:
    """Count a request that is sent once more, or leads on to another; False where there is no room for it."""
    meta = request.meta
    if meta.get("kind") is None:
        return True
    run = _spider(crawler).run_of(meta["run_id"])
    return run.requests.take(meta.get("story") or meta["listed_url"])


def _spider(crawler: Crawler) -> NewsSpider:
    return cast("NewsSpider", crawler.spider)
