"""The markup of a listing page: its links, each with its part of the page, its feeds, its next page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import html as lxml_html
from lxml.etree import ParserError

from broadsheet.discovery.regions import Region, Regions
from broadsheet.discovery.shapes import page_number, without_page
from broadsheet.extraction.charset import decode
from broadsheet.extraction.limits import refuse_hostile_markup
from broadsheet.urls import canonicalise, resolve

MAX_LINKS = 3000  # of one page; the longest real listings have some hundreds
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})


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


def parse_section_page(
    body: bytes, url: str, content_type: str | None = None, language: str | None = None
) -> SectionPage | None:
    """Read a listing page; None when the bytes are no HTML at all. PageRejected for hostile markup."""
    try:
        text = decode(body, content_type, language).text.replace("\0", "")
        refuse_hostile_markup(text)
        parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
        root = lxml_html.document_fromstring(text.encode(errors="replace"), parser=parser)
    except (ParserError, ValueError, LookupError):
        return None
    base = _base(root, url)
    elements = [(element, target) for element, target in _targets(root, base)]
    regions = Regions(len(elements))
    anchors = tuple(Anchor(target, _text(element), regions.of(element)) for element, target in elements)
    return SectionPage(anchors, _next_url(root, base, url, elements), tuple(_feeds(root, base)))


def _base(root: lxml_html.HtmlElement, url: str) -> str:
    written = root.xpath("string(//base/@href)")
    return resolve(url, str(written)) or url if written else url


def _targets(root: lxml_html.HtmlElement, base: str) -> Iterator[tuple[lxml_html.HtmlElement, str]]:
    for element in islice(root.iter("a"), MAX_LINKS):
        target = resolve(base, element.get("href") or "")
        if target is not None:
            yield element, canonicalise(target)


def _text(element: lxml_html.HtmlElement) -> str:
    words = " ".join(" ".join(element.itertext()).split())
    return words or " ".join((element.get("aria-label") or element.get("title") or "").split())


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
