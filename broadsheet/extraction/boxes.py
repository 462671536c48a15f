"""Blocks within the story's element that stand in boxes of their own: captions, prompts, polls, author notes.

A story is set in one way: nearly all of its paragraphs share depth and classes below the element that
holds them. What is set in another way, deeper, and holds little of the text, is a box put between them.
Quotations, lists and tables are set in their own way and belong to the story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.story import HEADINGS, weigh
from broadsheet.extraction.tree import Element

# Chosen on the development pages of three publishers in four; see docs/decisions.md for those left out.
_RARE_SETTING, _RARE_DEPTH = 0.1, 0.35  # of the running text that is set like it, or as deep
_OWN_WAYS = frozenset(("blockquote", "ul", "ol", "dl", "table", "pre", "q"))

_Setting = tuple[tuple[str, str], ...]


def without_boxes(blocks: Sequence[Block], container: Element | None) -> list[Block]:
    """The blocks but those of boxes, and headings that titled nothing else."""
    settings = [_setting(block, container) for block in blocks]
    by_setting: Counter[_Setting] = Counter()
    by_depth: Counter[int] = Counter()
    for block, setting in zip(blocks, settings, strict=True):
        weight = weigh(block)
        by_setting[setting] += weight
        by_depth[len(setting)] += weight
    total = by_setting.total()
    dropped = {
        block.index
        for block, setting in zip(blocks, settings, strict=True)
        if len(setting) > 1
        and by_setting[setting] <= _RARE_SETTING * total
        and by_depth[len(setting)] <= _RARE_DEPTH * total
        and not _stands_apart(block, setting)
    }
    return [block for block in blocks if block.index not in dropped]


def _stands_apart(block: Block, setting: _Setting) -> bool:
    return block.tag in HEADINGS or any(tag in _OWN_WAYS for tag, _ in setting)


def _setting(block: Block, container: Element | None) -> _Setting:
    """Tag and classes of each element from the block up to the container."""
    steps: list[tuple[str, str]] = []
    node: Element | None = block.element
    while node is not None and node is not container:
        steps.append((str(node.tag), node.get("class") or ""))
        node = node.getparent()
    return tuple(steps)
