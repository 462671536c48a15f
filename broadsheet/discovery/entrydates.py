"""Dates of feed and sitemap entries: RFC 822 and ISO 8601, nothing guessed."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from broadsheet.calendar_range import is_in_range
from broadsheet.extraction.moments import is_believed


def stated_instant(text: str) -> datetime | None:
    """The instant, in UTC, where the text states one with its zone.

    >>> stated_instant("2026-11-22") is None
    True
    """
    try:
        found = _parsed(text.strip())
    except (ValueError, TypeError, OverflowError):
        return None
    return found.astimezone(UTC) if found.tzinfo else None


def believed(stated: datetime | None, fetched_at: datetime) -> datetime | None:
    """What a list says of a story's publication, if that can be: wrong clocks write feeds, too."""
    return stated if stated is not None and is_believed(stated, fetched_at) else None


def read_date(text: str) -> datetime | None:
    """The instant that the text states, in UTC, which is taken where it names no zone; else None.

    >>> read_date("Sun, 22 Nov 2026 16:00:00 +0100").isoformat()
    '2026-11-22T15:00:00+00:00'
    >>> read_date("2026-11-22T15:00:00Z") == read_date("2026-11-22T16:00+01:00")
    True
    >>> read_date("yesterday") is None
    True
    """
    if not text:
        return None  # as nearly all are of entries that state their dates elsewhere
    try:
        found = _parsed(text.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _parsed(text: str) -> datetime:
    found = datetime.fromisoformat(text) if text[:4].isdecimal() else parsedate_to_datetime(text)
    if not is_in_range(found):
        raise ValueError(f"{found} is some program's default, and no date")
    return found
