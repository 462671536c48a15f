"""Which page of a listing an address asks for, by its number or by how many stories it skips."""

from __future__ import annotations

import re
from functools import lru_cache

from broadsheet.discovery.address import parameters, split
from broadsheet.discovery.vocabulary import CURSOR_KEYS, OFFSET_KEYS, PAGE_KEYS

_PAGE_NUMBER = re.compile(
    r"/(?:page|seite|pagina|p[aá]gina|strana|strona|sida|side|p)[/_-]?(\d{1,4})/?$", re.IGNORECASE
)
_LIST_KEYS = PAGE_KEYS | OFFSET_KEYS | CURSOR_KEYS
_LONGEST_NUMBER = 3  # digits of a page's number; more are an id or a year
_MOST_DIGITS = 12  # of a number of stories; Python refuses to read numbers of thousands of digits


def page_number(url: str) -> int | None:
    """The page of a listing that the address asks for, or None when it names no page."""
    parts = split(url)
    if parts.query:
        for key, value in parameters(parts.query):
            if key.lower() in PAGE_KEYS and value.isdecimal() and len(value) <= _LONGEST_NUMBER:
                return int(value)
    match = _PAGE_NUMBER.search(parts.path)
    return int(match.group(1)) if match else None


def offset(url: str) -> int | None:
    """The number of stories that the address skips, or None when it names none."""
    query = split(url).query
    for key, value in parameters(query):
        if key.lower() in OFFSET_KEYS and value.isdecimal() and len(value) <= _MOST_DIGITS:
            return int(value)
    return None


@lru_cache(maxsize=8192)
def without_page(url: str) -> str:
    """The address with its place in a listing taken out: what all pages of one listing share."""
    parts = split(url)
    pairs = parameters(parts.query)
    kept = [f"{key}={value}" for key, value in pairs if key.lower() not in _LIST_KEYS]
    path = _PAGE_NUMBER.sub("", parts.path).rstrip("/")
    return f"{parts.netloc}{path}?{'&'.join(kept)}"
