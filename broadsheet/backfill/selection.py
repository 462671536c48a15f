"""What a listing of the past offers: which sitemaps and archive pages to read, which links to fetch.

`lastmod` is when a page was last changed, so it says one thing only: a story was not published after it.
A story edited yesterday may be of any day before. A sitemap's `lastmod` is in the same way that of the last
change to anything in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum, auto

from broadsheet import frontier
from broadsheet.article import Failure, ListedLink
from broadsheet.articledb.ledger import KnownLink
from broadsheet.backfill.days import Days
from broadsheet.backfill.periods import Period, story_period, widened, written_period
from broadsheet.calendar_range import is_in_range
from broadsheet.discovery.sitemaps import SitemapEntry
from broadsheet.outcomes import Outcome, Reason

_LATE = timedelta(days=1)  # in another zone, a `lastmod` may name the day before


class Choice(Enum):
    """What is done about a link."""

    FETCH = auto()
    HOLD = auto()  # nothing says of which day it is: after those that are dated, within the budget
    LEAVE = auto()


@dataclass(frozen=True, slots=True)
class Listed:
    """What a listing says of when a story was published: an instant, some days, or no later than."""

    published_at: datetime | None = None
    period: Period | None = None
    not_after: date | datetime | None = None

    def misses(self, days: Days) -> bool:
        """Whether the story certainly is of another day."""
        if self.published_at is not None:
            return not days.contains(self.published_at)
        if self.not_after is not None and _is_before(self.not_after, days):
            return True
        return self.period is not None and not widened(self.period).meets(days.since, days.until)

    def is_within(self, days: Days) -> bool:
        """Whether the story certainly is of one of the days."""
        if self.published_at is not None:
            return days.contains(self.published_at)
        return self.period is not None and days.since <= self.period.first and self.period.last <= days.until

    @classmethod
    def of(cls, link: ListedLink, entry: SitemapEntry | None = None, page: Period | None = None) -> Listed:
        """What is said by the link, its address, a sitemap's entry, and the archive page it stands on."""
        published_at = instant_of(entry.published) if entry else None
        changed = changed_at(entry.last_modified) if entry else None
        return cls(published_at or link.published_at, story_period(link.url) or page, changed)

    @property
    def is_dated(self) -> bool:
        """Whether it says anything of when at the earliest."""
        return self.published_at is not None or self.period is not None


def is_listing_due(url: str, last_modified: str, days: Days) -> bool:
    """Whether a sitemap or archive page may name stories of those days, by its name and its `lastmod`."""
    period, changed = written_period(url), changed_at(last_modified)
    if changed is not None and _is_before(changed, days):
        return False
    return period is None or widened(period).meets(days.since, days.until)


def changed_at(stated: str) -> date | datetime | None:
    """A W3C date; a mere day for one without time or zone, None for a mere month, which may end later.

    Of a date at the edge of the calendar, which nobody means, nothing is told.
    """
    if (instant := instant_of(stated)) is not None:
        return instant
    try:
        day = date.fromisoformat(stated.strip()[:10])
    except ValueError:
        return None
    return day if is_in_range(day) else None


def instant_of(stated: str) -> datetime | None:
    """A W3C date with time and zone; a mere day is no instant."""
    try:
        found = datetime.fromisoformat(stated.strip())
    except ValueError:
        return None
    return found if found.tzinfo is not None and is_in_range(found) else None


def _is_before(changed: date | datetime, days: Days) -> bool:
    """Whether what was changed then last was published before the first day."""
    if isinstance(changed, datetime):
        return days.day_of(changed) < days.since
    return changed + _LATE < days.since


def choose(
    link: ListedLink, found: Listed, known: KnownLink | None, days: Days, now: datetime
) -> tuple[ListedLink, Choice]:
    """The link as the ledger shall have it, and whether it is fetched."""
    if known is not None and known.article_id is not None:
        return replace(link, outcome=Outcome.KNOWN, article_id=known.article_id), Choice.LEAVE
    if known is not None and known.reason in {Reason.OUT_OF_RANGE, Reason.UNDATED}:
        is_wanted = known.published_at is not None and days.contains(known.published_at)
        return (link, Choice.FETCH) if is_wanted else (replace(link, reason=known.reason), Choice.LEAVE)
    answer, is_due = frontier.decide(link, known, now)
    if not is_due:
        return answer, Choice.LEAVE
    return answer, Choice.FETCH if found.is_dated else Choice.HOLD


def miss(published_at: datetime | None, found: Listed, days: Days) -> Failure | None:
    """Why a page that was read is not taken: its own date decides, else what the listing said."""
    if published_at is not None:
        stated = days.day_of(published_at)
        outside = Failure(Reason.OUT_OF_RANGE, f"published on {stated}, not within {days}")
        return None if days.contains(published_at) else outside
    if found.is_within(days):
        return None
    return Failure(Reason.UNDATED, f"neither the page nor a listing says whether it is within {days}")
