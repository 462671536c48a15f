"""The element that a page's own markup calls the text of its article.

A long story shows by its text where it stands; of one line over a wall or a list of teasers, names tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.patterns import hyphenated, names
from broadsheet.extraction.tree import Element, holds

_CALLED = names("""
    (?:article|story|post|entry|news)[_-]{0,2}(?:body|text|content) (?:page|node|single)-(?:body|text)
    field-name-body
""")
_PROPERTY = "articleBody"
_WHOLE = frozenset(("html", "body", "main"))  # whose names describe the page
_LONGEST_NAME = 300  # characters of classes that are looked at
_LONG_STORY = 2000  # of text that shows by itself where it stands; called so, it may be the first part alone
_LONGEST_BESIDE = 600  # characters of a box beside the named element that may hold more than it


def named_text(blocks: Sequence[Block]) -> Element | None:
    """The first element around any of the blocks that is called so; None where it is one of several alike.

    Of elements within each other the innermost, where the first text stands in it and no other is beside it.
    """
    known: dict[Element, tuple[Element, ...]] = {}
    return _first_of([_named_around(block.element, known) for block in blocks])


def container_by_name(structural: Element, named: Element | None, sums: Mapping[Element, int]) -> Element:
    """Of the element that holds most text and the one called the text the one that holds the story."""
    if named is None or named not in sums or holds(named, structural) or sums[named] >= _LONG_STORY:
        return structural
    is_beside = not holds(structural, named)
    return structural if is_beside and sums[structural] >= _LONGEST_BESIDE else named


def _first_of(ways: Sequence[Sequence[Element]], depth: int = 0) -> Element | None:
    """`ways`: of each block the elements called so around it, outermost first."""
    found = list(dict.fromkeys(way[depth] for way in ways if len(way) > depth))
    if not found or any(_is_alike(each, found[0]) for each in found[1:]):
        return None
    within = [way for way in ways if len(way) > depth and way[depth] is found[0]]
    inner = {way[depth + 1] for way in within if len(way) > depth + 1}
    is_inner = len(inner) == 1 and len(within[0]) > depth + 1
    return _first_of(within, depth + 1) if is_inner else found[0]


def _is_alike(one: Element, other: Element) -> bool:
    return one.tag == other.tag and one.get("class") == other.get("class")


def _named_around(element: Element, known: dict[Element, tuple[Element, ...]]) -> tuple[Element, ...]:
    """Those called so, outermost first; the way up is gone once for all blocks of one parent."""
    way: list[Element] = []
    node: Element | None = element
    while node is not None and node not in known:
        way.append(node)
        node = node.getparent()
    named = known[node] if node is not None else ()
    for each in reversed(way):
        known[each] = named = (*named, each) if _is_named(each) else named
    return named


def _is_named(element: Element) -> bool:
    if element.tag in _WHOLE:
        return False
    called = element.get("class"), element.get("id")
    return element.get("itemprop") == _PROPERTY or any(_is_name(each) for each in called if each)


@lru_cache(maxsize=4096)  # of a site's templates
def _is_name(called: str) -> bool:
    return _CALLED.search(hyphenated(called[:_LONGEST_NAME])) is not None
