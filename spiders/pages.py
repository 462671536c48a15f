"""Scrapy's responses and failures as Pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NoReturn, cast
from urllib.parse import urlsplit

from broadsheet.article import Failure, Headers, Page
from broadsheet.errors import PageRejected
from broadsheet.outcomes import PageKind, Reason
from broadsheet.recheck import CHECKS, LIVE_INTERVAL
from broadsheet.responses import challenge_of, failure_of_status
from spiders.addresses import refused_names
from spiders.failures import Refused, failure_of_exception

_NOT_KEPT = frozenset(
    {
        b"set-cookie",
        b"set-cookie2",
        b"cookie",
        b"authorization",
        b"proxy-authorization",
        b"authentication-info",
    }
)
_SHOWN = 200  # bytes of an address that is no address

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response
    from twisted.python.failure import Failure as TwistedFailure

    from broadsheet.sources import Section, Source


def page_of_response(response: Response) -> Page:
    """A Page of a response; `failure` is set when its status says that there is none."""
    headers = _headers(response)
    retry_after = next((value for name, value in headers if name.lower() == "retry-after"), None)
    return Page(
        **_asked_for(response.meta),
        fetched_at=datetime.now(UTC),
        final_url=response.url,
        status_code=response.status,
        headers=headers,
        body=response.body,
        redirects=tuple(response.meta.get("redirect_urls", ())),
        is_rendered="rendered" in response.flags,
        failure=challenge_of(headers) or _failure_of(response, retry_after),
        raw=response.meta.get("raw"),
    )


def is_unmodified(response: Response) -> bool:
    """Whether the site says that a stored article has not changed since."""
    is_article = response.meta["kind"] is PageKind.ARTICLE
    return response.status == HTTPStatus.NOT_MODIFIED and is_article and "version" in response.meta


def page_of_failure(failure: TwistedFailure) -> Page | None:
    """A Page of a request that got no response; None when we ourselves did not send it."""
    request: Any = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
    return page_of_error(cast(BaseException, failure.value), request)


def page_of_error(error: BaseException, request: Request) -> Page | None:
    """The same of the exception that a request ended with."""
    if isinstance(error, Refused) and error.failure is None:
        return None
    found = failure_of_exception(error)
    if (urlsplit(request.url).hostname or "") in refused_names:
        found = Failure(Reason.ADDRESS_REFUSED, "the name leads to no public address")
    if found is None:
        found = Failure(Reason.BUG, f"{type(error).__name__}: {error}")
    return Page(
        **_asked_for(request.meta), fetched_at=datetime.now(UTC), final_url=request.url, failure=found
    )


def is_led_away(page: Page, base_url: str, section_url: str) -> bool:
    """Whether an article's address redirects to the home page or to its section: the story is not there."""
    if not page.redirects:
        return False
    places = {urlsplit(address).path.rstrip("/") for address in (base_url, section_url, "/")}
    final = urlsplit(page.final_url)
    return final.path.rstrip("/") in places and not final.query


def refuse_another_page(page: Page, source: Source, section: Section) -> None:
    """PageRejected where a section's address redirects to the front page, or to another section's."""
    if not is_elsewhere(page, section):
        return
    final = _place(page.final_url)
    others = {_place(each.url): f"the page of section {each.name}" for each in source.sections}
    front = _place(source.base_url)
    others |= dict.fromkeys([front, (front[0], "", "")], "the front page")
    if final in others:
        refuse(page, others[final])


def is_elsewhere(page: Page, section: Section) -> bool:
    """Whether a section's address redirects to another page."""
    is_redirected = page.failure is None and bool(page.redirects)
    return is_redirected and _place(section.url) != _place(page.final_url)


def refuse(page: Page, shown: str) -> NoReturn:
    """PageRejected, saying what stands where the section's address leads."""
    told = f"led to {page.final_url}, {shown}; where that is meant, the source file names it as url"
    raise PageRejected(Reason.REDIRECTED, told)


def _place(address: str) -> tuple[str, str, str]:
    """What tells pages apart, whatever the scheme, the port, and www. before the host."""
    parts = urlsplit(address)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


def _asked_for(meta: dict[str, Any]) -> dict[str, Any]:
    return {
        "run_id": meta["run_id"],
        "source": meta["source"],
        "section": meta["section"],
        "kind": meta["kind"],
        "url": meta["listed_url"],
        "checks": meta.get("checks", CHECKS),
        "live_interval": meta.get("live_interval", LIVE_INTERVAL),
    }


def _failure_of(response: Response, retry_after: str | None) -> Failure | None:
    if is_unmodified(response):
        return None
    failure = failure_of_status(response.status, retry_after)
    location = response.headers.get("Location")
    if failure is None or failure.reason is not Reason.REDIRECTED or location is None:
        return failure
    target = location[:_SHOWN].decode("latin-1")
    return replace(failure, detail=f"{failure.detail} to {target}, which is no page of the web")


def _headers(response: Response) -> Headers:
    """All but cookies and credentials: those are for a reader to carry, and we are none."""
    pairs = []
    for name, values in response.headers.items():
        if name.lower() in _NOT_KEPT:
            continue
        for value in values if isinstance(values, list) else [values]:
            pairs.append((name.decode("latin-1"), value.decode("latin-1")))
    return tuple(pairs)
