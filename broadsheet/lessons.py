"""What a crawl's pages teach of their site, written down now and then and read with from then on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from broadsheet.articledb.profiles import grow

if TYPE_CHECKING:
    from broadsheet.services import Services

log = logging.getLogger("broadsheet")


async def learn(services: Services, source: str) -> None:
    """Count in what was seen since the last lesson. StorageError when the database is away."""
    site = services.site
    lesson, run_id, before = site.take(), site.run_id, site.profile
    if not lesson:
        return
    site.profile = await services.database.run(lambda connection: grow(connection, source, lesson, run_id))
    if site.profile is not None and site.profile != before:
        log.info("%s is read with version %s of its profile from now on", source, site.profile.version)
