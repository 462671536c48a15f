"""Another status, another address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from tests.newsweb.behaviours.exchange import Behaviour, Exchange
from tests.newsweb.messages import Response

_MOVED = "?moved=yes"


def status(code: int, **headers: str) -> Behaviour:
    """That status with a page in the site's dress; headers as keywords (`retry_after="30"`)."""

    def answer(exchange: Exchange) -> Response:
        family = exchange.site.family
        response = exchange.site.html(family.plain_page(*family.notices.error), status=code)
        for name, value in headers.items():
            response = response.with_header(name.replace("_", "-").title(), value)
        return response.of_kind(exchange.response.kind)

    return answer


def redirect_to(url: str, code: int = HTTPStatus.FOUND) -> Behaviour:
    """Always to that address."""
    return _redirect(lambda _: url, code)


def moved(exchange: Exchange) -> Response:
    """Once to the same address with `?moved=yes`, where the right answer is."""
    target = exchange.request.target
    return exchange.response if target.endswith(_MOVED) else redirect_to(target + _MOVED)(exchange)


def by_date_alone(exchange: Exchange) -> Response:
    """The right answer without an ETag: it is not sent again to who names its Last-Modified."""
    return replace(exchange.response, is_tagged=False)


def by_tag_alone(exchange: Exchange) -> Response:
    """The right answer without a Last-Modified: it is not sent again to who names its ETag."""
    return replace(exchange.response, is_dated=False)


def redirect_home(exchange: Exchange) -> Response:
    """To the front page, as sites do with articles they have removed."""
    return _redirect(lambda _: "/", HTTPStatus.MOVED_PERMANENTLY)(exchange)


def redirect_to_section(exchange: Exchange) -> Response:
    """To the first section's page."""
    site = exchange.site
    target = site.family.section_target(site.publisher.sections[0].name)
    return _redirect(lambda _: target, HTTPStatus.MOVED_PERMANENTLY)(exchange)


def redirect_in_circles(exchange: Exchange) -> Response:
    """To the same page, with a count in the address, for ever."""

    def once_more(exchange: Exchange) -> str:
        path, _, query = exchange.request.target.partition("?round=")
        return f"{path}?round={int(query or 0) + 1}"

    return _redirect(once_more, HTTPStatus.FOUND)(exchange)


def redirect_to_https(exchange: Exchange) -> Response:
    """To the same host and port under https, where nobody speaks TLS."""
    family = exchange.site.family
    location = family.absolute(exchange.request.target).replace("http://", "https://", 1)
    return _redirect(lambda _: location, HTTPStatus.MOVED_PERMANENTLY)(exchange)


def _redirect(location: Callable[[Exchange], str], code: int) -> Behaviour:
    def answer(exchange: Exchange) -> Response:
        response = Response(code, b"", kind=exchange.response.kind)
        return response.with_header("Location", location(exchange))

    return answer
