"""The days that an address speaks of: an archive page's, a sitemap's, a story's."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qsl, unquote, urlsplit

_YEAR, _MONTH, _DAY = (
    r"(?P<year>(?:19|20)\d\d)",
    r"(?P<month>0?[1-9]|1[0-2])",
    r"(?P<day>0?[1-9]|[12]\d|3[01])",
)
_WRITTEN = (
    re.compile(rf"(?<!\d){_YEAR}[/_.-]{_MONTH}[/_.-]{_DAY}(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}[/_.-]{_MONTH}(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}(?!\d)"),
)
# A story's address: the date is a folder or begins a name; a year in a slug is a word of the headline.
_STORY = (
    re.compile(rf"/{_YEAR}[/-]{_MONTH}[/-]{_DAY}(?=[/_.-]|$)"),
    re.compile(r"/(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"),
    re.compile(rf"/{_YEAR}/{_MONTH}(?=/)"),
)
_MONTH_NAMES = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_NAMED_MONTH = re.compile(r"(?<=/)(?P<name>" + "|".join(_MONTH_NAMES) + r")[a-z]*(?=/|$)")
_DIGITS = 5  # of a number that states a day: with so many it is none
_YEARS = range(1900, 2100)  # as in the patterns above
_KEYS = {
    "year": "year",
    "yyyy": "year",
    "y": "year",
    "month": "month",
    "mm": "month",
    "day": "day",
    "dd": "day",
}
_DATE_AT_END = re.compile(
    rf"/{_YEAR}(?:[/_-]{_MONTH}(?:[/_-]{_DAY})?)?/?(?:index\.\w+)?$|/(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d)?/?$"
)
_ARCHIVE_WORDS = frozenset(
    {"archive", "archives", "archiv", "archivo", "archivos", "archivio", "arquivo", "archief", "arkiv"}
)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day."""

    first: date
    last: date

    def meets(self, first: date, last: date) -> bool:
        """Whether a day of it lies in that range."""
        return self.first <= last and self.last >= first


def written_period(url: str) -> Period | None:
    """The year, month or day that an archive's or a sitemap's address names anywhere.

    >>> written_period("https://x.example/sitemap-2024-02.xml")
    Period(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29))
    """
    return _period_of_query(url) or _first_period(_WRITTEN, _plain(url))


def story_period(url: str) -> Period | None:
    """The day, or the month, that a story's address names as folders of its own.

    >>> story_period("https://x.example/2024/05/12/harbour-vote")
    Period(first=datetime.date(2024, 5, 12), last=datetime.date(2024, 5, 12))
    >>> story_period("https://x.example/politics/election-2024-05-results") is None
    True
    """
    return _first_period(_STORY, _plain(url).partition("?")[0])


def is_archive_page(url: str) -> bool:
    """Whether the address is that of a page for a year, a month or a day, or of the way to those."""
    path = _plain(url).partition("?")[0]
    words = {word for segment in path.lower().split("/")[-5:] for word in re.split(r"[-_.]", segment)}
    is_named = bool(words & _ARCHIVE_WORDS)
    is_short = len(re.findall(r"[a-z]{2,}", path.rpartition("/")[2].lower())) <= 2  # noqa: PLR2004 - no headline
    has_keys = _period_of_query(url) is not None
    return bool(_DATE_AT_END.search(path)) or has_keys or (is_named and is_short)


def widened(period: Period) -> Period:
    """A day more on both sides: a site's clock and ours may hang in different time zones."""
    return Period(period.first - timedelta(days=1), period.last + timedelta(days=1))


def _plain(url: str) -> str:
    """Path and query, with month names as numbers."""
    parts = urlsplit(url)
    text = unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return _NAMED_MONTH.sub(lambda found: f"{_MONTH_NAMES[found['name']]:02}", text)


def _first_period(patterns: tuple[re.Pattern[str], ...], text: str) -> Period | None:
    for pattern in patterns:
        for found in pattern.finditer(text):
            parts = {name: int(value) for name, value in found.groupdict().items() if value}
            if (period := _period(parts)) is not None:
                return period
    return None


def _period_of_query(url: str) -> Period | None:
    pairs = {_KEYS.get(key.lower(), ""): value for key, value in parse_qsl(urlsplit(url).query)}
    stated = {key: int(value[:_DIGITS]) for key, value in pairs.items() if key and value.isdecimal()}
    return _period(stated) if stated.get("year", 0) in _YEARS else None


def _period(parts: dict[str, int]) -> Period | None:
    year, month, day = parts["year"], parts.get("month"), parts.get("day")
    try:
        if month is None:
            return Period(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return Period(date(year, month, day), date(year, month, day))
    except ValueError:
        return None


_FORMS = (
    re.compile(rf"{_YEAR}(?P<first>[/_-]){_MONTH}(?P<second>[/_-]){_DAY}(?=/?(?:index)?(?:\.\w+)?$)"),
    re.compile(rf"{_YEAR}(?P<first>[/_-]){_MONTH}(?=/?(?:index)?(?:\.\w+)?$)"),
    re.compile(rf"(?<=/){_YEAR}(?=/?(?:index)?(?:\.\w+)?$)"),
)


def alike(url: str, first: date, last: date) -> list[str]:
    """The addresses that an archive made like this one has for the days of a range.

    Archives often lead from one month to the one before only, which may be years away.

    >>> alike("https://x.example/archive/2026/09/", date(2023, 12, 5), date(2024, 1, 5))
    ['https://x.example/archive/2023/12/', 'https://x.example/archive/2024/01/']
    """
    for form in _FORMS:
        if found := form.search(url):
            days = (first + timedelta(days=number) for number in range((last - first).days + 1))
            texts = dict.fromkeys(_written(found, day) for day in days)
            return [url[: found.start()] + text + url[found.end() :] for text in texts]
    return []


def _written(found: re.Match[str], day: date) -> str:
    """The day as the match writes its own."""
    parts = found.groupdict()
    text = str(day.year)
    for name, mark, number in (("month", "first", day.month), ("day", "second", day.day)):
        if written := parts.get(name):
            text += f"{parts[mark]}{number:0{len(written)}}"
    return text
