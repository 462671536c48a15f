"""Sitemaps and sitemap indexes (sitemaps.org 0.9, news extension), and where robots.txt says they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from broadsheet.discovery.safe_xml import children, local_name, parse_xml, text_of
from broadsheet.urls import canonicalise, resolve


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One address of a sitemap with the title and keywords of the news extension."""

    url: str
    last_modified: str
    title: str
    keywords: tuple[str, ...]
    published: str = ""  # the news extension's publication_date, as written


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Pages named by a sitemap, and further sitemaps named by an index."""

    entries: tuple[SitemapEntry, ...]
    sitemaps: tuple[SitemapEntry, ...]


def parse_sitemap(body: bytes, url: str) -> Sitemap | None:
    """Read a sitemap or an index; None when the bytes are neither."""
    root = parse_xml(body)
    if root is None or local_name(root) not in {"urlset", "sitemapindex"}:
        return None
    pages = [entry for element in children(root, "url") if (entry := _entry(element, url))]
    more = [entry for element in children(root, "sitemap") if (entry := _entry(element, url))]
    return Sitemap(tuple(pages), tuple(more))


def sitemap_addresses(robots_txt: str, url: str) -> list[str]:
    """The `Sitemap:` lines of a robots.txt, resolved."""
    lines = re.findall(r"^\s*sitemap\s*:\s*(\S+)", robots_txt, re.IGNORECASE | re.MULTILINE)
    return [target for line in lines if (target := resolve(url, line))]


def _entry(element: etree._Element, base: str) -> SitemapEntry | None:
    address = text_of(element, "loc")
    target = resolve(base, address) if address else None
    if target is None:
        return None
    news = next(iter(children(element, "news")), None)
    title = text_of(news, "title") if news is not None else ""
    keywords = text_of(news, "keywords") if news is not None else ""
    labels = tuple(word.strip() for word in keywords.split(",") if word.strip())
    published = text_of(news, "publication_date") if news is not None else ""
    return SitemapEntry(canonicalise(target), text_of(element, "lastmod"), title, labels, published)
