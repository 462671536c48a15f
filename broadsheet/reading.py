"""From a page, fresh or stored, to its article: with what is known of its source and section."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from broadsheet.article import Article, Headers, Page
from broadsheet.extraction import PageContext, Reading, read, read_whole
from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.joining import join, with_unfollowed
from broadsheet.sources import Section, Source
from broadsheet.urls import canonicalise


def read_page(page: Page, source: Source, profile: SiteProfile | None = None) -> Article:
    """What the page says. PageRejected with the reason when it is no article."""
    return read(page.body, _context(page, source, profile))


def read_article(page: Page, source: Source, profile: SiteProfile | None = None) -> Reading:
    """What the page says, joined with its further pages. PageRejected when one of them is no article."""
    reading = read_whole(page.body, _context(page, source, profile))
    return replace(reading, article=_whole(page, source, profile, reading.article))


def _whole(page: Page, source: Source, profile: SiteProfile | None, first: Article) -> Article:
    """The article of a page's first part with those of the others."""
    if page.unfollowed is not None:
        return with_unfollowed(first, page.unfollowed)
    if not page.parts:
        return first
    had = [part for part in page.parts if part.failure is None]
    articles = [first, *(read_page(each, source, profile) for each in had)]
    lost = page.missing_part
    missing = (lost.url, lost.failure) if lost is not None and lost.failure is not None else None
    return join(articles, [canonicalise(part.final_url) for part in had], missing)


def context_of(
    url: str,
    fetched_at: datetime,
    headers: Headers,
    source: Source,
    *,
    section: Section | None,
    profile: SiteProfile | None,
) -> PageContext:
    """The circumstances of a page; a section may override its source's title, time zone and language."""
    return PageContext(
        url=url,
        fetched_at=fetched_at,
        headers=headers,
        language=(section.language if section else None) or source.language,
        timezone=(section.timezone if section else None) or source.timezone,
        site_title=source.title,
        section_title=section.title if section else None,
        hosts=source.hosts,
        profile=profile,
        rules=source.rules_on(section, fetched_at),
    )


def _context(page: Page, source: Source, profile: SiteProfile | None) -> PageContext:
    section = source.section(page.section)
    return context_of(page.final_url, page.fetched_at, page.headers, source, section=section, profile=profile)
