"""RSS 2.0, RSS 1.0, Atom and JSON Feed: addresses of articles with their titles, labels and dates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from broadsheet.discovery.entrydates import stated_instant
from broadsheet.discovery.safe_xml import parse_xml, without_half
from broadsheet.discovery.xml_elements import children, local_name, text_of
from broadsheet.urls import canonicalise, resolve

_ROOTS = frozenset({"rss", "RDF", "feed"})
_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
)
_DATES = ("pubDate", "published", "date", "issued")
_JSON_FEED = "jsonfeed.org/version"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: where the article is, what the feed calls it, under which labels, and when it came out."""

    url: str
    title: str
    categories: tuple[str, ...]
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries in its own order, and what the feed calls itself."""

    entries: tuple[FeedEntry, ...]
    title: str = ""
    broken_count: int = 0  # entries without an address that can be asked for
    is_cut_off: bool = False  # it broke off, and the last entry that came is left out


def looks_like_feed(body: bytes, content_type: str | None) -> bool:
    """Whether a response is a feed and not a page, by its type or by its first element."""
    kind = (content_type or "").split(";")[0].strip().lower()
    head = body[:1024].lstrip().lower()
    return kind in _TYPES or (
        b"<rss" in head or b"<feed" in head or b"<rdf:rdf" in head or _JSON_FEED.encode() in head
    )


def parse_feed(body: bytes, url: str) -> Feed | None:
    """The feed's entries; None when the bytes are no feed."""
    if body.lstrip()[:1] == b"{":
        return _json_feed(body, url)
    document = parse_xml(body)
    if document is None or local_name(document.root) not in _ROOTS:
        return None
    root = document.root
    channel = next(iter(children(root, "channel")), root)
    found = without_half([*_entries(root, url)], is_cut_off=document.is_cut_off)
    return _feed(found, text_of(channel, "title"), is_cut_off=document.is_cut_off)


def _feed(entries: list[FeedEntry | None], title: str, *, is_cut_off: bool = False) -> Feed:
    return Feed(tuple(filter(None, entries)), title, entries.count(None), is_cut_off)


def _entries(root: etree._Element, base: str) -> Iterator[FeedEntry | None]:
    for element in root.iter():
        if local_name(element) in {"item", "entry"}:
            address, place = _link(element)
            target = resolve(resolve(base, place) or base, address) if address else None
            if target is None:
                yield None
            else:
                date = next((text for name in _DATES if (text := text_of(element, name))), "")
                yield FeedEntry(
                    canonicalise(target),
                    text_of(element, "title"),
                    tuple(_categories(element)),
                    stated_instant(date),
                )


def _link(element: etree._Element) -> tuple[str, str]:
    """The address of an entry, and where it starts from (`xml:base`); empty where none is stated."""
    if original := text_of(element, "origLink"):
        return original, ""  # the entry's link leads to a service that counts its readers
    for link in children(element, "link"):
        address = link.get("href") or (link.text or "").strip()
        if address and link.get("rel", "alternate") == "alternate":
            return address, link.base or ""
    guid = next(iter(children(element, "guid")), None)
    is_address = guid is not None and guid.get("isPermaLink", "true") != "false"
    return (guid.text or "").strip() if guid is not None and is_address else "", ""


def _categories(element: etree._Element) -> Iterator[str]:
    for name in ("category", "subject", "section"):
        for category in children(element, name):
            for label in (
                category.get("term"),
                category.get("label"),
                "".join(map(str, category.itertext())),
            ):
                if label and label.strip():
                    yield label.strip()


def _json_feed(body: bytes, base: str) -> Feed | None:
    """JSON Feed 1.0 and 1.1 (jsonfeed.org)."""
    try:
        data = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or _JSON_FEED not in str(data.get("version")):
        return None
    items = data.get("items")
    rows = items if isinstance(items, list) else []
    return _feed([*_json_entries(rows, base)], str(data.get("title") or ""))


def _json_entries(rows: list[Any], base: str) -> Iterator[FeedEntry | None]:
    for row in rows:
        address = row.get("url") or row.get("id") if isinstance(row, dict) else None
        target = resolve(base, address) if isinstance(address, str) and "/" in address else None
        if target is None:
            yield None
        else:
            tags = row.get("tags") if isinstance(row.get("tags"), list) else []
            date = stated_instant(str(row.get("date_published") or ""))
            yield FeedEntry(canonicalise(target), str(row.get("title") or ""), tuple(map(str, tags)), date)
