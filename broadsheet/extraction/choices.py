"""What stands beside pictures and buttons amid a story: captions that pictures say, questions of polls."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.sentences import is_question
from broadsheet.extraction.tree import Element, text_of
from broadsheet.fingerprint import fold

_LONGEST_CAPTION, _SHORTEST_ALT = 300, 8  # characters
_MOST_BEHIND = 60  # characters of a credit behind the words of the picture
_MOST_PICTURES = 3  # of the element above a caption
_FEWEST_CHOICES, _MOST_ELEMENTS, _LEVELS = 2, 30, 2  # buttons of a poll; elements of it; from a line up to it
_LONGEST_POLL = 300  # characters of one, with its answers
_BUTTONS = ("button", "input")


def captions_and_polls(blocks: Iterable[Block]) -> set[int]:
    """The lines, by index, that repeat the text of the picture right above them, or ask beside buttons."""
    polls: dict[Element | None, bool] = {}  # asked once for all lines of a box
    return {
        block.index
        for block in blocks
        if (is_question(block.text) and _is_in_poll(block, polls)) or _is_told_by_picture(block)
    }


def _is_in_poll(block: Block, polls: dict[Element | None, bool]) -> bool:
    box = block.element.getparent()
    if box not in polls:
        polls[box] = _is_poll(box)
    return polls[box]


def _is_told_by_picture(block: Block) -> bool:
    if len(block.text) > _LONGEST_CAPTION or block.tag in HEADINGS:
        return False
    above = block.element.getprevious()
    if above is None or (above.text and not above.text.isspace()):
        return False
    pictures = list(islice(above.iter("img"), _MOST_PICTURES))
    return bool(pictures) and not text_of(above).strip() and any(_says(each, block.text) for each in pictures)


def _says(picture: Element, text: str) -> bool:
    """Whether the text for those who do not see the picture is the line, but for a credit behind it."""
    alt, line = fold(picture.get("alt") or ""), fold(text)
    return len(alt) >= _SHORTEST_ALT and line.startswith(alt) and len(line) <= len(alt) + _MOST_BEHIND


def _is_poll(box: Element | None) -> bool:
    """Whether readers are to choose in a small box, or in a small one around it."""
    for _ in range(_LEVELS):
        if box is None or len(list(islice(box.iter(), _MOST_ELEMENTS))) == _MOST_ELEMENTS:
            return False
        if len(list(islice(box.iter(*_BUTTONS), _FEWEST_CHOICES))) == _FEWEST_CHOICES:
            return len(text_of(box)) <= _LONGEST_POLL
        box = box.getparent()
    return False
