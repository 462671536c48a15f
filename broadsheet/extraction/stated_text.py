"""What a date says that was kept as it was stated, without its page; and why it was not believed. Pure."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from broadsheet.extraction.datetext import find_dates, parse_stated
from broadsheet.extraction.datewords import words
from broadsheet.extraction.moments import EARLIEST, Local, is_believed, place


def dates_in(raw: str, language: str | None) -> list[Local]:
    """The dates of a raw value: one for machines, or those of a text, none whose order is open (03/04).

    >>> [each.naive.hour for each in dates_in("22. November 2026, 10.15 Uhr", "de")]
    [10]
    """
    stated = parse_stated(raw)
    if stated is not None:
        return [stated]
    spoken = words(*_tag(language))
    return [found.local for found in find_dates(raw, spoken) if found.other is None]


def _tag(language: str | None) -> tuple[str | None, str | None]:
    name, _, region = (language or "").partition("-")
    return name or None, region.partition("-")[0].upper() or None


def why_not_believed(raw: str, fetched_at: datetime, language: str | None, timezone: str | None) -> str:
    """What is wrong with a date as it was stated on a page that was fetched then.

    >>> from datetime import UTC
    >>> why_not_believed("2031-05-01T10:00:00Z", datetime(2026, 5, 1, 10, tzinfo=UTC), "en", None)
    'it lies 1826 days after the page was fetched'
    >>> why_not_believed("soon", datetime(2026, 5, 1, 10, tzinfo=UTC), "en", None)
    'no date is recognised in it'
    """
    found = dates_in(raw, language)
    if len(found) != 1:
        return f"it holds {len(found)} dates" if found else "no date is recognised in it"
    moment = place(found[0], ZoneInfo(timezone) if timezone else None, *_tag(language))
    if moment is None:
        return "there is no such time"
    if moment.instant < EARLIEST:
        return f"it lies before {EARLIEST.year}, when no news site was there"
    if is_believed(moment.instant, fetched_at):
        return "it can be read now, and could not when the page was read"
    return f"it lies {_apart(moment.instant, fetched_at)} after the page was fetched"


def _apart(later: datetime, earlier: datetime) -> str:
    apart = later - earlier
    if apart.days > 1:
        return f"{apart.days} days"
    hours, minutes = divmod(int(apart.total_seconds()) // 60, 60)
    return f"{hours} h {minutes} min"
