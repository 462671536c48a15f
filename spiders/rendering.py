"""A browser without a network: what a page's scripts ask for is fetched by the crawl itself, or refused.

Playwright's own API and not scrapy-playwright: there the browser connects by itself, and then nobody could
check an address after DNS, keep to robots.txt, or hold every request to the host's budget. Here Chromium
resolves no name and reaches no address; each request is handed to us and answered by Scrapy's downloader,
behind the same guards as any other.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright._impl import transport
from playwright.async_api import Error, async_playwright
from playwright.async_api import TimeoutError as PlaywrightTimeout

from broadsheet.article import Failure
from broadsheet.outcomes import Reason
from spiders.failures import Refused

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, Playwright, Route, WebSocketRoute

PAGES_AT_ONCE = 2
LONGEST_RENDERING = 60.0  # seconds of one page; its requests wait for their turns in that time
QUIET_WITHIN = 20.0  # seconds after which a page that never stops asking is taken as it is
MOST_REQUESTS = 60  # of one page's scripts
_NEEDED = frozenset({"script", "xhr", "fetch", "document"})  # no pictures, fonts, styles: nobody looks
_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",  # nobody is there: what slips past us gets no answer either
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
# Of the crawl's environment: what a program needs to run at all. The rest holds the passwords of others.
_PASSED = frozenset({"PATH", "HOME", "LANG", "TZ", "TMPDIR", "DISPLAY", "LD_LIBRARY_PATH"})
_PASSED_PREFIXES = ("LC_", "XDG_", "FONTCONFIG_", "PW_", "PLAYWRIGHT_")

_environment = transport.get_driver_env  # type: ignore[attr-defined]


def _bare_environment() -> dict[str, str]:
    passed = _environment()
    return {name: passed[name] for name in passed if name in _PASSED or name.startswith(_PASSED_PREFIXES)}


# The process that steers the browser hands its environment on; playwright has no option for it.
transport.get_driver_env = _bare_environment  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the crawl fetched for a script."""

    status: int
    headers: dict[str, str]
    body: bytes


Fetch = Callable[[str], Awaitable[Answer | None]]  # None: refused, or it failed


@dataclass  # without slots: playwright keeps notes on the object whose method it calls
class _Visit:
    """One page while it is rendered."""

    url: str
    document: Answer
    fetch: Fetch
    limit: int
    request_count: int = 0
    byte_count: int = 0

    async def answer(self, route: Route) -> None:
        """The document once, then what its scripts need and may have."""
        with suppress(Error):  # the page is gone meanwhile, and whoever waits for it is told so
            await self._answer(route)

    async def _answer(self, route: Route) -> None:
        request = route.request
        is_document = request.is_navigation_request() and request.url.partition("#")[0] == self.url
        if is_document and request.frame.parent_frame is None:
            await _fulfil(route, self.document)
            return
        found = await self.fetch(request.url) if self._may_ask(route) else None
        self.byte_count += len(found.body) if found else 0
        if found is None:
            await route.abort("blockedbyclient")
        else:
            await _fulfil(route, found)

    def _may_ask(self, route: Route) -> bool:
        request = route.request
        is_page = request.is_navigation_request()  # a frame, or a script that leads elsewhere
        is_plain = request.method == "GET" and request.resource_type in _NEEDED and not is_page
        self.request_count += is_plain
        return is_plain and self.request_count <= MOST_REQUESTS and self.byte_count <= self.limit


class Chromium:
    """One headless browser for a crawl, started when it is first needed."""

    def __init__(self, executable: str) -> None:
        self._executable = executable
        self._turns = asyncio.Semaphore(PAGES_AT_ONCE)
        self._starting = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    async def render(self, url: str, document: Answer, fetch: Fetch, limit: int, user_agent: str) -> bytes:
        """The document after its scripts, in UTF-8. Refused with a reason when it cannot be had."""
        visit = _Visit(url.partition("#")[0], document, fetch, limit)
        async with self._turns:
            try:
                return await asyncio.wait_for(self._render(visit, user_agent), LONGEST_RENDERING)
            except TimeoutError:
                raise Refused(
                    Failure(Reason.TIMEOUT, f"not rendered within {LONGEST_RENDERING:.0f} seconds")
                ) from None
            except Error as error:
                detail = f"the browser failed: {error.message.splitlines()[0]}"
                raise Refused(Failure(Reason.BAD_RESPONSE, detail)) from error

    async def close(self) -> None:
        """End the browser, whatever is left of it."""
        browser, self._browser = self._browser, None
        steering, self._playwright = self._playwright, None
        with suppress(Error):
            if browser is not None:
                await browser.close()
        with suppress(Error):
            if steering is not None:
                await steering.stop()

    async def _render(self, visit: _Visit, user_agent: str) -> bytes:
        context = await self._context(user_agent)
        try:
            page = await context.new_page()
            await page.route("**/*", visit.answer)
            await page.route_web_socket("**/*", _refuse_socket)
            return await _content(page, visit)
        finally:
            with suppress(Error):
                await context.close()

    async def _context(self, user_agent: str) -> BrowserContext:
        """A profile of one page; of a new browser where the last one has died, which only its use tells."""
        before = self._browser
        try:
            return await _new_context(await self._started(), user_agent)
        except Error:
            async with self._starting:
                if self._browser is before:
                    await self.close()
            return await _new_context(await self._started(), user_agent)

    async def _started(self) -> Browser:
        async with self._starting:
            if self._browser is None or not self._browser.is_connected():
                self._playwright = self._playwright or await _steering()
                # Chromium's sandbox needs a user of its own; root cannot have one.
                flags = [*_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
                self._browser = await self._playwright.chromium.launch(
                    executable_path=self._executable, args=flags
                )
            return self._browser


async def _steering() -> Playwright:
    manager = async_playwright()
    started = await manager.start()
    # That it has ended is told by its use. asyncio would tell of it once more, behind the verdict.
    ended = manager._client._transport.on_error_future  # type: ignore[union-attr]
    ended.add_done_callback(lambda future: future.cancelled() or future.exception())
    return started


async def _new_context(browser: Browser, user_agent: str) -> BrowserContext:
    return await browser.new_context(
        service_workers="block", accept_downloads=False, user_agent=user_agent, ignore_https_errors=True
    )


async def _content(page: Page, visit: _Visit) -> bytes:
    await page.goto(visit.url, wait_until="domcontentloaded", timeout=LONGEST_RENDERING * 1000)
    with suppress(PlaywrightTimeout):  # it never stops asking: what it has built by now is what readers see
        await page.wait_for_load_state("networkidle", timeout=QUIET_WITHIN * 1000)
    body = (await page.content()).encode(errors="replace")
    if len(body) > visit.limit:
        raise Refused(Failure(Reason.TOO_LARGE, f"its scripts built more than {visit.limit} bytes"))
    return body


async def _fulfil(route: Route, answer: Answer) -> None:
    await route.fulfill(status=answer.status, headers=answer.headers, body=answer.body)


def _refuse_socket(socket: WebSocketRoute) -> None:
    """A web socket would be a connection of the browser's own."""
    asyncio.get_running_loop().create_task(socket.close())
