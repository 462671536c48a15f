"""Pages made to hurt, by name: how each answers, and what becomes of it.

A case is laid over a story of the section, so that its address is one that a crawl would ask for. `reason`
is that of the quarantine; None for a page that is stored.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import brotli
from backports import zstd

from tests.newsweb.behaviours import (
    Behaviour,
    altered,
    body,
    broken_chunks,
    broken_encoding,
    broken_gzip,
    coded,
    control_characters,
    dripping,
    endless,
    endless_head,
    hang,
    huge,
    no_answer,
    not_http,
    redirect_home,
    redirect_in_circles,
    redirect_to,
    status,
    truncated,
    verbatim,
    with_headers,
    wrong_canonical,
)

_ATTRIBUTES = " ".join(f"a{number}='>'" for number in range(50_000))
_ENTITIES = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
_CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
_OTHERS = json.dumps([{"@type": "NewsArticle", "headline": "Other"}] * 3000)
_DATA = '<script type="application/ld+json">{}</script>'
_REFRESH = "<meta http-equiv=refresh content='0;url=http://169.254.169.254/'>"
_TWO_LENGTHS = b"Content-Length: 5\r\nContent-Length: 7\r\n"
_ZEROS = bytes(24 * 1024 * 1024)
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_STORY = "<h1>The bridge is shut</h1>" + "<p>The bridge over the Wend stays shut, the county said.</p>" * 9


@dataclass(frozen=True)
class Case:
    """One hostile page. `needle` stands in the detail of its rejection, or in the text that is stored."""

    name: str
    behaviour: Behaviour
    reason: str | None = None
    needle: str = ""


def _before_body(markup: str) -> Behaviour:
    return altered(lambda page: page.replace("</head>", f"{markup}</head>", 1))


def _after_headline(markup: str) -> Behaviour:
    return altered(lambda page: page.replace("</h1>", f"</h1>{markup}", 1))


def _page(markup: str) -> Behaviour:
    return body(f"<html><head><title>The bridge is shut</title></head><body>{markup}</body></html>")


def _in_story(text: str) -> Behaviour:
    """Instead of the first space of the first long paragraph."""

    def change(page: str) -> str:
        head, start, rest = page.partition("<p>")
        return head + start + rest.replace(" ", text, 1)

    return altered(change)


def _with_entities(page: str) -> str:
    return page.replace("<!DOCTYPE html>", _ENTITIES, 1).replace("<p>", "<p>&b; ")


def _bomb(fold: Callable[[bytes], bytes], coding: str) -> Behaviour:
    return coded(fold(_ZEROS), coding)


REDIRECTS = [
    Case("to-a-file", redirect_to("file:///etc/passwd"), "redirected", "file:"),
    Case("to-ftp", redirect_to("ftp://127.0.0.1/x"), "redirected", "ftp:"),
    Case("to-data", redirect_to("data:text/html,<h1>x</h1>"), "redirected", "data:"),
    Case("to-javascript", redirect_to("javascript:alert(1)"), "bad_url", "javascript:"),
    Case("to-gopher", redirect_to("gopher://127.0.0.1:70/_x"), "redirected", "gopher:"),
    Case(
        "to-metadata", redirect_to("http://169.254.169.254/latest/meta-data/"), "off_site", "169.254.169.254"
    ),
    Case("to-private", redirect_to("http://10.0.0.1/"), "off_site", "10.0.0.1"),
    Case("to-ipv6", redirect_to("http://[::1]/"), "off_site"),
    Case("to-mapped-ipv6", redirect_to("http://[::ffff:127.0.0.1]/"), "off_site"),
    Case("to-nat64", redirect_to("http://[64:ff9b::7f00:1]/"), "off_site"),
    Case("to-decimal", redirect_to("http://2130706433/"), "off_site"),
    Case("to-octal", redirect_to("http://0177.0.0.1/"), "off_site"),
    Case("to-short", redirect_to("http://127.1/"), "off_site"),
    Case("to-zero", redirect_to("http://0.0.0.0/"), "off_site"),
    Case("to-localhost", redirect_to("http://localhost/"), "off_site"),
    Case("to-another-port", redirect_to("http://127.0.0.1:1/"), "off_site"),
    Case("to-another-site", redirect_to("https://evil.example/"), "off_site"),
    Case("to-a-consent-wall", redirect_to("https://consent.evil.example/"), "consent"),
    Case("to-no-scheme", redirect_to("//evil.example/"), "off_site"),
    Case("to-user-name", redirect_to("http://own@127.0.0.1/"), "bad_url"),
    Case("to-password", redirect_to("http://a:b@169.254.169.254/"), "bad_url"),
    Case("to-backslash", redirect_to("http://127.0.0.1\\@evil.example/"), "off_site"),
    Case("to-trailing-dot", redirect_to("http://127.0.0.1./"), "off_site"),
    Case("to-impossible-port", redirect_to("http://127.0.0.1:99999/"), "bad_url"),
    Case("to-half-a-bracket", redirect_to("http://[::1/"), "bad_url"),
    Case("to-a-long-address", redirect_to("/" + "a" * 5000), "bad_url"),
    Case("to-a-huge-address", redirect_to("/" + "a" * 50_000), "connection"),
    Case("in-circles", redirect_in_circles, "too_many_redirects"),
    Case("to-the-front-page", redirect_home, "redirected"),
    Case("to-nowhere", status(302), "redirected"),
]
BOMBS = [
    Case("gzip-bomb", _bomb(gzip.compress, "gzip"), "bomb"),
    Case("deflate-bomb", _bomb(zlib.compress, "deflate"), "bomb"),
    Case("brotli-bomb", _bomb(partial(brotli.compress, quality=5), "br"), "bomb"),
    Case("zstd-bomb", _bomb(zstd.compress, "zstd"), "bomb"),
    Case("gzip-in-gzip", coded(gzip.compress(gzip.compress(_ZEROS)), "gzip, gzip"), "bomb"),
    Case("three-codings", coded(gzip.compress(b"x"), "gzip, br, gzip"), "bomb"),
    Case("unknown-coding", coded(b"x", "rot13"), "bad_response", "rot13"),
    Case("broken-gzip", broken_gzip, "bad_response"),
    Case("half-a-gzip", coded(gzip.compress(_STORY.encode())[:-40], "gzip"), "bad_response"),
    Case("endless", endless, "too_large"),
    Case("huge", huge(20), "bomb"),
    Case("said-to-be-huge", verbatim(_HEAD + b"Content-Length: 99999999999\r\n\r\n<p>x"), "too_large"),
]
TRANSFERS = [
    Case("never-answers", hang, "timeout"),
    Case("drips-its-body", dripping(_HEAD + b"Content-Length: 100000\r\n\r\n<p>"), "timeout"),
    Case("drips-its-head", dripping(b"HTTP/1.1 200 OK\r\nX-Slow: "), "timeout"),
    Case("drips-its-status", dripping(b"HTTP"), "timeout"),
    Case("endless-head", endless_head, "bad_response"),
    Case("many-headers", verbatim(_HEAD + b"X-A: b\r\n" * 20_000 + b"\r\n<p>x"), "bad_response"),
    Case("long-header", verbatim(_HEAD + b"X-A: " + b"b" * 1_000_000 + b"\r\n\r\n<p>x"), "connection"),
    Case("folded-header", verbatim(_HEAD + b"X-A: b\r\n" + b" c\r\n" * 50_000 + b"\r\n<p>x"), "bad_response"),
    Case("hangs-up", no_answer, "connection"),
    Case("another-protocol", not_http, "bad_response"),
    Case("truncated", truncated(), "bad_response"),
    Case("broken-chunks", broken_chunks, "bad_response"),
    Case("giant-chunk", verbatim(_CHUNKED + b"f" * 16 + b"\r\nxx"), "bad_response"),
    Case("endless-chunk-length", verbatim(_CHUNKED + b"0" * 100_000), "bad_response"),
    Case("negative-length", verbatim(_HEAD + b"Content-Length: -5\r\n\r\n<p>x"), "bad_response"),
    Case("two-lengths", verbatim(_HEAD + _TWO_LENGTHS + b"\r\n<p>xx"), "bad_response"),
    Case("strange-version", verbatim(b"XTTP/a 200 OK\r\n\r\n<p>x"), "bad_response"),
    Case("strange-status", status(999), "server_error"),
    Case("no-content", status(204), "empty"),
]  # fmt: skip
MARKUP = [
    Case("deep", _after_headline("<div>" * 100_000), "too_complex"),
    Case("attributes", _after_headline(f"<p {_ATTRIBUTES.replace(chr(62), '')}>"), "too_complex"),
    Case("hidden-attributes", _after_headline(f"<p {_ATTRIBUTES}>"), "too_complex"),
    Case("elements", _after_headline("<b></b>" * 300_000), "too_complex"),
    Case("nothing", body(b""), "empty"),
    Case("white-space", body(b" \n" * 100_000), "empty"),
    Case("no-markup", body(b"just words"), "not_html"),
    Case("an-image", body(b"\xff\xd8\xff\xe0", "image/jpeg"), "not_html"),
    Case("a-document", verbatim(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.7\n<</Type/Catalog>>"), "not_html"),
    Case("a-program", body(b"MZ\x00\x01", "application/octet-stream"), "not_html"),
    Case("comment-without-end", body("<html><!--" + _STORY), "no_headline"),
    Case("script-without-end", body("<html><script>" + _STORY), "no_headline"),
    Case("meta-refresh", _page(_REFRESH), "no_text"),
    Case("frames", _page("<iframe src='http://169.254.169.254/'></iframe>"), "no_text"),
]  # fmt: skip
STORED = [
    Case("nul-and-controls", control_characters),
    Case("broken-encoding", broken_encoding),
    Case("lone-surrogates", _in_story("\ud800 \udfff ")),
    Case("character-references", _in_story("&#0; &#xd800; &#x110000; &#99999999999; ")),
    Case("right-to-left", _in_story("\u202e\u2066 abc \u200f")),
    Case("combining", _in_story(" a" + "\u0301" * 1_000_000 + " ")),
    Case("five-megabytes", _in_story(" one more word of it" * 260_000 + " "), needle="one more word of it"),
    Case("many-paragraphs", _after_headline("<p>A line of the list is here.</p>" * 20_000)),
    Case("entities", altered(_with_entities)),
    Case("charset-of-nobody", with_headers(("X-Charset", "utf-7"))),
    Case("json-deep", _before_body(_DATA.format("[" * 200_000))),
    Case("json-broken", _before_body(_DATA.format('{"@type": "NewsArticle", '))),
    Case("json-many", _before_body(_DATA.format(_OTHERS))),
    Case("canonical-home", wrong_canonical("/")),
    Case("canonical-elsewhere", wrong_canonical("https://evil.example/story")),
    Case("canonical-metadata", wrong_canonical("http://169.254.169.254/latest/")),
    Case("canonical-broken", wrong_canonical("http://[")),
    Case("base-elsewhere", _before_body('<base href="https://evil.example/">')),
    Case("og-url-elsewhere", _before_body('<meta property="og:url" content="https://evil.example/x">')),
    Case("link-header", with_headers(("Link", '<https://evil.example/x>; rel="canonical"'))),
    Case("cookies", with_headers(("Set-Cookie", "a=canary-of-a-reader"), ("Set-Cookie", "b" * 9000))),
    Case("strange-header-names", with_headers(("X-\x01", "b"), ("X Y", "b"))),
    Case("strange-headers", with_headers(("X-A", "\x02\xff"), ("Date", "no day"), ("ETag", '"' * 500))),
]  # fmt: skip
ALL = [*REDIRECTS, *BOMBS, *TRANSFERS, *MARKUP, *STORED]
