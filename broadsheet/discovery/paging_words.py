"""The next page as words tell it: a link called "next" or "older stories", and where it leads."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl

from broadsheet.discovery.address import split
from broadsheet.discovery.page_numbers import page_number, without_page
from broadsheet.discovery.same_list import is_of_this_list, last_number
from broadsheet.discovery.vocabulary import CURSOR_KEYS, MORE_BUTTON, NEXT_LABEL, OFFSET_KEYS, PAGE_KEYS

_LONGEST_LABEL = 60  # characters of a link that says "older stories"
_DIGITS_OF_A_MOMENT = 8
_MOST_DIGITS = 12  # of a number in an address; Python refuses to read thousands of them


def next_by_words(links: Iterable[tuple[str, str]], url: str) -> str | None:
    """A link called "next" or "more" that leads to a page of this list, or on by one parameter."""
    numbered = [link for link in links if "?" in link[1] or last_number(link[1]) is not None]
    named = [target for text, target in numbered if _is_named(text)]
    before = last_number(url)
    for target in named:
        if _asks_for_next(target, url):
            return target
        after = last_number(target) if "?" not in target else None
        follows = after in ({before + 1} if before is not None else {1, 2})
        if follows and is_of_this_list(target, url, False, 1):
            return target
    # Teasers have links called "more", too, and their addresses differ in a number each.
    steps = {target: key for target in named if (key := _counted_key(target, url))}
    lone = (target for target, key in steps.items() if list(steps.values()).count(key) == 1)
    return next(lone, None) or _with_cursor(numbered, url)


def _with_cursor(links: Iterable[tuple[str, str]], url: str) -> str | None:
    """A link called "older stories" to the same list, of which a cursor differs, be it a token."""
    listing = without_page(url)
    same = (link for link in links if link[1] != url and without_page(link[1]) == listing)
    called = (target for text, target in same if len(text) <= _LONGEST_LABEL and MORE_BUTTON.search(text))
    return next((target for target in called if "?" in target), None)


@lru_cache(maxsize=4096)  # the menu's words are those of every page
def _is_named(text: str) -> bool:
    is_short = 0 < len(text) <= _LONGEST_LABEL
    return is_short and bool(NEXT_LABEL.match(text) or MORE_BUTTON.search(text))


def _asks_for_next(target: str, url: str) -> bool:
    """Whether the address of a list that lies below this one asks for the page after it."""
    own, other = split(url), split(target)
    is_below = own.netloc == other.netloc and other.path.startswith(own.path.rstrip("/") + "/")
    return is_below and bool(other.query) and page_number(target) == (page_number(url) or 1) + 1


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
