"""The end of a section run: what was not stored gets one more try, then the verdict is found and written."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from broadsheet.articledb import budgets, discovery, ledger, profiles, runs, vain
from broadsheet.articledb.connection import transaction
from broadsheet.articledb.store import store_items
from broadsheet.errors import StorageError
from broadsheet.failing import EXCEPTIONS
from broadsheet.hosts import budget_host
from broadsheet.one_story import mixed_up
from broadsheet.outcomes import RunKind, Verdict
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.services import Services
from spiders.learning import Learning
from spiders.section_run import SectionRun, is_storage_gone
from spiders.zones import ZoneLook

if TYPE_CHECKING:
    from broadsheet.articledb.connection import Connection
    from spiders.news import NewsSpider

log = logging.getLogger("broadsheet")

_SAME_MOMENT = timedelta(minutes=1)  # two clocks that tell of one moment differ by less


@dataclass(frozen=True, slots=True)
class Ending:
    """That of one run of a spider."""

    services: Services
    spider: NewsSpider
    run: SectionRun

    async def come(self) -> None:
        """Judge the run, once, and write its row. An exception of ours on the way is part of the verdict."""
        run = self.run
        if run.judgement is not None:
            return
        try:
            await self._judge()
        except Exception as error:
            log.exception("a mistake of ours while ending %s", run.section.name)
            run.tally.add_bug("ending the run", error)
            run.judgement = self.spider.judge(run, SectionHistory())
            await self._write_mistake(run.judgement)
        log.info("%s", run.progress())

    async def _judge(self) -> None:
        run = self.run
        await self._write_quarantine()
        if run.is_open and not is_storage_gone(self.spider.runs):
            run.tally.drift = await Learning(self.services, self.spider.source).finish()
        history = await self._history()
        await self._count_waiting()
        await self._heed_host()
        run.tally.ended_at = datetime.now(UTC)
        is_dry = run.start.kind is RunKind.DRY_RUN
        if run.requests.is_spent_on_lists and not is_dry:
            run.tally.spent_on_lists = run.requests.limit
        judgement = self.spider.judge(run, history)
        run.judgement = judgement
        if run.is_open:
            run.judgement = judgement = await self._with_remarks(judgement)
            await self._write_end(judgement)

    async def _with_remarks(self, judgement: Judgement) -> Judgement:
        """What a person should look at although the colour is what it is."""
        if is_storage_gone(self.spider.runs):
            return judgement
        remarks = await ZoneLook(self.services, self.spider, self.run).remarks()
        lists = [*self.run.bare_pages.remarks, *self.run.kept.remarks(judgement.verdict)]
        told = filter(None, [judgement.sentence, *lists, self.run.requests.remark, *remarks])
        return replace(judgement, sentence="; ".join(told))

    async def _write_quarantine(self) -> None:
        run = self.run
        items = [*run.quarantine, *run.unstored]
        if not items or not run.is_open:
            return
        try:
            await self.services.database.run(lambda connection: store_items(connection, items))
        except StorageError as error:
            run.tally.storage_failures.append(str(error))

    async def _write_end(self, judgement: Judgement) -> None:
        run = self.run

        def write(connection: Connection) -> None:
            with transaction(connection):  # a row that is green for work half done would be believed
                if _tells_drift(run):
                    profiles.note_told(connection, run.start.source)
                if run.start.kind is RunKind.CRAWL:
                    _note_for_next(connection, run, judgement.verdict)
                runs.finish_run(
                    connection,
                    run.run_id,
                    judgement,
                    run.tally.counts,
                    is_listing_complete=_is_complete(run),
                    missed_estimate=_missed(connection, run),
                    passed={str(reason): count for reason, count in run.tally.passed.items()},
                )

        try:
            await self.services.database.run(write)
        except StorageError as error:
            run.tally.storage_failures.append(f"the verdict could not be written: {error}")
            run.judgement = self.spider.judge(run, SectionHistory())

    async def _write_mistake(self, judgement: Judgement) -> None:
        """The row says it too, whoever started the crawl; if even that fails, its process still says it."""
        run = self.run
        if run.is_open and not is_storage_gone(self.spider.runs):
            with suppress(Exception):
                await self.services.database.run(
                    lambda connection: runs.finish_run(connection, run.run_id, judgement, run.tally.counts)
                )

    async def _history(self) -> SectionHistory:
        run, start = self.run, self.run.start
        if not run.is_open or is_storage_gone(self.spider.runs):
            return SectionHistory()
        try:
            return await self.services.database.run(
                lambda connection: runs.section_history(connection, start.source, start.section)
            )
        except StorageError as error:
            run.tally.storage_failures.append(str(error))
            return SectionHistory()

    async def _count_waiting(self) -> None:
        """Links of earlier runs that this one did not come to wait as long as its own do."""
        run, start = self.run, self.run.start
        if not run.is_open or start.kind is not RunKind.CRAWL or is_storage_gone(self.spider.runs):
            return
        try:
            run.tally.waiting_count = await self.services.database.run(
                lambda connection: ledger.count_waiting_beside(connection, start, run.visited)
            )
            if len(run.tally.unread_urls) > EXCEPTIONS and (run.tally.failures or run.tally.still_gone):
                run.tally.only_in_vain = await self.services.database.run(
                    lambda connection: vain.only_in_vain(connection, start, run.tally.unread_urls)
                )
        except StorageError as error:
            run.tally.storage_failures.append(str(error))

    async def _heed_host(self) -> None:
        """The verdict names the time that plans name: the latest that any crawl of the host was told."""
        run = self.run
        told = run.tally.retry_after_at
        if told is None:
            return
        host = budget_host(run.section.url)
        try:
            found = await self.services.database.run(lambda c: budgets.backed_off(c, [host], 0))
        except StorageError as error:
            run.tally.storage_failures.append(str(error))
        else:
            until = found[host][0] if host in found else told
            run.tally.retry_after_at = until if until > told - _SAME_MOMENT else told


def _tells_drift(run: SectionRun) -> bool:
    """Whether the verdict is that the site's pages have changed; else the next run says so."""
    drift = run.tally.drift
    return drift is not None and run.judgement is not None and drift.is_told_by(run.judgement.sentence)


def _note_for_next(connection: Connection, run: SectionRun, verdict: Verdict) -> None:
    """Which stories the section's next run asks for again, and where it goes on in the list."""
    if mixed := mixed_up(run.tally):
        ledger.ask_again(connection, run.start, mixed)
    if verdict is Verdict.DRIFT and run.tally.unread_urls:
        vain.ask_later(connection, run.start, run.tally.unread_urls)
    discovery.forget_cuts(connection, run.start, run.kept.to_forget(verdict))
    discovery.count_failures(connection, run.start, run.kept.to_count(verdict))


def _is_complete(run: SectionRun) -> bool:
    """Whether the list was seen whole; one without a story is none that anybody has seen."""
    is_seen = bool(run.tally.article_urls) or run.start.kind is not RunKind.CRAWL
    is_read = not (run.tally.has_empty_front or run.course.has_left_its_own)
    return run.tally.is_listing_complete and is_seen and is_read


def _missed(connection: Connection, run: SectionRun) -> int | None:
    """Articles of the section that no run has seen; None where there is nothing to estimate from."""
    start, overlap = run.start, run.course.overlap
    if overlap is None or not overlap.missed or overlap.since is None:
        return overlap.missed if overlap is not None else None
    known_count = ledger.count_known_beside(
        connection, start.source, start.section, overlap.seen, overlap.since
    )
    return overlap.missed_beside(known_count)
