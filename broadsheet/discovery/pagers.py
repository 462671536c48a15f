"""The next page as a row of numbers shows it: what the links say, and not only what their addresses are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl

from broadsheet.discovery.address import split
from broadsheet.discovery.page_numbers import page_number
from broadsheet.discovery.shapes import is_day
from broadsheet.discovery.vocabulary import (
    ALL_OF,
    CURSOR_KEYS,
    MEDIA_WORDS,
    MORE_BUTTON,
    NEXT_LABEL,
    OFFSET_KEYS,
    PAGE_KEYS,
    SIGN_UP_WORDS,
)

_NUMBER = re.compile(r"\d{1,4}(?!\d)(?<!\d{5})")
# The last part of an address that is a page of a list and nothing else: `2`, `index_2.shtml`, `0,1.html`.
_PAGE_SEGMENT = re.compile(
    r"^(?:page|index|list|p|pagina|página|pag|seite|strona|strana|sayfa|sida)?(?:[-_,.]?\d{1,4}){1,2}(?:\.[a-z]{2,5})?$",
    re.IGNORECASE,
)
# What a section's whole list is called in addresses, below its front.
# fmt: off
_WHOLE_LISTS = frozenset({
    "list", "liste", "lista", "all", "alle", "tous", "toutes", "todas", "todos", "archive", "archiv",
    "archives", "archivo", "archivio", "older", "more", "latest", "news-list", "index",
})
# fmt: on
# Folders in which a section's name stands for its films, feeds or letters, and not for its stories.
_OTHER_KINDS = MEDIA_WORDS | SIGN_UP_WORDS | {"rss", "feed", "feeds"}
_NUMBERED = re.compile(r"(?<=.)[-_,](?:page|trang|p|s)?[-_]?\d{1,4}$", re.IGNORECASE)
_LONGEST_LABEL = 60  # characters of a link that says "older stories"
# What the end of an address says of a day or month: `date_21112026`, `2026-11-21`, `archive/2026/11`.
_PERIOD = re.compile(
    r"/(?P<word>(?:[a-z]{2,8}[/_-]?)?)"
    r"(?:((?:19|20)\d\d)[-_./]?([01]\d)(?:[-_./]?([0-3]\d))?|([0-3]\d)[-_.]?([01]\d)[-_.]?((?:19|20)\d\d))"
    r"(?:\.[a-z]{2,5})?/?"
)
_DIGITS_OF_A_MOMENT = 8
_MOST_DIGITS = 12  # of a number in an address; Python refuses to read thousands of them
_LONGEST_ADDRESS = 2000  # characters; each number of an address costs its length once more
_SUPPORT = 2  # numbers of one row that agree

# An address with its number taken out; how much that grows with each page, and where the first page stands.
_Fit = tuple[str, int, int]


def next_by_numbers(links: Iterable[tuple[str, str]], url: str) -> str | None:
    """The address that the number after this page's leads to; `links` are (text, address) of the page.

    Lists count from 0 or from 1; which, the numbers shown tell: Drupal's second page is `?page=1`.
    """
    shown = {
        target: int(text)
        for text, target in links
        if text.isdecimal() and len(text) < len("10000") and len(target) <= _LONGEST_ADDRESS
    }
    fits: dict[_Fit, dict[int, str]] = {}
    for target, number in shown.items():
        for fit in _fits(target, number):
            fits.setdefault(fit, {})[number] = target
    for fit, targets in sorted(fits.items(), key=lambda each: (-len(each[1]), each[0][1:])):
        here = _number_here(url, fit)
        following = targets.get((here or 1) + 1)
        if following is not None and _is_of_this_list(following, url, here is not None, len(targets)):
            return following
    return None


def next_by_words(links: Iterable[tuple[str, str]], url: str) -> str | None:
    """A link called "next" or "more" below this list whose address ends like a page of a list."""
    named = [target for text, target in links if _is_named(text)]
    before = _last_number(url)
    for target in named:
        if _asks_for_next(target, url):
            return target
        after = _last_number(target) if "?" not in target else None
        follows = after in ({before + 1} if before is not None else {1, 2})
        if follows and _is_of_this_list(target, url, False, 1):
            return target
    whole = next((target for text, target in links if _is_whole_list(text, target, url)), None)
    if whole is not None:
        return whole
    period = _period_before((target for _, target in links), url)
    if period is not None:
        return period
    # Teasers have links called "more", too, and their addresses differ in a number each.
    steps = {target: key for target in named if (key := _counted_key(target, url))}
    return next((target for target, key in steps.items() if list(steps.values()).count(key) == 1), None)


@lru_cache(maxsize=4096)  # the menu's words are those of every page
def _is_named(text: str) -> bool:
    is_short = 0 < len(text) <= _LONGEST_LABEL
    return is_short and bool(NEXT_LABEL.match(text) or MORE_BUTTON.search(text))


def _asks_for_next(target: str, url: str) -> bool:
    """Whether the address of a list that lies below this one asks for the page after it."""
    own, other = split(url), split(target)
    is_below = own.netloc == other.netloc and other.path.startswith(own.path.rstrip("/") + "/")
    return is_below and bool(other.query) and page_number(target) == (page_number(url) or 1) + 1


def _period_before(targets: Iterable[str], url: str) -> str | None:
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
    is_lone_month = len(latest) == len("202611") and len(periods) < _SUPPORT and not here
    is_lone_month = is_lone_month and "/arch" not in periods[latest]
    return None if is_lone_month else periods.get(latest)  # one month alone may be a calendar's


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


def _is_whole_list(text: str, target: str, url: str) -> bool:
    """Whether a link leads from a front to the section's whole list, which lies below it."""
    own, other = split(url), split(target)
    folder, _, last = other.path.rstrip("/").rpartition("/")
    if own.netloc != other.netloc or not 0 < len(text) <= _LONGEST_LABEL:
        return False
    is_below = folder == own.path.rstrip("/") and last.lower() in _WHOLE_LISTS
    if is_below or not _is_named_in(target, own.path):
        return is_below
    return (ALL_OF.match(text) or MORE_BUTTON.search(text)) is not None


