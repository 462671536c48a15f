"""At the end of a run: what is left is learned, and pages stored before the site was known are read again."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.articledb import profiles
from broadsheet.counting import counted
from broadsheet.errors import StorageError
from broadsheet.lessons import learn
from broadsheet.rereading import Rereading
from broadsheet.services import Services

if TYPE_CHECKING:
    from broadsheet.siteprofile.drift import Drift
    from broadsheet.sources import Source

log = logging.getLogger("broadsheet")


@dataclass(frozen=True, slots=True)
class Learning:
    """Of one crawl."""

    services: Services
    source: Source

    async def finish(self) -> Drift | None:
        """Learn the rest; how the site's pages have changed, where that is for this run to tell.

        A database or an object store that is away costs the lesson, not the run; the next tells the change.
        """
        drift: Drift | None = None
        try:
            await learn(self.services, self.source.name)
            drift = await self._drift()
            if self.services.site.profile is not None:
                await self._read_again(drift)
        except StorageError as error:
            log.warning("pages of %s are left as they were read: %s", self.source.name, error)
        return drift

    async def _drift(self) -> Drift | None:
        name, run_id = self.source.name, self.services.site.run_id
        if run_id is None:
            return None
        drift = await self.services.database.run(lambda c: profiles.untold_drift(c, name, run_id))
        for move in drift.moves if drift is not None else ():
            log.warning("the pages of %s have changed: %s", name, move)
        return drift

    async def _read_again(self, drift: Drift | None) -> None:
        rereading = Rereading(self.services, self.source)
        done = await rereading.of_strangers()
        done += await rereading.of_pages(drift.urls) if drift is not None else 0
        if done:
            log.info(
                "%s read again with what the site has shown since", counted(done, "page was", "pages were")
            )
