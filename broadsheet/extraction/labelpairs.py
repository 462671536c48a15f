"""A kicker and a section set side by side over a headline, in elements that nothing names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from broadsheet.extraction.byline import is_role
from broadsheet.extraction.byline_labels import has_label
from broadsheet.extraction.datetext import find_dates
from broadsheet.extraction.dating import words_of
from broadsheet.extraction.page import Page
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.values import Candidate, shown
from broadsheet.text import clean

_TAGS = ("span", "a", "b", "strong", "em", "i", "small", "div")
_MOST_PARTS, _LONGEST, _FEWEST = 60, 60, 2  # elements that are looked at; characters of a label


def pair_above(page: Page) -> tuple[Candidate, Candidate] | None:
    """The kicker and the section of the line right above the headline, which often shows no space between.

    The section is the linked one, else the second. Two links are steps of a way, none of them a kicker.
    """
    headline = page.headline_block
    line = page.blocks[headline.index - 1] if headline is not None and headline.index else None
    if line is None or line.zones or len(line.text) > 2 * _LONGEST:
        return None
    first, second = next(_sides(line.element, _unspaced(line.text)), (None, None))
    if first is None or second is None or _is_linked(first) is _is_linked(second) is True:
        return None
    told = clean(f"{text_of(first)} {text_of(second)}")
    if has_label(told) or is_role(told) or find_dates(told, words_of(page)):
        return None
    kicker, section = (second, first) if _is_linked(first) else (first, second)
    return shown(clean(text_of(kicker)), kicker), shown(clean(text_of(section)), section)


def _sides(element: Element, told: str) -> Iterator[tuple[Element, Element]]:
    """Two elements next to each other that hold all of a line and nothing else."""
    for part in islice(element.iter(*_TAGS), _MOST_PARTS):
        other = part.getnext()
        if other is None or other.tag not in _TAGS or (part.tail or "").strip(" \t\r\n|/·•—–-"):
            continue
        words = clean(text_of(part)), clean(text_of(other))
        if all(_FEWEST <= len(each) <= _LONGEST for each in words) and _unspaced("".join(words)) == told:
            yield part, other


def _is_linked(part: Element) -> bool:
    return next(part.iter("a"), None) is not None


def _unspaced(text: str) -> str:
    return "".join(each for each in text if not each.isspace() and each not in "|/·•—–-")
