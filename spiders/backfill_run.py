"""One backfill of one section while it lasts: the days asked for, the walk, what is known of dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from broadsheet.article import Failure, ListedLink
from broadsheet.backfill.belonging import is_of_section, is_within
from broadsheet.backfill.days import Days, days_of
from broadsheet.backfill.judging import BackfillTally, in_words
from broadsheet.backfill.selection import Listed, miss
from broadsheet.counting import counted
from broadsheet.errors import ConfigError
from broadsheet.outcomes import Reason, RunKind
from broadsheet.sources import Source, zone
from spiders.budget import RequestBudget
from spiders.section_run import SectionRun, plan_runs

BUDGET_FACTOR = 20  # of the source's request budget: a backfill reads weeks where a crawl reads hours


@dataclass(slots=True)
class BackfillRun(SectionRun):
    """The walk goes through sitemaps and archive pages first, then back through the section's own pages."""

    tally: BackfillTally
    days: Days = field(kw_only=True)
    open_listings: int = 0
    next_page: str | None = None  # of the section's own pages
    page: list[str] = field(default_factory=list)  # the stories of the last of them
    held: list[ListedLink] = field(default_factory=list)  # of no known day
    beyond: list[str] = field(default_factory=list)  # archive pages of other days
    guessed: set[str] = field(default_factory=set)  # listings that nobody named
    hinted: set[str] = field(default_factory=set)  # sitemaps that robots.txt or a page names
    passed: dict[str, list[ListedLink]] = field(default_factory=dict)  # by the one story that was asked for
    dates: dict[str, Listed] = field(default_factory=dict)  # what listings say
    read: dict[str, date] = field(default_factory=dict)  # what pages and earlier runs say

    @property
    def budget(self) -> int:
        """Requests of the backfill."""
        return self.requests.limit

    def note_addresses(self, urls: Sequence[str]) -> None:
        """What the section's own page lists: whether the site's addresses say of which section a story is."""
        told = sum(is_of_section(self.section, url) for url in urls)
        self.tally.tells_sections = not urls or told > 0

    def note_reach(self, url: str, day: date) -> None:
        """An archive page or sitemap of that day is there: the section's own, or the whole site's."""
        if is_within(url, self.section.url):
            self.tally.note_day(day)
        else:
            self.tally.note_site_day(day)

    def take(self, link: ListedLink) -> ListedLink | None:
        """Count the link as to be fetched; None when the budget is spent, or it was taken before."""
        if not self.is_first_visit(link.url):
            return None
        self.tally.open_urls.add(link.url)
        self.tally.certain_count += self.is_of_days(link.url)
        return link if len(self.visited) <= self.budget and not self.tally.is_dry else None

    def within_budget(self, link: ListedLink, ahead: int) -> ListedLink:
        """The link as the ledger shall have it; so many stories of its listing are fetched before it."""
        is_cut_off = link.url not in self.visited and len(self.visited) + ahead >= self.budget
        return replace(link, reason=Reason.BUDGET) if is_cut_off else link

    def note_read(self, url: str, published_at: datetime | None) -> Failure | None:
        """A page was read: why it is not taken, if it is not."""
        if published_at is not None:
            self.read[url] = self.days.day_of(published_at)
            self.tally.note_day(self.read[url])
        return miss(published_at, self.dates.get(url, Listed()), self.days)

    def days_of_page(self) -> list[date]:
        """What is known by now of the days of the last section page's stories."""
        return [day for url in self.page if (day := self.day_of(url)) is not None]

    def day_of(self, url: str) -> date | None:
        """The day of a story, by its page or by a listing."""
        said = self.dates.get(url, Listed())
        if url in self.read:
            return self.read[url]
        if said.published_at is not None:
            return self.days.day_of(said.published_at)
        return said.period.last if said.period is not None else None

    def is_of_days(self, url: str) -> bool:
        """Whether a story is known to be of the days asked for: by its page, else by a listing."""
        if url in self.read:
            return self.days.since <= self.read[url] <= self.days.until
        return self.dates.get(url, Listed()).is_within(self.days)

    def progress(self) -> str:
        """The numbers so far on one line, with the time left at the pace so far."""
        total = len(self.tally.wanted_urls)
        to_go = len(self.tally.open_urls)
        listings = f"{counted(len(self.tally.listings), 'listing')} read, {self.open_listings} to read"
        left = f", about {in_words(self._seconds_left())} left" if to_go + self.open_listings else ""
        walk = f"backfill {self.days}: {total - to_go} of {counted(total, 'article')} done, {listings}{left}"
        return f"{walk}; {SectionRun.progress(self)}"

    def _seconds_left(self) -> float:
        elapsed = (datetime.now(UTC) - self.start.started_at).total_seconds()
        pace = elapsed / self.tally.request_count if self.tally.request_count else 0.0
        return (len(self.tally.open_urls) + self.open_listings) * max(pace, self.tally.delay)


def plan_backfills(source: Source, arguments: Mapping[str, Any]) -> list[BackfillRun]:
    """The backfills that `-a` arguments ask for. ConfigError for arguments that do not fit together."""
    return [_backfill(source, run, arguments) for run in plan_runs(source, arguments)]


def _backfill(source: Source, run: SectionRun, arguments: Mapping[str, Any]) -> BackfillRun:
    now = datetime.now(UTC)
    days = days_of(arguments.get("since"), arguments.get("until"), zone(source, run.section), now)
    tally = BackfillTally(
        section_url=run.section.url,
        needed_urls=run.tally.needed_urls,
        days=days,
        is_dry=arguments.get("dry_run") in {True, "1"},
        delay=source.request_delay,
    )
    kind = RunKind.DRY_RUN if tally.is_dry else RunKind.BACKFILL
    start = replace(run.start, kind=kind, since_on=days.since, until_on=days.until)
    requests = RequestBudget(_budget(source, arguments))
    return BackfillRun(start, run.section, tally, requests=requests, days=days)


def _budget(source: Source, arguments: Mapping[str, Any]) -> int:
    given = str(arguments.get("request_budget") or source.request_budget * BUDGET_FACTOR)
    if not given.isdecimal() or int(given) < 1:
        raise ConfigError(f"--request-budget {given}: expected a number of requests, from 1 on")
    return int(given)
