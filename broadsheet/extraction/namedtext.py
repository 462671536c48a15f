"""The element that a page's own markup calls the text of its article.

A long story shows by its text where it stands; of one line over a wall or a list of teasers, names tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import cast

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.patterns import hyphenated, names
from broadsheet.extraction.tree import Element, holds

_CALLED = names("""
    (?:article|story|post|entry|news)[_-]{0,2}(?:body|text|content) (?:page|node|single)-(?:body|text)
    field-{1,2}name-body
""")
_PARTS = names("""
    (?:rich-?)?text-(?:component|block|element|part|module|section|item)
    paragraph-(?:component|block|element|part|module|item)
""")  # of a text that a system makes of parts, each in a box
_PROPERTY = "articleBody"
_PLAIN = re.compile(r"[\w-]{1,60}")  # a name in attributes for tests and counters
_WHOLE = frozenset(("html", "body", "main"))  # whose names describe the page
_LONGEST_NAME = 300  # characters of classes that are looked at
_LONG_STORY = 2000  # of text that shows by itself where it stands; called so, it may be the first part alone
_LONGEST_BESIDE = 600  # characters of a box beside the named element that may hold more than it
_INNER_SHARE = 0.2  # of the characters in a named element that one within it holds, else it is a part of it


def named_text(blocks: Sequence[Block]) -> Element | None:
    """The first element around any of the blocks that is called so; None where it is one of several alike.

    Of elements within each other the innermost, where the first text stands in it and no other is beside it.
    """
    known: dict[Element, tuple[Element, ...]] = {}
    return _first_of([(_named_around(block.element, known), block.own_length) for block in blocks])


def container_by_name(structural: Element, named: Element | None, sums: Mapping[Element, int]) -> Element:
    """Of the element that holds most text and the one called the text the one that holds the story."""
    if named is None or named not in sums or holds(named, structural) or sums[named] >= _LONG_STORY:
        return structural
    is_stated = named.get("itemprop") == _PROPERTY  # to machines, which no style is named for
    if is_stated or holds(structural, named) or sums[structural] < _LONGEST_BESIDE:
        return named
    return structural


def _first_of(ways: Sequence[tuple[Sequence[Element], int]]) -> Element | None:
    """`ways`: of each block the elements called so around it, outermost first, and its characters."""
    chosen: Element | None = None
    for depth in count():
        found = list(dict.fromkeys(way[depth] for way, _ in ways if len(way) > depth))
        if depth and not (len(found) == 1 and _is_most(ways, depth)):
            break
        if not found or any(is_alike(each, found[0]) for each in found[1:]):
            return None
        chosen = found[0]
        ways = [(way, length) for way, length in ways if len(way) > depth and way[depth] is chosen]
    return chosen


def _is_most(ways: Sequence[tuple[Sequence[Element], int]], depth: int) -> bool:
    """Whether the one element called so at that depth holds the first block, and enough of the others."""
    held = sum(length for way, length in ways if len(way) > depth)
    return len(ways[0][0]) > depth and held >= _INNER_SHARE * sum(length for _, length in ways)


def is_alike(one: Element, other: Element) -> bool:
    """Whether two elements are set the same: by tag and classes."""
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
        known[each] = named = (*named, each) if is_called_text(each) else named
    return named


def is_called_text(element: Element) -> bool:
    """Whether class, id, property or a name for tests call an element the text of the article."""
    if element.tag in _WHOLE:
        return False
    for name, value in cast("list[tuple[str, str]]", element.items()):
        if name == "class" or name == "id":  # noqa: PLR1714 - of every element: a set takes longer
            is_called = _is_name(value)
        elif name.startswith("data-"):  # for tests and counters
            is_called = _PLAIN.fullmatch(value) is not None and _is_name(value)
        else:
            is_called = value == _PROPERTY and name == "itemprop"
        if is_called:
            return True
    return False


@lru_cache(maxsize=4096)
def is_text_part(called: str) -> bool:
    """Whether classes call an element a part of a text, in which a paragraph stands alone."""
    return _PARTS.search(hyphenated(called[:_LONGEST_NAME])) is not None


@lru_cache(maxsize=4096)  # of a site's templates
def _is_name(called: str) -> bool:
    return _CALLED.search(hyphenated(called[:_LONGEST_NAME])) is not None
