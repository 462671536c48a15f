"""Short sentences set as the paragraphs of a story are: its first and last lines may be no longer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.prose import is_of_unmarked, reading_length
from broadsheet.extraction.sentences import ends_sentence
from broadsheet.extraction.tree import Element, holds

_SHORT = 4  # characters of a line of a script without capitals that may be a name, or a label
_UNENDED = 20  # characters of a sentence of a script in which no mark ends it
_WITH_LINK = 40  # characters of a sentence with a link in it
_LITTLE, _FEWEST_MARKED = 60, 3  # characters of running text; lines that make a list
_NEAR = 6  # lines between a short sentence and the paragraph that it is set like
_LEVELS = 6  # of elements that are compared, from both up to what holds them
_LINES = frozenset(("p", "div", "center", "section", "article"))  # what systems set paragraphs as
_PARTS = frozenset(("li", "td", "th", "dt", "dd", "h2", "h3", "h4", "h5", "h6"))  # of lists, tables; headings
_CAPPED = re.compile("drop-?_?cap|first-?_?letter|initial", re.IGNORECASE)  # in names of classes
_WITHIN = frozenset(("p", "li", "ul", "ol", "blockquote"))  # in which text beside a paragraph may stand


def weigh_sentences(blocks: Sequence[Block], weights: list[int], named: Element | None) -> None:
    """Give short sentences set like running text nearby the weight of their characters.

    Those within the element called the story's text have it, too, where it has no running text.
    """
    lines = [each for each in blocks if each.tag not in _PARTS]
    near = [each for number, each in enumerate(lines) if _is_beside(lines, number, weights)]
    give_weight(near, weights)
    near = list(_beside_lists(blocks, weights))
    if named is not None and not any(weights[each.index] and holds(named, each.element) for each in blocks):
        near += [each for each in blocks if is_line(each) and holds(named, each.element)]
    give_weight(near, weights)
    if named is not None and not _says_much(blocks, weights, named):
        give_weight(_marked(blocks, named), weights)


def _says_much(blocks: Sequence[Block], weights: list[int], named: Element) -> bool:
    """Whether the element called the text has some running text."""
    told = 0
    for each in blocks:
        if weights[each.index] and holds(named, each.element):
            told += weights[each.index]
            if told >= _LITTLE:
                return True
    return False


def _marked(blocks: Sequence[Block], named: Element) -> list[Block]:
    """Its lines where most begin with a sign, or have numbers: results, appointments, notices of deaths."""
    lines = [each for each in blocks if each.link_length * 2 <= len(each.text) and holds(named, each.element)]
    marked = [each for each in lines if not each.text[0].isalnum() or any(map(str.isdigit, each.text))]
    is_list = len(marked) >= _FEWEST_MARKED and 2 * len(marked) > len(lines)
    told = reading_length("".join(each.text for each in marked)) if is_list else 0
    return lines if told >= _LITTLE else []


def give_weight(lines: Iterable[Block], weights: list[int]) -> None:
    """Count lines too short to weigh by themselves as running text: their characters outside links."""
    for each in lines:
        weights[each.index] = each.own_length


def _is_beside(blocks: Sequence[Block], number: int, weights: list[int]) -> bool:
    block = blocks[number]
    if weights[block.index] or not _is_sentence(block):
        return False
    near = blocks[max(0, number - _NEAR) : number + _NEAR + 1]
    return any(weights[each.index] and _is_set_alike(block, each) for each in near)


def _beside_lists(blocks: Sequence[Block], weights: list[int]) -> Iterator[Block]:
    """Sentences right above or below a list, or a quotation, of running text in their own element."""
    for one, other in pairwise(blocks):
        for short, long in ((one, other), (other, one)):
            is_short = short.tag == "p" and not weights[short.index] and weights[long.index] > 0
            if is_short and _is_sentence(short) and _is_within(long, short.element.getparent()):
                yield short


def _is_within(block: Block, around: Element | None) -> bool:
    """Whether a list or a quotation, and no more, is between a line and what holds a sentence."""
    way = list(islice(block.element.iterancestors(), _LEVELS))
    if around not in way[1:]:
        return False
    return {str(each.tag) for each in (block.element, *way[: way.index(around)])} <= _WITHIN


def _is_sentence(block: Block) -> bool:
    """Whether a paragraph ends as sentences do and is no name: those have capitals alone, or few letters."""
    if block.tag not in _LINES or not _is_ended(block.text):
        return False
    if block.link_length and (len(block.text) < _WITH_LINK or block.link_length * 2 > len(block.text)):
        return False
    is_cased = any(map(str.isupper, block.text))
    return any(word[0].islower() for word in block.text.split()) if is_cased else len(block.text) > _SHORT


def is_line(block: Block) -> bool:
    """Whether it is a sentence, or a line of results: "3: Bull Tornado, 7, 11."."""
    is_result = block.tag == "p" and not block.link_length and any(map(str.isdigit, block.text))
    return _is_sentence(block) or (is_result and _is_ended(block.text))


def _is_ended(text: str) -> bool:
    return ends_sentence(text) or (len(text) >= _UNENDED and is_of_unmarked(text))


def _is_set_alike(block: Block, paragraph: Block) -> bool:
    """Whether tags and classes are the same up to the element that holds both, but for a drop cap's."""
    one: Element | None = block.element
    other: Element | None = paragraph.element
    if one is not other and one is not None and other is not None and one.tag == other.tag:
        one, other = (one.getparent(), other.getparent()) if _is_kin(block, paragraph) else (one, other)
    for _ in range(_LEVELS):
        if one is None or other is None or one is other:
            return one is other
        if one.tag != other.tag or one.get("class") != other.get("class"):
            return False
        one, other = one.getparent(), other.getparent()
    return False


def _is_kin(line: Block, paragraph: Block) -> bool:
    """Whether one has the other's classes and more: the first paragraph may have one for its first letter."""
    own = set((line.element.get("class") or "").split())
    others = set((paragraph.element.get("class") or "").split())
    is_plainer = own < others or (others < own and line.index < paragraph.index)
    return is_plainer and (bool(own & others) or all(map(_CAPPED.search, own ^ others)))
