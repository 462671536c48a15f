"""Reads the section pages as a crawl does and holds what was taken against the truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from broadsheet.article import Page
from broadsheet.discovery import Listing, read_listing
from broadsheet.outcomes import Outcome, PageKind, Way
from broadsheet.sources import Source
from broadsheet.urls import canonicalise
from tests.anatomies.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Found:
    """What one page gave, beside what it should have given; all addresses canonical."""

    stories: frozenset[str]
    taken: frozenset[str]
    listing: Listing

    @property
    def missed(self) -> list[str]:
        return sorted(self.stories - self.taken)

    @property
    def extra(self) -> list[str]:
        return sorted(self.taken - self.stories)

    def lines(self) -> list[str]:
        """Every failure with what the ledger would say of it."""
        links = {link.url: link for link in self.listing.links}
        told = [
            f"missed {url} {links[url].reason if url in links else 'absent'} {links[url].title if url in links else ''!r}"
            for url in self.missed
        ]
        return told + [f"extra {url} {links[url].title!r}" for url in self.extra]


@cache
def source_of(base: str, section_url: str, language: str) -> Source:
    """A source file with nothing but the section's address."""
    section = {"name": "section", "title": "Section", "url": section_url}
    return Source.model_validate(
        {"name": "paper", "title": "Paper", "base_url": base, "timezone": "UTC",
         "language": language, "schedule": "0 * * * *", "sections": [section]}
    )  # fmt: skip


def read(sheet: Sheet) -> Found:
    """The page's first reading, nothing known of the site."""
    source = source_of(sheet.base, sheet.section, sheet.language)
    page = Page(
        "run", "paper", "section", PageKind.LISTING, sheet.section, datetime(2026, 11, 22, 12, tzinfo=UTC),
        final_url=sheet.section, status_code=200, headers=(("Content-Type", "text/html; charset=utf-8"),), body=sheet.html.encode(),
    )  # fmt: skip
    listing = read_listing(page, source, source.sections[0], Way.SECTION_PAGE)
    taken = {link.url for link in listing.links if link.outcome is Outcome.PENDING}
    return Found(frozenset(canonicalise(url) for url in sheet.stories), frozenset(taken), listing)
