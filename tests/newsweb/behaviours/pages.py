"""Another page, under status 200: what a browser shows and a crawler must not take for the article."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from http import HTTPStatus

from tests.newsweb.behaviours.exchange import Behaviour, Exchange
from tests.newsweb.messages import Response
from tests.newsweb.templates.views import ListingView

_MEGABYTE = 1024 * 1024
_FILLER = b"<div class='slot'><span>&nbsp;</span></div>\n"
_CANONICAL = re.compile(rb'(<link rel="canonical" href=")[^"]*(")')


def body(content: bytes | str, content_type: str = "text/html; charset=utf-8") -> Behaviour:
    """Exactly these bytes; text is UTF-8."""
    data = content.encode() if isinstance(content, str) else content

    def answer(exchange: Exchange) -> Response:
        return Response(HTTPStatus.OK, data, content_type, kind=exchange.response.kind)

    return answer


def empty_listing(exchange: Exchange) -> Response:
    """The section page in its usual dress, without a single story."""
    family, section = exchange.site.family, exchange.site.publisher.sections[0]
    view = ListingView(section.label, (), exchange.site.catalogue.around(), section)
    return exchange.site.html(family.listing_page(view)).of_kind(exchange.response.kind)


def consent_wall(exchange: Exchange) -> Response:
    """A page that asks for consent before it shows anything."""
    return _notice(exchange, *exchange.site.family.notices.consent, extra=_CONSENT_FORM)


def soft_404(exchange: Exchange) -> Response:
    """The site's not-found page with status 200."""
    return _notice(exchange, *exchange.site.family.notices.not_found)


def error_page(exchange: Exchange) -> Response:
    """The site's error page with status 200, whatever was asked for: robots.txt, a feed, a story."""
    return _notice(exchange, *exchange.site.family.notices.error)


def challenge(exchange: Exchange) -> Response:
    """A bot check of the kind that big networks put in front of sites."""
    return body(_CHALLENGE)(exchange)


def wrong_canonical(url: str) -> Behaviour:
    """The right page with that address as its canonical one."""

    def answer(exchange: Exchange) -> Response:
        wrong = rb"\g<1>" + escape(url).encode() + rb"\g<2>"
        return replace(exchange.response, body=_CANONICAL.sub(wrong, exchange.response.body))

    return answer


def broken_encoding(exchange: Exchange) -> Response:
    """Bytes that no encoding explains, between the words of the first paragraph."""
    return _sprinkled(exchange, b" \xc3\x28\xff ")


def control_characters(exchange: Exchange) -> Response:
    """NUL, other control characters and right-to-left marks between the words of the first paragraph."""
    return _sprinkled(exchange, " \x00\x08\x0b\u202e ".encode())


def huge(megabytes: int) -> Behaviour:
    """The right page with so many megabytes of nothing before its end."""

    def answer(exchange: Exchange) -> Response:
        filler = _FILLER * (megabytes * _MEGABYTE // len(_FILLER))
        head, end, tail = exchange.response.body.rpartition(b"</body>")
        return replace(exchange.response, body=head + filler + end + tail)

    return answer


def malformed_xml(exchange: Exchange) -> Response:
    """A feed or sitemap that breaks off in the middle of a tag, after an ampersand that is none."""
    data = exchange.response.body
    half = data[: len(data) // 2]
    return replace(exchange.response, body=half + b"<title>Fish & chips</item><ite")


def _sprinkled(exchange: Exchange, between_words: bytes) -> Response:
    head, start, rest = exchange.response.body.partition(b"<p>")
    paragraph, end, tail = rest.partition(b"</p>")
    sprinkled = paragraph.replace(b" ", between_words)
    return replace(exchange.response, body=head + start + sprinkled + end + tail)


def _notice(exchange: Exchange, title: str, text: str, extra: str = "") -> Response:
    page = exchange.site.family.plain_page(title, text).replace("</body>", f"{extra}</body>")
    return exchange.site.html(page).of_kind(exchange.response.kind)


_CONSENT_FORM = """<div id="consent-dialog" role="dialog" aria-modal="true">
<form method="post" action="/consent"><button name="choice" value="accept">OK</button>
<button name="choice" value="manage">...</button></form></div>"""
_CHALLENGE = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<meta name="robots" content="noindex,nofollow">
<meta http-equiv="refresh" content="375"></head>
<body class="no-js"><div class="main-wrapper" role="main"><h1>127.0.0.1</h1>
<h2>Checking if the site connection is secure</h2><div id="challenge-stage"></div>
<noscript><div>Enable JavaScript and cookies to continue</div></noscript>
<form id="challenge-form" action="/?challenge=1" method="POST">
<input type="hidden" name="md" value="a1"></form></div></body></html>"""
