"""Dates as machines and people write them: `2024-03-27T10:00:00Z`, `27. März 2024, 10.15 Uhr`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from broadsheet.extraction.calendars import NUMERAL_DATE, dates_of_calendars
from broadsheet.extraction.clocktext import TIME, read_clock
from broadsheet.extraction.datewords import SOLAR, Words
from broadsheet.extraction.moments import Local
from broadsheet.fieldwords import Precision

_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:(?:[T ]|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d)|[A-Z]{3,4}(?![A-Za-z]))?)?(?![\d-])"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?$")  # seconds or milliseconds, 2001 to 2033
_DIGIT, _YEAR = re.compile(r"\d"), re.compile(r"\d{4}")
_CENTURY = 2000
_BUDDHIST, _BUDDHIST_SINCE = 543, 2500  # years by which Thai dates are ahead; 2500 was 1957
_SHORT_YEAR = 2
_MONTHS, _LONGEST_MONTH = 12, 31
_SOLAR_YEARS = range(1374, 1474)  # Persian ones from 1995 on
_SOLAR_BEGINS = 356033
_LONGEST = 300  # characters of a dateline that are looked at

_EAST_ASIAN = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]?"
)
_VIETNAMESE = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:,|\s+năm)?\s+(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"(?<![\d.])(?P<year>\d{4})\s?[./]\s?(?P<month>\d{1,2})\s?[./]\s?(?P<day>\d{1,2})(?!\d)"
)
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<first>\d{1,2})\s?(?P<mark>[./-])\s?(?P<second>\d{1,2})\s?(?P=mark)\s?(?P<year>\d{4}|\d{2}(?![:hH]))(?![\d-])(?!\.\d)"
)
_EACH_DIGIT = {ord(each): str(int(each)) for each in map(chr, range(0x660, 0x1100)) if each.isdecimal()}
_GAP = 40  # characters between a date and its time: "27 March 2024 | Updated at"; no sentence fits in


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text, where it stands, and the other reading of an ambiguous order."""

    start: int
    end: int
    local: Local
    other: Local | None = None


def parse_stated(text: str) -> Local | None:
    """The date of a machine-readable value, which must be the whole of it.

    >>> parse_stated("2024-03-27T10:00:00+02:00")
    Local(naive=datetime.datetime(2024, 3, 27, 10, 0), precision='second', zone_text='+02:00')
    """
    text = text.strip()
    match = _ISO.match(text)
    if match:
        return _local(match.groupdict())
    compact = _COMPACT.match(text)
    if compact:
        names = ("year", "month", "day", "hour", "minute", "second", "zone")
        return _local(dict(zip(names, compact.groups(), strict=True)))
    if _EPOCH.match(text):
        seconds = int(text[:10])
        return Local(datetime(1970, 1, 1) + timedelta(seconds=seconds), "second", "Z")  # noqa: DTZ001 - zone beside it
    return _mail_date(text)


def find_dates(text: str, words: Words, month_first: bool | None = None) -> list[Found]:
    """Every full date of a line, with the time that stands by it; none for parts such as a year alone."""
    is_month_first = words.is_month_first if month_first is None else month_first
    return list(_found_in(text[:_LONGEST], words, is_month_first))


@lru_cache(maxsize=128)  # a line is asked about for its date, as a byline and as a part of the text
def _found_in(text: str, words: Words, is_month_first: bool) -> tuple[Found, ...]:
    text = text if text.isascii() else text.translate(_EACH_DIGIT)
    dates = sorted(_dates(text, words, is_month_first), key=lambda found: found.start)
    kept: list[Found] = []
    for found in dates:
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return tuple(_with_time(text, found, kept) for found in kept)


def _mail_date(text: str) -> Local | None:
    """RFC 2822: `Wed, 27 Mar 2024 10:00:00 GMT`."""
    try:
        parsed = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if ":" not in text:
        return None
    offset = parsed.strftime("%z") if parsed.tzinfo else None
    return Local(parsed.replace(tzinfo=None), "second", offset)


def _dates(text: str, words: Words, month_first: bool) -> Iterator[Found]:
    if not _DIGIT.search(text) and NUMERAL_DATE.search(text) is None:
        return
    if _YEAR.search(text):  # the other patterns need one; that of names takes long
        for pattern in (_ISO, _EAST_ASIAN, _VIETNAMESE, _YEAR_FIRST):
            for match in pattern.finditer(text):
                yield from _found(match, _local(match.groupdict(), is_solar=SOLAR in words.months))
        for match in _named(words.month_pattern).finditer(text):
            yield from _found(match, _local(_by_name(match, words)))
    for start, end, parts in dates_of_calendars(text, words.months):
        local = _local(parts)
        if local is not None:
            yield Found(start, end, local)
    for match in _NUMERIC.finditer(text):
        if words.is_year_first and len(match["year"]) == _SHORT_YEAR:
            yield from _year_first(match)
        else:
            yield from _numeric(match, month_first)


def _year_first(match: re.Match[str]) -> Iterator[Found]:
    """`24.03.10`, and what else `10.03.24` may mean."""
    first, month, last = match["first"], match["second"], match["year"]
    is_year = len(first) == _SHORT_YEAR
    reading = _local({"year": first, "month": month, "day": last}) if is_year else None
    other = _local({"year": last, "month": month, "day": first})
    if reading and other:
        yield Found(match.start(), match.end(), reading, other)
    else:
        yield from _found(match, reading or other)


