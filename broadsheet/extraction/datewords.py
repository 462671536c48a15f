"""The words of a language's dates, with those that the CLDR does not have and the English ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.extraction.datenames import MONTH_FIRST, NUMBER, YEAR_FIRST, date_names

SOLAR = "فروردین"  # a month of the Persian calendar: where it is known, years are counted by it


def _numbered(names: str) -> dict[str, int]:
    return {name.replace("_", " "): number for number, name in enumerate(names.split(), 1)}


# Cases and scripts in which dates are written, and of which the CLDR has others.
_SYRIAN = "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول"
_EGYPTIAN = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
_BOTH = list(zip(_SYRIAN.split(), _EGYPTIAN.split(), strict=True))  # as agencies write them: "حزيران/يونيو"
_FORMS = {
    # From the Levant to Iraq, in Tunisia and Algeria, in Morocco; then without the sign on the first letter.
    "ar": _numbered(_SYRIAN)
    | _numbered(" ".join(f"{one}/{other}" for one, other in _BOTH))
    | _numbered(" ".join(f"{other}/{one}" for one, other in _BOTH))
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
    "de": {"jänner": 1, "feber": 2},  # Austria's, of which the tag often says nothing
    "eu": _numbered("""
        urtarrilaren otsailaren martxoaren apirilaren maiatzaren ekainaren uztailaren abuztuaren irailaren
        urriaren azaroaren abenduaren
    """),
    "fa": {  # of the Persian calendar, counted on from twelve
        name: number + 12
        for name, number in _numbered("""
            فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند
        """).items()
    },
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


# What is said instead of the CLDR's words: of minutes, hours, days.
_AGO = {
    "ar": (
        *((f"منذ # {unit}", 60) for unit in ("دقيقة", "دقائق")),
        *((f"منذ # {unit}", 3600) for unit in ("ساعة", "ساعات")),
        *((f"منذ # {unit}", 86400) for unit in ("يوم", "أيام", "يوما", "يومًا")),
    ),
    "bn": (("# মিনিট আগে", 60), ("# ঘণ্টা আগে", 3600), ("# ঘন্টা আগে", 3600), ("# দিন আগে", 86400)),
}

# Their regions where the year stands first write it last as well.
_OF_MANY_COUNTRIES = frozenset(("en", "fr"))


@dataclass(frozen=True, slots=True, eq=False)  # there is one of each language
class Words:
    """What one needs to read dates in a language. Month names are case-folded, without full stop."""

    months: dict[str, int]
    month_pattern: str  # alternatives, longest first
    days: frozenset[str]  # names of weekdays, like those of months
    is_month_first: bool
    is_year_first: bool  # where the year has two digits
    phrases: tuple[tuple[str, int], ...]  # "# hours ago", and the seconds of an hour
    language: str

    @property
    def ago(self) -> tuple[tuple[re.Pattern[str], int], ...]:
        """Patterns with one number, and the seconds of its unit. Few pages need them; they take time."""
        return _ago(self.phrases)


@lru_cache(maxsize=64)
def words(language: str | None, region: str | None = None) -> Words:
    """The words of a language, with the English ones, which many sites mix in."""
    english, own = date_names("en"), date_names(language, region)
    months: dict[str, int] = {}
    for each in (english, own):
        for number, names in enumerate(each.months, 1):
            for name in names:
                months.setdefault(name, number)
    months["sept"] = 9
    for name, number in _FORMS.get(own.language, {}).items():
        months.setdefault(name, number)
    if own.language == "he":
        months |= {f"ב{name}": number for name, number in months.items()}  # "in March", as dates are written
    pattern = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    phrases = tuple(dict.fromkeys(english.ago + own.ago + _AGO.get(own.language, ())))
    is_certain = own.language not in _OF_MANY_COUNTRIES and SOLAR not in months  # whose years are others
    is_year_first = own.order == YEAR_FIRST and is_certain
    is_month_first, days = own.order == MONTH_FIRST, english.days | own.days
    return Words(months, pattern, days, is_month_first, is_year_first, phrases, own.language)


@lru_cache(maxsize=64)
def _ago(phrases: tuple[tuple[str, int], ...]) -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile(_pattern(phrase), re.IGNORECASE), seconds) for phrase, seconds in phrases)


def _pattern(phrase: str) -> str:
    pieces = (r"\s*".join(map(re.escape, piece.split())) for piece in phrase.split(NUMBER))
    return r"(?<!\w)" + r"\s*(\d{1,3})\s*".join(pieces) + r"(?!\w)"
