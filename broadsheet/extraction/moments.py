"""A stated time as an instant: zones, daylight saving, belief. No text is searched here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from broadsheet.article import Precision

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)  # no news site is older; earlier dates are defaults or mistakes
# Further ahead of the fetch is not believed. Clocks that are set differ by seconds, and stories are timed to
# the minute; hours ahead are a clock or a zone that is wrong.
_CLOCK_SKEW = timedelta(minutes=15)
_NUMERIC = re.compile(r"(?:UTC|GMT)?\s*([+-]|\u2212)(\d{1,2}):?(\d{2})?$", re.IGNORECASE)
_LARGEST_OFFSET = 14 * 60  # minutes; Kiribati

# Abbreviations that mean one offset wherever they are used. The others (IST, CST, AST ...) are read
# only where the site's own zone calls its time so.
_ABBREVIATIONS: Mapping[str, int] = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "WEST": 60, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "EST": -300, "EDT": -240, "CDT": -300, "MDT": -360, "PDT": -420,
    "PST": -480, "AKST": -540, "AKDT": -480, "HST": -600, "JST": 540, "KST": 540, "HKT": 480, "SGT": 480,
    "AEST": 600, "AEDT": 660, "AWST": 480, "NZST": 720, "NZDT": 780, "SAST": 120, "PKT": 300, "WIB": 420,
}  # fmt: skip
_REGIONS = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}


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


def place(local: Local, zone: ZoneInfo | None) -> Moment | None:
    """The instant that a written time means on a site of that zone; None when there is none such."""
    stated = _stated_offset(local, zone)
    try:
        if stated is not None:
            instant = local.naive.replace(tzinfo=stated).astimezone(UTC)
            return Moment(instant, local.precision, local.zone_text)
        moment = _assumed(local, zone)
    except (OverflowError, ValueError):
        return None
    return replace(moment, offset=local.zone_text)


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


def _stated_offset(local: Local, zone: ZoneInfo | None) -> timezone | ZoneInfo | None:
    text = (local.zone_text or "").strip()
    if not text:
        return None
    numeric = _NUMERIC.match(text)
    if numeric:
        return _fixed(numeric)
    name = text.upper().replace(".", "")
    if zone is not None and local.naive.replace(tzinfo=zone).tzname() == name:
        return zone
    if name in _REGIONS:
        return ZoneInfo(_REGIONS[name])
    minutes = _ABBREVIATIONS.get(name)
    return None if minutes is None else timezone(timedelta(minutes=minutes))


def _fixed(numeric: re.Match[str]) -> timezone | None:
    minutes = int(numeric[2]) * 60 + int(numeric[3] or 0)
    if minutes > _LARGEST_OFFSET:
        return None
    return timezone(timedelta(minutes=minutes if numeric[1] == "+" else -minutes))
