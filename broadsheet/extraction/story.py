"""Which blocks are the story: the text after the headline, in the part of the page that holds most of it.

Nothing here knows a site or a phrase. Three structural facts do the work: a zone called a sidebar is
one only if most text stands elsewhere; a story begins after its headline and ends before the next
article; it lies in the smallest element that holds nearly all running text, or in one called its text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.fewlines import at_home, before_teasers
from broadsheet.extraction.namedtext import container_by_name, is_alike, named_text
from broadsheet.extraction.neighbours import next_headline, other_articles, teasers
from broadsheet.extraction.prose import is_linked, reading_length, weigh
from broadsheet.extraction.shortlines import weigh_sentences
from broadsheet.extraction.sitelines import weigh_site_lines
from broadsheet.extraction.tree import Element, holds
from broadsheet.extraction.zones_beside import is_within_box, outside_zones

_UNDIVIDED = frozenset(("p", "span", "ul", "ol", "li", "blockquote"))

# Chosen as the numbers of `prose`.
_CONTAINER_SHARE = 0.8  # of the text that a child must hold for the search to go down into it
_AFTER_SHARE = 0.2  # of all text must follow the headline, else it is not the story's headline
_LONGEST_BOX = 600  # characters of teasers
_LINKED_PARAGRAPH = 80  # characters from which a paragraph may be one link


@dataclass(frozen=True, slots=True)
class Story:
    """The story's blocks in order, and the element that holds them."""

    blocks: tuple[Block, ...] = ()
    container: Element | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The text of each block."""
        return [block.text for block in self.blocks]


def find_story(blocks: list[Block], headline: Block | None) -> Story:
    """The story among all blocks of a page; empty when no block reads like running text."""
    weights = list(map(weigh, blocks))
    weigh_site_lines(blocks, weights)
    start = _start(weights, headline)
    kept = outside_zones(blocks[start:], weights, headline)
    named = named_text(kept)
    weigh_sentences(kept, weights, named)
    kept = at_home(before_teasers(blocks[start:], kept, weights, headline), weights, headline)
    sums = _sums(kept, weights)
    container = _container(sums)
    if container is None:
        return Story()
    container = container_by_name(_of_several(container, kept, weights, sums), named, sums)
    within = _between(kept, weights, container)
    within = within[: next_headline(within, weights, headline)]
    others = other_articles(container, sums, headline)
    chosen = [block for block in within if block is not headline and not (others and _is_in(block, others))]
    return Story(tuple(_trimmed(chosen, weights)), container)


def is_box(story: Story) -> bool:
    """Whether little text was found, and in an element that by its name holds no stories.

    Where a page has text of its own, such a box is left; one that has none may have nothing but boxes.
    """
    inner = story.container
    if inner is None or sum(map(reading_length, story.paragraphs)) >= _LONGEST_BOX:
        return False
    return is_within_box(inner)


def _start(weights: list[int], headline: Block | None) -> int:
    if headline is None:
        return 0
    return headline.index if sum(weights[headline.index :]) >= _AFTER_SHARE * sum(weights) else 0


def _sums(blocks: Iterable[Block], weights: list[int]) -> dict[Element, int]:
    """What each element holds; the way up is gone once for all paragraphs of one parent."""
    sums: dict[Element, int] = {}
    of_parent: dict[Element | None, int] = {}
    for block in blocks:
        if weight := weights[block.index]:
            sums[block.element] = sums.get(block.element, 0) + weight
            parent = block.element.getparent()
            of_parent[parent] = of_parent.get(parent, 0) + weight
    for parent, weight in of_parent.items():
        node = parent
        while node is not None:
            sums[node] = sums.get(node, 0) + weight
            node = node.getparent()
    return sums


def _container(sums: dict[Element, int]) -> Element | None:
    node = next((element for element in sums if element.getparent() is None), None)
    while node is not None:
        largest = max((child for child in node if child in sums), key=sums.__getitem__, default=None)
        if largest is None or largest.tag in _UNDIVIDED or sums[largest] < _CONTAINER_SHARE * sums[node]:
            break
        node = largest
    return node


def _of_several(
    container: Element, blocks: list[Block], weights: list[int], sums: dict[Element, int]
) -> Element:
    """What holds a container that is one paragraph in boxes of its own, beside shorter ones made like it."""
    if sum(1 for each in blocks if weights[each.index] and holds(container, each.element)) != 1:
        return container
    box, around = container, container.getparent()
    while around is not None and sums[around] == sums[box]:
        box, around = around, around.getparent()
    beside = around if around is not None else ()
    alike = (each for each in beside if each is not box and each in sums and is_alike(each, box))
    return container if around is None or next(alike, None) is None else around


def _between(blocks: list[Block], weights: list[int], container: Element) -> list[Block]:
    """From the first running text within the container to the last; all between lies within it, too."""
    inside = [n for n, block in enumerate(blocks) if weights[block.index] and holds(container, block.element)]
    return blocks[inside[0] : inside[-1] + 1] if inside else []


def _is_in(block: Block, elements: set[Element]) -> bool:
    return block.element in elements or any(around in elements for around in block.element.iterancestors())


def _trimmed(blocks: list[Block], weights: list[int]) -> list[Block]:
    """From the first block of running text to the last, without link lines and further main headings."""
    blocks = blocks[: teasers(blocks, weights)]
    prose = [number for number, block in enumerate(blocks) if weights[block.index]]
    if not prose:
        return []
    kept = blocks[prose[0] : prose[-1] + 1]
    return [block for block in kept if block.tag != "h1" and not _is_link_line(block)]


def _is_link_line(block: Block) -> bool:
    return is_linked(block) and not (block.tag == "p" and len(block.text) > _LINKED_PARAGRAPH)
