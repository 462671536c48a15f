"""How long a schedule keeps us from looking. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from croniter import croniter

# Two months see a day of the month come round, eight days a day of the week, two days any hour.
_MONTHS, _WEEK, _DAYS = timedelta(days=62), timedelta(days=8), timedelta(days=2)
_BEGIN = datetime(2026, 1, 5, tzinfo=UTC)  # any Monday with no clock change in the two months after it


def longest_pause(schedule: str, timezone: str) -> timedelta:
    """The longest time between two starts of a cron schedule.

    >>> longest_pause("0 6,18 * * *", "UTC")
    datetime.timedelta(seconds=43200)
    """
    begin = _BEGIN.astimezone(ZoneInfo(timezone))
    turns = croniter(schedule, begin)
    starts = [turns.get_next(datetime), turns.get_next(datetime)]
    while starts[-1] - begin < _span(schedule):
        starts.append(turns.get_next(datetime))
    return max(later - earlier for earlier, later in pairwise(starts))


def _span(schedule: str) -> timedelta:
    _, _, day, month, weekday = schedule.split()
    if (day, month) != ("*", "*"):
        return _MONTHS
    return _DAYS if weekday == "*" else _WEEK
