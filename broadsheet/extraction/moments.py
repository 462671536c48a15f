"""A stated time as an instant: zones, daylight saving, belief. No text is searched here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from broadsheet.extraction.abbreviations import Where, is_open, zone_meant
from broadsheet.fieldwords import Precision

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)  # no news site is older; earlier dates are defaults or mistakes
# Further ahead of the fetch is not believed. Clocks that are set differ by seconds, and stories are timed to
# the minute; hours ahead are a clock or a zone that is wrong.
_CLOCK_SKEW = timedelta(minutes=15)
_NUMERIC = re.compile(r"(?:UTC|GMT)?\s*([+-]|\u2212)(\d{1,2}):?(\d{2})?$", re.IGNORECASE)
_LARGEST_OFFSET = 14 * 60  # minutes; Kiribati


@dataclass(frozen=True, slots=True)
class Local:
    """A time as written: without a zone unless `zone_text` names one."""

    naive: datetime
    precision: Precision
    zone_text: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in UTC. `offset` as stated; `other` is what it may mean as well, where that is open."""

    instant: datetime
    precision: Precision
    offset: str | None = None
    is_zone_assumed: bool = False
    other: datetime | None = None


def place(
    local: Local, zone: ZoneInfo | None, language: str | None = None, region: str | None = None
) -> Moment | None:
    """The instant that a written time means on a site of that zone; None when there is none such.

    A time in a zone that may be one of several is known to the day alone.
    """
    text = (local.zone_text or "").strip()
    stated = _stated_zone(text, local.naive, Where(zone, language, region)) if text else None
    try:
        if stated is not None:
            instant = local.naive.replace(tzinfo=stated).astimezone(UTC)
            return Moment(instant, local.precision, local.zone_text)
        return _assumed(_day_of(local) if is_open(text) else local, zone)
    except (OverflowError, ValueError):
        return None


def _day_of(local: Local) -> Local:
    return Local(local.naive.replace(hour=0, minute=0, second=0, microsecond=0), "day")


def is_believed(instant: datetime, fetched_at: datetime) -> bool:
    """Whether a story may have been published then: not before the web, not after we fetched it."""
    return EARLIEST <= instant <= fetched_at + _CLOCK_SKEW


def _assumed(local: Local, zone: ZoneInfo | None) -> Moment:
    if zone is None:
        return Moment(local.naive.replace(tzinfo=UTC), local.precision, is_zone_assumed=True)
    first = local.naive.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = local.naive.replace(tzinfo=zone, fold=1).astimezone(UTC)
    # In an overlap the two folds are the two readings; in a gap neither clock showed that time, and
    # fold 0 continues the time before the change. Both are marked by the other reading.
    return Moment(first, local.precision, is_zone_assumed=True, other=second if second != first else None)


def _stated_zone(text: str, naive: datetime, where: Where) -> tzinfo | None:
    numeric = _NUMERIC.match(text)
    return _fixed(numeric) if numeric else zone_meant(text, naive, where)


def _fixed(numeric: re.Match[str]) -> timezone | None:
    minutes = int(numeric[2]) * 60 + int(numeric[3] or 0)
    if minutes > _LARGEST_OFFSET:
        return None
    return timezone(timedelta(minutes=minutes if numeric[1] == "+" else -minutes))
