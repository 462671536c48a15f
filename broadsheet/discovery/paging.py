"""Where a listing goes on: links, headers, and addresses that the page names for its own scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from broadsheet.discovery.endpoints import named_endpoint
from broadsheet.discovery.page_numbers import offset, page_number, without_page
from broadsheet.discovery.pager_box import pager_of
from broadsheet.discovery.pagers import next_by_numbers, next_by_words
from broadsheet.discovery.paging_data import counted_up, next_in_data
from broadsheet.discovery.texts import label_of
from broadsheet.discovery.vocabulary import MORE_BUTTON, MORE_CLASS
from broadsheet.urls import canonicalise, resolve

_LINK_VALUE = re.compile(r"<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)")
_REL_NEXT = re.compile(r";\s*rel\s*=\s*(?:\"[^\"]*\bnext\b[^\"]*\"|next\b)", re.IGNORECASE)
_LOADS_MORE = re.compile(r"data-(?:infinite|autoload|load-more)")  # an attribute of the list itself
_PRESSED = frozenset({"button", "input", "a"})
_LONGEST_LABEL = 60  # characters of a link that says "older stories"


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
    targets, here = [target for _, target in links], canonicalise(url)
    found = _related(root, base) or next_by_numbers(links, here) or _numbered(url, targets)
    pager = pager_of(root, base, url)
    found = found or pager.next_url or next_by_words(links, here) or named_endpoint(root, base, url)
    if found is None:
        found = next((t for d in data if (t := next_in_data(d, base, url))), None)
    if found is None:
        found = _worded(root, base, url)
    if found is not None and canonicalise(found) != here:
        return Paging(canonicalise(found))
    if pager.is_script_only or _has_button(root):
        return Paging(is_script_only=True, guesses=(_by_custom(root, here),))
    return Paging()


def _related(root: HtmlElement, base: str) -> str | None:
    for element in root.iter("link", "a"):
        if "next" in (element.get("rel") or "").lower().split():
            target = resolve(base, element.get("href") or "")
            if target is not None:
                return target
    return None


def _numbered(url: str, targets: Iterable[str]) -> str | None:
    """The neighbour with the next higher page number, or number of stories skipped, of the same listing."""
    listing = without_page(canonicalise(url))
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


def _worded(root: HtmlElement, base: str, url: str) -> str | None:
    """A link called "older stories" that leads to the same listing with a parameter."""
    listing = without_page(canonicalise(url))
    name = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    for element in root.iter("a"):
        href = element.get("href") or ""
        if name not in href and not href.startswith(("?", ".")):
            continue  # most links, told without taking the address apart
        target = resolve(base, href)
        if target is None or without_page(target) != listing:
            continue
        text = label_of(element)
        is_named = len(text) <= _LONGEST_LABEL and MORE_BUTTON.search(text)
        if is_named or "next" in (element.get("class") or "").lower().split():
            return target
    return None


def _has_button(root: HtmlElement) -> bool:
    """Whether something on the page is there to show more, and leads nowhere that we could ask."""
    for element in root.iter("button", "a", "div", "section", "ul", "span", "input"):
        keys = element.keys()
        if not keys and element.tag not in _PRESSED:
            continue  # nothing is said of it; most elements are such
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
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