def _numeric(match: re.Match[str], month_first: bool) -> Iterator[Found]:
    first, second = match["first"], match["second"]
    # Only a slash is written with the month first; 03.04. and 03-04- begin with the day.
    is_swapped = month_first and match["mark"] == "/"
    day_month = (second, first) if is_swapped else (first, second)
    reading = _local({"year": match["year"], "day": day_month[0], "month": day_month[1]})
    other = _local({"year": match["year"], "day": day_month[1], "month": day_month[0]})
    if match["mark"] == "/" and reading and other and reading != other:
        yield Found(match.start(), match.end(), reading, other)
    else:
        yield from _found(match, reading or (other if match["mark"] == "/" else None))


def _found(match: re.Match[str], local: Local | None) -> Iterator[Found]:
    if local is not None:
        yield Found(match.start(), match.end(), local)


@lru_cache(maxsize=64)  # by language; one takes a fifth of the time that reading a page does
def _named(month_pattern: str) -> re.Pattern[str]:
    """`27. March 2024`, `March 27th, 2024`, `27 de marzo de 2024`, `27 March, 2024`, `2024 March 27`.

    The names stand in it once, with what may stand before and, according to that, behind them.
    """
    day, year = r"(?P<%s>\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?", r"(?P<%s>\d{4})(?!\d)"
    glue = r"[\s,،-]*(?:de|del|d'|of|ta['’])?[\s,،-]*"
    # "2024. március 5.", "2024 m. kovo 5 d.", "2024. gada 5. marts", "2024 жылғы 5 наурыз"
    of_year = r"(?<!\d)(?P<first_year>\d{4})(?:\.|\s?m\.|\.?\s?gada|\s?жылғы|\s?оны|ko)?\s*"
    before = rf"(?<!\d){day % 'day'}{glue}|{of_year}(?:{day % 'inner_day'}\s*)?|(?<!\w)"
    of_day, of_month = rf"{glue}{year % 'year'}", rf"\s*{day % 'second_day'},?\s*{year % 'second_year'}"
    of_both = rf"\s*{day % 'last_day'}(?!\d)(?:a\b|\s?d\.)?"
    behind = rf"(?(day){of_day}|(?(inner_day)(?!\w)|(?(first_year){of_both}|{of_month})))"
    return re.compile(rf"(?:{before})(?P<month>{month_pattern})\.?{behind}", re.IGNORECASE)


def _by_name(match: re.Match[str], words: Words) -> dict[str, str | None]:
    found = match.groupdict()
    day = found["day"] or found["inner_day"] or found["last_day"] or found["second_day"]
    year = found["year"] or found["first_year"] or found["second_year"]
    month = words.months.get(match["month"].casefold().rstrip("."), 0)
    return {"year": year, "month": str(month), "day": day}


def _with_time(text: str, found: Found, all_found: list[Found]) -> Found:
    """The date with the time that stands nearer to it: behind it, or before it as in all of the line."""
    if found.local.precision != "day":
        return found
    end = min((other.start for other in all_found if other.start > found.start), default=len(text))
    begin = max((other.end for other in all_found if other.end <= found.start), default=0)
    after = TIME.search(text, found.end, min(end, found.end + _GAP))
    before = list(TIME.finditer(text, max(begin, found.start - _GAP), found.start))
    is_first = not begin or _has_time_before(text, all_found[0].start)
    is_before = (
        before and is_first and (after is None or found.start - before[-1].end() < after.start() - found.end)
    )
    if is_before:
        # What stands before the time is the line's label, as what stands before the date is elsewhere.
        return replace(_timed(text, found, before[-1]), start=before[-1].start())
    return _timed(text, found, after) if after is not None else found


def _has_time_before(text: str, start: int) -> bool:
    return TIME.search(text, max(0, start - _GAP), start) is not None


def _timed(text: str, found: Found, match: re.Match[str]) -> Found:
    clock = read_clock(text, match)
    if clock is None:
        return found
    other = clock.on(found.other) if found.other else None
    return Found(found.start, max(found.end, clock.end), clock.on(found.local), other)


def _local(parts: dict[str, str | None], *, is_solar: bool = False) -> Local | None:
    year, month = int(parts["year"] or 0), int(parts["month"] or 0)
    is_named = month > _MONTHS  # those of the Persian calendar are counted on from twelve
    if is_named or (is_solar and year in _SOLAR_YEARS):
        return _of_solar(year, month - _MONTHS if is_named else month, int(parts["day"] or 0))
    if len(parts["year"] or "") == _SHORT_YEAR:
        year += _CENTURY
    elif _BUDDHIST_SINCE <= year < _BUDDHIST_SINCE + _CENTURY:
        year -= _BUDDHIST
    hour, minute, second = (parts.get(name) for name in ("hour", "minute", "second"))
    try:
        day = datetime(year, month, int(parts["day"] or 0))  # noqa: DTZ001 - as written
        naive = day.replace(hour=int(hour or 0), minute=int(minute or 0), second=int(second or 0))
    except ValueError:
        return None
    precision: Precision = "second" if second else "minute" if hour else "day"
    return Local(naive, precision, parts.get("zone"))


def _of_solar(year: int, month: int, day: int) -> Local | None:
    """A day of the Persian calendar: six months of 31 days, then of 30; eight leap years in each 33.

    >>> _of_solar(1403, 3, 21)
    Local(naive=datetime.datetime(2024, 6, 10, 0, 0), precision='day', zone_text=None)
    """
    if year not in _SOLAR_YEARS or not 1 <= month <= _MONTHS or not 1 <= day <= _LONGEST_MONTH:
        return None
    cycles, rest = divmod(year + 1595, 33)
    before = (month - 1) * 30 + min(month - 1, 6)
    days = 365 * (year + 1595) + 8 * cycles + (rest + 3) // 4 + before + day
    return Local(datetime.fromordinal(days - _SOLAR_BEGINS), "day")
