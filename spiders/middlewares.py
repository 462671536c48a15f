"""What stands between the spider and the web: only the source's own hosts, and nothing after a run's end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware

from broadsheet.addresses import is_literal, why_refused
from broadsheet.article import Failure
from broadsheet.articledb.ledger_rows import LONGEST_URL
from broadsheet.outcomes import PageKind, Reason
from broadsheet.services import services_of
from broadsheet.sources import hostport
from broadsheet.unfolding import MAX_SITEMAP
from broadsheet.walls_elsewhere import is_consent_wall
from spiders.failures import Refused

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from broadsheet.sources import Source
    from spiders.news import NewsSpider

_WAY_OUT = "a source on an intranet says private_network: true"
# No user name, no backslash, nothing that two parsers could take apart differently.
_PLAIN_AUTHORITY = re.compile(r"(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?", re.ASCII)


class HostGuard:
    """Refuses every request, redirects included, to a host or port that is not the source's own."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostGuard:
        """Scrapy's way of making a middleware."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refused for a foreign host; without a failure for a run that has ended."""
        spider = cast("NewsSpider", self._crawler.spider)
        is_led_to = bool(request.meta.get("redirect_urls"))
        failure = failure_of_address(request.url, spider.source, is_led_to=is_led_to)
        if failure is not None:
            raise Refused(failure)
        if request.meta.get("kind") is PageKind.SITEMAP:
            request.meta["download_maxsize"] = MAX_SITEMAP
        run_id = request.meta.get("run_id")
        if run_id is not None and services_of(self._crawler).tallies[run_id].is_stopped:
            raise Refused(None)


def failure_of_address(url: str, source: Source, *, is_led_to: bool = False) -> Failure | None:
    """Why an address is not asked for on behalf of a source; None when it may be.

    `is_led_to`: a redirect leads there from an address of the source. A consent wall then stands in the
    place of that page; one that is only listed is a link to another site like any other.
    """
    if len(url) > LONGEST_URL:
        return Failure(Reason.BAD_URL, f"an address of {len(url)} characters")
    scheme, _, rest = url.partition(":")
    if scheme.lower() not in {"http", "https"}:
        return Failure(Reason.OFF_SITE, f"leads to {scheme[:20]}:, which is no page of the web")
    authority = re.split(r"[/?#]", rest.removeprefix("//"), maxsplit=1)[0]
    if not rest.startswith("//") or not _PLAIN_AUTHORITY.fullmatch(authority):
        return Failure(Reason.BAD_URL, "an address with a user name, or whose host cannot be told")
    try:
        asked, host = hostport(url), urlsplit(url).hostname or ""
    except ValueError as error:
        return Failure(Reason.BAD_URL, str(error))
    if asked not in source.hosts:
        is_wall = is_led_to and is_consent_wall(url)
        return Failure(Reason.CONSENT if is_wall else Reason.OFF_SITE, f"leads to {asked}")
    refused = why_refused(host, may_be_private=source.private_network) if is_literal(host) else None
    return Failure(Reason.ADDRESS_REFUSED, _refusal(host, refused)) if refused else None


def _refusal(host: str, kind: str) -> str:
    return f"{host} is no public address but {kind}" + (f"; {_WAY_OUT}" if kind == "private" else "")


class Redirects(RedirectMiddleware):
    """Scrapy's, with a reason for a redirect that leads nowhere instead of an exception or a bare status."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Any:  # noqa: ARG002
        """The response, or the request it leads to. Refused with the reason for a target that is none."""
        location = response.headers.get("Location")
        if location is not None and len(location) > LONGEST_URL:
            raise Refused(Failure(Reason.BAD_URL, f"redirects to an address of {len(location)} characters"))
        try:
            return super().process_response(request, response)
        except ValueError as error:  # neither an address nor a part of one
            raise Refused(Failure(Reason.BAD_URL, f"redirects to no address: {error}")) from error
