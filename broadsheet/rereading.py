"""Stored pages read again by the reader of now, and what they say put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from broadsheet.articledb.rereading import StoredPage, pages_without_profile, put_right, stored_pages
from broadsheet.errors import PageRejected
from broadsheet.normalising import normalise
from broadsheet.reading import read_page

if TYPE_CHECKING:
    from broadsheet.article import Article
    from broadsheet.services import Services
    from broadsheet.sources import Source

_MOST_AT_AN_END = 200  # pages; a first profile comes after a few
_AT_ONCE = 10  # pages in one transaction; their bytes are in memory one after the other
_LARGE = 1024 * 1024  # bytes of a page: what is larger stays as it was read, for what it takes of memory


@dataclass(frozen=True, slots=True)
class Rereading:
    """Of one source's pages. StorageError when the database or the object store is away for too long."""

    services: Services
    source: Source

    async def of_strangers(self) -> int:
        """Pages stored of late, before anything was learned of the site; the number put right."""
        name = self.source.name
        stored = await self.services.database.run(lambda c: pages_without_profile(c, name, _MOST_AT_AN_END))
        done = 0
        for begin in range(0, len(stored), _AT_ONCE):
            done += await self._put_right(stored[begin : begin + _AT_ONCE])
        return done

    async def of_article(self, article_id: int) -> bool:
        """The page of an article's current version; whether its row says now what the reader of now says."""
        stored = await self.services.database.run(lambda c: stored_pages(c, [article_id]))
        return await self._put_right(stored) > 0

    async def _put_right(self, stored: Sequence[StoredPage]) -> int:
        read = [await self._read(each) for each in stored]
        pairs = [pair for pair in read if pair is not None]
        return await self.services.database.run(lambda c: put_right(c, pairs))

    async def _read(self, stored: StoredPage) -> tuple[StoredPage, Article] | None:
        page = stored.page
        assert page.raw is not None  # noqa: S101 - it was stored
        key = page.raw.key
        whole = replace(page, body=await self.services.raw.run(lambda store: store.get(key)))
        if whole.size > _LARGE:
            return None
        try:
            article = read_page(whole, self.source, self.services.site.profile)
        except PageRejected:
            return None  # it was an article as it was read then, and stays the one that it was
        return stored, normalise(article)
