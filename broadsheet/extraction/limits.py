"""What a parser must not be given: trees too large for memory, tags whose attributes take quadratic time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from broadsheet.errors import PageRejected
from broadsheet.outcomes import Reason

MAX_ATTRIBUTES = (
    5000  # of one tag; libxml2 takes 24 ms for these, ten seconds for 100,000; pages need a few dozen
)
MAX_TAGS = 80_000  # of one page; with its text an element takes a kilobyte. Long live blogs have 50,000
_PER_TAG = 2  # attributes, over all tags of a page; each takes as much memory as an element
_MUCH_MARKUP = 600_000  # bytes within tags; fewer cannot hold as many attributes
_SHORTEST_TAG = 3  # bytes: a name in brackets
_LONG_TAG = 10_000  # bytes; a shorter tag cannot hold as many attributes
_STRIDE = 8000  # bytes; less than a long tag, so that most parts of a page are no longer than one
_MOST_READ = 8  # times the bytes of a part, for the tags that may begin within it; pages need 1.3
_MOST_OF_PART = _PER_TAG * MAX_TAGS  # attributes of the tags that may begin within a part; pages have 1,400
# `">`, looked for by its second sign: one byte is found ten times faster than two.
_END = re.compile(rb'>(?<=">)')
_BEFORE_VALUE = b"= \t\n\r\f\v"  # what stands right before quotes that hold a value
# An attribute as the parser sees it, with what separates it from the next. A name may begin with an equals
# sign and hold quotes; only right behind an equals sign do they begin a value. Possessive, so linear.
_ATTRIBUTE = re.compile(
    rb"[^ \t\n\r\f/>][^ \t\n\r\f/>=]*+"
    rb"(?:[ \t\n\r\f]*+=[ \t\n\r\f]*+(?:\"[^\"]*+\"?+|'[^']*+'?+|[^ \t\n\r\f>\"'][^ \t\n\r\f>]*+|))?+"
    rb"[ \t\n\r\f/]*+"
)
# What is left of a tag that plainly ends: few attributes, at most 31 between two values.
_PLAIN = (
    rb"[^ \t\n\r\f/<>\"'=]{0,60}+(?:[ \t\n\r\f/][^<>\"'=]{0,60}+(?:(?<![ \t\n\r\f/\"'])="
    rb"(?:\"[^\"]*+\"|'[^']*+'|[^ \t\n\r\f<>\"'][^ \t\n\r\f<>]*+)[^<>\"'=]{0,60}+){0,60}+)?+>"
)
_BEGUN = rb"<[A-Za-z]%b[^ \t\n\r\f/>]*+[ \t\n\r\f/]*+"
_ANY, _UNUSUAL = re.compile(_BEGUN % b""), re.compile(_BEGUN % (b"(?!%b)" % _PLAIN))
_SEPARATORS = b" \t\n\r\f\v/"


def refuse_hostile_markup(markup: bytes, max_tags: int = MAX_TAGS) -> None:
    """PageRejected for markup that would hold up the parser or fill memory; takes linear time itself.

    `markup` is in an encoding in which it is ASCII.
    """
    # The count takes a sixth of the time of all this; most pages are too short for so many.
    tags = markup.count(b"<") if len(markup) > _SHORTEST_TAG * max_tags else 0
    if tags > max_tags:
        raise PageRejected(Reason.TOO_COMPLEX, f"{tags} tags, more than {max_tags}")
    for part in _parts(markup):
        if len(part) > _LONG_TAG and _UNUSUAL.search(part) and _may_hold(part, MAX_ATTRIBUTES):
            _attributes(part, _UNUSUAL)
    if len(markup) > _MUCH_MARKUP and _may_hold(markup, _PER_TAG * max_tags):
        _refuse_many_attributes(markup, _PER_TAG * max_tags)


def _parts(markup: bytes) -> Iterator[bytes]:
    """The page in parts; no tag goes on from one into the next.

    They lie between sure ends. Not each of these is looked for: that takes less time than a look at each tag.
    """
    begin = 0
    while begin < len(markup):
        end = _sure_end(markup, begin)
        yield markup[begin:end]
        begin = end


def _sure_end(markup: bytes, begin: int) -> int:
    """Some way behind `begin`, where no tag is open, the next place where none is, whatever is open before.

    That is so behind `">` unless the double quote opens a value or stands within single quotes. It opens none
    behind a letter, and single quotes are not open where the last of them opened nothing either.
    """
    is_unquoted = True
    for found in _END.finditer(markup, begin + _STRIDE):
        end = found.start() - 1  # the double quote
        if (quote := markup.rfind(b"'", begin, end)) >= 0:
            is_unquoted = quote > 0 and markup[quote - 1] not in _BEFORE_VALUE
        if is_unquoted and markup[end - 1] not in _BEFORE_VALUE:
            return found.end()
        begin = end
    return len(markup)


def _may_hold(markup: bytes, most: int) -> bool:
    """Whether it may hold more than so many attributes, told without a look at what stands in quotes.

    Each has a separator before it, or stands behind the quotes of another. Counted without a list of them,
    which could fill memory itself.
    """
    separators = len(markup) - len(markup.translate(None, _SEPARATORS))
    return separators + (markup.count(b'"') + markup.count(b"'")) // 2 > most


def _attributes(part: bytes, begins: re.Pattern[bytes]) -> int:
    """How many there are in it, wherever its tags begin: what a comment or a script opens, others close.

    PageRejected when a tag has too many. Where two tags go on alike they are read once, so this is linear.
    """
    left: dict[int, int] = {}  # attributes from there to the end of the tag
    unread = _MOST_READ * len(part)
    for begun in begins.finditer(part):
        way, place = [], begun.end()
        while place not in left and (attribute := _ATTRIBUTE.match(part, place)) is not None:
            way.append(place)
            place = attribute.end()
            _refuse_tag(len(way))
        _refuse_tag(left.setdefault(place, 0) + len(way))
        left |= zip(reversed(way), count(left[place] + 1))
        unread -= place - begun.start()
        if unread < 0 or len(left) > _MOST_OF_PART:
            raise PageRejected(Reason.TOO_COMPLEX, "tags within the attributes of tags")
    return sum(map(bool, left.values()))


def _refuse_tag(attributes: int) -> None:
    if attributes > MAX_ATTRIBUTES:
        raise PageRejected(Reason.TOO_COMPLEX, f"a tag with more than {MAX_ATTRIBUTES} attributes")


def _refuse_many_attributes(markup: bytes, most: int) -> None:
    if sum(_attributes(part, _ANY) for part in _parts(markup)) > most:
        raise PageRejected(Reason.TOO_COMPLEX, f"more than {most} attributes")
