"""The days a backfill asks for, in the time zone of its section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from broadsheet.errors import ConfigError

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
OLDEST = date(1990, 1, 1)  # there was no web to be crawled before


@dataclass(frozen=True, slots=True)
class Days:
    """A range of days, first and last included."""

    since: date
    until: date
    zone: ZoneInfo

    def contains(self, instant: datetime) -> bool:
        """Whether the instant lies on one of the days."""
        return self.since <= self.day_of(instant) <= self.until

    def day_of(self, instant: datetime) -> date:
        """The day on the section's clock; the instant's own where the calendar ends before that clock's."""
        try:
            return instant.astimezone(self.zone).date()
        except OverflowError:
            return instant.date()

    def __str__(self) -> str:
        return f"{self.since} to {self.until}"


def days_of(since: str | None, until: str | None, zone: ZoneInfo, now: datetime) -> Days:
    """The range as it was typed; without `until` up to today. ConfigError says what is wrong with it."""
    today = now.astimezone(zone).date()
    if not since:
        raise ConfigError("--since is missing: the first day to fetch, such as 2024-05-01")
    first = _day("--since", since)
    last = _day("--until", until) if until else today
    if first > today:
        raise ConfigError(f"--since {first} lies in the future; today is {today}")
    if last < first:
        raise ConfigError(f"--until {last} is before --since {first}; give the earlier day as --since")
    if first < OLDEST:
        raise ConfigError(f"--since {first}: expected a day from {OLDEST} on")
    return Days(first, min(last, today), zone)


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text if _ISO_DAY.fullmatch(text) else "")
    except ValueError:
        raise ConfigError(f"{option} {text}: expected a day such as 2024-05-01") from None
