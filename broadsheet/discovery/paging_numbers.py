"""The next page as numbers tell it: those that a row of links shows, or those in the addresses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from math import gcd

from broadsheet.discovery.address import split
from broadsheet.discovery.page_numbers import offset, page_number, without_page
from broadsheet.discovery.same_list import is_of_this_list

_SHOWN = re.compile(r"(?:[^\W\d_]{1,12}[\s\xa0]+)?(\d{1,4})")
_NUMBER = re.compile(r"\d{1,4}(?!\d)(?<!\d{5})")
_SMALLEST_PAGE = 5  # stories; pages of a row that begins later are 5, 10, 15 hardly ever
_LONGEST_ADDRESS = 2000  # characters; each number of an address costs its length once more

# An address with its number taken out; how much that grows with each page, and where the first page stands.
_Fit = tuple[str, int, int]


def next_by_numbers(links: Sequence[tuple[str, str]], url: str) -> str | None:
    """The page after this one; `links` are (text, address) of the page, `url` its own address."""
    return _shown(links, url) or _counted((target for _, target in links), url)


def shown_number(text: str) -> int | None:
    """The page that a link of a row shows: `2`, and `Page 2` for readers of the screen."""
    match = _SHOWN.fullmatch(text)
    return int(match[1]) if match else None


def _shown(links: Iterable[tuple[str, str]], url: str) -> str | None:
    """The address that the number after this page's leads to.

    Lists count from 0 or from 1; which, the numbers shown tell: Drupal's second page is `?page=1`.
    """
    shown = {
        target: number
        for text, target in links
        if len(target) <= _LONGEST_ADDRESS and (number := shown_number(text)) is not None
    }
    fits: dict[_Fit, dict[int, str]] = {}
    for target, number in shown.items():
        for fit in _fits(target, number):
            fits.setdefault(fit, {})[number] = target
    for fit, targets in sorted(fits.items(), key=lambda each: (-len(each[1]), each[0][1:])):
        here = _number_here(url, fit)
        following = targets.get((here or 0) + _step(targets) if _are_skipped(targets) else (here or 1) + 1)
        if following is not None and is_of_this_list(following, url, here is not None, len(targets)):
            return following
    return None


def _are_skipped(targets: Collection[int]) -> bool:
    """Whether the row shows how many stories each page skips, as SPIP's does: 20, 40, 60."""
    return len(targets) > 1 and _step(targets) >= _SMALLEST_PAGE


def _step(targets: Collection[int]) -> int:
    return gcd(*targets)


def _counted(targets: Iterable[str], url: str) -> str | None:
    """The neighbour with the next higher page number, or number of stories skipped, of the same listing."""
    listing = without_page(url)
    place, here = page_number(url) or 1, offset(url) or 0
    pages, offsets = [], []
    for target in targets:
        number, skipped = page_number(target), offset(target)
        if (number is None and skipped is None) or without_page(target) != listing:
            continue
        if number is not None and number > place:
            pages.append((number, target))
        elif skipped is not None and skipped > here:
            offsets.append((skipped, target))
    found = pages or offsets
    return min(found)[1] if found else None


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
