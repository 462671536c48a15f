"""The parts of a story that are for those who pay, as its structured data state them.

Sites tell search engines by a selector which elements hold that text: `.subscription-hide`, `#rest`. The
classes are often named for the subscription, as those of prompts are, and yet mean the story itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.jsonld import Node
from broadsheet.extraction.tree import Element
from broadsheet.extraction.zonenames import Zone

_SIMPLE = re.compile(r"(?P<tag>[a-z]\w*)?(?P<names>(?:[.#][\w-]+)+)", re.IGNORECASE)
_NAME = re.compile(r"[.#][\w-]+")
_ASKING = ("form", "button", "input")  # of prompts, which some sites state in place of the text

_Zones = tuple[tuple[Zone, Element], ...]


@dataclass(frozen=True, slots=True)
class _Selector:
    tag: str | None
    names: frozenset[str]

    def selects(self, element: Element) -> bool:
        classes = {f".{name}" for name in (element.get("class") or "").split()}
        return self.tag in (None, element.tag) and self.names <= classes | {f"#{element.get('id')}"}


def with_paid_parts(blocks: list[Block], nodes: Iterable[Node]) -> list[Block]:
    """The blocks, those of stated parts without the zone that the parts' names stand for."""
    selectors = [selector for node in nodes for selector in _selectors(node)]
    if not selectors:
        return blocks

    @cache
    def is_paid(element: Element) -> bool:
        is_selected = any(each.selects(element) for each in selectors)
        return is_selected and next(element.iter(*_ASKING), None) is None

    @cache  # shared by all blocks between two changes
    def unpaid(zones: _Zones) -> _Zones:
        return tuple(each for each in zones if not is_paid(each[1]))

    return [_without(block, unpaid(block.zones)) for block in blocks]


def _without(block: Block, zones: _Zones) -> Block:
    if len(zones) == len(block.zones):
        return block
    return replace(block, zones=zones, zone_kinds=tuple(dict.fromkeys(zone for zone, _ in zones)))


def _selectors(node: Node) -> Iterator[_Selector]:
    """Those that name an element by class or id; others are left, for they lead through the page."""
    for part in node.objects("hasPart"):
        stated = part.get("cssSelector")
        for listed in stated if isinstance(stated, list) else [stated]:
            for text in listed.split(",") if isinstance(listed, str) else ():
                if match := _SIMPLE.fullmatch(text.strip()):
                    yield _Selector(match["tag"], frozenset(_NAME.findall(match["names"])))
