"""robots.txt by RFC 9309: 4xx means there is none, 5xx or unreachable means no.

Scrapy's own middleware takes an unreachable robots.txt for consent and parses error pages as rules.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.exceptions import StopDownload
from scrapy.http.request import NO_CALLBACK

from broadsheet.article import Failure
from broadsheet.discovery import sitemap_addresses
from broadsheet.errors import ConfigError, StorageError
from broadsheet.hosts import budget_host
from broadsheet.outcomes import PageKind, Reason
from broadsheet.responses import failure_of_status
from broadsheet.robotstxt import MOST_BYTES, text_of_rules
from broadsheet.services import services_of
from spiders.failures import Refused, failure_of_exception

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_PRIORITY = 1000
CRAWLER_NAME = "Broadsheet"  # RFC 9309, 2.2.1: groups are chosen by it, not by the whole user agent
_SERVER_ERROR = 500
_REDIRECTS = 5  # RFC 9309, 2.3.1.2: at least five hops are followed
_ELSEWHERE = frozenset({Reason.OFF_SITE, Reason.BAD_URL, Reason.REDIRECTED, Reason.TOO_LARGE, Reason.BOMB})
# Seconds. A section's task has two hours (dags/crawl.py). At this pace a host that three sections share gives
# each of them eight requests in it: robots.txt, its page, feeds and sitemaps, some stories. A longer one
# would hold a worker until the task is stopped, and again, without ever coming to a story.
_LONGEST_DELAY = 300.0

log = logging.getLogger("broadsheet")


@dataclass(frozen=True, slots=True)
class Policy:
    """What one host's robots.txt says; `failure` where it could not be asked."""

    rules: Protego | None = None
    sitemaps: tuple[str, ...] = ()
    failure: Failure | None = None
    crawl_delay: float | None = None
    is_asked: bool = True  # False when it was not sent: the run had ended, or the host wants to be left alone


class Robots:
    """Asks each host once and holds every request to the answer."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._policies: dict[str, asyncio.Future[Policy]] = {}
        crawler.signals.connect(self._stop_at_limit, signals.bytes_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Robots:
        """Scrapy's way of making a middleware."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Refused when the host forbids the address, or cannot be asked; an article then stays pending."""
        if request.meta.get("is_robots_txt"):
            return
        policy = await self.policy(request.url, request.meta.get("run_id"))
        if not policy.is_asked:
            raise Refused(None if request.meta.get("kind") is PageKind.ARTICLE else policy.failure)
        if policy.failure is not None:
            raise Refused(policy.failure)
        if policy.rules is not None and not policy.rules.can_fetch(request.url, CRAWLER_NAME):
            raise Refused(Failure(Reason.ROBOTS, "robots.txt forbids it"))

    def _stop_at_limit(self, data: bytes, request: Request) -> None:
        """What lies beyond is not read: RFC 9309, 2.5. The rules before it count."""
        if request.meta.get("is_robots_txt"):
            request.meta["received"] = request.meta.get("received", 0) + len(data)
            if request.meta["received"] > MOST_BYTES:
                raise StopDownload(fail=False)

    async def policy(self, url: str, run_id: str | None = None) -> Policy:
        """The policy of the address's host, asked for when first needed, on behalf of that run."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._policies:
            future = asyncio.get_running_loop().create_future()
            self._policies[origin] = future
            try:
                policy = await self._ask(f"{origin}/robots.txt", run_id)
                if policy.is_asked:
                    await self._heed_delay(url, policy)
            except Exception as error:  # whoever waits for the policy must not wait for ever
                policy = _no_consent(Failure(Reason.BUG, repr(error)))
            future.set_result(policy)
            if not policy.is_asked:
                del self._policies[origin]
            return policy
        return await self._policies[origin]

    async def _ask(self, address: str, run_id: str | None) -> Policy:
        request = Request(
            address,
            priority=_PRIORITY,
            meta={
                "is_robots_txt": True,
                "run_id": run_id,
                "redirect_ttl": _REDIRECTS,
                "download_maxsize": sys.maxsize,  # however long, its beginning is read
            },
            headers={"Accept-Encoding": "identity"},  # a part of a coded file would be none
            callback=NO_CALLBACK,
            dont_filter=True,
        )
        engine = self._crawler.engine
        try:
            response = await engine.download_async(request)
        except Refused as refusal:
            return _policy_of_refusal(refusal.failure)
        except Exception as error:  # whatever it was, there is no consent
            failure = failure_of_exception(error) or Failure(Reason.BUG, repr(error))
            # RFC 9309, 2.3.1.2: after five hops it may be taken for one that is not there.
            return Policy() if failure.reason is Reason.TOO_MANY_REDIRECTS else _no_consent(failure)
        return _policy_of(response)

    async def _heed_delay(self, url: str, policy: Policy) -> None:
        """Tell the host's budget, and with it every other worker: of http and https the longer one."""
        services, host = services_of(self._crawler), budget_host(url)
        told = [
            each.result()
            for origin, each in self._policies.items()
            if budget_host(origin) == host and each.done()
        ]
        delays = [each.crawl_delay for each in (policy, *told) if each.crawl_delay is not None]
        try:
            await services.gate.state_crawl_delay(host, max(delays, default=None))
        except (ConfigError, StorageError) as error:
            log.warning("%s: its Crawl-delay was not kept: %s", url, error)


def _policy_of_refusal(failure: Failure | None) -> Policy:
    """Only what robots.txt itself led to is its doing; the host's gate refuses any request."""
    if failure is None or failure.reason is Reason.BLOCKED:
        return Policy(failure=failure, is_asked=False)
    return _no_consent(failure)


def _policy_of(response: Response) -> Policy:
    retry_after = response.headers.get("Retry-After")
    failure = failure_of_status(response.status, retry_after.decode("latin-1") if retry_after else None)
    if failure is not None and (response.status >= _SERVER_ERROR or failure.reason is Reason.REDIRECTED):
        return _no_consent(failure)
    if failure is not None or _is_markup(response):
        return Policy()
    text = text_of_rules(response.body)
    rules = Protego.parse(text)
    delay = _crawl_delay(rules)
    if delay is not None and delay > _LONGEST_DELAY:
        return Policy(failure=Failure(Reason.ROBOTS, _too_seldom(delay)))
    return Policy(rules, tuple(sitemap_addresses(text, response.url)), crawl_delay=delay)


def _crawl_delay(rules: Protego) -> float | None:
    stated = rules.crawl_delay(CRAWLER_NAME)
    return float(stated) if stated and stated > 0 else None


def _too_seldom(delay: float) -> str:
    return (
        f"robots.txt: its Crawl-delay allows one request every {delay:.0f} s, too few for a run; one of "
        f"{_LONGEST_DELAY:.0f} s at most would do: ask the publisher for it"
    )


def _no_consent(failure: Failure) -> Policy:
    """A refusal; also where the file lies elsewhere, which says nothing of the site."""
    reason = Reason.ROBOTS if failure.reason in _ELSEWHERE else failure.reason
    way_out = "; a host of its own is named in extra_hosts" if failure.reason is Reason.OFF_SITE else ""
    return Policy(failure=Failure(reason, f"robots.txt: {failure.detail}{way_out}"))


def _is_markup(response: Response) -> bool:
    """An error page with status 200 holds no rules."""
    return response.body[:512].lstrip().startswith(b"<")