def _is_named_in(target: str, path: str) -> bool:
    """Whether an address ends in the name of the list at `path`: `/archive/politics/2`, `?c=x/politics*`."""
    name, other = _folder_and_name(path)[1], split(target)
    if not name or name not in target:
        return False
    folder, last = _folder_and_name(other.path)
    if last.isdecimal() and len(last) < len("1000"):
        folder, last = _folder_and_name(folder)
    is_of_list = other.path.startswith(f"{path.rstrip('/')}/") or other.path.rstrip("/") == path.rstrip("/")
    if is_of_list or _OTHER_KINDS & set(folder.lower().split("/")):
        return False
    said = [value for _, value in parse_qsl(other.query)] or [last]
    return any(_folder_and_name(value.rstrip("*"))[1] == name for value in said)


def _counted_key(target: str, url: str) -> str | None:
    """The one parameter in which an address is ahead of this one; sites name it in their own language."""
    own, other = split(url), split(target)
    before, after = dict(parse_qsl(own.query)), dict(parse_qsl(other.query))
    changed = [key for key in after if before.get(key) != after[key]]
    is_here = own.netloc == other.netloc and own.path == other.path and before.keys() <= after.keys()
    if not is_here or not changed:
        return None
    if len(changed) > 1:
        return _several(own.path, changed, before)
    (key,) = changed
    names_section = list(before) == [key] and "." in own.path  # index.php?section=2
    # Cursors are ids and moments; those of older stories are smaller.
    is_cursor = key.lower() in CURSOR_KEYS or len(after[key]) >= _DIGITS_OF_A_MOMENT
    is_ahead = after[key].isdecimal() and (is_cursor or int(after[key]) > _number(before.get(key)))
    # What led here leads on, if it is a token that goes nowhere.
    has_led_here = key in before and key.lower() not in PAGE_KEYS
    return key if (is_ahead or has_led_here) and not names_section else None


def _several(path: str, changed: list[str], before: dict[str, str]) -> str | None:
    """Several parameters at once, as lists by moments have; of a script they may name a story."""
    is_place = any(key.lower() in CURSOR_KEYS | OFFSET_KEYS | PAGE_KEYS or "max" in key for key in changed)
    return "&".join(sorted(changed)) if is_place and ("." not in path or before) else None


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= _MOST_DIGITS else 0


def _fits(target: str, shown: int) -> Iterable[_Fit]:
    for match in _NUMBER.finditer(target):
        number, place = int(match[0]), f"{target[: match.start()]}\0{target[match.end() :]}"
        if match.start() <= len(split(target).netloc):
            continue
        if shown - number in {0, 1}:
            yield place, 1, shown - number
        elif shown > 1 and number % (shown - 1) == 0 and number > shown and "?" in target[: match.start()]:
            yield place, number // (shown - 1), 1  # so many stories are skipped for each page


def _number_here(url: str, fit: _Fit) -> int | None:
    before, _, after = fit[0].partition("\0")
    inner = url[len(before) : len(url) - len(after)]
    is_like = url.startswith(before) and url.endswith(after) and inner.isdecimal()
    return int(inner) // fit[1] + fit[2] if is_like else None


def _is_of_this_list(target: str, url: str, is_like_here: bool, support: int) -> bool:
    own, other = split(url), split(target)
    if own.netloc != other.netloc or is_day(target):
        return False
    last = own.path.rstrip("/").rpartition("/")[2]
    is_page = "." in last or _PAGE_SEGMENT.match(last) is not None
    folder = own.path.rstrip("/")[: -len(last) - 1] if is_page else own.path.rstrip("/")
    if _is_numbered_sibling(own.path, other.path):
        return True
    if not is_like_here and not (other.path.rstrip("/") + "/").startswith(folder + "/"):
        return False
    tail = other.path.rstrip("/").rpartition("/")[2]
    return support >= _SUPPORT or other.path == own.path or _PAGE_SEGMENT.match(tail) is not None


def _is_numbered_sibling(own: str, other: str) -> bool:
    """`/politics-p2` and `/politics_2.html` are pages of `/politics` and `/politics.html`."""
    (folder, name), (place, page) = _folder_and_name(own), _folder_and_name(other)
    (stem, ending), (numbered, its_ending) = _stem_and_ending(name), _stem_and_ending(page)
    bare = _NUMBERED.sub("", numbered)
    return (folder, ending) == (place, its_ending) and bare != numbered and bare == _NUMBERED.sub("", stem)


def _folder_and_name(path: str) -> tuple[str, str]:
    folder, _, name = path.rstrip("/").rpartition("/")
    return folder, name


def _stem_and_ending(name: str) -> tuple[str, str]:
    stem, _, ending = name.partition(".")
    return stem, ending


def _last_number(url: str) -> int | None:
    tail = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return int(re.findall(r"\d+", tail)[-1]) if _PAGE_SEGMENT.match(tail) else None
