"""Keeps the rows of the section runs: opened before the first request, judged at the end."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from scrapy import signals
from scrapy.exceptions import DontCloseSpider

from broadsheet.articledb import discovery, profiles, runs, sources, version
from broadsheet.articledb.writable import check_writable
from broadsheet.discovery.evidence import learn
from broadsheet.errors import ConfigError, StorageError
from broadsheet.outcomes import RunKind
from broadsheet.services import Services, provide
from spiders.bare_pages import BarePages
from spiders.ending import Ending
from spiders.kept_places import KeptPlaces
from spiders.outages import Outages
from spiders.reach import Reach
from spiders.section_run import SectionRun, is_storage_gone

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from broadsheet.articledb.connection import Connection
    from spiders.news import NewsSpider

log = logging.getLogger("broadsheet")


class RunKeeper:
    """Opens, accompanies and ends the section runs of one crawl, one after the other."""

    def __init__(self, crawler: Crawler, services: Services) -> None:
        self._crawler, self._services = crawler, services
        self._place = -1
        self._turning: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RunKeeper:
        """Open the services and listen to the crawl. ConfigError when a setting is missing."""
        settings = crawler.settings
        services = Services(
            settings["BROADSHEET_ENVIRONMENT"],
            settings.getfloat("BROADSHEET_PATIENCE"),
            settings.getfloat("BROADSHEET_LEASE_TIME"),
        )
        provide(crawler, services)
        keeper = cls(crawler, services)
        keeper.listen()
        return keeper

    def listen(self) -> None:
        """Connect to the crawl's signals and to the services' outages."""
        connect = self._crawler.signals.connect
        connect(self.spider_opened, signals.spider_opened)
        connect(self.spider_idle, signals.spider_idle)
        connect(self.spider_closed, signals.spider_closed)
        Outages(self._crawler, self._services, self._stop_current)

    @property
    def current(self) -> SectionRun | None:
        """The section run under way."""
        all_runs = self._spider.runs
        return all_runs[self._place] if 0 <= self._place < len(all_runs) else None

    async def spider_opened(self) -> None:
        """Open the first section run."""
        await self._open_next()

    def spider_idle(self) -> None:
        """Turn to the next section when this one has nothing left to do."""
        if self._turning is not None and not self._turning.done():
            raise DontCloseSpider
        run, loop = self.current, asyncio.get_running_loop()
        if run is not None and (run.requests.waiting_count or self._release(run)):
            raise DontCloseSpider  # a story that waits holds none of Scrapy's places
        if run is not None and run.elsewhere and not run.tally.is_stopped:
            self._turning = loop.create_task(self._take_up(run))
            raise DontCloseSpider
        if self._place + 1 < len(self._spider.runs) and not is_storage_gone(self._spider.runs):
            self._turning = loop.create_task(self._turn())
            raise DontCloseSpider

    async def spider_closed(self, reason: str) -> None:
        """End the run that is still open, and close the services."""
        run = self.current
        if run is not None:
            run.note_end(reason)
            await Ending(self._services, self._spider, run).come()
        await self._services.gate.close()
        await asyncio.get_running_loop().run_in_executor(None, self._services.close)

    def _release(self, run: SectionRun) -> bool:
        """Send what waited for feeds and sitemaps; whether there was any."""
        requests = [] if run.tally.is_stopped else run.release()
        for request in requests:
            self._crawler.engine.crawl(request)
        return bool(requests)

    async def _turn(self) -> None:
        run = self.current
        if run is not None:
            await Ending(self._services, self._spider, run).come()
        await self._open_next()
        engine = self._crawler.engine
        for request in self._spider.section_requests(self.current):
            engine.crawl(request)

    async def _take_up(self, run: SectionRun) -> None:
        """Stories that runs of other sections had in hand."""
        engine = self._crawler.engine
        try:
            for request in await self._spider.take_up(run):
                engine.crawl(request)
        except (ConfigError, StorageError) as error:
            run.tally.add_outage(error)
        except Exception as error:
            log.exception("a mistake of ours while taking up stories for %s", run.section.name)
            run.tally.add_bug("taking up stories of other sections", error)
            run.tally.is_stopped = True  # it would be idle, and come here, again and again
        finally:
            if engine._slot is not None:
                engine._slot.nextcall.schedule()  # it would look again in five seconds only

    async def _open_next(self) -> None:
        self._place += 1
        run = self._spider.runs[self._place]
        run.start = replace(run.start, started_at=datetime.now(UTC))
        self._services.tallies[run.run_id] = run.tally
        try:
            await self._services.database.run(lambda connection: self._open_row(connection, run))
            run.is_open = True
            await self._services.raw.run(lambda store: store.check())
        except (ConfigError, StorageError) as error:
            run.tally.add_outage(error)
        except Exception as error:
            log.exception("a mistake of ours while opening %s", run.section.name)
            run.tally.add_bug("opening the run", error)
            run.tally.is_stopped = True

    def _open_row(self, connection: Connection, run: SectionRun) -> None:
        version.check_version(connection)
        if not self._place:  # what becomes a standby later fails over, which is waited for
            check_writable(connection)
        sources.sync_sources(connection, [self._spider.source, *self._spider.neighbours])
        runs.interrupt_dead_runs(connection)  # nobody plans a crawl by hand
        run.is_initial_load = runs.start_run(connection, run.start)
        known = discovery.remembered(connection, run.start.source, run.start.section)
        run.course.evidence = learn(known.fetched)
        run.probes = dict(known.probes)
        run.kept = KeptPlaces(known.places)
        run.bare_pages = BarePages({place.url: place.cut for place in known.places})
        run.reach = Reach(run.max_pages if run.is_initial_load else None)
        for place in known.places:
            run.reach.resume(place.url, place.pages_left, run.max_pages)
        self._know_site(connection, run)

    def _know_site(self, connection: Connection, run: SectionRun) -> None:
        """Pages of a new section, or of the past, may be of another design: no measure of a change."""
        site, source = self._services.site, run.start.source
        is_measure = run.start.kind is RunKind.CRAWL and not run.is_initial_load
        site.run_id = run.run_id if is_measure else None
        site.profile = profiles.current_profile(connection, source)
        site.is_doubted = profiles.is_doubted(connection, source)

    def _stop_current(self) -> None:
        if self.current is not None:
            self.current.tally.is_stopped = True

    @property
    def _spider(self) -> NewsSpider:
        return cast("NewsSpider", self._crawler.spider)
