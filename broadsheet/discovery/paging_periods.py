"""The next page of a list that goes on day by day or month by month."""

from __future__ import annotations

import re
from collections.abc import Iterable

from broadsheet.discovery.address import split

# What the end of an address says of a day or month: `date_21112026`, `2026-11-21`, `archive/2026/11`.
_PERIOD = re.compile(
    r"/(?P<word>(?:[a-z]{2,8}[/_-]?)?)"
    r"(?:((?:19|20)\d\d)[-_./]?([01]\d)(?:[-_./]?([0-3]\d))?|([0-3]\d)[-_.]?([01]\d)[-_.]?((?:19|20)\d\d))"
    r"(?:\.[a-z]{2,5})?/?"
)
_DAY_VALUE = re.compile(r"=((?:19|20)\d\d-[01]\d-[0-3]\d)(?=&|$)")
_CALENDAR = 2  # months that are linked to: a list's; one alone may be a calendar's


def period_before(targets: Iterable[str], url: str) -> str | None:
    """The latest day or month before this page's, of a list that goes on day by day or month by month."""
    own = split(url)
    fronts, here = _fronts(own.path)
    periods: dict[str, str] = {}
    for target in targets:
        other = split(target)
        if other.netloc == own.netloc and not other.query:
            period = next((p for front in fronts if (p := _period_below(front, other.path))), "")
            if period and (not here or (period < here and len(period) == len(here))):
                periods[period] = target
    latest = max(periods, key=lambda period: (len(period), period), default="")
    is_lone_month = len(latest) == len("202611") and len(periods) < _CALENDAR and not here
    is_lone_month = is_lone_month and "/arch" not in periods[latest]
    return None if is_lone_month else periods.get(latest)


def is_later(target: str, url: str) -> bool:
    """Whether an address is that of a later day or month than `url`, of one list: its "next" is newer."""
    (fronts, here), (others, there) = _fronts(split(url).path), _fronts(split(target).path)
    return "" < here < there and fronts == others


def tells_day(url: str) -> bool:
    """Whether a parameter tells the day of a list: `/archive?date=2026-11-21&section=town`."""
    return _without_day(url)[1] != ""


def day_before(targets: Iterable[str], url: str) -> str | None:
    """The list of the latest day before that of `url`, which a parameter tells; "next day" is a newer one."""
    place, here = _without_day(url)
    days = ((_without_day(target), target) for target in targets)
    earlier = [(day, target) for (of, day), target in days if of == place and "" < day < here]
    return max(earlier, default=("", None))[1]


def _without_day(url: str) -> tuple[str, str]:
    """An address with its only day cut out, and that day."""
    days = _DAY_VALUE.findall(url)
    return (_DAY_VALUE.sub("=", url), days[0]) if len(days) == 1 else (url, "")


def _fronts(path: str) -> tuple[list[str], str]:
    """Where the list may stand that a page is of, and the page's own day or month ("" for the list)."""
    for start in range(len(path)):
        match = _PERIOD.fullmatch(path, start) if path[start] == "/" else None
        if match:
            return [path[: match.start()], path[: match.end("word")].rstrip("/")], _written(match)
    return [path.rstrip("/")], ""


def _period_below(front: str, path: str) -> str:
    match = _PERIOD.fullmatch(path, len(front)) if path.startswith(f"{front}/") else None
    return _written(match) if match else ""


def _written(match: re.Match[str]) -> str:
    """YYYYMMDD or YYYYMM."""
    if match[2]:
        return f"{match[2]}{match[3]}{match[4] or ''}"
    return f"{match[7]}{match[6]}{match[5]}"
