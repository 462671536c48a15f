"""Which addresses can be a further page of one article: its own, and in it the number of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from broadsheet.discovery.address import split
from broadsheet.discovery.vocabulary import PAGE_KEYS
from broadsheet.urls import canonicalise

_WORDS = "|".join(sorted((re.escape(key) for key in PAGE_KEYS | {"página", "s"}), key=len, reverse=True))
# Parameters of articles' pages alone: of a list they count stories.
_KEYS = PAGE_KEYS | {"start", "limitstart", "pagewanted", "pn", "pageindex", "currentpage"}
_NUMBER = r"0?(\d|[1-9]\d)"  # as a page: articles of a hundred pages are archives
# `/story/2`, `/story/page/2`, `/story/page-2`; and `story-2.html`, `story_2`, `story,2`, `story-p2`.
_SEGMENT = re.compile(rf"(?:(?:{_WORDS})[-_.]?)?{_NUMBER}", re.IGNORECASE)
_WORD = re.compile(rf"(?:{_WORDS})", re.IGNORECASE)
_ENDING = re.compile(rf"(.+?)[-_,.~](?:(?:{_WORDS})[-_.]?)?{_NUMBER}", re.IGNORECASE)
_FILE = re.compile(r"\.[a-z]{2,5}\d?$", re.IGNORECASE)
_FRONT = frozenset({"index", "default"})


class Place(NamedTuple):
    """An address without what tells its pages apart: host, parts of the path, parameters in order."""

    host: str
    path: tuple[str, ...]
    query: tuple[str, ...]


def place_of(url: str) -> Place:
    """The address as that of a whole story: file endings, trailing slash and a leading `www.` left out."""
    parts = split(canonicalise(url))
    return _place(parts.netloc, _segments(parts.path), _pairs(parts.query))


def numbered_places(url: str) -> Iterator[tuple[Place, int]]:
    """The stories of which this address may be a page, with the number of that page.

    >>> [(place.path, number) for place, number in numbered_places("https://a.example/local/bridge-2.html")]
    [(('local', 'bridge'), 2)]
    >>> [number for _, number in numbered_places("https://a.example/local/bridge?page=3")]
    [3]
    """
    parts = split(canonicalise(url))
    pairs, segments = _pairs(parts.query), _segments(parts.path)
    for position, pair in enumerate(pairs):
        key, _, value = pair.partition("=")
        match = re.fullmatch(_NUMBER, value)
        if match and key.lower() in _KEYS:
            yield _place(parts.netloc, segments, (*pairs[:position], *pairs[position + 1 :])), int(match[1])
    for path, number in _numbered_paths(segments):
        yield _place(parts.netloc, path, pairs), number


def _numbered_paths(segments: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    if not segments:
        return
    *folders, last = segments
    name = _FILE.sub("", last)
    if folders and (match := _SEGMENT.fullmatch(name)):
        yield tuple(folders), int(match[1])
        if len(folders) > 1 and name.isdecimal() and _WORD.fullmatch(folders[-1]):
            yield tuple(folders[:-1]), int(match[1])
    elif match := _ENDING.fullmatch(name):
        yield (*folders, match[1]), int(match[2])


def _place(host: str, segments: tuple[str, ...], pairs: tuple[str, ...]) -> Place:
    *folders, last = segments or ("",)
    name = _FILE.sub("", last)
    path = (*folders, name) if name.lower() not in _FRONT else tuple(folders)
    if path:  # `story.html/2` lies below a file
        path = (*path[:-1], _FILE.sub("", path[-1]))
    return Place(host.removeprefix("www."), tuple(part.casefold() for part in path if part), pairs)


def _segments(path: str) -> tuple[str, ...]:
    return tuple(unquote(part) for part in path.split("/") if part)


def _pairs(query: str) -> tuple[str, ...]:
    return tuple(pair for pair in query.split("&") if pair)
