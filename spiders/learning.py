"""At the end of a run: what is left is learned, and pages stored before the site was known are read again."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.articledb import profiles
from broadsheet.counting import counted
from broadsheet.errors import StorageError
from broadsheet.rereading import Rereading
from broadsheet.services import Services

if TYPE_CHECKING:
    from broadsheet.sources import Source

log = logging.getLogger("broadsheet")


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
        done = await Rereading(self.services, self.source).of_strangers()
        if done:
            log.info(
                "%s read again with what the site has shown since", counted(done, "page was", "pages were")
            )
