"""Names of months, words for "ago" and orders of day and month, per language, from the CLDR."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_timedelta, get_date_format, get_day_names, get_month_names

_SAMPLES = (1, 2, 3, 5, 11, 21)  # between them they show every plural form of the languages of the CLDR
_UNITS: tuple[tuple[Literal["minute", "hour", "day"], int], ...] = (
    ("minute", 60),
    ("hour", 3600),
    ("day", 86400),
)
_SHORTEST_NAME = 2


def _numbered(names: str) -> dict[str, int]:
    return {name.replace("_", " "): number for number, name in enumerate(names.split(), 1)}


# Cases and scripts in which dates are written, and of which the CLDR has others.
_FORMS = {
    # From the Levant to Iraq, in Tunisia and Algeria, in Morocco; then without the sign on the first letter.
    "ar": _numbered("""
        كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول
    """)
    | _numbered("""
        جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر
    """)
    | _numbered("""
        يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر
    """)
    | _numbered("""
        كانون_ثاني شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين_الاول تشرين_ثاني كانون_الاول
    """)
    | _numbered("""
        يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر
    """),
    "eu": _numbered("""
        urtarrilaren otsailaren martxoaren apirilaren maiatzaren ekainaren uztailaren abuztuaren irailaren
        urriaren azaroaren abenduaren
    """),
    "lv": _numbered("""
        janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī
    """),
    "sl": _numbered("""
        januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra
    """),
    "sr": _numbered("""
        januar februar mart april maj jun jul avgust septembar oktobar novembar decembar
    """),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What one needs to read dates in a language. Month names are case-folded, without full stop."""

    months: dict[str, int]
    month_pattern: str  # alternatives, longest first
    days: frozenset[str]  # names of weekdays, like those of months
    is_month_first: bool
    language: str  # as the CLDR writes it

    @property
    def ago(self) -> tuple[tuple[re.Pattern[str], int], ...]:
        """Patterns with one number, and the seconds of its unit. Few pages need them; they take time."""
        return _ago("en") + _ago(self.language)


@lru_cache(maxsize=64)
def words(language: str | None, region: str | None = None) -> Words:
    """The words of a language, with the English ones, which many sites mix in."""
    locale = _locale(language, region)
    months: dict[str, int] = {}
    for each in (Locale("en"), locale):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, each).items():
                    months.setdefault(_plain(name), number)
    months["sept"] = 9
    for name, number in _FORMS.get(locale.language, {}).items():
        months.setdefault(name, number)
    if locale.language == "he":
        months |= {f"ב{name}": number for name, number in months.items()}  # "in March", as dates are written
    named = {name: number for name, number in months.items() if _is_name(name)}
    pattern = "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True))
    return Words(named, pattern, _days(locale), _is_month_first(locale), str(locale))


def _days(locale: Locale) -> frozenset[str]:
    names = (
        get_day_names(width, "format", each)
        for each in (Locale("en"), locale)
        for width in ("wide", "abbreviated")
    )
    # Names of two words are compared word by word, as in Vietnamese: "Thứ Ba".
    return frozenset(word for found in names for name in found.values() for word in _plain(name).split())


def _locale(language: str | None, region: str | None) -> Locale:
    if not language:
        return Locale("en")
    try:
        return Locale.parse(f"{language}_{region}" if region else language)
    except (UnknownLocaleError, ValueError):
        return _locale(language, None) if region else Locale("en")


def _plain(name: str) -> str:
    return name.casefold().rstrip(".")


def _is_name(name: str) -> bool:
    # The CLDR gives numbers where a language has no short names ("3月", "M03").
    return len(name) >= _SHORTEST_NAME and not any(map(str.isdigit, name))


def _is_month_first(locale: Locale) -> bool:
    pattern = get_date_format("short", locale).pattern
    return "M" in pattern and "d" in pattern and pattern.index("M") < pattern.index("d")


@lru_cache(maxsize=64)
def _ago(language: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    locale, found = Locale.parse(language), dict[str, int]()
    for unit, seconds in _UNITS:
        for count in _SAMPLES:
            for width in ("long", "short"):
                past = timedelta(seconds=-count * seconds)
                text = format_timedelta(
                    past, unit, threshold=1000, add_direction=True, format=width, locale=locale
                )
                if str(count) in text:
                    found.setdefault(_pattern(text, count), seconds)
    return tuple((re.compile(pattern, re.IGNORECASE), seconds) for pattern, seconds in found.items())


def _pattern(text: str, count: int) -> str:
    before, _, after = text.partition(str(count))
    pieces = (r"\s*".join(map(re.escape, piece.split())) for piece in (before, after))
    return r"(?<!\w)" + r"\s*(\d{1,3})\s*".join(pieces) + r"(?!\w)"
