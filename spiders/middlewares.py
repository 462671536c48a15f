"""What stands between the spider and the web: only the source's own hosts, and nothing after a run's end."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from broadsheet.article import Failure
from broadsheet.outcomes import Reason
from broadsheet.services import services_of
from broadsheet.sources import hostport
from spiders.addresses import is_literal, is_public
from spiders.failures import Refused

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

    from spiders.news import NewsSpider

_WAY_OUT = "a source on an intranet says private_network: true"


class HostGuard:
    """Refuses every request, redirects included, to a host or port that is not the source's own."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostGuard:
        """Scrapy's way of making a middleware."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refused for a foreign host; Refused without a failure for a run that has ended."""
        spider = cast("NewsSpider", self._crawler.spider)
        if hostport(request.url) not in spider.source.hosts:
            raise Refused(Failure(Reason.OFF_SITE, f"leads to {hostport(request.url)}"))
        host = urlsplit(request.url).hostname or ""
        if is_literal(host) and not is_public(host.strip("[]")) and not spider.source.private_network:
            raise Refused(Failure(Reason.ADDRESS_REFUSED, f"{host} is no public address; {_WAY_OUT}"))
        run_id = request.meta.get("run_id")
        if run_id is not None and services_of(self._crawler).tallies[run_id].is_stopped:
            raise Refused(None)
