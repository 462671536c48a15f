"""Lines whose parts have elements of their own: a name, and the role or the next name right beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import cast

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.byline import is_role, without_label
from broadsheet.extraction.personnames import is_name
from broadsheet.extraction.tree import Element, text_of
from broadsheet.text import clean

_MOST_PARTS, _MOST_PIECES, _LONGEST = (
    20,
    200,
    2000,
)  # elements; texts and characters of a line, with its spaces


def with_parts_apart(block: Block) -> str | None:
    """The line with a comma behind each name that styles alone set apart; None where there is none such.

    Beside a name only a role, or another name in an element of the same make, says who wrote.
    """
    line = _line(block.element)
    parts = list(islice(line, _MOST_PARTS + 1))
    if not 1 < len(parts) <= _MOST_PARTS or not _is_all(block):
        return None
    told = [line.text or "", text_of(parts[0])]
    is_apart = False
    for left, right in pairwise(parts):
        text, between = text_of(right), left.tail or ""
        if not between.strip() and _is_name_beside(left, between, text):
            is_apart = True
            between, text = ", ", text if is_role(text) or _is_alike(left, right) else ""
        told += [between, text]
    return clean("".join([*told, parts[-1].tail or ""])) if is_apart else None


def _is_all(block: Block) -> bool:
    """Whether the line is all that its element holds, which may be the whole page."""
    pieces = list(islice(cast(Iterator[str], block.element.itertext()), _MOST_PIECES))
    is_short = sum(map(len, pieces)) <= _LONGEST
    return is_short and _squeezed("".join(pieces)) == _squeezed(block.text)


def _line(element: Element) -> Element:
    """The innermost element that holds all of the line."""
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
    return element


def _is_name_beside(left: Element, between: str, text: str) -> bool:
    name = text_of(left)
    if not is_name(without_label(clean(name))):
        return False
    is_glued = not between and name[-1:].isalpha() and text[:1].isalpha()
    return is_glued or (text.strip()[:1].isalpha() and is_role(text))


def _is_alike(left: Element, right: Element) -> bool:
    return all(left.get(name) == right.get(name) for name in ("class", "rel")) and left.tag == right.tag


def _squeezed(text: str) -> str:
    return "".join(clean(text).split())
