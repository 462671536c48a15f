"""RSS 2.0, RSS 1.0 and Atom: addresses of articles with their titles and categories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from broadsheet.discovery.safe_xml import children, local_name, parse_xml, text_of
from broadsheet.urls import canonicalise, resolve

_ROOTS = frozenset({"rss", "RDF", "feed"})


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: where the article is, what the feed calls it, and under which labels."""

    url: str
    title: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries in its own order."""

    entries: tuple[FeedEntry, ...]


def looks_like_feed(body: bytes, content_type: str | None) -> bool:
    """Whether a response is a feed and not a page, by its type or by its first element."""
    kind = (content_type or "").split(";")[0].strip().lower()
    head = body[:1024].lstrip().lower()
    return kind in {"application/rss+xml", "application/atom+xml"} or (
        b"<rss" in head or b"<feed" in head or b"<rdf:rdf" in head
    )


def parse_feed(body: bytes, url: str) -> Feed | None:
    """The feed's entries; None when the bytes are no feed."""
    root = parse_xml(body)
    if root is None or local_name(root) not in _ROOTS:
        return None
    return Feed(tuple(_entries(root, url)))


def _entries(root: etree._Element, base: str) -> Iterator[FeedEntry]:
    for element in root.iter():
        if local_name(element) in {"item", "entry"}:
            address = _link(element)
            target = resolve(base, address) if address else None
            if target is not None:
                yield FeedEntry(canonicalise(target), text_of(element, "title"), tuple(_categories(element)))


def _link(element: etree._Element) -> str:
    for link in children(element, "link"):
        address = link.get("href") or (link.text or "").strip()
        if address and link.get("rel", "alternate") == "alternate":
            return address
    guid = next(iter(children(element, "guid")), None)
    is_address = guid is not None and guid.get("isPermaLink", "true") != "false"
    return (guid.text or "").strip() if guid is not None and is_address else ""


def _categories(element: etree._Element) -> Iterator[str]:
    for category in children(element, "category"):
        label = category.get("term") or "".join(str(part) for part in category.itertext())
        if label.strip():
            yield label.strip()
