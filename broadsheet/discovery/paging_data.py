"""Where a listing goes on, as JSON says it: an address, a cursor, or that there is more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from broadsheet.discovery.page_numbers import page_number
from broadsheet.discovery.vocabulary import CURSOR_KEYS, OFFSET_KEYS, PAGE_KEYS
from broadsheet.urls import canonicalise, resolve

# Without what parts the words of a name: `next-url`, `next_url` and `nextUrl` are one.
# fmt: off
_NEXT_KEYS = frozenset({
    "next", "nexturl", "nextpage", "nextpageurl", "nexthref", "nextlink", "nextpath", "older", "olderurl",
})
_MORE_KEYS = frozenset({"more", "moreurl", "loadmore", "loadmoreurl", "endpoint", "paginationurl"})
_CURSOR_NAMES = frozenset({
    "nextcursor", "cursor", "endcursor", "continuation", "nexttoken", "pagetoken", "nextpagetoken",
})
_MORE_FLAGS = frozenset({"hasmore", "hasnext", "hasnextpage", "more"})
_TOTALS = frozenset({"total", "totalcount", "totalitems", "totalresults", "totalhits", "numfound", "count"})
_PER_PAGE = frozenset({"perpage", "pagesize", "itemsperpage", "limit"})
_PAGE_TOTALS = frozenset({"totalpages", "pagecount", "lastpage", "numpages", "maxpage", "pages"})
# fmt: on
_SEPARATORS = str.maketrans("", "", "-_ ")
_ENDS = frozenset({"", "null", "none", "false", "#", "undefined"})
_DEEPEST = 6
# Where a path ends with the page's number: `/17/2.htm`, `/list_17_2.html`; `-2026` is a year.
_COUNTED = re.compile(r"(.*?(?:/|[_-](?=\d{1,3}(?!\d))))(\d{1,4})(/|\.[a-z]{3,5})?$")


def next_in_data(data: Any, base: str, url: str) -> str | None:
    """The address of the next page as JSON names it: whole, as a cursor, or as the number after this one."""
    for keys in (_NEXT_KEYS, _MORE_KEYS):
        named = _find(data, keys, str)
        target = named_address(named, base) if named is not None else None
        if target is not None and target != canonicalise(url):
            return target
    cursor = _find(data, _CURSOR_NAMES, str)
    if cursor is not None and cursor.lower() not in _ENDS:
        return _with_parameter(url, CURSOR_KEYS, cursor)
    if any(_find(data, {flag}, bool) for flag in _MORE_FLAGS):
        return counted_up(url)
    return None


def next_by_total(data: Any, url: str, count: int) -> str | None:
    """The address after `url`, whose answer held `count` stories, where it says that there are more."""
    query = {key.lower(): value for key, value in parse_qsl(urlsplit(url).query)}
    skipped = next((int(query[key]) for key in OFFSET_KEYS & query.keys() if query[key].isdecimal()), None)
    stories, pages = _find(data, _TOTALS, int) or 0, _find(data, _PAGE_TOTALS, int) or 0
    if not count or _says_end(data):
        return None
    if skipped is not None:
        return skipping(url, skipped + count) if skipped + count < stories else None
    page = page_number(url) or 1
    per_page = _find(data, _PER_PAGE, int) or 0
    pages = pages or (-(-stories // per_page) if per_page else 0)
    return counted_up(url) if page < pages else None


def _says_end(data: Any) -> bool:
    """Whether the answer has a place for the next address, and nothing stands there."""
    fields = data.items() if isinstance(data, dict) else ()
    return any(str(key).lower().translate(_SEPARATORS) in _NEXT_KEYS and not value for key, value in fields)


def skipping(url: str, number: int) -> str:
    """The same address with that many stories left out, where it says how many are."""
    parts = urlsplit(url)
    pairs = [
        (key, str(number) if key.lower() in OFFSET_KEYS else value) for key, value in parse_qsl(parts.query)
    ]
    return canonicalise(urlunsplit(parts._replace(query=urlencode(pairs))))


def named_address(value: str, base: str) -> str | None:
    """The canonical address that a text names; None when it is a number, a flag or a template."""
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
            if isinstance(value, kind) and value and str(key).lower().translate(_SEPARATORS) in names:
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


def counted_up(url: str) -> str | None:
    """The same address with the page number after this one, where it has one."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for place, (key, value) in enumerate(pairs):
        if key.lower() in PAGE_KEYS and value.isdecimal():
            pairs[place] = (key, str(int(value) + 1))
            return canonicalise(urlunsplit(parts._replace(query=urlencode(pairs))))
    match = _COUNTED.search(parts.path)
    if match and not any(key.lower() in OFFSET_KEYS for key, _ in pairs):
        path = f"{match[1]}{int(match[2]) + 1}{match[3] or ''}"
        return canonicalise(urlunsplit(parts._replace(path=path)))
    return None
