"""One section run while it lasts: its row's id, its tally, where it has been."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from scrapy import Request

from broadsheet.article import Failure, Item, ListedLink, Page
from broadsheet.contact import Contact
from broadsheet.counting import counted
from broadsheet.discovery.course import Course
from broadsheet.discovery.hints import MAX_FEEDS, MAX_SITEMAPS
from broadsheet.discovery.page_numbers import without_page
from broadsheet.errors import ConfigError, StorageError
from broadsheet.outcomes import PageKind, Reason, Unread
from broadsheet.responses import time_to_come_back
from broadsheet.runs import Judgement, RunStart
from broadsheet.sources import Section, Source
from broadsheet.tally import RunTally
from broadsheet.telling import numbers
from broadsheet.urls import canonicalise
from spiders.bare_pages import BarePages
from spiders.budget import RequestBudget
from spiders.kept_places import KeptPlaces
from spiders.reach import MAX_LISTING_PAGES, Reach

MAX_GUIDES = MAX_FEEDS + MAX_SITEMAPS
_UNREAD = {PageKind.FEED: Unread.FEEDS, PageKind.SITEMAP: Unread.SITEMAPS}


@dataclass(slots=True)
class SectionRun:
    """A run of one section by this process; `judgement` is set when it has ended."""

    start: RunStart
    section: Section
    tally: RunTally
    judgement: Judgement | None = None
    is_open: bool = False
    listing_page_count: int = 0
    sitemap_count: int = 0
    is_initial_load: bool = False
    course: Course = field(default_factory=Course)
    contact: Contact = field(default_factory=Contact)
    over_budget: set[str] = field(default_factory=set)  # due, and left to the next run
    probes: dict[str, bool] = field(default_factory=dict)  # conventional addresses: whether they are there
    kept: KeptPlaces = field(default_factory=KeptPlaces)
    reach: Reach = field(default_factory=Reach)
    bare_pages: BarePages = field(default_factory=BarePages)
    whole_list: str | None = None  # where the list begins again of which the section's page shows the top
    counted_on: set[str] = field(default_factory=set)  # behind a page that nothing named, by its number
    requests: RequestBudget = field(default_factory=RequestBudget)
    guide_count: int = 0  # feeds and sitemaps asked for that the source file does not name
    waiting: list[Request] = field(
        default_factory=list
    )  # stories that wait until feeds and sitemaps are read
    is_guided: bool = False  # whether these are read
    looks: set[str] = field(default_factory=set)  # of the visited ones, stored articles that are due
    visited: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    elsewhere: dict[str, tuple[Page, ListedLink]] = field(default_factory=dict)  # in the hands of another run
    stored_before: set[str] = field(default_factory=set)  # of these, stored when this run came to them
    left_to_others: set[str] = field(default_factory=set)  # visited in name alone: such a run fetches them
    misled_count: int = 0  # links to a next page of an article that led to none of it
    unread: set[str] = field(default_factory=set)  # feeds and sitemaps beyond the number that a run reads
    quarantine: list[Item] = field(default_factory=list)  # pages that an exception of ours cost
    unstored: list[Item] = field(default_factory=list)  # listings that an outage cost, their links alone

    @property
    def run_id(self) -> str:
        """The id of its row in `news.crawl_runs`."""
        return self.start.run_id

    @property
    def max_pages(self) -> int:
        """How many pages of lists it may read."""
        return self.section.max_pages or MAX_LISTING_PAGES

    @property
    def visit_count(self) -> int:
        """Addresses asked for, or to be, that count against the request budget: one request each."""
        return len(self.visited) - len(self.looks) - len(self.left_to_others)

    @property
    def room(self) -> int:
        """How many more addresses may be planned."""
        return max(self.requests.limit - max(self.visit_count, self.requests.sent_count), 0)

    @property
    def has_guide_room(self) -> bool:
        """Whether one more feed or sitemap is asked for; half of the budget is for stories in any case."""
        return 2 * (self.guide_count + 2) <= self.requests.limit

    @property
    def is_short(self) -> bool:
        """Whether stories wait for feeds and sitemaps to be read, lest there be no request left for these.

        What they name is known then, and waits for the next run where this one's budget does not reach.
        """
        return not self.is_guided and self.room < MAX_GUIDES

    def release(self) -> list[Request]:
        """The requests that waited, none of which does from now on."""
        waiting, self.waiting, self.is_guided = self.waiting, [], True
        return waiting

    def is_first_visit(self, url: str) -> bool:
        """True once for each address that is asked for."""
        return _is_first(url, self.visited)

    def is_first_listing(self, url: str) -> bool:
        """True once for each address that a listing of this run names."""
        return _is_first(url, self.listed)

    def note_unread(self, what: Unread, url: str) -> None:
        """Count an address that a limit of ours keeps the run from asking for."""
        if url not in self.visited and _is_first(url, self.unread):
            self.tally.passed[what] += 1

    def note_put_off(self, page: Page) -> bool:
        """Whether a listing, feed or sitemap was not asked for, the budget being spent: counted, no failure.

        Not so the section's own page, without which the run has seen nothing.
        """
        if page.failure is None or page.failure.reason is not Reason.BUDGET or page.kind is PageKind.ARTICLE:
            return False
        self.visited.discard(page.url)
        if page.kind in _UNREAD:
            self.note_unread(_UNREAD[page.kind], page.url)
        return page.url != self.section.url

    def note_silence(self, failure: Failure | None) -> None:
        """A request got no answer; a site that gives none at all for long is asked no more."""
        told = self.contact.failed(failure, time.monotonic()) if failure is not None else None
        if told is not None:
            self.tally.add_silence(told)

    def note_whole_list(self, front: str, next_url: str | None) -> None:
        """Where a front goes on at another list, that one's first page may repeat it and end nothing."""
        if next_url is not None and without_page(canonicalise(front)) != without_page(next_url):
            self.whole_list = next_url

    def note_end(self, reason: str) -> None:
        """Take down why Scrapy closed the spider: anything but "finished" is not the end of the work."""
        if reason == "shutdown":
            self.tally.is_interrupted = True
        elif reason != "finished":
            self.tally.bugs.append(f"the crawl ended with {reason}")

    def progress(self) -> str:
        """The numbers so far on one line."""
        counts = self.tally.counts
        seconds = (datetime.now(UTC) - self.start.started_at).total_seconds()
        return (
            f"{self.section.name}: {numbers(self.tally)}; {counted(counts.request_count, 'request')}, "
            f"{counts.byte_count / 1e6:.1f} MB, {seconds:.0f} s{self._unread()}"
        )

    def _unread(self) -> str:
        passed = self.tally.passed
        named = ", ".join(
            counted(passed[what], what.removeprefix("unread_").removesuffix("s"))
            for what in Unread
            if passed[what]
        )
        return f"; named and not read: {named}" if named else ""

    def add_bug(self, page: Page, error: BaseException) -> None:
        """An exception of ours costs its page, which goes to quarantine, and the run its colour."""
        failure = Failure(Reason.BUG, f"{type(error).__name__}: {error}")
        self.tally.add_bug(page.url, error)
        self.quarantine.append(
            Item(replace(page, body=b"", parts=()), label=Reason.BUG.outcome, failure=failure)
        )

    def add_outage(self, page: Page, error: ConfigError | StorageError) -> None:
        """A service that was away for too long costs this page: counted, its link pending.

        A listing's links are kept, without the page, for one more try when the run ends.
        """
        self.tally.add_outage(error)
        if page.kind is PageKind.ARTICLE:
            self.tally.add_unstored()
        elif page.links:
            self.unstored.append(Item(replace(page, body=b"", raw=None)))

    def heed_refusal(self, page: Page) -> None:
        """Stop asking when the site says for how long it wants to be left alone, or refuses the listing."""
        if page.failure is None or page.failure.reason is not Reason.BLOCKED or page.status_code is None:
            return
        stated = page.header("Retry-After"), datetime.now(UTC), page.header("Date")
        come_back = time_to_come_back(page.status_code, *stated)
        if come_back is not None:
            self.tally.retry_after_at = come_back
            self.tally.is_stopped = True


