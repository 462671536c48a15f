"""The numbers of one section run, as values; it queries nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta

from broadsheet.outcomes import RunKind, Verdict

# A crawl beats several times a minute; after five minutes of silence nobody is at work any more.
DEAD_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What a run has done so far; the names are those of the columns of `news.crawl_runs`."""

    request_count: int = 0
    byte_count: int = 0
    listed_count: int = 0
    new_count: int = 0
    changed_count: int = 0
    unchanged_count: int = 0
    duplicate_count: int = 0
    rejected_count: int = 0
    pending_count: int = 0

    def as_dict(self) -> dict[str, int]:
        """For JSON, logs and asset events."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class RunStart:
    """The row written when a section run begins."""

    run_id: str
    source: str
    section: str
    started_at: datetime
    dag_id: str | None = None
    dag_run_id: str | None = None
    try_number: int | None = None
    kind: RunKind = RunKind.CRAWL
    since_on: date | None = None  # first and last day of a backfill, in the section's time zone
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, its one sentence, and when to come back (blocked only)."""

    verdict: Verdict
    sentence: str
    retry_after_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A row of `news.crawl_runs` as read back."""

    run_id: str
    source: str
    section: str
    started_at: datetime
    heartbeat_at: datetime | None
    finished_at: datetime | None
    judgement: Judgement | None  # None while running
    counts: RunCounts = field(default_factory=RunCounts)
    is_listing_complete: bool | None = None
    missed_estimate: int | None = None
    is_initial_load: bool = False
    passed: Mapping[str, int] = field(default_factory=dict)  # named, and no row of the ledger, by reason


@dataclass(frozen=True, slots=True)
class SectionHistory:
    """What earlier runs of a section say about what is normal for it."""

    usual_listed_count: float | None = None  # median over recent green runs; None before the first
    has_front_articles: bool = False  # the section's own page has listed some of them
    quiet_since: datetime | None = None  # when a run last stored new articles
    longest_pause: timedelta | None = None  # between two such runs; None where too little is known of them
