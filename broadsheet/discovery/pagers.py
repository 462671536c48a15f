"""The next page as a row of numbers shows it: what the links say, and not only what their addresses are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from broadsheet.discovery.shapes import is_day, split
from broadsheet.discovery.vocabulary import MORE_BUTTON, NEXT_LABEL

_NUMBER = re.compile(r"\d{1,4}(?!\d)(?<!\d{5})")
# The last part of an address that is a page of a list and nothing else: `2`, `index_2.shtml`, `0,1.html`.
_PAGE_SEGMENT = re.compile(
    r"^(?:page|index|list|p|pagina|página|pag|seite|strona|strana|sayfa|sida)?(?:[-_,.]?\d{1,4}){1,2}(?:\.[a-z]{2,5})?$",
    re.IGNORECASE,
)
_LONGEST_LABEL = 60  # characters of a link that says "older stories"
_SUPPORT = 2  # numbers of one row that agree

_Fit = tuple[str, int]  # an address with its number taken out, and by how much the number shown is larger


def next_by_numbers(links: Iterable[tuple[str, str]], url: str) -> str | None:
    """The address that the number after this page's leads to; `links` are (text, address) of the page.

    Lists count from 0 or from 1; which, the numbers shown tell: Drupal's second page is `?page=1`.
    """
    shown = {target: int(text) for text, target in links if text.isdecimal() and len(text) < len("10000")}
    fits: dict[_Fit, dict[int, str]] = {}
    for target, number in shown.items():
        for fit in _fits(target, number):
            fits.setdefault(fit, {})[number] = target
    for fit, targets in sorted(fits.items(), key=lambda each: (-len(each[1]), each[0][1])):
        here = _number_here(url, fit)
        following = targets.get((here or 1) + 1)
        if following is not None and _is_of_this_list(following, url, here is not None, len(targets)):
            return following
    return None


def next_by_words(links: Iterable[tuple[str, str]], url: str) -> str | None:
    """A link called "next" or "more" below this list whose address ends like a page of a list."""
    before = _last_number(url)
    for text, target in links:
        after = _last_number(target) if "?" not in target else None
        if after not in ({before + 1} if before is not None else {1, 2}):
            continue
        is_named = len(text) <= _LONGEST_LABEL and (NEXT_LABEL.match(text) or MORE_BUTTON.search(text))
        if is_named and _is_of_this_list(target, url, False, 1):
            return target
    return None


def _fits(target: str, shown: int) -> Iterable[_Fit]:
    for match in _NUMBER.finditer(target):
        if shown - int(match[0]) in {0, 1} and match.start() > len(split(target).netloc):
            yield f"{target[: match.start()]}\0{target[match.end() :]}", shown - int(match[0])


def _number_here(url: str, fit: _Fit) -> int | None:
    before, _, after = fit[0].partition("\0")
    inner = url[len(before) : len(url) - len(after)]
    is_like = url.startswith(before) and url.endswith(after) and inner.isdecimal()
    return int(inner) + fit[1] if is_like else None


def _is_of_this_list(target: str, url: str, is_like_here: bool, support: int) -> bool:
    own, other = split(url), split(target)
    if own.netloc != other.netloc or is_day(target):
        return False
    last = own.path.rstrip("/").rpartition("/")[2]
    is_page = "." in last or _PAGE_SEGMENT.match(last) is not None
    folder = own.path.rstrip("/")[: -len(last) - 1] if is_page else own.path.rstrip("/")
    if not is_like_here and not (other.path.rstrip("/") + "/").startswith(folder + "/"):
        return False
    tail = other.path.rstrip("/").rpartition("/")[2]
    return support >= _SUPPORT or other.path == own.path or _PAGE_SEGMENT.match(tail) is not None


def _last_number(url: str) -> int | None:
    tail = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return int(re.findall(r"\d+", tail)[-1]) if _PAGE_SEGMENT.match(tail) else None
