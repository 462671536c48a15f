"""Whether two addresses must be one article's by form alone: spelling, AMP, print, pages, an id, a slug.

Pure and strict: what is only likely (words in common) is no variant, and needs the texts to agree.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from broadsheet.urls import canonicalise

_HOST = re.compile(r"^(?:www|m|mobile|amp|touch|wap|print)\.")
_SEGMENT = re.compile(
    r"^(?:amp|print|printable|printversion|mobile|m|all|full|single|page|index|default)(?:\.\w{2,5})?$",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"^\d{1,2}(?:\.\w{2,5})?$")
_EXTENSION = re.compile(r"(?:\.amp)?\.[a-z]{2,5}$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<!\d)\d{5,}(?!\d)")  # ids; shorter ones are years, pages and counts
_CODE = re.compile(r"[a-z\d]{8,}")  # letters and digits mixed, as ids of content systems are
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"\d+")
_CODE_GROUPS = 3  # of digits
_CODE_END = re.compile(r"\d[a-z]{1,2}\d+[a-z]{0,2}$")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{6}")  # more in a row than words have
_CODE_DIGITS = 2
_DATE = re.compile(r"^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?$")
_VARIANT_PARAMETERS = re.compile(
    r"^(?:amp|print|page|p|pagewanted|view|output|outputtype|mobile|m|single|full|seite)(?:=[a-z0-9]{0,10})?$",
    re.IGNORECASE,
)
_SLUG_WORDS = 3  # so many words, the same in the same order, are one headline


def is_variant(one: str, other: str) -> bool:
    """Whether the two addresses are of one article, whoever says so.

    >>> is_variant("https://www.a.example/county/bridge-shut-7/amp", "http://m.a.example/county/bridge-shut-7")
    True
    >>> is_variant("https://a.example/county/bridge-shut", "https://a.example/county/bridge-open")
    False
    """
    if one == other:
        return True
    parts = _both(one, other)
    return parts is not None and (_is_certain(*parts) or _has_same_slug(*parts))


def is_variant_by_words(one: str, other: str) -> bool:
    """Whether they are variants only by the words of the address, which may recur, as a daily quiz's do.

    >>> is_variant_by_words("https://a.example/2026/the-daily-quiz", "https://a.example/fun/the-daily-quiz")
    True
    >>> is_variant_by_words("https://a.example/the-daily-quiz/amp", "https://a.example/the-daily-quiz")
    False
    """
    parts = _both(one, other)
    return parts is not None and not _is_certain(*parts) and _has_same_slug(*parts)


def names_another_day(one: str, other: str) -> bool:
    """Whether the folders of one address name a day, or a year, that those of the other do not.

    >>> names_another_day("https://a.example/2026/11/12/the-daily-quiz", "https://a.example/the-daily-quiz")
    True
    """
    parts = _both(one, other)
    return parts is not None and _days(_path(parts[0])) != _days(_path(parts[1]))


def _both(one: str, other: str) -> tuple[SplitResult, SplitResult] | None:
    try:
        left, right = urlsplit(canonicalise(one)), urlsplit(canonicalise(other))
    except ValueError:
        return None
    return (left, right) if left.netloc and right.netloc else None


def _is_certain(left: SplitResult, right: SplitResult) -> bool:
    return _is_same_place(left, right) or _has_same_id(left, right)


def is_plainer(one: str, other: str) -> bool:
    """Whether of two forms of one address the first has fewer marks of a form, and so is the main one's.

    >>> is_plainer("https://a.example/county/bridge-shut", "https://a.example/county/bridge-shut?print=1")
    True
    >>> is_plainer("https://a.example/county/bridge-shut", "https://a.example/sport/bridge-shut")
    False
    """
    return _mark_count(one) < _mark_count(other)


def _mark_count(url: str) -> int:
    parts = urlsplit(canonicalise(url))
    segments = [segment for segment in parts.path.split("/") if segment]
    host = _HOST.match(parts.netloc)
    marks = [
        host is not None and host[0] != "www.",
        parts.path.endswith("/"),
        parts.path != parts.path.lower(),
        *(True for pair in parts.query.split("&") if _VARIANT_PARAMETERS.match(pair)),
    ]
    return sum(marks) + len(segments) - len(_path(parts))


def _is_same_place(left: SplitResult, right: SplitResult) -> bool:
    """Host, path and query are equal but for what marks a form of the page."""
    if _HOST.sub("", left.netloc) != _HOST.sub("", right.netloc):
        return False
    return _path(left) == _path(right) and _query(left) == _query(right)


def _path(parts: SplitResult) -> list[str]:
    segments = [segment for segment in parts.path.split("/") if segment]
    kept = _without_page_number([segment for segment in segments[1:] if not _SEGMENT.match(segment)])
    first = [segment for segment in segments[:1] if segment.lower() not in {"amp", "print", "mobile", "m"}]
    return [_EXTENSION.sub("", segment).casefold() for segment in [*first, *kept]]


def _without_page_number(segments: list[str]) -> list[str]:
    """A small number at the end counts pages, unless it follows another: then it is a day's."""
    *rest, last = segments or [""]
    is_page = _PAGE_NUMBER.match(last) and not (rest and rest[-1].isdecimal())
    return rest if is_page else segments


