"""When a page is looked at again, where its source file does not say. Pure: no clock, no database.

Most edits of a news story come in its first day, so the looks stand close at first and then end.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

# After the first sight of an article: the hour of quick corrections, the working day, the follow-ups.
CHECKS = (
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=8),
    timedelta(hours=24),
    timedelta(hours=72),
    timedelta(days=7),
)
# After a failure: soon, then ever later, and from then on by the last of these steps. A page that is no
# longer listed is asked for as often as there are steps, where its failure may pass, and else not at all.
RETRIES = (
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
    timedelta(hours=48),
)
# A removed article is declared gone by a second look: sites lose pages for minutes, too.
CONFIRMATION = timedelta(hours=1)

# A live blog that nobody has closed: between two looks, where its source file does not say; and after how
# long without an entry or an edit it counts as over, since many are never closed in words.
LIVE_INTERVAL = timedelta(minutes=10)
LIVE_STILL = timedelta(hours=6)


def next_live_check_at(
    checked_at: datetime, moved_at: datetime, interval: timedelta | None = LIVE_INTERVAL
) -> datetime | None:
    """The next look at a live blog that is not closed and last moved then; None for its own rhythm no more.

    >>> moved = datetime(2026, 1, 1, 8, 0)
    >>> next_live_check_at(moved + timedelta(hours=1), moved)
    datetime.datetime(2026, 1, 1, 9, 10)
    >>> next_live_check_at(moved + timedelta(hours=7), moved) is None
    True
    """
    is_moving = interval is not None and checked_at - moved_at < LIVE_STILL
    return checked_at + interval if is_moving and interval is not None else None


def next_check_at(
    first_seen_at: datetime, checked_at: datetime, checks: Sequence[timedelta] = CHECKS
) -> datetime | None:
    """The next look at an article that was just fetched; None when it has had its last.

    >>> from datetime import UTC
    >>> seen = datetime(2026, 1, 1, tzinfo=UTC)
    >>> next_check_at(seen, seen).hour
    1
    >>> next_check_at(seen, seen + timedelta(hours=5)).hour
    8
    >>> next_check_at(seen, seen + timedelta(days=30)) is None
    True
    """
    return next((first_seen_at + after for after in checks if first_seen_at + after > checked_at), None)


def retry_at(failed_at: datetime, attempt_count: int) -> datetime:
    """When to fetch a page again that failed `attempt_count` times in a row.

    >>> retry_at(datetime(2026, 1, 1), 1)
    datetime.datetime(2026, 1, 1, 0, 10)
    >>> retry_at(datetime(2026, 1, 1), 99)
    datetime.datetime(2026, 1, 3, 0, 0)
    """
    return failed_at + RETRIES[min(attempt_count, len(RETRIES)) - 1]
