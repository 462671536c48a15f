"""The markup of a listing page: its links, each with its part of the page, its feeds, its next page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import html as lxml_html
from lxml.etree import ParserError

from broadsheet.discovery.shapes import page_number, without_page
from broadsheet.urls import canonicalise, resolve

Region = Literal["main", "navigation", "box"]

_NAVIGATION_TAGS = frozenset({"nav", "form", "menu"})
_NAVIGATION_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu"})
_NAVIGATION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|pagination|pager|social|share|login"
    r"|subscribe|cookies?|toolbar|masthead|topbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BOX_CLASS = re.compile(
    r"(?:^|[\s_-])(?:aside|sidebar|related|recommended|popular|trending|most[_-]?(?:read|viewed|popular)"
    r"|newsletter|promos?|promoted|sponsor(?:ed|s)?|partners?|advert(?:s|isements?|orial)?|ads?|widget|outbrain"
    r"|taboola)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
# A wrapper that holds most of the page's links is the page, whatever its class says ("has-sidebar").
_WRAPPER_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of a listing page."""

    url: str
    text: str
    region: Region


@dataclass(frozen=True, slots=True)
class SectionPage:
    """What a listing page offers: links in page order, the next page, feeds with their titles."""

    anchors: tuple[Anchor, ...]
    next_url: str | None
    feeds: tuple[tuple[str, str], ...]


def parse_section_page(body: bytes, url: str, encoding: str | None = None) -> SectionPage | None:
    """Read a listing page; None when the bytes are no HTML at all."""
    try:
        parser = lxml_html.HTMLParser(encoding=encoding, huge_tree=False)
        root = lxml_html.document_fromstring(body, parser=parser)
    except (ParserError, ValueError, LookupError):
        return None
    base = _base(root, url)
    elements = [(element, target) for element, target in _targets(root, base)]
    regions = _Regions(root, len(elements))
    anchors = tuple(Anchor(target, _text(element), regions.of(element)) for element, target in elements)
    return SectionPage(anchors, _next_url(root, base, url, elements), tuple(_feeds(root, base)))


def _base(root: lxml_html.HtmlElement, url: str) -> str:
    written = root.xpath("string(//base/@href)")
    return resolve(url, str(written)) or url if written else url


def _targets(root: lxml_html.HtmlElement, base: str) -> Iterator[tuple[lxml_html.HtmlElement, str]]:
    for element in root.iter("a"):
        target = resolve(base, element.get("href") or "")
        if target is not None:
            yield element, canonicalise(target)


def _text(element: lxml_html.HtmlElement) -> str:
    words = " ".join(" ".join(element.itertext()).split())
    return words or " ".join((element.get("aria-label") or element.get("title") or "").split())


class _Regions:
    """Decides in which part of the page an element stands, by its nearest telling ancestor."""

    def __init__(self, root: lxml_html.HtmlElement, anchor_count: int) -> None:
        self._limit = max(1, int(_WRAPPER_SHARE * anchor_count))
        self._known: dict[lxml_html.HtmlElement, Region | None] = {}
        self._root = root

    def of(self, element: lxml_html.HtmlElement) -> Region:
        is_inside_story = False
        for ancestor in element.iterancestors():
            is_inside_story = is_inside_story or ancestor.tag == "article"
            if is_inside_story and ancestor.tag in {"header", "footer"}:
                continue  # a teaser's own head and foot
            region = self._told_by(ancestor)
            if region is not None:
                return region
        return "main"

    def _told_by(self, element: lxml_html.HtmlElement) -> Region | None:
        if element not in self._known:
            region = _region_of(element)
            is_wrapper = region is not None and sum(1 for _ in element.iter("a")) > self._limit
            self._known[element] = None if is_wrapper else region
        return self._known[element]


def _region_of(element: lxml_html.HtmlElement) -> Region | None:
    if element.tag in {"body", "html", "main", "article"}:
        return None
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    role = element.get("role")
    if element.tag in _NAVIGATION_TAGS | {"header", "footer"} or role in _NAVIGATION_ROLES:
        return "navigation"
    if _NAVIGATION_CLASS.search(names):
        return "navigation"
    if element.tag == "aside" or role == "complementary" or _BOX_CLASS.search(names):
        return "box"
    return None


def _next_url(
    root: lxml_html.HtmlElement,
    base: str,
    url: str,
    elements: list[tuple[lxml_html.HtmlElement, str]],
) -> str | None:
    for element in root.xpath("//link[@rel='next'] | //a[@rel='next']"):
        target = resolve(base, element.get("href") or "")
        if target is not None:
            return canonicalise(target)
    return _numbered_next(url, [target for _, target in elements])


def _numbered_next(url: str, targets: list[str]) -> str | None:
    """The neighbour with the next higher page number of the same listing."""
    here, listing = page_number(url) or 1, without_page(canonicalise(url))
    later = [
        (number, target)
        for target in targets
        if (number := page_number(target)) is not None and number > here and without_page(target) == listing
    ]
    return min(later)[1] if later else None


def _feeds(root: lxml_html.HtmlElement, base: str) -> Iterator[tuple[str, str]]:
    for element in root.iter("link"):
        kind = (element.get("type") or "").split(";")[0].strip().lower()
        if "alternate" in (element.get("rel") or "").lower().split() and kind in _FEED_TYPES:
            target = resolve(base, element.get("href") or "")
            if target is not None:
                yield canonicalise(target), element.get("title") or ""
