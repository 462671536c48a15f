"""Lines whose parts have elements of their own: a name, and the role or the next name right beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import cast

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.byline import is_role
from broadsheet.extraction.byline_labels import without_label
from broadsheet.extraction.personnames import is_name
from broadsheet.extraction.tree import Element, text_of
from broadsheet.text import clean

_Piece = tuple[str, Element | None]
_MOST_PARTS, _MOST_PIECES = 20, 200  # elements, and texts, of a line
_LONGEST = 2000  # characters of it, with the spaces of its source


def with_parts_apart(block: Block) -> str | None:
    """The line with a comma behind each name that styles alone set apart; None where there is none such.

    Beside a name only a role, or another name in an element of the same make, says who wrote.
    """
    return parts_apart(block.element) if _is_all(block) else None


def parts_apart(element: Element) -> str | None:
    """The same of the text of an element, which is a line."""
    line = _line(element)
    if not 0 < len(list(islice(line, _MOST_PARTS + 1))) <= _MOST_PARTS:
        return None
    told, gap, is_apart = "", "", False
    last: _Piece = ("", None)
    for piece in _pieces(line):
        if piece[0].isspace():
            gap = " "
            continue
        joined = _joined(last, gap, piece)
        is_apart = is_apart or joined is not None
        told += gap + piece[0] if joined is None else joined
        last, gap = piece, ""
    return clean(told) if is_apart else None


def _pieces(line: Element) -> Iterator[_Piece]:
    """The texts of a line, each with the element of its own that it stands in, if it does."""
    yield from ((text, None) for text in (line.text,) if text)
    for each in line:
        text = " " if each.tag == "br" else text_of(each)
        yield from ((text, each) for text in (text,) if text)
        yield from ((text, None) for text in (each.tail,) if text)


def _joined(left: _Piece, gap: str, right: _Piece) -> str | None:
    """What a text becomes behind a name, or behind the word before one; None where it stands apart."""
    text, name = right[0], without_label(clean(left[0]))
    is_glued = not gap and left[0][-1:].isalpha() and text[:1].isalpha()
    if is_glued and not name:
        return f" {text}"
    is_beside = is_glued or (right[1] is not None and text.strip()[:1].isalpha() and is_role(text))
    if not is_beside or not is_name(name):
        return None
    return f", {text}" if is_role(text) or _is_alike(left[1], right[1]) else ", "


def _is_all(block: Block) -> bool:
    """Whether the line is all that its element holds, which may be the whole page."""
    pieces = list(islice(cast("Iterator[str]", block.element.itertext()), _MOST_PIECES))
    is_short = sum(map(len, pieces)) <= _LONGEST
    return is_short and _squeezed("".join(pieces)) == _squeezed(block.text)


def _line(element: Element) -> Element:
    """The innermost element that holds all of the line."""
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
    return element


def _is_alike(left: Element | None, right: Element | None) -> bool:
    if left is None or right is None or left.tag != right.tag:
        return False
    return all(left.get(name) == right.get(name) for name in ("class", "rel"))


def _squeezed(text: str) -> str:
    return "".join(clean(text).split())
