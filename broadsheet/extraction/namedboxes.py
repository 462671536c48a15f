"""Boxes amid a story that sites name where classes say nothing: in attributes for tests and for counting.

Where styles are made by programs, classes are letters by chance, and what a part is stands in an attribute
such as `data-testid="newsletter"` or `data-area="related"`. Walls are named "paywall" wherever they are, and
so is the paid text of some sites; a wall is short and leads to an offer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
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
    held = _held(blocks, container, _is_beside)
    total = sum(map(weigh, blocks)) if held else 0
    small = (each for each in held if sum(weigh(blocks[number]) for number in each) <= _LARGEST * total)
    return {blocks[number].index for each in small for number in each}


def named_walls(blocks: Sequence[Block]) -> set[int]:
    """The numbers of the blocks in elements that are named walls, and are not the text for those who paid."""
    held = _held(blocks, None, _is_wall)
    total = sum(map(weigh, blocks)) if held else 0
    short = (each for each in held if sum(len(blocks[number].text) for number in each) <= _LONGEST_WALL)
    return {number for each in short if sum(weigh(blocks[n]) for n in each) < total for number in each}


def _held(
    blocks: Sequence[Block], container: Element | None, is_meant: Callable[[Element], bool]
) -> list[list[int]]:
    """The numbers of the blocks in each box that is meant; each box is asked once."""
    is_meant = cache(is_meant)
    held: dict[Element, list[int]] = {}
    meant: dict[Element | None, list[Element]] = {}
    for number, block in enumerate(blocks):
        parent = block.element.getparent()
        if parent not in meant:
            meant[parent] = [each for each in _around(block, container) if is_meant(each)]
        for box in meant[parent]:
            held.setdefault(box, []).append(number)
    return list(held.values())


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
    return any(map(_names_wall, called)) and next(box.iter(*_OFFERS), None) is not None


@lru_cache(maxsize=4096)  # of a site's templates
def _names_wall(called: str) -> bool:
    return bool(called) and _WALL.search(hyphenated(called)) is not None


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
