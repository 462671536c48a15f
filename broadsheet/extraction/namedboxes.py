"""Boxes amid a story that sites name where classes say nothing: in attributes for tests and for counting.

Where styles are made by programs, classes are letters by chance, and what a part is stands in an attribute
such as `data-testid="newsletter"` or `data-area="related"`. Walls are named "paywall" wherever they are, and
so is the paid text of some sites; a wall is short and leads to an offer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.patterns import hyphenated, names
from broadsheet.extraction.prose import weigh
from broadsheet.extraction.tree import Element
from broadsheet.extraction.zonenames import Zone, named_zone

_BOXES = frozenset(("div", "section", "aside", "ul", "ol", "header", "footer"))
_LEVELS = 6  # from a line up to the box around it
_MOST_ATTRIBUTES, _LONGEST_NAME = 12, 40  # of an element; characters of a name, and no sentence
_BESIDE = frozenset((Zone.ASIDE, Zone.PAYWALL, Zone.NAVIGATION, Zone.BYLINE))
_LARGEST = 0.35  # of the story's text that a box beside it may hold
_WALL = names("(?:pay|reg|registration|login|subscriber?|subscription|metering)-?wall paygate bezahlschranke")
_LONGEST_WALL = 500  # characters of one
_OFFERS = ("a", "button", "form", "input")


def named_boxes(blocks: Sequence[Block], container: Element | None) -> set[int]:
    """The blocks of boxes so named, but for walls."""
    held: dict[Element, list[Block]] = {}
    for block in blocks:
        for box in _around(block, container):
            held.setdefault(box, []).append(block)
    total = sum(map(weigh, blocks))
    beside = (box for box in held if _is_beside(box))
    small = (held[box] for box in beside if sum(map(weigh, held[box])) <= _LARGEST * total)
    return {block.index for box in small for block in box}


def named_walls(blocks: Sequence[Block]) -> set[int]:
    """The numbers of the blocks in elements that are named walls, and are not the text for those who paid."""
    held: dict[Element, list[int]] = {}
    for number, block in enumerate(blocks):
        for box in _around(block, None):
            held.setdefault(box, []).append(number)
    total = sum(map(weigh, blocks))
    walls = [numbers for box, numbers in held.items() if _is_wall(box)]
    short = (each for each in walls if sum(len(blocks[number].text) for number in each) <= _LONGEST_WALL)
    return {number for each in short if sum(weigh(blocks[n]) for n in each) < total for number in each}


def _around(block: Block, container: Element | None) -> list[Element]:
    """The boxes around a block, up to the story's own element."""
    around: list[Element] = []
    for each in islice(block.element.iterancestors(), _LEVELS):
        if each is container or each.tag not in _BOXES:
            break
        around.append(each)
    return around


def _is_beside(box: Element) -> bool:
    return any(named_zone(name, "") in _BESIDE for name in _names(box))


def _is_wall(box: Element) -> bool:
    called = (box.get("class") or "", box.get("id") or "", *_names(box))
    is_named = any(_WALL.search(hyphenated(each)) for each in called if each)
    return is_named and next(box.iter(*_OFFERS), None) is not None


def _names(box: Element) -> list[str]:
    """The values of its data attributes that are names."""
    if len(box.attrib) < 2 and "class" in box.attrib:  # noqa: PLR2004 - as most have
        return []
    found = islice(box.items(), _MOST_ATTRIBUTES)
    return [
        str(value)
        for name, value in found
        if str(name).startswith("data-") and 0 < len(value) <= _LONGEST_NAME and " " not in str(value)
    ]
