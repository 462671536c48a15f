"""Dates as publishers print them."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

_ENGLISH_MONTHS = (
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip


_CZECH_MONTHS = (
    "ledna", "února", "března", "dubna", "května", "června",
    "července", "srpna", "září", "října", "listopadu", "prosince",
)  # fmt: skip
_SPANISH_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip


def stated(instant: datetime, zone: ZoneInfo) -> str:
    """ISO 8601 with the zone's offset, to the second."""
    return instant.astimezone(zone).isoformat(timespec="seconds")


def stated_if(instant: datetime | None, zone: ZoneInfo) -> str | None:
    """As `stated`; nothing for nothing."""
    return stated(instant, zone) if instant is not None else None


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


def czech(instant: datetime, zone: ZoneInfo) -> str:
    """15. září 2026 17:30."""
    local = instant.astimezone(zone)
    return f"{local.day}. {_CZECH_MONTHS[local.month - 1]} {local.year} {local:%H:%M}"


def spanish(instant: datetime, zone: ZoneInfo) -> str:
    """15 de septiembre de 2026, 16:30."""
    local = instant.astimezone(zone)
    return f"{local.day} de {_SPANISH_MONTHS[local.month - 1]} de {local.year}, {local:%H:%M}"
