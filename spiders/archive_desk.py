"""Decides about the links of one listing of the past, with what the ledger holds of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from broadsheet.article import ListedLink
from broadsheet.articledb import ledger
from broadsheet.articledb.ledger import KnownLink
from broadsheet.backfill.selection import Choice, Listed, choose
from broadsheet.outcomes import Outcome, Reason, Way
from broadsheet.services import Services
from spiders.backfill_run import BackfillRun

Offer = tuple[ListedLink, Listed]


class ArchiveDesk:
    """Takes what lies, or may lie, within the days asked for; what certainly does not is not recorded."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def decide(
        self, run: BackfillRun, offers: Sequence[Offer]
    ) -> tuple[list[ListedLink], list[ListedLink], list[ListedLink]]:
        """Links for the ledger, those to be fetched now, and those that nothing says the day of."""
        known = await self._known(run, [link.url for link, _ in offers])
        decided: list[ListedLink] = []
        due: list[ListedLink] = []
        held: list[ListedLink] = []
        for link, said in offers:
            self._note(run, link.url, said, known.get(link.url))
            if said.misses(run.days):
                run.tally.passed[Reason.OUT_OF_RANGE] += 1
                run.dates.pop(link.url, None)  # an archive may name a million
                continue
            link = replace(link, way=Way.ARCHIVE, published_at=said.published_at)  # noqa: PLW2901
            answer, choice = choose(link, said, known.get(link.url), run.days, datetime.now(UTC))
            self._count(run, answer, choice)
            decided.append(run.within_budget(answer, len(due)) if choice is Choice.FETCH else answer)
            if choice is not Choice.LEAVE:
                (due if choice is Choice.FETCH else held).append(answer)
        return decided, due, held

    async def _known(self, run: BackfillRun, urls: list[str]) -> dict[str, KnownLink]:
        start = run.start
        return await self._services.database.run(
            lambda connection: ledger.known_links(connection, start.source, start.section, urls)
        )

    def _note(self, run: BackfillRun, url: str, said: Listed, known: KnownLink | None) -> None:
        run.dates[url] = said
        if known is not None and known.published_at is not None:
            run.read.setdefault(url, run.days.day_of(known.published_at))
        day = run.day_of(url)
        if day is not None:
            run.tally.note_day(day)
        elif said.misses(run.days):
            run.tally.note_day(run.days.since)  # by its `lastmod`: it is of an earlier day

    def _count(self, run: BackfillRun, link: ListedLink, choice: Choice) -> None:
        is_known = link.outcome is Outcome.KNOWN
        if link.url in run.tally.wanted_urls or (is_known and not run.is_of_days(link.url)):
            return
        if choice is Choice.LEAVE and link.outcome is Outcome.PENDING:
            run.tally.left_count += 1
            return
        run.tally.wanted_urls.add(link.url)
        run.tally.known_count += is_known
