"""Keeps the rows of the section runs: opened before the first request, judged at the end."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from scrapy import signals
from scrapy.exceptions import DontCloseSpider

from broadsheet.articledb import budgets, discovery, runs, sources, version
from broadsheet.articledb.store import store_items
from broadsheet.discovery.evidence import learn
from broadsheet.errors import ConfigError, StorageError
from broadsheet.hosts import budget_host
from broadsheet.planning import DEAD_AFTER
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.services import Services, provide
from spiders.section_run import SectionRun

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from broadsheet.articledb.connection import Connection
    from spiders.news import NewsSpider

log = logging.getLogger("broadsheet")

_SAME_MOMENT = timedelta(minutes=1)  # two clocks that tell of one moment differ by less


class RunKeeper:
    """Opens, accompanies and ends the section runs of one crawl, one after the other."""

    def __init__(self, crawler: Crawler, services: Services) -> None:
        self._crawler, self._services = crawler, services
        self._place = -1
        self._turning: asyncio.Task[None] | None = None
        self._away: set[str] = set()

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
        for service in (self._services.database, self._services.raw, self._services.pacing):
            service.on_away, service.on_back = self._pause, self._unpause
            service.on_given_up = self._give_up

    @property
    def current(self) -> SectionRun | None:
        """The section run under way."""
        all_runs = self._spider.runs
        return all_runs[self._place] if 0 <= self._place < len(all_runs) else None

    # -- the course of a crawl

    async def spider_opened(self) -> None:
        """Open the first section run."""
        await self._open_next()

    def spider_idle(self) -> None:
        """Turn to the next section when this one has nothing left to do."""
        if self._turning is not None and not self._turning.done():
            raise DontCloseSpider
        run, loop = self.current, asyncio.get_running_loop()
        if run is not None and run.elsewhere and not run.tally.is_stopped:
            self._turning = loop.create_task(self._take_up(run))
            raise DontCloseSpider
        if self._place + 1 < len(self._spider.runs) and not self._is_storage_gone():
            self._turning = loop.create_task(self._turn())
            raise DontCloseSpider

    async def spider_closed(self, reason: str) -> None:
        """End the run that is still open, and close the services."""
        run = self.current
        if run is not None:
            run.note_end(reason)
            await self._end(run)
        await self._services.gate.close()
        await asyncio.get_running_loop().run_in_executor(None, self._services.close)

    async def _turn(self) -> None:
        run = self.current
        if run is not None:
            await self._end(run)
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
        sources.sync_sources(connection, [self._spider.source, *self._spider.neighbours])
        runs.interrupt_dead_runs(connection, run.start.source, DEAD_AFTER)  # nobody plans a crawl by hand
        run.is_initial_load = runs.start_run(connection, run.start)
        known = discovery.remembered(connection, run.start.source, run.start.section)
        run.course.evidence = learn(known.fetched)
        run.probes, run.cuts = dict(known.probes), known.cuts

    async def _end(self, run: SectionRun) -> None:
        if run.judgement is not None:
            return
        try:
            await self._judge(run)
        except Exception as error:
            log.exception("a mistake of ours while ending %s", run.section.name)
            run.tally.add_bug("ending the run", error)
            run.judgement = self._spider.judge(run, SectionHistory())
        log.info("%s", run.progress())

    async def _judge(self, run: SectionRun) -> None:
        await self._write_quarantine(run)
        history = await self._history(run)
        await self._heed_host(run)
        run.tally.ended_at = datetime.now(UTC)
        judgement = self._spider.judge(run, history)
        run.judgement = judgement
        if run.is_open:
            await self._write_end(run, judgement)

    async def _write_quarantine(self, run: SectionRun) -> None:
        items = [*run.quarantine, *run.unstored]
        if not items or not run.is_open:
            return
        try:
            await self._services.database.run(lambda connection: store_items(connection, items))
        except StorageError as error:
            run.tally.storage_failures.append(str(error))

    async def _write_end(self, run: SectionRun, judgement: Judgement) -> None:
        def write(connection: Connection) -> None:
            runs.finish_run(
                connection,
                run.run_id,
                judgement,
                run.tally.counts,
                is_listing_complete=run.tally.is_listing_complete,
                missed_estimate=run.course.missed_estimate,
            )
            if run.cuts and not judgement.verdict.is_retried:
                discovery.forget_cuts(connection, run.start.source, run.start.section, run.run_id, run.cuts)

        try:
            await self._services.database.run(write)
        except StorageError as error:
            run.tally.storage_failures.append(f"the verdict could not be written: {error}")
            run.judgement = self._spider.judge(run, SectionHistory())

    async def _history(self, run: SectionRun) -> SectionHistory:
        if not run.is_open or self._is_storage_gone():
            return SectionHistory()
        start = run.start
        try:
            return await self._services.database.run(
                lambda connection: runs.section_history(connection, start.source, start.section)
            )
        except StorageError as error:
            run.tally.storage_failures.append(str(error))
            return SectionHistory()

    async def _heed_host(self, run: SectionRun) -> None:
        """The verdict names the time that plans name: the latest that any crawl of the host was told."""
        told = run.tally.retry_after_at
        if told is None:
            return
        host = budget_host(run.section.url)
        try:
            found = await self._services.database.run(lambda c: budgets.backed_off(c, [host], 0))
        except StorageError as error:
            run.tally.storage_failures.append(str(error))
        else:
            until = found[host][0] if host in found else told
            run.tally.retry_after_at = until if until > told - _SAME_MOMENT else told

    # -- outages

    def _pause(self, name: str) -> None:
        self._away.add(name)
        log.warning("fetching pauses until the %s is back", name)
        if self._crawler.engine is not None:
            self._crawler.engine.pause()

    def _unpause(self, name: str) -> None:
        self._away.discard(name)
        if self._crawler.engine is not None and not self._away:
            log.warning("fetching goes on: the %s is back", name)
            self._crawler.engine.unpause()

    def _give_up(self, name: str) -> None:
        """Stop the run; the engine must go on, or the requests that are left would wait for ever."""
        self._away.discard(name)
        log.error("giving up: the %s was away for too long", name)
        if self.current is not None:
            self.current.tally.is_stopped = True
        if self._crawler.engine is not None:
            self._crawler.engine.unpause()

    def _is_storage_gone(self) -> bool:
        return any(run.tally.storage_failures for run in self._spider.runs)

    @property
    def _spider(self) -> NewsSpider:
        return cast("NewsSpider", self._crawler.spider)