def _query(parts: SplitResult) -> list[str]:
    pairs = [pair for pair in parts.query.split("&") if pair]
    return sorted(pair for pair in pairs if not _VARIANT_PARAMETERS.match(pair))


def _has_same_id(left: SplitResult, right: SplitResult) -> bool:
    """A number in a query may be the desk's: it tells only where nothing beside it tells otherwise."""
    differing = _differing(left, right)
    if any(_numbers(one) and _numbers(other) for one, other in differing):
        return False
    ours, theirs = _path_ids(left), _path_ids(right)
    asked, answered = _numbers(left.query), _numbers(right.query)
    if ours & (theirs | answered) or theirs & asked:
        return True
    return bool(asked) and asked == answered and not differing and not (ours and theirs)


def _differing(left: SplitResult, right: SplitResult) -> list[tuple[str, str]]:
    """The values of those parameters that both queries have and that are not the same in both."""
    ours, theirs = (dict(pair.partition("=")[::2] for pair in _query(parts)) for parts in (left, right))
    return [(ours[name], theirs[name]) for name in ours.keys() & theirs.keys() if ours[name] != theirs[name]]


def _path_ids(parts: SplitResult) -> set[str]:
    last = next((segment for segment in reversed(_path(parts))), "")
    return _numbers(last) | {code for code in _CODE.findall(last) if _is_code(code)}


def _numbers(text: str) -> set[str]:
    return {number for number in _NUMBER.findall(text) if not _DATE.match(number)}


def _is_code(text: str) -> bool:
    """Digits all over it, among few letters at its end or beside what none can say; words have a number.

    >>> [_is_code(text) for text in ("c8y2kz0pqrxo", "uskbn2ab12c", "bstmrqdcxl047m")]
    [True, True, True]
    >>> [_is_code(text) for text in ("covid19vaccine", "g20summit2026")]
    [False, False]
    """
    rest = _YEAR.sub("", text)
    if _CONSONANTS.search(rest) and sum(map(str.isdigit, rest)) >= _CODE_DIGITS:
        return True
    return len(_DIGITS.findall(rest)) >= _CODE_GROUPS or _CODE_END.search(rest) is not None


def _has_same_slug(left: SplitResult, right: SplitResult) -> bool:
    ours, theirs = _path(left), _path(right)
    if not ours or not theirs or ours[-1] != theirs[-1] or len(_WORD.findall(ours[-1])) < _SLUG_WORDS:
        return False
    queries = set(_query(left)), set(_query(right))
    if not (queries[0] <= queries[1] or queries[1] <= queries[0]):
        return False
    # The same words on another day are the next weather report.
    days, others = _days(ours), _days(theirs)
    return days == others or not days or not others


def _days(path: list[str]) -> list[str]:
    return [segment for segment in path[:-1] if not any(map(str.isalpha, segment))]
