"""A response that lists articles - a section page, a feed, a sitemap - as links with their decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.article import ListedLink, Page
from broadsheet.discovery.decide import article_links, belongs_to_section, entry_link
from broadsheet.discovery.feeds import looks_like_feed, parse_feed
from broadsheet.discovery.section_page import parse_section_page
from broadsheet.discovery.sitemaps import parse_sitemap
from broadsheet.errors import PageRejected
from broadsheet.extraction import PageContext, read
from broadsheet.outcomes import Outcome, PageKind, Reason, Way
from broadsheet.sources import Section, Source


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing leads to: links, each taken or left; its next page; feeds with titles; sitemaps."""

    links: tuple[ListedLink, ...]
    next_url: str | None = None
    feeds: tuple[tuple[str, str], ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_listing(page: Page, source: Source, section: Section, way: Way, title: str = "") -> Listing:
    """Read a page of one section's listing; `title` is what a feed was called where it was found.

    PageRejected when the response is not what it was asked for.
    """
    if page.failure is not None:
        raise PageRejected(page.failure.reason, page.failure.detail)
    if page.kind is PageKind.SITEMAP:
        return _sitemap(page, source, section)
    if page.kind is PageKind.FEED:
        return _feed(page, source, section, is_own=_is_own_feed(page, section, title))
    if looks_like_feed(page.body, page.header("Content-Type")):
        return _feed(page, source, section, is_own=True)  # a section whose address is a feed
    return _section_page(page, source, section, way)


def _section_page(page: Page, source: Source, section: Section, way: Way) -> Listing:
    language = section.language or source.language
    found = parse_section_page(page.body, page.final_url, page.header("Content-Type"), language)
    if found is None:
        raise PageRejected(Reason.NOT_HTML, "no markup")
    links = article_links(
        found.anchors, section_url=section.url, page_url=page.final_url, hosts=source.hosts, way=way
    )
    if not any(link.outcome is Outcome.PENDING for link in links):
        _refuse_walls(page, source)
    return Listing(tuple(links), found.next_url, found.feeds)


def _refuse_walls(page: Page, source: Source) -> None:
    """A page without stories may be a consent wall or a challenge; the reader of articles knows those."""
    context = PageContext(page.final_url, page.fetched_at, page.headers, source.language, source.timezone)
    try:
        read(page.body, context)
    except PageRejected as rejection:
        if rejection.reason in {Reason.CONSENT, Reason.BLOCKED}:
            raise


def _feed(page: Page, source: Source, section: Section, *, is_own: bool) -> Listing:
    feed = parse_feed(page.body, page.final_url)
    if feed is None:
        raise PageRejected(Reason.BAD_LISTING, "no feed")
    return Listing(
        tuple(
            entry_link(entry.url, entry.title, Way.FEED, section_url=section.url, hosts=source.hosts)
            for entry in feed.entries
            if is_own or _is_of_section(section, entry.url, entry.categories)
        )
    )


def _sitemap(page: Page, source: Source, section: Section) -> Listing:
    sitemap = parse_sitemap(page.body, page.final_url)
    if sitemap is None:
        raise PageRejected(Reason.BAD_LISTING, "no sitemap")
    links = (
        entry_link(entry.url, entry.title, Way.SITEMAP, section_url=section.url, hosts=source.hosts)
        for entry in sitemap.entries
        if _is_of_section(section, entry.url, entry.keywords)
    )
    return Listing(tuple(links), sitemaps=tuple(entry.url for entry in sitemap.sitemaps))


def _is_of_section(section: Section, url: str, labels: Iterable[str]) -> bool:
    return belongs_to_section(url, tuple(labels), section.url, (section.name, section.title or ""))


def _is_own_feed(page: Page, section: Section, title: str) -> bool:
    """Configured for the section, named like it, or lying under its path."""
    names_section = bool(section.title) and (section.title or "").casefold() in title.casefold()
    return page.url in (section.feeds or ()) or names_section or _is_of_section(section, page.url, ())
