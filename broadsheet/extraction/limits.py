"""What a parser must not be given: trees too large for memory, tags whose attributes take quadratic time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.errors import PageRejected
from broadsheet.outcomes import Reason

MAX_ATTRIBUTES = 2000  # of one tag; libxml2 takes ten seconds for 100,000, pages need a few dozen
MAX_TAGS = 80_000  # of one page; with its text an element takes a kilobyte. Long live blogs have 50,000
_PER_TAG = 2  # attributes, over all tags of a page; each takes as much memory as an element
_MUCH_MARKUP = 600_000  # bytes within tags; fewer cannot hold as many attributes
_SHORTEST_TAG = 3  # bytes: a name in brackets
_LONG_TAG = 4000  # bytes; a shorter tag cannot hold as many attributes
# A tag as the parser sees it: what stands in quotes after an equals sign ends no tag. Possessive, so linear.
_TAG = re.compile(rb"<[A-Za-z][^>\"'=]*+(?:(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])[^>\"'=]*+)*+")
# The beginning of one that is not plainly ended: nearly all have a few attributes, in double quotes, and end.
_UNUSUAL = re.compile(rb"<[A-Za-z][^>\"'=]{0,60}+(?:=\"[^\"]*+\"[^>\"'=]{0,60}+){0,60}+(?!>)")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_SEPARATORS = b" \t\n\r\f\v/"
_SEPARATOR = re.compile(rb"[\s/]+")


def refuse_hostile_markup(markup: bytes, max_tags: int = MAX_TAGS) -> None:
    """PageRejected for markup that would hold up the parser or fill memory; takes linear time itself.

    `markup` is in an encoding in which it is ASCII.
    """
    # The count takes a sixth of the time of all this; most pages are too short for so many.
    tags = markup.count(b"<") if len(markup) > _SHORTEST_TAG * max_tags else 0
    if tags > max_tags:
        raise PageRejected(Reason.TOO_COMPLEX, f"{tags} tags, more than {max_tags}")
    count = max((_attributes(tag) for tag in _unusual_tags(markup) if _may_hold_many(tag)), default=0)
    if count > MAX_ATTRIBUTES:
        raise PageRejected(Reason.TOO_COMPLEX, f"a tag with {count} attributes, more than {MAX_ATTRIBUTES}")
    if len(markup) > _MUCH_MARKUP and _separators(markup) > _PER_TAG * max_tags:
        _refuse_many_attributes(_TAG.findall(markup), _PER_TAG * max_tags)


def _unusual_tags(markup: bytes) -> Iterator[bytes]:
    end = 0
    for begun in _UNUSUAL.finditer(markup):
        if begun.start() >= end and (tag := _TAG.match(markup, begun.start())) is not None:
            end = tag.end()
            yield tag.group()


def _may_hold_many(tag: bytes) -> bool:
    """Whether it may hold more attributes than one tag may, told without a look at what stands in quotes.

    Each has a separator before it, or stands behind the quotes of another.
    """
    if len(tag) <= _LONG_TAG:
        return False
    quotes = tag.count(b'"') + tag.count(b"'")
    return _separators(tag) + quotes // 2 > MAX_ATTRIBUTES


def _refuse_many_attributes(tags: list[bytes], most: int) -> None:
    if sum(map(len, tags)) <= _MUCH_MARKUP or sum(map(_separators, tags)) <= most:
        return  # without a look at what stands in quotes
    if sum(map(_attributes, tags)) > most:
        raise PageRejected(Reason.TOO_COMPLEX, f"more than {most} attributes")


def _separators(markup: bytes) -> int:
    """As many as attributes or more, counted without a list of them, which could fill memory itself."""
    return len(markup) - len(markup.translate(None, _SEPARATORS))


def _attributes(tag: bytes) -> int:
    return sum(1 for _ in _SEPARATOR.finditer(_QUOTED.sub(b" ", tag)))
