"""The feeds and sitemaps that a page names: in its head, and as links that readers may follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from broadsheet.discovery.address import split
from broadsheet.discovery.shapes import is_named_after
from broadsheet.urls import canonicalise, resolve

_FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
)
_JSON = "application/json"  # as JSON Feed 1.0 has it; other alternates are of this type, too
# Files that are feeds by their name, or XML in folders of them; `/rss` alone is often a page about feeds.
_FEED_FILE = re.compile(
    r"(?:\.(?:rss|rdf|atom)|/feed/?|(?:^|[/_.-])feed\.json|(?:^|[/_.-])(?:rss2?|feeds?|atom)[^/]*\.xml)$",
    re.IGNORECASE,
)
_FEED_FOLDER = re.compile(r"(?:^|[/_.-])(?:rss2?|feeds?|atom)/", re.IGNORECASE)
_LONGEST_ADDRESS = 2000  # characters, as of any link
_FEED_WORDS = ("rss", "feed", "atom", "rdf")
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed|format|alt|type)=(?:rss2?|atom|feed)(?:&|$)", re.IGNORECASE)


def named_feeds(root: HtmlElement, base: str, url: str) -> Iterator[tuple[str, str]]:
    """(address, title) of each feed; what the head names comes before links in the text of the page at `url`.

    Of a text's links those count that are named after the page, or the one there is: an overview of a
    site's feeds names those of all its sections.
    """
    for element in root.iter("link"):
        if "alternate" in _rel(element) and _is_feed(element):
            target = resolve(base, element.get("href") or "")
            if target is not None:
                yield canonicalise(target), element.get("title") or ""
    shown = dict(_shown(root, base, split(canonicalise(url)).netloc))
    own = {address for address in shown if is_named_after(address, url)}
    yield from ((address, shown[address]) for address in shown if len(shown) == 1 or address in own)


def _shown(root: HtmlElement, base: str, host: str) -> Iterator[tuple[str, str]]:
    for element in root.iter("a"):
        if _is_feed_address(element.get("href") or "") or _kind(element) in _FEED_TYPES:
            target = resolve(base, element.get("href") or "")
            if target is not None and split(canonicalise(target)).netloc == host:
                yield canonicalise(target), element.get("title") or ""


def named_sitemaps(root: HtmlElement, base: str) -> Iterator[str]:
    """Addresses under `<link rel="sitemap">`."""
    for element in root.iter("link"):
        if "sitemap" in _rel(element):
            target = resolve(base, element.get("href") or "")
            if target is not None and split(target).path.endswith((".xml", ".gz", ".txt")):
                yield canonicalise(target)


def _is_feed(element: HtmlElement) -> bool:
    kind = _kind(element)
    return kind in _FEED_TYPES or (kind == _JSON and _is_feed_address(element.get("href") or ""))


def _is_feed_address(href: str) -> bool:
    lowered = href.lower()
    if len(href) > _LONGEST_ADDRESS or not any(word in lowered for word in _FEED_WORDS):
        return False  # most links of a page, told without taking the address apart
    path, _, query = href.partition("#")[0].partition("?")
    is_file = path.lower().endswith(".xml") and _FEED_FOLDER.search(path)
    return bool(is_file or _FEED_FILE.search(path) or _FEED_QUERY.search(query))


def _rel(element: HtmlElement) -> list[str]:
    return (element.get("rel") or "").lower().split()


def _kind(element: HtmlElement) -> str:
    return (element.get("type") or "").split(";")[0].strip().lower()
