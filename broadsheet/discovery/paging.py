"""Where a listing goes on: links, headers, and addresses that the page names for its own scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml.html import HtmlElement

from broadsheet.discovery import shapes
from broadsheet.discovery.pagers import next_by_numbers, next_by_words
from broadsheet.discovery.vocabulary import CURSOR_KEYS, MORE_BUTTON, MORE_CLASS, OFFSET_KEYS, PAGE_KEYS
from broadsheet.urls import canonicalise, resolve

_LINK_VALUE = re.compile(r"<([^>]*)>((?:\s*;\s*[\w!#$&+.^`|~-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)")
_REL_NEXT = re.compile(r";\s*rel\s*=\s*(?:\"[^\"]*\bnext\b[^\"]*\"|next\b)", re.IGNORECASE)
# Attributes in which pages name the address their button fetches.
_ENDPOINT_NAME = re.compile(
    r"^data-(?:.*-)?(?:next|more|endpoint|load|ajax|api|url|href|src|source|path|feed|infinite|cursor)"
    r"(?:-.*)?$",
    re.IGNORECASE,
)
_NEXT_KEYS = frozenset(
    [
        "next",
        "nexturl",
        "next_url",
        "nextpage",
        "next_page",
        "nextpageurl",
        "next_page_url",
        "nexthref",
        "next_href",
        "nextlink",
        "next_link",
        "more",
        "moreurl",
        "more_url",
        "loadmore",
        "loadmoreurl",
        "load_more_url",
        "endpoint",
        "paginationurl",
        "older",
        "olderurl",
    ]
)
_CURSOR_NAMES = frozenset(
    [
        "nextcursor",
        "next_cursor",
        "cursor",
        "endcursor",
        "end_cursor",
        "continuation",
        "nexttoken",
        "next_token",
        "pagetoken",
        "nextpagetoken",
    ]
)
_MORE_FLAGS = frozenset(
    {"hasmore", "has_more", "hasnext", "has_next", "hasnextpage", "has_next_page", "more"}
)
_ENDS = frozenset({"", "null", "none", "false", "#", "undefined"})
_LOADS_MORE = re.compile(r"data-(?:infinite|autoload|load-more)")  # an attribute of the list itself
_PRESSED = frozenset({"button", "input", "a"})
_DEEPEST = 6
_LONGEST_LABEL = 60  # characters of a link that says "older stories"


@dataclass(frozen=True, slots=True)
class Paging:
    """The next page of a listing, and whether the page goes on in a way that only its scripts know."""

    next_url: str | None = None
    is_script_only: bool = False


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
    found = found or next_by_words(links, here)
    if found is None:
        found = _named_endpoint(root, base, url) or next(
            (t for d in data if (t := next_in_data(d, base, url))), None
        )
    if found is None:
        found = _worded(root, base, url)
    if found is not None and canonicalise(found) != canonicalise(url):
        return Paging(canonicalise(found))
    return Paging(is_script_only=_has_button(root))


def next_in_data(data: Any, base: str, url: str) -> str | None:
    """The address of the next page as JSON names it: whole, as a cursor, or as the number after this one."""
    named = _find(data, _NEXT_KEYS, str)
    if named is not None:
        target = _address(named, base)
        if target is not None and target != canonicalise(url):
            return target
    cursor = _find(data, _CURSOR_NAMES, str)
    if cursor is not None and cursor.lower() not in _ENDS:
        return _with_parameter(url, CURSOR_KEYS, cursor)
    if any(_find(data, {flag}, bool) for flag in _MORE_FLAGS):
        return _counted_up(url)
    return None


def _related(root: HtmlElement, base: str) -> str | None:
    for element in root.iter("link", "a"):
        if "next" in (element.get("rel") or "").lower().split():
            target = resolve(base, element.get("href") or "")
            if target is not None:
                return target
    return None


def _numbered(url: str, targets: Iterable[str]) -> str | None:
    """The neighbour with the next higher page number, or number of stories skipped, of the same listing."""
    listing = shapes.without_page(canonicalise(url))
    place, here = shapes.page_number(url) or 1, shapes.offset(url) or 0
    pages, offsets = [], []
    for target in targets:
        number, skipped = shapes.page_number(target), shapes.offset(target)
        if (number is None and skipped is None) or shapes.without_page(target) != listing:
            continue
        if number is not None and number > place:
            pages.append((number, target))
        elif skipped is not None and skipped > here:
            offsets.append((skipped, target))
    found = pages or offsets
    return min(found)[1] if found else None


def _named_endpoint(root: HtmlElement, base: str, url: str) -> str | None:
    """An attribute of a button or list that holds the address of more."""
    for element in root.xpath("//*[@*[starts-with(name(), 'data-')]]"):
        for name, value in element.items():
            if not _ENDPOINT_NAME.match(name) or not _speaks_of_more(element, name):
                continue
            target = _address(value, base)
            if target is not None and target != canonicalise(url):
                return target
    return None


def _speaks_of_more(element: HtmlElement, name: str) -> bool:
    words = f"{element.get('class') or ''} {element.get('id') or ''}"
    if re.search(r"next|more|endpoint|infinite|cursor|load|ajax", name, re.IGNORECASE) or MORE_CLASS.search(
        words
    ):
        return element.tag not in {"img", "picture", "source", "iframe", "video", "script"}
    return element.tag in {"button", "a"} and bool(MORE_BUTTON.search(" ".join(element.itertext())[:80]))


def _worded(root: HtmlElement, base: str, url: str) -> str | None:
    """A link called "older stories" that leads to the same listing with a parameter."""
    listing = shapes.without_page(canonicalise(url))
    name = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    for element in root.iter("a"):
        href = element.get("href") or ""
        if name not in href and not href.startswith(("?", ".")):
            continue  # most links, told without taking the address apart
        target = resolve(base, href)
        if target is None or shapes.without_page(target) != listing:
            continue
        text = "".join(element.itertext())
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
            f"{' '.join(element.itertext())[:80]} {element.get('value') or ''}"
        ):
            return True
        if any(map(_LOADS_MORE.match, keys)):
            return True
    return False


def _is_pressed(element: HtmlElement) -> bool:
    if element.get("role") == "button":
        return True
    is_link = element.tag == "a" and not (element.get("href") or "#").startswith(("#", "javascript"))
    return element.tag in _PRESSED and not is_link


@lru_cache(maxsize=4096)
def _says_more(names: str) -> bool:
    return MORE_CLASS.search(names) is not None


def _address(value: str, base: str) -> str | None:
    """The text as an address; None when it is a number, a flag or a template."""
    text = value.strip()
    if text.lower() in _ENDS or "{" in text or " " in text or not re.search(r"[/?=]", text):
        return None
    target = resolve(base, text)
    return canonicalise(target) if target is not None else None


def _find(data: Any, names: Iterable[str], kind: type, depth: int = 0) -> Any:
    """The first value of that type under one of the names, nearest to the root first."""
    if depth > _DEEPEST:
        return None
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, kind) and value and str(key).lower() in names:
                return value
        inner: Iterator[Any] = iter(data.values())
    else:
        inner = iter(())
    for value in inner:
        found = _find(value, names, kind, depth + 1)
        if found is not None:
            return found
    return None


def _with_parameter(url: str, names: frozenset[str], value: str) -> str | None:
    """The same address with its cursor moved on; one that never had a cursor gets one."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    name = next((key for key, _ in pairs if key.lower() in names), "cursor")
    kept = [(key, text) for key, text in pairs if key != name]
    return canonicalise(urlunsplit(parts._replace(query=urlencode([*kept, (name, value)]))))


def _counted_up(url: str) -> str | None:
    """The same address with the page number after this one, where it has one."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for place, (key, value) in enumerate(pairs):
        if key.lower() in PAGE_KEYS and value.isdecimal():
            pairs[place] = (key, str(int(value) + 1))
            return canonicalise(urlunsplit(parts._replace(query=urlencode(pairs))))
    match = re.search(r"(.*?/)(\d{1,4})(/|\.json)?$", parts.path)
    if match and not any(key.lower() in OFFSET_KEYS for key, _ in pairs):
        path = f"{match[1]}{int(match[2]) + 1}{match[3] or ''}"
        return canonicalise(urlunsplit(parts._replace(path=path)))
    return None
