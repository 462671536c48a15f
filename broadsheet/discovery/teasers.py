"""What a teaser shows beside its link: nothing, its hour, a heading, a badge that says it was paid for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from broadsheet.discovery.texts import HEADINGS, letter_count, pieces_of, text_of
from broadsheet.discovery.vocabulary import PAID_CLASS, PAID_LABEL, PAID_NOTICE

_LONGEST_BADGE = 40
_MOST_LINES = 40  # of one teaser that are looked at for a badge
_MOST_BADGES = 20  # of one teaser; a list taken for one has as many as it has adverts
_RANK = 2  # letters and digits beside a link that show nothing of its story: its place in a ranking
_PARTS = re.compile(r"[·•|]")
_CLOCK = re.compile(r"\b[012]?\d[:.][0-5]\d\b(?!\.?\d)")  # nor does its hour


class _Content(NamedTuple):
    """Letters and digits of an element's text without clock times, how many those are, its short lines."""

    letters: int
    times: int
    lines: tuple[str, ...]


class Teasers:
    """Looks at each element of one page once."""

    def __init__(self) -> None:
        self._texts: dict[HtmlElement, str] = {}
        self._contents: dict[HtmlElement, _Content] = {}
        self._badges: dict[HtmlElement, tuple[str, ...]] = {}
        self._targets: dict[HtmlElement, tuple[frozenset[str], ...]] = {}

    def text(self, element: HtmlElement) -> str:
        """The words of a link."""
        if element not in self._texts:
            self._texts[element] = text_of(element)
        return self._texts[element]

    def is_plain(self, item: HtmlElement, element: HtmlElement) -> bool:
        """Whether the teaser shows nothing but the link, its rank, or its hour."""
        return item is element or self._content(item).letters <= self._content(element).letters + _RANK

    def is_timed(self, item: HtmlElement, element: HtmlElement) -> bool:
        """Whether the teaser shows its hour beside the link."""
        return item is not element and self._content(item).times > self._content(element).times

    def is_paid(self, item: HtmlElement, element: HtmlElement) -> bool:
        """Whether the link says so to machines, or a short line of the teaser to readers."""
        if "sponsored" in (element.get("rel") or ""):
            return True
        if item is not element and PAID_CLASS.search(item.get("class") or ""):
            return True
        badges = self._badges_of(item)
        return any(badge != self.text(element) for badge in badges) and self._is_badge_of(item, element)

    def lines(self, item: HtmlElement) -> frozenset[str]:
        """The short lines of a teaser, in lower case."""
        return frozenset(line.casefold() for line in self._content(item).lines)

    def _content(self, element: HtmlElement) -> _Content:
        if element not in self._contents:
            self._contents[element] = _content_of(element)
        return self._contents[element]

    def _is_badge_of(self, item: HtmlElement, element: HtmlElement) -> bool:
        """Whether a badge is this link's: not where all that say so stand in boxes of other links."""
        if item not in self._targets:
            self._targets[item] = _targets_of(item)
        targets = self._targets[item]
        return not targets or any((element.get("href") or "") in each for each in targets)

    def _badges_of(self, item: HtmlElement) -> tuple[str, ...]:
        """The short lines of a teaser that say that it was paid for."""
        if item not in self._badges:
            self._badges[item] = tuple(line for line in self._content(item).lines if _says_paid(line))
        return self._badges[item]


def _targets_of(item: HtmlElement) -> tuple[frozenset[str], ...]:
    """For each badge of a teaser where the links lead that stand with it in the smallest box."""
    marked = (each for each in item.iter() if isinstance(each.tag, str) and _says_paid_itself(each))
    boxes = (_linked_box(each, item) for each in islice(marked, _MOST_BADGES))
    return tuple(
        frozenset(link.get("href") or "" for link in box.iter("a")) for box in boxes if box is not None
    )


def _content_of(element: HtmlElement) -> _Content:
    pieces = pieces_of(element)
    text, times = _CLOCK.subn("", " ".join(pieces))
    short = (line.strip() for line in pieces[:_MOST_LINES] if len(line) <= _LONGEST_BADGE)
    return _Content(letter_count(text), times, tuple(filter(None, short)))


def _says_paid_itself(element: HtmlElement) -> bool:
    text = (element.text or "").strip()
    return bool(text) and len(text) <= _LONGEST_BADGE and _says_paid(text)


def _linked_box(badge: HtmlElement, item: HtmlElement) -> HtmlElement | None:
    """The smallest element around a badge that holds a link, within the teaser."""
    for box in (badge, *badge.iterancestors()):
        if next(box.iter("a"), None) is not None:
            return box
        if box is item:
            break
    return None


@lru_cache(maxsize=4096)  # most short lines are those of other teasers, too
def _says_paid(line: str) -> bool:
    """Whether one of the parts of a line says so: "Business · Sponsored"."""
    parts = (part.strip() for part in _PARTS.split(line))
    return any(PAID_LABEL.match(part) or PAID_NOTICE.match(part) for part in parts)


def heading_of(element: HtmlElement, chain: Sequence[HtmlElement], item: HtmlElement) -> HtmlElement | None:
    """The heading that says a link's story: around the link, within its teaser, or within the link."""
    for ancestor in chain:
        if ancestor.tag in HEADINGS:
            return ancestor
        if ancestor is item:
            break
    return next(element.iter(*HEADINGS), None)
