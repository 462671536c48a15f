"""Where a listing goes on: links, headers, and addresses that the page names for its own scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml.html import HtmlElement

from broadsheet.discovery.endpoints import named_endpoint
from broadsheet.discovery.page_numbers import page_number, without_page
from broadsheet.discovery.pager_box import pager_of
from broadsheet.discovery.paging_data import counted_up, next_in_data
from broadsheet.discovery.paging_fronts import whole_list
from broadsheet.discovery.paging_numbers import next_by_numbers
from broadsheet.discovery.paging_periods import day_before, is_later, period_before, tells_day
from broadsheet.discovery.paging_words import next_by_words
from broadsheet.discovery.texts import label_of, names_of
from broadsheet.discovery.vocabulary import MORE_BUTTON, MORE_CLASS
from broadsheet.urls import canonicalise, resolve

_LINK_VALUE = re.compile(r"<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)")
_REL_NEXT = re.compile(r";\s*rel\s*=\s*(?:\"[^\"]*\bnext\b[^\"]*\"|next\b)", re.IGNORECASE)
_LOADS_MORE = re.compile(r"data-(?:infinite|autoload|load-more)")  # an attribute of the list itself
_PRESSED = frozenset({"button", "input", "a"})


@dataclass(frozen=True, slots=True)
class Paging:
    """The next page of a listing, and whether the page goes on in a way that only its scripts know.

    `guesses` is then where the next page stands by custom: nothing promises that it is there.
    """

    next_url: str | None = None
    is_script_only: bool = False
    guesses: tuple[str, ...] = ()


def next_in_header(values: Iterable[str], base: str) -> str | None:
    """`Link: <...>; rel="next"` (RFC 8288)."""
    for value in values:
        for match in _LINK_VALUE.finditer(value):
            if _REL_NEXT.search(match[2]):
                target = resolve(base, match[1])
                if target is not None:
                    return canonicalise(target)
    return None


def paging_of(
    root: HtmlElement, base: str, url: str, links: Sequence[tuple[str, str]], data: Iterable[Any] = ()
) -> Paging:
    """How the listing at `url` goes on; `links` are its (text, address); `data` its scripts'."""
    here = canonicalise(url)
    if tells_day(here):
        before = day_before((target for _, target in links), here)
        return Paging(canonicalise(before) if before else None)
    found = _unless_later(_related(root, base) or next_by_numbers(links, here), here)
    pager = None if found else pager_of(root, base, url)
    found = found or _unless_later((pager and pager.next_url) or next_by_words(links, here), here)
    found = found or _unless_later(whole_list(links, here), here)
    found = found or period_before((target for _, target in links), here) or named_endpoint(root, base, url)
    if found is None:
        found = next((t for d in data if (t := next_in_data(d, base, url))), None)
    found = found or _classed(root, base, here)
    if found is not None and canonicalise(found) != here:
        return Paging(canonicalise(found))
    if (pager or pager_of(root, base, url)).is_script_only or _has_button(root):
        return Paging(is_script_only=True, guesses=(_by_custom(root, here),))
    return Paging()


def _unless_later(target: str | None, here: str) -> str | None:
    """A next page, but not the next day of an archive that goes back day by day."""
    return None if target is None or is_later(target, here) else target


def _related(root: HtmlElement, base: str) -> str | None:
    for element in root.iter("link", "a"):
        if "next" in (element.get("rel") or "").lower().split():
            target = resolve(base, element.get("href") or "")
            if target is not None:
                return target
    return None


def _classed(root: HtmlElement, base: str, here: str) -> str | None:
    """A link of the class "next" that leads to the same list with a parameter."""
    for element in root.xpath("//a[contains(@class, 'next') or contains(@class, 'Next')]"):
        if "next" in element.get("class").lower().split():
            target = resolve(base, element.get("href") or "")
            if target and "?" in target and without_page(target) == without_page(here):
                return target
    return None


def _has_button(root: HtmlElement) -> bool:
    """Whether something on the page is there to show more, and leads nowhere that we could ask."""
    for element in root.iter("button", "a", "div", "section", "ul", "span", "input"):
        keys = element.keys()
        if not keys and element.tag not in _PRESSED:
            continue  # nothing is said of it; most elements are such
        names = names_of(element)
        if len(names) > 1 and _says_more(names):
            return True
        if _is_pressed(element) and MORE_BUTTON.search(
            f"{label_of(element, ' ')[:80]} {element.get('value') or ''}"
        ):
            return True
        if any(map(_LOADS_MORE.match, keys)):
            return True
    return False


def _by_custom(root: HtmlElement, url: str) -> str:
    """The page after this one by its number: in WordPress as folders, else as the parameter `page`.

    https://developer.wordpress.org/reference/functions/get_pagenum_link/
    """
    if page_number(url) is not None:
        return counted_up(url) or url
    front, question, query = url.partition("?")
    if not question and root.xpath("boolean(//link[contains(@href, '/wp-content/')])"):
        return canonicalise(f"{front.rstrip('/')}/page/2/")
    return canonicalise(f"{front}?{query}&page=2" if query else f"{front}?page=2")


def _is_pressed(element: HtmlElement) -> bool:
    if element.get("role") == "button":
        return True
    is_link = element.tag == "a" and not (element.get("href") or "#").startswith(("#", "javascript"))
    return element.tag in _PRESSED and not is_link


@lru_cache(maxsize=4096)
def _says_more(names: str) -> bool:
    return MORE_CLASS.search(names) is not None
