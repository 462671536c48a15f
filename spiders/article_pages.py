"""Follows an article over its further pages, within the run's budget, before it goes down the stages.

One page after the other, while the first is held: a story is whole or says what is missing. A page that the
link promised and that is another story's is let go, and so is the promise once a site has broken it often.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from scrapy.http.request import NO_CALLBACK

from broadsheet.article import Article, Failure, Item, Page
from broadsheet.discovery.article_pages import MAX_PAGES, course_of, first_page, next_page
from broadsheet.errors import PageRejected
from broadsheet.joining import why_not
from broadsheet.outcomes import PageKind, Reason, Way
from broadsheet.reading import read_page
from broadsheet.urls import canonicalise
from spiders.pages import page_of_error
from spiders.section_run import SectionRun

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from spiders.news import NewsSpider

log = logging.getLogger("broadsheet")

_MOST_MISLED = 3  # links that led to no further page, after which a run follows none, unless some did
# What such a page turns out to be where the link meant something else.
_NO_PAGE = frozenset({Reason.SECTION_PAGE, Reason.REDIRECTED})


def is_in_parts(response: Response) -> bool:
    """Whether the article is held with several pages, all there or not, of which this address is one."""
    version = response.meta.get("version")
    return version is not None and bool(version.is_in_parts)


class ArticlePages:
    """Collects an article's pages for one spider."""

    def __init__(self, spider: NewsSpider) -> None:
        self._spider = spider

    async def whole(
        self, run: SectionRun, page: Page, *, is_held: bool, is_in_parts: bool = False
    ) -> Item | None:
        """The article's item with all its pages; None when the run ended before they were there.

        `page` may come from the store, not modified: when all pages do, the item is a sighting. Of a stored
        article that has pages now that cannot be had for a while, nothing is replaced. `is_in_parts`: it had
        further pages before, so that they are looked for whatever other stories' links have led to.
        """
        begun = await self._from_first(run, page, is_held=is_held)
        if begun is None or begun.failure is not None:
            return _failed(page, begun.failure) if begun is not None else None
        page = begun
        full = await self._with_parts(run, page, is_held=is_held, is_in_parts=is_in_parts)
        if full is None:
            self._spider.following.leave(page)
            return None
        if (why := _why_put_off(full.parts, is_held=is_held)) is not None:
            return _failed(page, why)
        if page.raw is not None and all(part.raw is not None for part in full.parts):
            return Item(replace(page, status_code=HTTPStatus.NOT_MODIFIED, body=b"", raw=None))
        return Item(full)

    async def _from_first(self, run: SectionRun, page: Page, *, is_held: bool) -> Page | None:
        """The article's first page, where a later one was asked for; with the failure that kept it away.

        The address of the later page is then one that leads to the article. None when it was not sent.
        """
        address = first_page(page)
        read = self._read(page) if address is not None else None
        if address is None or read is None or address == canonicalise(page.final_url):
            return page
        first = await self._ask(run, page, address, is_held=is_held)
        if first is None or first.failure is not None:
            return first
        opened = self._read(first)
        if opened is None or why_not(opened[0], opened, read[0]) is not None:
            return page  # a story of its own
        return replace(first, url=page.url, redirects=(*page.redirects, page.final_url))

    async def _with_parts(
        self, run: SectionRun, page: Page, *, is_held: bool, is_in_parts: bool
    ) -> Page | None:
        """With its further pages; None when one was not sent. It has a place among those followed then.

        Where such links have misled too often, with the address of what may be the next.
        """
        target = next_page(page, course_of(page))
        if target is None:
            return page
        async with self._spider.following.held(page):
            if not is_in_parts and run.misled_count >= _MOST_MISLED:
                return replace(page, unfollowed=target)
            parts = await self._collected(run, page, target, is_held=is_held)
            return replace(page, parts=tuple(parts)) if parts is not None else None

    async def _collected(
        self, run: SectionRun, page: Page, target: str | None, *, is_held: bool
    ) -> list[Page] | None:
        course, articles = course_of(page), self._read(page)
        if articles is None:
            return []
        parts: list[Page] = []
        seen = {canonicalise(page.final_url)}
        while target is not None and target not in seen and len(parts) + 1 < MAX_PAGES:
            seen.add(target)
            part = await self._ask(run, page, target, is_held=is_held)
            if part is None:
                return None
            part = self._judged(run, articles, part, seen)
            if part is None:
                break
            parts.append(part)
            if part.failure is not None:
                log.warning(
                    "%s: page %d, %s, is missing: %s",
                    page.url, len(parts) + 1, target, part.failure.detail,
                )  # fmt: skip
                break
            run.misled_count = -_MOST_MISLED  # some do: a few stray ones say nothing of the others
            course = course.after(target)
            target = next_page(part, course)
        return parts

    def _judged(self, run: SectionRun, articles: list[Article], part: Page, seen: set[str]) -> Page | None:
        """The page with its failure, if any; None when it is none of this article. Adds to those read."""
        if part.failure is not None:
            return part
        why: str | None
        if canonicalise(part.final_url) in seen - {canonicalise(part.url)}:
            why = "it leads back"
        else:
            try:
                article = read_page(part, self._spider.source)
            except PageRejected as rejection:
                if rejection.reason not in _NO_PAGE:
                    return replace(part, failure=Failure(rejection.reason, rejection.detail))
                why = rejection.detail
            else:
                why = why_not(articles[0], articles, article)
                articles.append(article)
        if why is None:
            return part
        run.misled_count += 1
        log.info("%s is no further page of %s: %s", part.url, articles[0].url, why)
        if run.misled_count == _MOST_MISLED:
            log.warning(
                "%s: too many links to a next page led to none of their story; no more are followed in this "
                "run, and each story says so in article_fields (page_count)",
                run.section.name,
            )
        return None

    def _read(self, page: Page) -> list[Article] | None:
        """The first page as read; None when it is no article, which the stages find out, too."""
        try:
            return [read_page(page, self._spider.source)]
        except PageRejected:
            return None

    async def _ask(self, run: SectionRun, first: Page, url: str, *, is_held: bool) -> Page | None:
        """The page at that address, failed where it could not be had; None when it was not sent."""
        request = self._request(run, url, first.url, is_held=is_held)
        run.is_first_visit(url)
        try:
            response = await self._engine.download_async(request)
        except Exception as error:  # whatever it was, the page says it
            lost = page_of_error(error, request)
            run.note_silence(lost.failure if lost is not None else None)
            return lost
        return self._spider.arrived(response)[1]

    def _request(self, run: SectionRun, url: str, story: str, *, is_held: bool) -> Request:
        request = self._spider.request(
            run, url, PageKind.ARTICLE, Way.PAGINATION, is_held=is_held, is_part=True, story=story
        )
        return request.replace(callback=NO_CALLBACK, errback=None)

    @property
    def _engine(self) -> Any:
        return self._spider.crawler.engine


def _why_put_off(parts: Sequence[Page], *, is_held: bool) -> Failure | None:
    """Why a story waits whose further pages could not all be had; None where it is stored as it came.

    A stored one waits for as long as asking again may help, a new one where nothing but our budget is short.
    """
    lost = next((part for part in parts if part.failure is not None), None)
    if lost is None or lost.failure is None:
        return None
    reason = lost.failure.reason
    if reason is not Reason.BUDGET and not (is_held and reason.is_retryable):
        return None
    return Failure(reason, f"page {len(parts) + 1}, {lost.url}: {lost.failure.detail}")


def _failed(page: Page, failure: Failure | None) -> Item:
    """A story that cannot be had. Put off for the budget, it is as if nothing had come, and begun anew."""
    if failure is not None and failure.reason is Reason.BUDGET:
        bare = replace(page, headers=(), body=b"", status_code=None, raw=None, redirects=())
        page = replace(bare, final_url=page.url)
    return Item(page, failure=failure)
