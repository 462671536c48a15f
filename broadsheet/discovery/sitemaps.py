"""Sitemaps and sitemap indexes (sitemaps.org 0.9, news extension), and where robots.txt says they are.

By that protocol a feed may be one, too, and so may a text of addresses.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import etree

from broadsheet.discovery.entrydates import read_date
from broadsheet.discovery.feeds import looks_like_feed, parse_feed
from broadsheet.discovery.safe_xml import opened, parse_xml, without_half
from broadsheet.discovery.xml_elements import first_children, local_name, whole_text
from broadsheet.urls import canonicalise, resolve

# How far back from its newest entry a crawl reads a sitemap; what is older is the backfill's business.
RECENT = timedelta(days=7)
RECENT_ALONE = timedelta(days=31)  # where the section's pages do not go on, and the sitemap carries it
_NUMBER = re.compile(r"\d{1,18}")  # of an address; Python refuses to read thousands of digits
_AHEAD = timedelta(days=1)  # a clock may be wrong, or in another zone; later than that nothing was changed
MOST_UNDATED = 1000  # entries of a file without dates; more are an archive, of which none tells the new ones
_BOM, _LONGEST_LINE = codecs.BOM_UTF8, 4096  # bytes
_NEWS = re.compile(r"news|latest|recent|actual|aktuell|today", re.IGNORECASE)
_NO_NEWS = re.compile(
    r"image|video|tag|author|categor|topic|page|static|archive|gallery|product", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One address of a sitemap with the title, keywords and date of the news extension."""

    url: str
    last_modified: str
    title: str
    keywords: tuple[str, ...]
    published: str = ""  # the news extension's publication_date, as written

    @property
    def date(self) -> datetime | None:
        """When it came out, or else when it was last changed."""
        return read_date(self.published) or read_date(self.last_modified)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Pages named by a sitemap, and further sitemaps named by an index."""

    entries: tuple[SitemapEntry, ...]
    sitemaps: tuple[SitemapEntry, ...]
    broken_count: int = 0  # entries without an address that can be asked for
    is_cut_off: bool = False  # it broke off, and the last entry that came is left out

    @property
    def is_news(self) -> bool:
        """Whether it is a news sitemap: recent articles only, by the protocol."""
        return any(entry.title or entry.published for entry in self.entries)


def parse_sitemap(body: bytes, url: str) -> Sitemap | None:
    """Read a sitemap or an index, gzipped or not; None when the bytes are neither."""
    body = opened(body)
    if looks_like_feed(body, None) and (found := _of_feed(body, url)):
        return found
    lines = body[: len(_BOM) + _LONGEST_LINE].removeprefix(_BOM).split(maxsplit=1)
    if lines and _is_address(lines[0]):
        return _of_text(body)
    return _of_xml(body, url)


def _of_xml(body: bytes, url: str) -> Sitemap | None:
    listed: dict[str, list[SitemapEntry | None]] = {"url": [], "sitemap": []}

    def take(element: etree._Element) -> None:
        name = local_name(element)
        if name in listed:
            listed[name].append(_entry(element, url))

    document = parse_xml(body, take)
    if document is None or local_name(document.root) not in {"urlset", "sitemapindex"}:
        return None
    pages, more = (without_half(listed[name], is_cut_off=document.is_cut_off) for name in ("url", "sitemap"))
    broken_count = [*pages, *more].count(None)
    return Sitemap(tuple(filter(None, pages)), tuple(filter(None, more)), broken_count, document.is_cut_off)


def _of_feed(body: bytes, url: str) -> Sitemap | None:
    feed = parse_feed(body, url)
    if feed is None:
        return None
    entries = tuple(
        SitemapEntry(
            entry.url, "", entry.title, entry.categories,
            entry.published_at.isoformat() if entry.published_at else "",
        )
        for entry in feed.entries
    )  # fmt: skip
    return Sitemap(entries, (), feed.broken_count, feed.is_cut_off)


def _of_text(body: bytes) -> Sitemap:
    """One address on each line, without a date."""
    lines = body.removeprefix(_BOM).split()
    found = [resolve("", line.decode("utf-8", "replace")) for line in lines if _is_address(line)]
    entries = tuple(SitemapEntry(canonicalise(target), "", "", ()) for target in found if target)
    return Sitemap(entries, (), len(lines) - len(entries))


def _is_address(line: bytes) -> bool:
    return line[:8].lower().startswith((b"http://", b"https://"))


@dataclass(frozen=True, slots=True)
class Recent:
    """The entries that a crawl takes, and how many it leaves as too old, or because they have no date."""

    entries: tuple[SitemapEntry, ...]
    older_count: int = 0
    undated_count: int = 0
    is_undated: bool = False  # taken whole, since nothing has a date


def recent_entries(sitemap: Sitemap, fetched_at: datetime, recent: timedelta = RECENT) -> Recent:
    """The entries of the last days before the newest; all of a news sitemap, and of a small undated one."""
    if sitemap.is_news:
        return Recent(sitemap.entries)
    dated = [(entry, date) for entry in sitemap.entries if (date := entry.date)]
    since = _since([date for _, date in dated], fetched_at, recent)
    if since is None:
        is_archive = len(sitemap.entries) > MOST_UNDATED
        whole = Recent(sitemap.entries, is_undated=True)
        return Recent((), undated_count=len(sitemap.entries)) if is_archive else whole
    taken = tuple(entry for entry, date in dated if date >= since)
    return Recent(taken, len(dated) - len(taken), len(sitemap.entries) - len(dated))


def recent_sitemaps(
    sitemap: Sitemap,
    fetched_at: datetime,
    section_words: frozenset[str] = frozenset(),
    recent: timedelta = RECENT,
) -> list[str]:
    """The children of an index that may hold news, the likeliest first: named so, then the last changed."""
    candidates = [entry for entry in sitemap.sitemaps if not _is_off_topic(entry)]
    since = _since([date for entry in candidates if (date := entry.date)], fetched_at, recent)
    fresh = [entry for entry in candidates if since is None or entry.date is None or entry.date >= since]
    fresh.sort(key=lambda entry: _rank(entry, section_words))
    return [entry.url for entry in fresh]


def sitemap_addresses(robots_txt: str, url: str) -> list[str]:
    """The `Sitemap:` lines of a robots.txt, resolved."""
    lines = re.findall(r"^[ \t]*+sitemap[ \t]*+:[ \t]*+(\S+)", robots_txt, re.IGNORECASE | re.MULTILINE)
    return [target for line in lines if (target := resolve(url, line))]


def _since(dates: Iterable[datetime], fetched_at: datetime, recent: timedelta) -> datetime | None:
    """From when on an entry is recent; None where no date can be true."""
    latest = fetched_at + _AHEAD
    newest = max((date for date in dates if date <= latest), default=None)
    return newest - recent if newest else None


def _is_off_topic(entry: SitemapEntry) -> bool:
    name = entry.url.rpartition("/")[2]
    return bool(_NO_NEWS.search(name)) and not _NEWS.search(name)


def _rank(entry: SitemapEntry, words: frozenset[str]) -> tuple[bool, bool, float, list[int]]:
    date = entry.date
    name = entry.url.lower()
    digits = [-int(number) for number in _NUMBER.findall(name.partition("//")[2].partition("/")[2])]
    is_own = any(word in name for word in words)
    return not _NEWS.search(name), not is_own, -(date.timestamp() if date else 0.0), digits


def _entry(element: etree._Element, base: str) -> SitemapEntry | None:
    parts = first_children(element)
    address = whole_text(parts.get("loc"))
    target = resolve(base, address) if address else None
    if target is None:
        return None
    url, last_modified = canonicalise(target), whole_text(parts.get("lastmod"))
    if "news" not in parts:
        return SitemapEntry(url, last_modified, "", ())
    news = first_children(parts["news"])
    keywords = whole_text(news.get("keywords")).split(",")
    labels = tuple(word.strip() for word in keywords if word.strip())
    published = whole_text(news.get("publication_date"))
    return SitemapEntry(url, last_modified, whole_text(news.get("title")), labels, published)
