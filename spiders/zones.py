"""At the end of a run: whether dates and languages that rest on the source file do so rightly, and still."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.articledb.assumed import dates_of, languages_of_before, newest_dates
from broadsheet.errors import StorageError
from broadsheet.services import Services
from broadsheet.sources import zone
from broadsheet.text import language_code
from broadsheet.zonecheck import (
    FileKey,
    comparable,
    doubts,
    remark_on_languages,
    remark_on_stale,
    remark_on_zone,
    stale,
)

if TYPE_CHECKING:
    from broadsheet.articledb.connection import Connection
    from broadsheet.zonecheck import StoredDate
    from spiders.news import NewsSpider
    from spiders.section_run import SectionRun

log = logging.getLogger("broadsheet")

_NEWEST = 200  # stories of the source whose dates are looked at; a zone that was changed shows in the first


@dataclass(frozen=True, slots=True)
class ZoneLook:
    """Of one run of a spider."""

    services: Services
    spider: NewsSpider
    run: SectionRun

    async def remarks(self) -> list[str]:
        """What is to be told, a warning each; nothing when the database is away."""
        source, urls = self.spider.source.name, list(self.run.tally.zones.stated)

        def look_up(connection: Connection) -> list[str]:
            languages = languages_of_before(connection, source, _NEWEST, self._languages())
            listed = dates_of(connection, urls) if urls else []
            told = self._told(listed, newest_dates(connection, source, _NEWEST))
            return [*self._told_of_languages(languages), *told]

        try:
            found = await self.services.database.run(look_up)
        except StorageError:
            return []
        for remark in found:
            log.warning("%s", remark)
        return found

    def _told(self, listed: list[StoredDate], newest: list[StoredDate]) -> Iterator[str]:
        source, section = self.spider.source, self.run.section
        language = section.language or source.language
        if old := stale(newest, language, {zone(source, each) for each in source.sections}):
            yield remark_on_stale(old, self._key())
        site_zone = zone(source, section)
        compared = self.run.tally.zones.with_stored(listed, language, site_zone)
        pairs = comparable(compared, site_zone, source.wrong_offsets)
        if doubted := doubts(pairs):
            yield remark_on_zone(doubted, len(pairs), self._key())

    def _languages(self) -> list[str]:
        source = self.spider.source
        stated = {source.language, *(each.language for each in source.sections)}
        return [code for each in stated if (code := language_code(each))]

    def _told_of_languages(self, old: list[tuple[str, str]]) -> Iterator[str]:
        source, section = self.spider.source, self.run.section
        if old:
            key = f"sections[{source.sections.index(section)}].language" if section.language else "language"
            said = section.language or source.language
            yield remark_on_languages(old, FileKey(source.name, self.spider.source_file, key, said))

    def _key(self) -> FileKey:
        source, section = self.spider.source, self.run.section
        key = f"sections[{source.sections.index(section)}].timezone" if section.timezone else "timezone"
        return FileKey(source.name, self.spider.source_file, key, str(zone(source, section)))
