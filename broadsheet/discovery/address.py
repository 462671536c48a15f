"""An address taken apart. Pure, and cached: a page's links are asked about many times."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from broadsheet.sources import hostport

_WORD_AND_NUMBER = re.compile(r"([a-z_]+)(\d{1,12})", re.IGNORECASE)
_ENDING = re.compile(r"\.[a-z]{2,5}\d?$", re.IGNORECASE)


class Parts(NamedTuple):
    """A canonical address taken apart."""

    scheme: str
    netloc: str
    path: str
    query: str


@lru_cache(maxsize=8192)
def split(url: str) -> Parts:
    """The parts of a canonical address, which needs none of `urlsplit`'s care and is asked for many times."""
    scheme, _, rest = url.partition("#")[0].partition("://")
    address, _, query = rest.partition("?")
    netloc, slash, path = address.partition("/")
    return Parts(scheme, netloc, slash + path, query)


@lru_cache(maxsize=8192)
def parameters(query: str) -> tuple[tuple[str, str], ...]:
    """The query's names and values; a word with a number alone, `?article123`, is a name with its value."""
    if not query:
        return ()
    if "=" in query and "&" not in query:
        return tuple(parse_qsl(query))
    found = (_WORD_AND_NUMBER.fullmatch(part) for part in query.split("&"))
    bare = tuple((match[1], match[2]) for match in found if match)
    return (*bare, *parse_qsl(query))


def host_of(url: str) -> str:
    """`host:port` of a canonical address."""
    parts = split(url)
    return _host_of(parts.scheme, parts.netloc)


@lru_cache(maxsize=256)
def _host_of(scheme: str, netloc: str) -> str:
    return hostport(f"{scheme}://{netloc}")


def folder_of(url: str) -> str:
    """The path without its last part, which an address lies below: `/news/town` of `/news/town/vote.html`."""
    return split(url).path.rstrip("/").rpartition("/")[0]


@lru_cache(maxsize=8192)
def path_segments(url: str) -> tuple[str, ...]:
    """The parts of the path, decoded and in lower case."""
    path = split(url).path
    return tuple(part for part in (unquote(path) if "%" in path else path).lower().split("/") if part)


def without_ending(segment: str) -> str:
    """A part of a path without `.html` and its like."""
    return _ENDING.sub("", segment)
