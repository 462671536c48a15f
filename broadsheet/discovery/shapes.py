"""What the address of an article looks like, and what the address of anything else does. Pure, and cached."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from broadsheet.discovery.address import parameters, path_segments, split, without_ending
from broadsheet.discovery.page_numbers import page_number
from broadsheet.discovery.vocabulary import (
    ARCHIVE_WORDS,
    INDEX_WORDS,
    OFFSET_KEYS,
    PAGE_KEYS,
    PROMOTED_WORDS,
    SERVICE_WORDS,
    SIGN_UP_WORDS,
    VARIANT_KEYS,
    VARIANT_SEGMENTS,
)

_FILE_ENDINGS = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|css|js|json|xml|rss|rdf|atom|pdf|zip|gz|mp[34]|m4a|webm|docx?|xlsx?"
    r"|pptx?|epub|ics|apk|m3u8?)$",
    re.IGNORECASE,
)
_DATE = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]?(?:0?[1-9]|[12]\d|3[01]))?(?:/|-|$)")
_DAY = re.compile(
    r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/(?:0?[1-9]|[12]\d|3[01]))?/?$"
)  # a month's or day's archive
_DIGIT = re.compile(r"[0-9]")
_FOUR_DIGITS = re.compile(r"\d{4}")  # of an id: _MIN_ID_DIGITS
_BETWEEN_WORDS = re.compile(r"[-_+ ]")
_PROMOTED = re.compile(
    r"(?:^|-)(?:publicit|publirr?e|sponsor|advertor|patrocin|brand(?:ed)?-?(?:content|lab|studio|voice)|(?:contenido|conteudo|contenu|contenuto)-(?:de-|di-)?(?:marca|marque|brand)|partenaire|werbe|komer[cč]n)"
)
_VARIANT_ENDING = re.compile(r"[.-](?:amp|print)(?=\.|$)")
_MIN_SLUG_WORDS = 3
_MIN_ID_DIGITS = 4
_MIN_ARCHIVED_DIGITS = 3
_MOMENT = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?")  # 2026, 202611, 20261122
_SHORTEST_VARIANT = 2  # parts of /story/amp, the empty one before the first slash counted
_PLACE_KEYS = PAGE_KEYS | OFFSET_KEYS
_MIN_SCRIPT_LETTERS = 8  # of an address in another script than Latin: a slug of some words


def is_file(url: str) -> bool:
    """Whether the address names an image, a script, a feed: no page to read."""
    return bool(_FILE_ENDINGS.search(split(url).path))


def is_index(url: str, own: frozenset[str] = frozenset()) -> bool:
    """Whether the address names a tag, author, topic or search page; `own` words are the section's path."""
    words = path_segments(url)[-2:]
    if words and words[0] in ARCHIVE_WORDS and _is_numbered_story(words[-1]):
        return False
    return any(word in INDEX_WORDS and word not in own for word in words) or is_day(url)


def _is_numbered_story(last: str) -> bool:
    """Whether the number after `/archives/` is a story's, as WordPress's "numeric" permalinks have it.

    https://wordpress.org/documentation/article/customize-permalinks/ Years and months are archives'.
    """
    return last.isdecimal() and len(last) >= _MIN_ARCHIVED_DIGITS and not _MOMENT.fullmatch(last)


def is_day(url: str) -> bool:
    """Whether the address is the archive of a day or a month."""
    return bool(_DAY.search(split(url).path))


def is_service(url: str) -> bool:
    """Whether the address names a page about the site and not a story: contact, login, video hub."""
    segments = path_segments(url)
    return bool(segments) and without_ending(segments[-1]) in SERVICE_WORDS


def is_promoted(url: str, own: frozenset[str] = frozenset()) -> bool:
    """Whether a folder of the address says that what lies in it was paid for."""
    folders = [word for word in path_segments(url)[:-1] if word not in own]
    return any(word in PROMOTED_WORDS or _PROMOTED.search(word) for word in folders)


def is_folder(url: str) -> bool:
    """Whether it may be the address of a section of several words: one part, no number, a slash after it."""
    path = split(url).path
    return path.endswith("/") and path.count("/") == len("//") and not _DIGIT.search(path)


def is_named_after(url: str, section_url: str) -> bool:
    """Whether a part of the address is the end of the section's own: `/rss/politics.xml`, `/politics/`."""
    own = path_segments(section_url)
    return bool(own) and own[-1] in {without_ending(part) for part in path_segments(url)}


def is_sign_up(url: str) -> bool:
    """Whether the words of the last segment speak of subscribing."""
    segments = path_segments(url)
    return bool(segments) and bool(SIGN_UP_WORDS.intersection(re.split(r"[-_.]", segments[-1])))


