"""Dates as publishers print them."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

_ENGLISH_MONTHS = (
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip


def stated(instant: datetime, zone: ZoneInfo) -> str:
    """ISO 8601 with the zone's offset, to the second."""
    return instant.astimezone(zone).isoformat(timespec="seconds")


def offset(instant: datetime, zone: ZoneInfo) -> str:
    """The zone's offset at that time, as `stated` writes it."""
    return stated(instant, zone)[-6:]


def start_of_day(instant: datetime, zone: ZoneInfo) -> datetime:
    """Midnight of that day in the zone: what a date without a time can mean at most."""
    return datetime.combine(instant.astimezone(zone).date(), time(), zone)


def english(instant: datetime, zone: ZoneInfo) -> str:
    """Sept. 15, 2026."""
    local = instant.astimezone(zone)
    return f"{_ENGLISH_MONTHS[local.month - 1]} {local.day}, {local.year}"
