"""Short sentences set as the paragraphs of a story are: its first and last lines may be no longer."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.sentences import ends_sentence
from broadsheet.extraction.tree import Element, holds

_SHORT = 4  # characters of a line of a script without capitals that may be a name, or a label
_NEAR = 6  # blocks between a short sentence and the paragraph that it is set like
_LEVELS = 6  # of elements that are compared, from both up to what holds them


def weigh_sentences(blocks: Sequence[Block], weights: list[int], named: Element | None) -> None:
    """Give short sentences set like running text nearby the weight of their characters.

    Those within the element called the story's text have it, too, where it has no running text.
    """
    near = [each for number, each in enumerate(blocks) if _is_beside(blocks, number, weights)]
    if named is not None and not any(weights[each.index] and holds(named, each.element) for each in blocks):
        near += [each for each in blocks if _is_sentence(each) and holds(named, each.element)]
    for block in near:
        weights[block.index] = block.own_length


def _is_beside(blocks: Sequence[Block], number: int, weights: list[int]) -> bool:
    block = blocks[number]
    if weights[block.index] or not _is_sentence(block):
        return False
    near = blocks[max(0, number - _NEAR) : number + _NEAR + 1]
    return any(weights[each.index] and _is_set_alike(block, each) for each in near)


def _is_sentence(block: Block) -> bool:
    """Whether a paragraph ends as sentences do and is no name: those have capitals alone, or few letters."""
    if block.tag != "p" or block.link_length or not ends_sentence(block.text):
        return False
    is_cased = any(map(str.isupper, block.text))
    return any(word[0].islower() for word in block.text.split()) if is_cased else len(block.text) > _SHORT


def _is_set_alike(block: Block, paragraph: Block) -> bool:
    """Whether tags and classes are the same up to the element that holds both."""
    one: Element | None = block.element
    other: Element | None = paragraph.element
    for _ in range(_LEVELS):
        if one is None or other is None or one is other:
            return one is other
        if one.tag != other.tag or one.get("class") != other.get("class"):
            return False
        one, other = one.getparent(), other.getparent()
    return False
