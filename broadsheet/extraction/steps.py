"""Main headings that are no title but the last step of the way down from the front page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from broadsheet.extraction.headings import Heading, key_of
from broadsheet.extraction.parted import headline_in_part
from broadsheet.extraction.tree import Element
from broadsheet.extraction.values import Candidate

_FRONT = re.compile(r"(?:(?:https?:)?//[^/?#]+)?/?$")
_MOST_HEADINGS = 3  # that are looked at; a page has one such row
_MOST_LEVELS = 3  # from the heading up to the row of its steps
_MOST_ELEMENTS = 60  # of a row, with the signs and pictures between its steps
_FEWEST_LINKS = 2  # front page and section; a logo or a section alone stands above many a headline
_UNREAD = frozenset(("script", "style", "svg", "template", "noscript"))


def without_steps(headings: list[Heading], stated: Sequence[Candidate]) -> list[Heading]:
    """The headings without last steps, where one of the others shows a stated title.

    Where none does, such as on a page on which the row is all there is, all stay.
    """
    first = [each for each in headings[:_MOST_HEADINGS] if each.block.tag == "h1"]
    steps = [each for each in first if _is_last_step(each.block.element)]
    rest = [each for each in headings if each not in steps]
    return rest if steps and _is_shown(stated, rest) else headings


def _is_shown(stated: Sequence[Candidate], headings: Sequence[Heading]) -> bool:
    keys = {key_of(each.value) for each in stated}
    is_whole = any(each.key in keys for each in headings)
    return is_whole or headline_in_part(stated, headings, ()) is not None


def _is_last_step(heading: Element) -> bool:
    around = islice(heading.iterancestors(), _MOST_LEVELS)
    row = next((each for each in around if next(each.iter("a"), None) is not None), None)
    links = _links_before(heading, row) if row is not None else []
    return len(links) >= _FEWEST_LINKS and _FRONT.match((links[0].get("href") or "-").strip()) is not None


def _links_before(heading: Element, row: Element) -> list[Element]:
    """The links of a row that ends with the heading; none where it holds more than links and signs."""
    elements = list(islice(row.iter(), _MOST_ELEMENTS + 1))
    links: list[Element] = []
    inside: set[Element] = set()  # what is read is the rest
    for each in elements:
        is_inside = each.getparent() in inside
        is_link = each.tag == "a" and not is_inside
        if is_inside or is_link or each is heading or each.tag in _UNREAD:
            inside.add(each)
        if is_link:
            if heading in inside:
                return []
            links.append(each)
        tail = each.tail if each is not row and not is_inside else None
        if _says(tail) or (each not in inside and _says(each.text)):
            return []
    return links if len(elements) <= _MOST_ELEMENTS else []


def _says(text: str | None) -> bool:
    return any(map(str.isalnum, text or ""))
