"""Pages built by scripts, for sources that say `browser: true`: Scrapy fetches, a browser builds.

Only loaded for such a source. The page itself has come as any other does; see `rendering` for the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy import Request, signals
from scrapy.http import HtmlResponse
from scrapy.http.request import NO_CALLBACK

from broadsheet.outcomes import PageKind
from spiders.rendering import Answer, Chromium

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

RENDERED = "rendered"  # the flag of a response whose body is what scripts built
_RENDERED_KINDS = frozenset({PageKind.ARTICLE, PageKind.LISTING})
_OK = 200
_SCRIPTS_KEPT = 200  # by address: a site's pages share most of them
# Of the bytes that were sent, not of those that scripts built; with a validator the next crawl would ask
# whether the empty frame has changed.
_STALE = ("ETag", "Last-Modified", "Content-Encoding", "Content-Length", "Content-Security-Policy")


class Rendering:
    """Puts what a page's scripts build in the place of what the server sent."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._chromium = Chromium(crawler.settings["BROADSHEET_CHROMIUM"])
        self._scripts: dict[str, Answer] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Rendering:
        """Scrapy's way of making a middleware; the browser ends with the crawl."""
        rendering = cls(crawler)
        crawler.signals.connect(rendering.close, signals.spider_closed)
        return rendering

    async def process_response(self, request: Request, response: Response) -> Response:
        """A page of markup is rendered; everything else stays as it is."""
        if not _is_page(request, response):
            return response

        async def fetch(url: str) -> Answer | None:
            return await self._fetch(url, request.meta)

        settings = self._crawler.settings
        size, agent = settings.getint("DOWNLOAD_MAXSIZE"), settings["USER_AGENT"]
        body = await self._chromium.render(response.url, _answer(response), fetch, size, agent)
        return _rendered(request, response, body)

    async def close(self) -> None:
        """End the browser."""
        await self._chromium.close()

    async def _fetch(self, url: str, meta: dict[str, Any]) -> Answer | None:
        """What a script asks for, by the way of every request: own hosts, robots.txt, the gate, caps."""
        if url in self._scripts:
            return self._scripts[url]
        passed = {"run_id": meta["run_id"], "source": meta["source"], "section": meta["section"]}
        request = Request(url, callback=NO_CALLBACK, meta=passed, dont_filter=True)
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception:
            return None
        answer = _answer(response)
        if "javascript" in answer.headers.get("content-type", "") and len(self._scripts) < _SCRIPTS_KEPT:
            self._scripts[url] = answer
        return answer


def _is_page(request: Request, response: Response) -> bool:
    is_wanted = request.meta.get("kind") in _RENDERED_KINDS and response.status == _OK
    kind = (response.headers.get("Content-Type") or b"").lower()
    return is_wanted and (b"html" in kind or not kind)


def _rendered(request: Request, response: Response, body: bytes) -> HtmlResponse:
    """The response with what scripts built as its body, in UTF-8."""
    headers = response.headers.copy()
    for name in _STALE:
        headers.pop(name, None)
    headers["Content-Type"] = "text/html; charset=utf-8"
    return HtmlResponse(
        response.url,
        status=response.status,
        headers=headers,
        body=body,
        encoding="utf-8",
        flags=[*response.flags, RENDERED],
        request=request,
    )


def _answer(response: Response) -> Answer:
    headers = {
        name.decode("latin-1").lower(): (response.headers[name] or b"").decode("latin-1")
        for name in response.headers
        if name.decode("latin-1").title() not in _STALE
    }
    return Answer(response.status, headers, response.body)
