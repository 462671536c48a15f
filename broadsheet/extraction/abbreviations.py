"""Which zone letters behind a time mean: EST, BST, IST. Some mean several, of which a country decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# Abbreviations that mean one offset wherever they are used, unless one of READINGS holds.
_ABBREVIATIONS: Mapping[str, int] = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "WEST": 60, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120,
    "EET": 120, "EEST": 180, "IDT": 180, "MSK": 180, "EST": -300, "EDT": -240, "CDT": -300, "MDT": -360,
    "PDT": -420, "PST": -480, "AKST": -540, "AKDT": -480, "HST": -600, "ADT": -180, "NDT": -150, "BRT": -180,
    "JST": 540, "KST": 540, "HKT": 480, "SGT": 480, "MYT": 480, "PHT": 480, "ICT": 420, "WIB": 420,
    "WITA": 480, "AEST": 600, "AEDT": 660, "ACST": 570, "ACDT": 630, "AWST": 480, "NZST": 720, "NZDT": 780,
    "SAST": 120, "EAT": 180, "WAT": 60, "PKT": 300, "NPT": 345, "GST": 240,
}  # fmt: skip
_REGIONS = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
_AMERICAN = frozenset((*_REGIONS, "EST", "EDT", "CDT", "MDT", "PST", "PDT", "AKST", "AKDT", "HST"))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One meaning, and where it is meant: IANA zones as they begin, regions and languages of page tags."""

    minutes: int
    zones: tuple[str, ...]
    regions: frozenset[str]
    languages: frozenset[str] = frozenset()


def _reading(minutes: int, zones: str, regions: str, languages: str = "") -> _Reading:
    return _Reading(minutes, tuple(zones.split()), frozenset(regions.split()), frozenset(languages.split()))


_NORTH = "America/ US/ Canada/ Mexico/ Atlantic/Bermuda"
_CHINA = "Asia/Shanghai Asia/Urumqi Asia/Chongqing Asia/Taipei Asia/Macau PRC ROC"
_READINGS: Mapping[str, tuple[_Reading, ...]] = {
    "BST": (
        _reading(
            60, "Europe/London Europe/Belfast Europe/Jersey Europe/Guernsey GB", "GB UK IM JE GG", "cy gd"
        ),
        _reading(360, "Asia/Dhaka", "BD", "bn"),
    ),
    "IST": (
        _reading(330, "Asia/Kolkata Asia/Calcutta", "IN", "hi mr gu ta te kn ml pa or as"),
        _reading(60, "Europe/Dublin Eire", "IE", "ga"),
        _reading(120, "Asia/Jerusalem Asia/Tel_Aviv Israel", "IL", "he"),
    ),
    "CST": (_reading(-360, _NORTH, "US CA MX"), _reading(480, _CHINA, "CN TW MO", "zh")),
    "MST": (
        _reading(-420, _NORTH, "US CA MX"),
        _reading(480, "Asia/Kuala_Lumpur Asia/Kuching", "MY", "ms"),
        _reading(390, "Asia/Yangon Asia/Rangoon", "MM", "my"),
    ),
    "AST": (
        _reading(-240, _NORTH, "US CA BM PR TT BB"),
        _reading(
            180,
            "Asia/Riyadh Asia/Kuwait Asia/Bahrain Asia/Qatar Asia/Baghdad Asia/Aden",
            "SA KW BH QA IQ YE",
            "ar",
        ),
    ),
    "EST": (_reading(600, "Australia/", "AU"),),
    "EDT": (_reading(660, "Australia/", "AU"),),
    "PST": (_reading(480, "Asia/Manila", "PH", "fil tl"),),
}


@dataclass(frozen=True, slots=True)
class Where:
    """What is known of where a time was written: the source's zone, language and region of the page's tag."""

    zone: ZoneInfo | None = None
    language: str | None = None
    region: str | None = None


def zone_meant(text: str, naive: datetime, where: Where) -> tzinfo | None:
    """The zone that letters behind a time mean there; None where they mean none, or one of several."""
    name = _name(text)
    if where.zone is not None and naive.replace(tzinfo=where.zone).tzname() == name:
        return where.zone
    if name in _REGIONS:
        return ZoneInfo(_REGIONS[name])
    minutes = next(_meant(_READINGS.get(name, ()), where), _ABBREVIATIONS.get(name))
    return None if minutes is None else timezone(timedelta(minutes=minutes))


def is_open(text: str) -> bool:
    """Whether letters mean one of several zones where no country decides: no other may be put for it."""
    return _name(text) in _READINGS


def is_american(text: str) -> bool:
    """Whether letters are of a zone in whose country dates have the month first.

    >>> is_american("p.m. EST"), is_american("EST"), is_american("CET")
    (False, True, False)
    """
    return _name(text) in _AMERICAN


def _meant(readings: tuple[_Reading, ...], where: Where) -> Iterator[int]:
    """The source's zone outweighs the page's region, which outweighs its language."""
    key = where.zone.key if where.zone is not None else ""
    yield from (each.minutes for each in readings if key and key.startswith(each.zones))
    yield from (each.minutes for each in readings if where.region in each.regions)
    yield from (each.minutes for each in readings if where.language in each.languages)


def _name(text: str) -> str:
    return text.strip().upper().replace(".", "")
