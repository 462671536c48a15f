"""A listing page taken apart: its links with their place, its feeds, how it goes on, what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import html as lxml_html
from lxml.etree import HTMLParser, ParserError

from broadsheet.discovery.address import split
from broadsheet.discovery.anchors import Anchor, read_anchors
from broadsheet.discovery.components import unfold_components
from broadsheet.discovery.data import FIRST_BLOCK, data_anchors, fragments, parse_json, with_lists
from broadsheet.discovery.feed_links import named_feeds, named_sitemaps
from broadsheet.discovery.likely_pages import likely_pages
from broadsheet.discovery.links import unread_links
from broadsheet.discovery.paging import Paging, next_in_header, paging_of
from broadsheet.discovery.paging_data import next_by_total, next_in_data
from broadsheet.discovery.scripts import page_data
from broadsheet.extraction.charset import decode
from broadsheet.extraction.limits import refuse_hostile_markup
from broadsheet.urls import canonicalise, resolve

_LONGEST_NAME = 60
# Tells where the next page may be. To work it out takes a search of the whole page, and most pages of most
# runs are known: only who goes on asks.
Guesses = Callable[[], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SectionPage:
    """What a listing page offers: links in page order, the next page, feeds with their titles.

    `data` are stories of the page's data, which its markup may or may not show; `names` is what the page and
    the links to it call the section. `is_script_only`: there is more, and only the page's scripts know where.
    """

    anchors: tuple[Anchor, ...]
    next_url: str | None
    feeds: tuple[tuple[str, str], ...] = ()
    data: tuple[Anchor, ...] = ()
    names: frozenset[str] = frozenset()
    is_script_only: bool = False
    unread_count: int = 0  # links, and stories of the data, beyond the most that are read of a page
    sitemaps: tuple[str, ...] = ()
    guesses: Guesses = tuple  # of a list that does not say where it goes on
    is_part: bool = False  # no page with a title: an answer that the scripts of a page put into it


def parse_section_page(
    body: bytes,
    url: str,
    content_type: str | None = None,
    language: str | None = None,
    link_headers: Sequence[str] = (),
) -> SectionPage | None:
    """Read a listing page; None when the bytes are no HTML at all. PageRejected for hostile markup."""
    try:
        text = decode(body, content_type, language).text.replace("\0", "")
        markup = text.encode(errors="replace")
        refuse_hostile_markup(markup)
        # Plain elements: those of lxml.html cost a look-up of their class each time one is touched.
        parser = HTMLParser(encoding="utf-8", huge_tree=False)
        root = lxml_html.document_fromstring(markup, parser=parser)
    except (ParserError, ValueError, LookupError):
        return None
    unfold_components(root)
    base = _base(root, url)
    anchors = read_anchors(root, base, url)
    data = page_data(root)
    header = next_in_header(link_headers, base)
    links = [(anchor.said, anchor.url) for anchor in anchors]
    stories, unread_count = _all_data(data, base)
    paging = Paging(header) if header else paging_of(root, base, url, links, data)
    return SectionPage(
        tuple(anchors),
        paging.next_url,
        tuple(named_feeds(root, base, url)),
        tuple(stories),
        frozenset(_names(root, anchors, url)),
        paging.is_script_only,
        unread_links(root) + unread_count,
        tuple(named_sitemaps(root, base)),
        tuple if paging.next_url else lambda: (*paging.guesses, *likely_pages(anchors, text, base, url)),
        not root.xpath("/html/head/title"),
    )


def parse_section_data(body: bytes, url: str, link_headers: Sequence[str] = ()) -> SectionPage | None:
    """Read the JSON answer of a list's button: objects, or markup in strings. None when it is no JSON."""
    data = parse_json(body)
    if not isinstance(data, dict | list):
        return None
    anchors, unread_count = data_anchors(with_lists(data), url)
    for fragment in fragments(data):
        first = max((anchor.block for anchor in anchors), default=0) + 1
        anchors += [_moved(anchor, first) for anchor in read_anchors(fragment, url)]
    next_url = next_in_header(link_headers, url) or next_in_data(data, url, url)
    if next_url is None:
        next_url = next((t for f in fragments(data) if (t := paging_of(f, url, url, ()).next_url)), None)
    next_url = next_url or next_by_total(data, url, len({anchor.url for anchor in anchors}))
    next_url = next_url if anchors else None
    return SectionPage(tuple(anchors), next_url, unread_count=unread_count, is_part=True)


def _moved(anchor: Anchor, by: int) -> Anchor:
    within = None if anchor.within is None else anchor.within + by
    return replace(anchor, block=anchor.block + by, within=within)


def _base(root: lxml_html.HtmlElement, url: str) -> str:
    written = root.xpath("string(//base/@href)")
    return resolve(url, str(written)) or url if written else url


def _all_data(data: Sequence[Any], base: str) -> tuple[list[Anchor], int]:
    anchors: list[Anchor] = []
    first, unread_count = FIRST_BLOCK, 0
    for each in data:
        found, unread = data_anchors(each, base, first)
        first = max((anchor.block for anchor in found), default=first) + 1
        anchors += found
        unread_count += unread
    return anchors, unread_count


def _names(root: lxml_html.HtmlElement, anchors: Sequence[Anchor], url: str) -> Iterator[str]:
    """What links to the page call it, and its own heading."""
    here = canonicalise(url).rstrip("/")
    for heading in root.iter("h1"):
        if not _leads_home(heading, url):
            yield " ".join(" ".join(heading.itertext()).split()).casefold()[:_LONGEST_NAME]
            break
    for anchor in anchors:
        if anchor.text and len(anchor.text) <= _LONGEST_NAME and anchor.url.rstrip("/") == here:
            yield anchor.text.casefold()


def _leads_home(heading: lxml_html.HtmlElement, url: str) -> bool:
    """Whether a heading is the site's name, which leads to its front page."""
    links = (*heading.iter("a"), *heading.iterancestors("a"))
    targets = (resolve(url, link.get("href") or "") for link in links)
    return any(target is not None and split(target).path in {"", "/"} for target in targets)
