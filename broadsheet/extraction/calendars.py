"""Dates of other calendars: years of reigns, of the republic, of the Buddha, and dates in numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Parts = dict[str, str | None]  # year, month and day in digits

# Years of reigns in Japan, of the republic in Taiwan, which writes them without its name, too.
_OF_ERA = re.compile(
    r"(?P<era>令和|平成|民國|民国)\s?(?P<count>\d{1,3}|元)年\s?(?P<month>\d{1,2})月\s?(?P<day>\d{1,2})日"
)
_ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}  # the year before their first
_OF_REPUBLIC = re.compile(
    r"(?<![\d年月])(?P<count>1[01]\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
)
_NUMERALS = {each: str(number % 10) for number, each in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
}
NUMERAL_DATE = re.compile(
    r"(?P<year>[一二][〇零○一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月"
    r"(?P<day>[一二三四五六七八九十]{1,3})[日号號]"
)
_THAI = "มกราคม"  # a month: where it is known, a year of two digits is one of the Buddha's
_BUDDHIST = 2500


def dates_of_calendars(text: str, months: Mapping[str, int]) -> Iterator[tuple[int, int, Parts]]:
    """Where each begins and ends, and its parts with the year as the rest of the world counts it."""
    if "年" in text:
        yield from _east_asian(text)
    if _THAI in months:
        yield from _thai(text, months)


def _east_asian(text: str) -> Iterator[tuple[int, int, Parts]]:
    for match in _OF_ERA.finditer(text):
        yield _since(match, _ERAS[match["era"]])
    for match in _OF_REPUBLIC.finditer(text):
        yield _since(match, _ERAS["民國"])
    for match in NUMERAL_DATE.finditer(text):
        year = "".join(map(_NUMERALS.__getitem__, match["year"]))
        yield match.start(), match.end(), _parts(year, _number(match["month"]), _number(match["day"]))


def _since(match: re.Match[str], before: int) -> tuple[int, int, Parts]:
    year = before + int(match["count"].replace("元", "1"))
    return match.start(), match.end(), _parts(str(year), match["month"], match["day"])


def _thai(text: str, months: Mapping[str, int]) -> Iterator[tuple[int, int, Parts]]:
    """ "12 มิ.ย. 67": 2567 of the Buddha."""
    for match in re.finditer(r"(?<!\d)(\d{1,2})\s*([\u0e00-\u0e7f.]{3,12}?)\.?\s*(\d{2})(?![\d:.])", text):
        month = months.get(match[2].rstrip("."), months.get(match[2]))
        if month is not None:
            yield match.start(), match.end(), _parts(str(_BUDDHIST + int(match[3])), str(month), match[1])


def _parts(year: str, month: str, day: str) -> Parts:
    return {"year": year, "month": month, "day": day}


def _number(numeral: str) -> str:
    """A number up to 99 in Chinese numerals.

    >>> _number("十二"), _number("三十"), _number("二十一")
    ('12', '30', '21')
    """
    if "十" not in numeral:
        return _NUMERALS[numeral[0]]
    tens, _, ones = numeral.partition("十")
    return str(10 * int(_NUMERALS.get(tens, "1")) + int(_NUMERALS.get(ones, "0")))
