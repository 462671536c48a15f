"""At the end of a run: what is left is learned, and pages stored before the site was known are read again."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from broadsheet.articledb import profiles, rereading
from broadsheet.errors import PageRejected, StorageError
from broadsheet.normalising import normalise
from broadsheet.reading import read_page
from broadsheet.services import Services

if TYPE_CHECKING:
    from broadsheet.article import Article
    from broadsheet.articledb.rereading import StoredPage
    from broadsheet.sources import Source

log = logging.getLogger("broadsheet")

_MOST_READ_AGAIN = 200  # pages; a first profile comes after a few
_AT_ONCE = 10  # pages in memory, and in one transaction


@dataclass(frozen=True, slots=True)
class Learning:
    """Of one crawl."""

    services: Services
    source: Source

    async def finish(self) -> None:
        """Learn the rest; a database or an object store that is away costs the lesson, not the run."""
        try:
            await self._learn()
            if self.services.site.profile is not None:
                await self._read_again()
        except StorageError as error:
            log.warning("pages of %s are left as they were read: %s", self.source.name, error)

    async def _learn(self) -> None:
        site, name = self.services.site, self.source.name
        lesson = site.take()
        if lesson:
            site.profile = await self.services.database.run(lambda c: profiles.grow(c, name, lesson))

    async def _read_again(self) -> None:
        name = self.source.name
        stored = await self.services.database.run(
            lambda c: rereading.pages_without_profile(c, name, _MOST_READ_AGAIN)
        )
        done = 0
        for begin in range(0, len(stored), _AT_ONCE):
            done += await self._put_right(stored[begin : begin + _AT_ONCE])
        if done:
            log.info("%d pages were read again with what the site has shown since", done)

    async def _put_right(self, stored: Sequence[StoredPage]) -> int:
        read = [await self._read(each) for each in stored]
        pairs = [pair for pair in read if pair is not None]
        return await self.services.database.run(lambda c: rereading.put_right(c, pairs))

    async def _read(self, stored: StoredPage) -> tuple[StoredPage, Article] | None:
        page = stored.page
        assert page.raw is not None  # noqa: S101 - it was stored
        key = page.raw.key
        body = await self.services.raw.run(lambda store: store.get(key))
        whole = replace(page, body=body)
        try:
            article = read_page(whole, self.source, self.services.site.profile)
        except PageRejected:
            return None  # it was an article when it was read alone, and stays the one that it was
        return replace(stored, page=whole), normalise(article)