def _is_first(url: str, seen: set[str]) -> bool:
    count = len(seen)
    seen.add(url)
    return len(seen) > count


def is_storage_gone(runs: Iterable[SectionRun]) -> bool:
    """Whether a service was away for too long during one of the runs: the others need it too."""
    return any(run.tally.storage_failures for run in runs)


def plan_runs(source: Source, arguments: Mapping[str, Any]) -> list[SectionRun]:
    """The section runs that `-a` arguments ask for. ConfigError for arguments that do not fit together."""
    wanted = arguments.get("section")
    if wanted is not None and not str(wanted).strip():
        raise ConfigError("-a section=: expected the name of a section; without -a section all are crawled")
    sections = [source.section(wanted)] if wanted else list(source.sections)
    run_id = arguments.get("run_id")
    if run_id and len(sections) > 1:
        raise ConfigError("-a run_id=... names one row and needs -a section=NAME")
    return [_run(source, section, run_id or str(uuid4()), arguments) for section in sections]


def _run(source: Source, section: Section, run_id: str, arguments: Mapping[str, Any]) -> SectionRun:
    try:
        UUID(run_id)
    except ValueError:
        raise ConfigError(f"-a run_id={run_id}: expected a UUID") from None
    number = arguments.get("try_number")
    if number and not str(number).isdecimal():
        raise ConfigError(f"-a try_number={number}: expected a number")
    now = datetime.now(UTC)
    section = source.section_on(section, now)
    start = RunStart(
        run_id=run_id,
        source=source.name,
        section=section.name,
        started_at=now,
        dag_id=arguments.get("dag_id"),
        dag_run_id=arguments.get("dag_run_id"),
        try_number=int(number) if number else None,
    )
    configured = {*(section.feeds or ()), *(section.sitemaps or ())}
    stated = section.longest_silence
    silence = None if stated is None else timedelta(hours=stated)
    tally = RunTally(section_url=section.url, longest_silence=silence, needed_urls=configured)
    return SectionRun(start, section, tally, requests=RequestBudget(source.request_budget))
