"""Watches a crawl: counts what goes out and comes in, notes every exception, sends heartbeats."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, cast

from scrapy import signals

from broadsheet.articledb import budgets, runs
from broadsheet.errors import ConfigError, StorageError
from broadsheet.services import services_of
from broadsheet.waiting import in_words
from spiders.pages import page_of_response
from spiders.polite import request_sent
from spiders.runs import RunKeeper

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from broadsheet.article import Item, Page
    from broadsheet.articledb.connection import Connection
    from broadsheet.waiting import Pace
    from spiders.section_run import SectionRun

log = logging.getLogger("broadsheet")


class Watch:
    """Hears what Scrapy would only log."""

    def __init__(self, crawler: Crawler, interval: float) -> None:
        self._crawler, self._interval = crawler, interval
        self._beating: asyncio.Task[None] | None = None
        self._heartbeat: asyncio.Task[None] | None = None
        self._paces: dict[str, Pace] = {}  # of the hosts that requests waited for at the last heartbeat

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Watch:
        """Listen to the crawl's signals."""
        watch = cls(crawler, crawler.settings.getfloat("BROADSHEET_PROGRESS_INTERVAL"))
        for handler, signal in (
            (watch.spider_opened, signals.spider_opened),
            (watch.spider_closed, signals.spider_closed),
            (watch.spider_error, signals.spider_error),
            (watch.item_error, signals.item_error),
            (watch.request_sent, request_sent),
            (watch.response_arrived, signals.response_received),
        ):
            crawler.signals.connect(handler, signal)
        return watch

    def spider_opened(self) -> None:
        """Begin to report progress."""
        self._beating = asyncio.get_running_loop().create_task(self._beat())

    def spider_closed(self) -> None:
        """End the progress reports."""
        if self._beating is not None:
            self._beating.cancel()
        if self._heartbeat is not None:
            self._heartbeat.cancel()

    def request_sent(self) -> None:
        """Every request that goes out counts: robots.txt, redirects, retries."""
        if self._run is not None:
            self._run.tally.request_count += 1

    def response_arrived(self, response: Response) -> None:
        """Bytes after transfer and content decoding."""
        if self._run is not None:
            self._run.tally.byte_count += 0 if "raw" in response.meta else len(response.body)

    def spider_error(self, failure: Failure, response: Response) -> None:
        """An exception in a callback of ours."""
        self._note(cast(BaseException, failure.value), page_of_response(response))

    def item_error(self, item: Item, failure: Failure) -> None:
        """An exception in a stage of ours."""
        self._note(cast(BaseException, failure.value), item.page)

    def _note(self, error: BaseException, page: Page) -> None:
        run = self._run
        if run is None:
            return
        if isinstance(error, ConfigError | StorageError):
            run.add_outage(page, error)
        else:
            run.add_bug(page, error)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._interval)
            run = self._run
            if run is not None and run.is_open and run.judgement is None:
                log.info("%s", "; ".join([run.progress(), *self._waits()]))
                if self._heartbeat is None or self._heartbeat.done():  # it waits for a database that is away
                    self._heartbeat = asyncio.create_task(self._write_heartbeat(run))

    async def _write_heartbeat(self, run: SectionRun) -> None:
        counts, services = run.tally.counts, services_of(self._crawler)
        hosts = [wait.host for wait in services.gate.waits()]

        def beat(connection: Connection) -> dict[str, Pace]:
            runs.heartbeat(connection, run.run_id, counts)
            return budgets.paces(connection, hosts) if hosts else {}

        try:
            self._paces = await services.database.run(beat)
        except Exception as error:  # the next heartbeat may succeed; the run's end tells what failed
            log.warning("no heartbeat written: %s", error)

    def _waits(self) -> list[str]:
        services = services_of(self._crawler)
        if absences := services.absences():  # nothing is sent until they are back
            return absences
        waits = services.gate.waits()
        return [words for wait in waits if (words := in_words(wait, self._paces.get(wait.host)))]

    @property
    def _run(self) -> SectionRun | None:
        keeper = self._crawler.get_extension(RunKeeper)
        return keeper.current if keeper is not None else None
