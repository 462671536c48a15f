"""Stored pages read again by the reader of now, and what they say put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from broadsheet.articledb.profiles import current_profile
from broadsheet.articledb.read_by import ReadBy, held, read_by
from broadsheet.articledb.rereading import ReadAgain, put_right, said_of
from broadsheet.articledb.stored_pages import StoredPage, pages_of, pages_without_profile, stored_pages
from broadsheet.errors import PageRejected
from broadsheet.extraction.source_rules import reader_name, rules_of
from broadsheet.normalising import normalise
from broadsheet.reading import read_page

if TYPE_CHECKING:
    from datetime import datetime

    from broadsheet.article import Page
    from broadsheet.articledb.connection import Connection
    from broadsheet.extraction.site_profile import SiteProfile
    from broadsheet.rawstore import RawStore
    from broadsheet.services import Services
    from broadsheet.sources import Source

_MOST_AT_AN_END = 200  # pages; a first profile comes after a few
_NO_PAGE = "of several pages, or without their page in the store"
_NO_SECTION = "of a section that the source file has no more"
_AT_ONCE = 10  # pages in one transaction; their bytes are in memory one after the other


@dataclass(frozen=True, slots=True)
class Rereading:
    """Of one source's pages. StorageError when the database or the object store is away for too long."""

    services: Services
    source: Source

    async def of_strangers(self) -> int:
        """Pages stored of late, before anything was learned of the site; the number put right."""
        name = self.source.name
        stored = await self.services.database.run(lambda c: pages_without_profile(c, name, _MOST_AT_AN_END))
        return await self._in_parts(stored)

    async def _in_parts(self, stored: Sequence[StoredPage]) -> int:
        done = 0
        for begin in range(0, len(stored), _AT_ONCE):
            done += await self._put_right(stored[begin : begin + _AT_ONCE])
        return done

    async def of_pages(self, urls: Sequence[str]) -> int:
        """The pages of the articles with these addresses; the number put right."""
        name = self.source.name
        return await self._in_parts(await self.services.database.run(lambda c: pages_of(c, name, urls)))

    async def of_article(self, article_id: int) -> bool:
        """The page of an article's current version; whether its row says now what the reader of now says."""
        stored = await self.services.database.run(lambda c: stored_pages(c, [article_id]))
        return await self._put_right(stored) > 0

    async def _put_right(self, stored: Sequence[StoredPage]) -> int:
        read = [again for each in stored if (again := await self._read(each)) is not None]
        return await self.services.database.run(lambda c: put_right(c, read))

    async def _read(self, stored: StoredPage) -> ReadAgain | None:
        pages: list[Page] = []
        for each in stored.pages:
            pages.append(replace(each, body=await self._body(_key(each))))
            if pages[-1].is_large:
                return None  # it stays as it was read, for what it takes of a crawl's memory
        try:
            return _read_again(stored, pages, self.source, self.services.site.profile)
        except PageRejected:
            return None

    async def _body(self, key: str) -> bytes:
        return await self.services.raw.run(lambda store: store.get(key))


@dataclass(slots=True)
class Report:
    """What reading stored articles again came to."""

    read_count: int = 0
    left: Counter[str] = field(default_factory=Counter)  # by why
    refused: dict[str, list[str]] = field(default_factory=dict)  # addresses, by why they are no story now
    moved: list[tuple[StoredPage, datetime | None]] = field(default_factory=list)  # dates, and as read now
    languages: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)  # before, and now
    changed: dict[str, list[str]] = field(default_factory=dict)  # addresses, by what else is read otherwise

    def note(self, again: ReadAgain, held: Mapping[str, object]) -> None:
        """One more was read; `held`: what its row says."""
        self.read_count += 1
        now = said_of(again)
        for name in (name for name in held if held[name] != now[name]):
            self.changed.setdefault(name, []).append(again.stored.page.url)
        stored, language = again.stored, again.row.language
        if again.published_at != stored.published_at:
            self.moved.append((stored, again.published_at))
        if language != stored.language:
            self.languages[stored.language, language] += 1


def ruled_otherwise(connection: Connection, source: Source, section: str | None = None) -> list[int]:
    """The articles that were read by other rules than the source file has for their pages now."""
    return [
        each.article_id
        for each in read_by(connection, source.name)
        if section in {None, each.section} and rules_of(each.reader) != _rules_now(source, each)
    ]


def _rules_now(source: Source, read: ReadBy) -> str:
    section = next((each for each in source.sections if each.name == read.section), None)
    return rules_of(reader_name("", source.rules_on(section, read.fetched_at)))


def reread(
    connection: Connection,
    store: RawStore,
    source: Source,
    article_ids: Sequence[int],
    say: Callable[[int], None] = lambda _: None,
    *,
    is_dry: bool = False,
) -> Report:
    """Read stored articles again, with the source file of now; `say` hears how many are done."""
    report, profile = Report(), current_profile(connection, source.name)
    for begin in range(0, len(article_ids), _AT_ONCE):
        ids = article_ids[begin : begin + _AT_ONCE]
        pages = stored_pages(connection, ids)
        report.left[_NO_PAGE] += len(ids) - len(pages)
        read = [pair for each in pages if (pair := _reread(each, store, source, profile, report))]
        rows = held(connection, [each.stored.article_id for each in read])
        for again in read:
            report.note(again, rows.get(again.stored.article_id, {}))
        if not is_dry:
            put_right(connection, read)
        say(begin + len(ids))
    return report


def _reread(
    stored: StoredPage, store: RawStore, source: Source, profile: SiteProfile | None, report: Report
) -> ReadAgain | None:
    if stored.page.section not in {section.name for section in source.sections}:
        report.left[_NO_SECTION] += 1
        return None
    pages = [replace(page, body=store.get(_key(page))) for page in stored.pages]
    try:
        return _read_again(stored, pages, source, profile)
    except PageRejected as rejection:
        report.refused.setdefault(str(rejection), []).append(stored.page.url)
        return None


def _read_again(
    stored: StoredPage, pages: Sequence[Page], source: Source, profile: SiteProfile | None
) -> ReadAgain:
    """PageRejected for what is no article to the reader of now: it was one then, and stays as it was."""
    said = {replace(page, body=b""): normalise(read_page(page, source, profile)) for page in pages}
    return ReadAgain(stored, *(said[page] for page in (stored.page, stored.shown, stored.last)))


def _key(page: Page) -> str:
    assert page.raw is not None  # noqa: S101 - it was stored
    return page.raw.key