@lru_cache(maxsize=8192)
def looks_like_article(url: str) -> bool:
    """Whether the address alone speaks for a story: a date, a long slug, an id."""
    if is_index(url) or is_file(url) or page_number(url) is not None:
        return False
    segments = path_segments(url)
    if not segments:
        return _has_id(url)
    last = without_ending(segments[-1])
    return bool(
        _DATE.search(split(url).path)
        or len([word for word in _BETWEEN_WORDS.split(last) if word]) >= _MIN_SLUG_WORDS
        or _FOUR_DIGITS.search(last)
        or (not last.isascii() and sum(letter > "\u024f" for letter in last) >= _MIN_SCRIPT_LETTERS)
        or _has_id(url)
    )


def has_telling_end(url: str) -> bool:
    """Whether the last part of the address is a slug or holds an id; four digits alone may be a year."""
    last = split(url).path.rstrip("/").rpartition("/")[2]
    is_id = last.isdecimal() and len(last) > _MIN_ID_DIGITS
    return is_id or _segment_form(last).partition(".")[0] in {"slug", "id"}


def is_specific(url: str) -> bool:
    """Whether the address carries a date or a number, which pages about the site seldom do."""
    return bool(_FOUR_DIGITS.search(split(url).path)) or _has_id(url)


@lru_cache(maxsize=8192)
def shape(url: str) -> str:
    """The form of an address: `/news/slug-of-a-story-123` and its neighbours share one."""
    parts = split(url)
    path = "/".join(_segment_form(segment) for segment in parts.path.split("/"))
    return f"{path}?{_query_form(parts.query)}"


@lru_cache(maxsize=8192)
def family(url: str) -> str:
    """Host, folders by name (numbers as #) and the form of the last segment: finer than `shape`.

    Where a story's slug is followed by a word, as in `/town/123/slug-of-a-story/story`, the form is both.
    """
    parts = split(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    count = _folder_count(segments)
    folders = "/".join("#" if segment.isdecimal() else segment for segment in segments[:count])
    last = "/".join(map(_segment_form, segments[count:-1]))
    last += ("/" + segments[-1] if last else _segment_form(segments[-1])) if segments else ""
    return f"{parts.netloc}/{folders}/{last}?{_query_form(parts.query)}"


def _folder_count(segments: Sequence[str]) -> int:
    """How many parts of a path are folders: not the slug before a last part that is but a word."""
    is_word = len(segments) > 1 and _segment_form(segments[-1]).partition(".")[0] == "word"
    return len(segments) - (2 if is_word and _segment_form(segments[-2]) == "slug" else 1)


@lru_cache(maxsize=8192)
def variant_of(url: str) -> str | None:
    """The address of which this looks like the AMP, print, comment or shared form; None when like none."""
    parts = split(url)
    kept = [pair for pair in parts.query.split("&") if pair.partition("=")[0].lower() not in VARIANT_KEYS]
    segments = parts.path.rstrip("/").split("/")
    ending = segments[-1].lower()
    path = parts.path
    if len(segments) > _SHORTEST_VARIANT and (
        ending in VARIANT_SEGMENTS or segments[1].lower() in VARIANT_SEGMENTS
    ):
        path = "/".join(segments[:-1] if ending in VARIANT_SEGMENTS else [segments[0], *segments[2:]])
    path = _VARIANT_ENDING.sub("", path)
    if path == parts.path and len(kept) == len(parts.query.split("&")):
        return None
    query = "&".join(pair for pair in kept if pair)
    return f"{parts.scheme}://{parts.netloc}{path}{'?' + query if query else ''}"


def _query_form(query: str) -> str:
    pairs = (f"{key}={'' if _DIGIT.search(value) else value}" for key, value in parameters(query))
    return "&".join(sorted(pairs))


@lru_cache(maxsize=8192)  # most folders are the same, and both forms of an address ask for its last part
def _segment_form(segment: str) -> str:
    if not segment:
        return ""
    if segment.isdecimal():
        return "#"
    word = without_ending(segment)
    if _FOUR_DIGITS.search(word):
        form = "id"
    else:
        form = "slug" if word.count("-") + word.count("_") >= _MIN_SLUG_WORDS - 1 else "word"
    return form + segment[len(word) :]


def _has_id(url: str) -> bool:
    """`story.php?id=123`: a query with a number of its own that is no page number."""
    return any(
        value.isdecimal() and (key.lower() not in _PLACE_KEYS or len(value) >= _MIN_ID_DIGITS)
        for key, value in parameters(split(url).query)
    )
