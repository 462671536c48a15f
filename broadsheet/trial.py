"""A listing read on trial: which of its links a crawl would take, without one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from broadsheet.article import Page
from broadsheet.discovery import Listing, read_listing
from broadsheet.discovery.evidence import SiteEvidence
from broadsheet.discovery.feeds import looks_like_feed
from broadsheet.outcomes import PageKind, Way
from broadsheet.sources import Section, Source
from broadsheet.urls import canonicalise

if TYPE_CHECKING:
    from collections.abc import Mapping

_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_BEGINNING = 4096  # bytes; what stands before a sitemap's first element are declarations and comments
_NAMELESS = "page"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_WAYS: Mapping[PageKind, Way] = {PageKind.FEED: Way.FEED, PageKind.SITEMAP: Way.SITEMAP}


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it: the listing, what it was read as, and for which section."""

    url: str
    kind: PageKind
    source: Source
    section: Section
    listing: Listing
    is_named: bool  # by a source file


def read_on_trial(
    page: Page, source: Source, section: Section, evidence: SiteEvidence | None = None
) -> Trial:
    """Read it as a crawl of the section would; `evidence` is what earlier crawls have learned.

    PageRejected when it is no listing.
    """
    kind = _kind(page)
    if kind is PageKind.FEED and canonicalise(page.url) == canonicalise(section.url):
        kind = PageKind.LISTING  # a section whose address is a feed
    return _read(page, kind, source, section, evidence or SiteEvidence(), is_named=True)


def read_as_strangers(page: Page, language: str) -> Trial:
    """The same where no source file names the site: a page is its own section, a feed is the site's."""
    kind = _kind(page)
    source = _source_of(page.url, language, is_whole=kind is not PageKind.LISTING)
    return _read(page, kind, source, source.sections[0], SiteEvidence(), is_named=False)


def _read(
    page: Page, kind: PageKind, source: Source, section: Section, evidence: SiteEvidence, *, is_named: bool
) -> Trial:
    asked_as = replace(page, source=source.name, section=section.name, kind=kind)
    way = _WAYS.get(kind, Way.SECTION_PAGE)
    listing = read_listing(asked_as, source, section, way, evidence=evidence)
    return Trial(page.url, kind, source, section, listing, is_named)


def _source_of(url: str, language: str, *, is_whole: bool) -> Source:
    parts = urlsplit(url)
    base = f"{parts.scheme}://{parts.netloc}"
    last = re.sub(r"[^a-z0-9]+", "_", parts.path.rstrip("/").rpartition("/")[2].lower()).strip("_")
    name = last if _NAME.fullmatch(last) and not is_whole else _NAMELESS
    return Source.model_validate(
        {
            "name": _NAMELESS,
            "title": parts.hostname,
            "base_url": base,
            "timezone": "UTC",
            "language": language,
            "schedule": "0 * * * *",
            "private_network": True,  # what is read here was fetched before, or lay on a disk
            "sections": [{"name": name, "url": f"{base}/" if is_whole else url}],
        }
    )


def _kind(page: Page) -> PageKind:
    if _SITEMAP.search(page.body[:_BEGINNING]):
        return PageKind.SITEMAP
    is_feed = looks_like_feed(page.body, page.header("Content-Type"))
    return PageKind.FEED if is_feed else PageKind.LISTING
