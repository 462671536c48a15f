"""Blocks within the story's element that stand in boxes of their own: captions, prompts, polls, author notes.

A story is set in one way: nearly all of its paragraphs share depth and classes below the element that
holds them. What is set in another way, deeper, and holds little of the text, is a box put between them.
Quotations, lists and tables are set in their own way and belong to the story, as the questions of an
interview do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter

from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.namedboxes import named_boxes
from broadsheet.extraction.namedtext import is_text_part
from broadsheet.extraction.prose import weigh
from broadsheet.extraction.sentences import is_question
from broadsheet.extraction.tree import Element
from broadsheet.extraction.walls import walls_among

# Chosen on the development pages of three publishers in four, and better on those of the fourth, too.
_RARE_SETTING, _RARE_DEPTH = 0.1, 0.35  # of the running text that is set like it, or as deep
_PARAGRAPHS, _RARE_LINES = 0.6, 0.25  # of the text in p elements; of it elsewhere, where those are the rule
_RULE, _RARE_NOTE = 0.5, 0.2  # of the text, set in one way; of it in divs of one kind between paragraphs
# Of the text, in paragraphs of the story's own element; of it in a titled box.
_DIRECT, _LARGEST_BOX = 0.6, 0.35
_FEWEST_QUESTIONS = 2
_OF_CHOICES = ("li", "div", "p")
_DEEPEST = 16  # elements of a setting; templates need ten, and a page may be nested two thousand deep
_OWN_WAYS = frozenset(("blockquote", "ul", "ol", "dl", "table", "tr", "pre", "q"))

_Setting = tuple[tuple[str, str], ...]


def without_boxes(blocks: Sequence[Block], container: Element | None) -> list[Block]:
    """The blocks but those of boxes. The first is the story's in any case: leads are set apart, too."""
    known: dict[Element, _Setting] = {}
    settings = [_setting(block.element, container, known) for block in blocks]
    ways, asked = _ways(blocks, settings), _of_questions(blocks, settings)
    apart = _titled(blocks, settings, container) | named_boxes(blocks, container)

    def is_story(block: Block, setting: _Setting) -> bool:
        if block.index in apart or _is_choice(block):
            return False
        return not ways.is_box(setting) or setting in asked or _stays(block, setting)

    pairs = zip(blocks, settings, strict=True)
    return [block for block, setting in pairs if block is blocks[0] or is_story(block, setting)]


def _titled(blocks: Sequence[Block], settings: Sequence[_Setting], container: Element | None) -> set[int]:
    """The blocks of boxes with a title and text below it, between paragraphs of the story's own element."""
    total = sum(map(weigh, blocks))
    direct = sum(weigh(each) for each in blocks if each.tag == "p" and each.element.getparent() is container)
    if direct < _DIRECT * total:
        return set()
    boxes: defaultdict[Element, list[tuple[Block, _Setting]]] = defaultdict(list)
    for block, setting in zip(blocks, settings, strict=True):
        if len(setting) > 1:
            boxes[_ancestor(block.element, len(setting) - 1)].append((block, setting))
    found = (each for each in boxes.values() if _is_titled(each, _LARGEST_BOX * total))
    return {block.index for each in found for block, _ in each}


def _is_titled(box: Sequence[tuple[Block, _Setting]], most: float) -> bool:
    has_text = any(weigh(block) and not _is_own_way(setting) for block, setting in box)
    return has_text and not weigh(box[0][0]) and sum(weigh(block) for block, _ in box) <= most


def _ancestor(element: Element, levels: int) -> Element:
    return next(islice(element.iterancestors(), levels - 1, None), element)


def _is_choice(block: Block) -> bool:
    """Whether a line is an answer of a poll: it holds what readers tick."""
    if block.tag not in _OF_CHOICES or not len(block.element):
        return False
    return next(block.element.iter("input"), None) is not None


def _of_questions(blocks: Sequence[Block], settings: Sequence[_Setting]) -> set[_Setting]:
    """The ways in which nothing but questions is set: an interview has several."""
    questions = [is_question(block.text) for block in blocks]
    if sum(questions) < _FEWEST_QUESTIONS:
        return set()
    asks: defaultdict[_Setting, list[bool]] = defaultdict(list)
    for setting, asked in zip(settings, questions, strict=True):
        asks[setting].append(asked)
    return {setting for setting, each in asks.items() if len(each) >= _FEWEST_QUESTIONS and all(each)}


@dataclass(slots=True)
class _Ways:
    """How much of the running text is set in each way, and how deep."""

    by_setting: Counter[_Setting]
    by_depth: Counter[int]
    total: int
    is_of_paragraphs: bool
    rare_note: float  # text of a div in the story's own element up to which it is a note; negative for none

    def is_box(self, setting: _Setting) -> bool:
        if not self.total:  # a story of short lines
            return False
        share, depth = self.by_setting[setting], self.by_depth[len(setting)]
        if len(setting) < 2:  # noqa: PLR2004 - in the story's own element
            return len(setting) == 1 and setting[0][0] == "div" and share <= self.rare_note
        is_rare = share <= _RARE_SETTING * self.total and depth <= _RARE_DEPTH * self.total
        is_line = self.is_of_paragraphs and setting[0][0] == "div"
        return is_rare or (is_line and share <= _RARE_LINES * self.total)


def _ways(blocks: Sequence[Block], settings: Sequence[_Setting]) -> _Ways:
    by_setting: Counter[_Setting] = Counter()
    by_depth: Counter[int] = Counter()
    in_paragraphs = sum([weigh(block) for block in blocks if block.tag == "p"])
    # In runs, for settings take long to hash.
    for setting, run in groupby(zip(blocks, settings, strict=True), key=itemgetter(1)):
        weight = sum([weigh(block) for block, _ in run])
        by_setting[setting] += weight
        by_depth[len(setting)] += 0 if _is_own_way(setting) else weight
    total = by_setting.total()
    is_rule = max(by_setting.values(), default=0) >= _RULE * total
    rare_note = _RARE_NOTE * total if is_rule else -1.0
    return _Ways(by_setting, by_depth, total, in_paragraphs >= _PARAGRAPHS * total, rare_note)


def _stays(block: Block, setting: _Setting) -> bool:
    """What is set in a way of its own; and walls, which tell what stands behind them, and go with it."""
    is_apart = block.tag in HEADINGS or _is_own_way(setting)
    is_apart = is_apart or (
        block.tag == "p" and any(names and is_text_part(names) for _, names in setting[1:])
    )
    return is_apart or bool(walls_among([block.text]))


def _is_own_way(setting: _Setting) -> bool:
    return any(tag in _OWN_WAYS for tag, _ in setting)


def _setting(element: Element, container: Element | None, known: dict[Element, _Setting]) -> _Setting:
    """Tag and classes of each element from a block's up to the container, of a few of them."""
    around: list[Element] = []
    node: Element | None = element
    while node is not None and node is not container and node not in known:
        around.append(node)
        node = node.getparent()
    setting = known.get(node, ()) if node is not None else ()
    for each in reversed(around):
        setting = known[each] = ((str(each.tag), each.get("class") or ""), *setting[: _DEEPEST - 1])
    return setting
