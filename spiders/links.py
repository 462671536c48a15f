"""Asks the ledger which of a listing's links are due, within the run's budget of requests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from broadsheet.article import ListedLink
from broadsheet.articledb import ledger
from broadsheet.articledb.connection import Connection
from broadsheet.articledb.discovery import Cut, Place, note_cut
from broadsheet.articledb.ledger_rows import is_storable
from broadsheet.errors import StorageError
from broadsheet.frontier import PROMPT_ATTEMPTS, decide, was_in_vain
from broadsheet.outcomes import Outcome, Reason, Way
from broadsheet.services import Services
from broadsheet.sources import Source
from spiders.section_run import SectionRun


class LinkDesk:
    """Decides about the links of one listing.

    Looks at stored articles have a budget of their own, which the longest due get: they neither cost new
    articles their turn nor wait for theirs.
    """

    def __init__(self, services: Services, source: Source) -> None:
        self._services, self._recheck_budget = services, source.recheck_budget

    async def decide(
        self, run: SectionRun, links: list[ListedLink]
    ) -> tuple[list[ListedLink], list[ListedLink], bool]:
        """Each link with its outcome, those to be fetched now, and whether any is news to this section.

        What a run found that did not come to its end is news again: what lay behind it was never seen.
        """
        start, urls = run.start, [link.url for link in links]
        known = await self._services.database.run(
            lambda connection: ledger.known_links(connection, start.source, start.section, urls)
        )
        for url, entry in known.items():
            run.course.note_known(url, entry.published_at, is_shown=entry.is_shown)
        links = [_of_its_own_section(run, link, known.get(link.url)) for link in links]
        now = datetime.now(UTC)
        due: list[ListedLink] = []
        decided = [self._decided(run, link, known.get(link.url), now, due) for link in links]
        fresh = [link.url for link in links if _is_fresh(link, known.get(link.url))]
        run.tally.first_listed_count += sum(map(run.is_first_listing, fresh))
        is_news = bool(fresh) or any(_is_unsettled(link, known.get(link.url)) for link in links)
        return decided, due, is_news

    def _decided(
        self,
        run: SectionRun,
        link: ListedLink,
        entry: ledger.KnownLink | None,
        now: datetime,
        due: list[ListedLink],
    ) -> ListedLink:
        """The link with its outcome; `due` gets it when this run fetches it."""
        answer, is_due = decide(link, entry, now, is_doubted=link.url in run.course.doubted)
        is_again = entry is not None and was_in_vain(entry)
        if link.outcome is Outcome.PENDING and (is_due or is_again) and link.way is not Way.SITEMAP:
            run.tally.unread_urls.add(link.url)
        if not is_due:
            return answer
        if entry is not None and is_again:
            run.tally.add_retry(link.url, is_settled=entry.attempt_count >= PROMPT_ATTEMPTS)
        if not _is_recheck(entry) and run.is_first_visit(link.url):
            return self._within_budget(run, answer, due)
        if link.url in run.over_budget:  # another of its listings has said so
            return replace(answer, reason=Reason.BUDGET)
        return answer

    async def left_over(self, run: SectionRun) -> list[ListedLink]:
        """What earlier runs did not get to, and what is due for another look, though no longer listed."""
        start, now, limit = run.start, datetime.now(UTC), run.room

        def look_up(connection: Connection) -> tuple[list[ListedLink], list[ListedLink], list[ListedLink]]:
            place = connection, start.source, start.section
            return (
                ledger.pending_links(*place, limit),
                ledger.due_checks(*place, now, limit, is_held=False),
                ledger.due_checks(*place, now, self._recheck_budget, is_held=True),
            )

        left, failed, rechecks = await self._services.database.run(look_up)
        due: list[ListedLink] = []
        for link in failed:
            run.tally.add_retry(link.url)
        for link in left + failed:
            if run.is_first_visit(link.url):
                self._within_budget(run, link, due)
        for link in rechecks:
            if run.is_first_visit(link.url):
                run.looks.add(link.url)
                run.tally.open_urls.add(link.url)
                due.append(link)
        return due

    async def keep_place(self, run: SectionRun, url: str, cut: Cut = Cut.CUT) -> None:
        """The page of the list at which the run stops, for the next run to go on or to know its end.

        An address too long for any request is kept nowhere.
        """
        if not is_storable(url):
            return
        place = Place(url, cut, run.reach.pages_from(url))
        try:
            await self._services.database.run(lambda connection: note_cut(connection, run.start, place))
        except StorageError as error:
            run.tally.storage_failures.append(str(error))

    def _within_budget(self, run: SectionRun, link: ListedLink, due: list[ListedLink]) -> ListedLink:
        run.tally.open_urls.add(link.url)
        if run.visit_count > run.requests.limit:
            run.over_budget.add(link.url)
            return replace(link, reason=Reason.BUDGET)
        due.append(link)
        return link


def _of_its_own_section(run: SectionRun, link: ListedLink, entry: ledger.KnownLink | None) -> ListedLink:
    """A story that another section stored is left to it where its page says so, and this list does not."""
    if link.outcome is not Outcome.PENDING or entry is None or entry.article_id is None:
        return link
    is_member = entry.is_in_section and entry.reason is not Reason.OTHER_SECTION
    if is_member or not run.course.is_contradicted(link.url, [entry.section_label]):
        return link
    return replace(link, outcome=Reason.OTHER_SECTION.outcome, reason=Reason.OTHER_SECTION)


def _is_recheck(entry: ledger.KnownLink | None) -> bool:
    """Whether a stored article is meant; its turn comes by how long it has been due, not by its place."""
    return entry is not None and entry.article_id is not None and entry.outcome is not Outcome.PENDING


def _is_fresh(link: ListedLink, entry: ledger.KnownLink | None) -> bool:
    """Whether a story was not known in this section."""
    return link.outcome is Outcome.PENDING and (entry is None or not entry.is_in_section)


def _is_unsettled(link: ListedLink, entry: ledger.KnownLink | None) -> bool:
    return link.outcome is Outcome.PENDING and entry is not None and not entry.is_settled
