"""A story that a page sets once more, as one long text for other devices or for machines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.extraction.blocks import Block

_NOT_TELLING = re.compile(r"[\W_]+")
_USUAL = " .,'\"-:;!?()’“”–—…«»"  # taken out one by one, which costs a fraction of the pattern
_MOST_BLOCKS = 1000  # of a story; each is looked for in each long one
_LONG, _PARAGRAPH, _COPY_HOLDS = 1000, 40, 3  # letters of a copy; of paragraphs it repeats; how many of them


def without_copies(blocks: Sequence[Block]) -> list[Block]:
    """The blocks but those that repeat several paragraphs before them. What recurs alone may be meant to."""
    if len(blocks) > _MOST_BLOCKS or all(len(block.text) < _LONG for block in blocks):
        return list(blocks)
    seen: set[str] = set()
    kept: list[Block] = []
    for block in blocks:
        text = squeezed(block.text)
        if not _is_copy(text, seen):
            kept.append(block)
            seen.add(text)
    return kept


def squeezed(text: str) -> str:
    """Letters and digits only: copies differ in white space, quotes and markup."""
    for each in _USUAL:
        text = text.replace(each, "")
    return text if text.isalnum() else _NOT_TELLING.sub("", text)


def _is_copy(text: str, seen: set[str]) -> bool:
    if len(text) < _LONG:
        return False
    held = (each for each in seen if _PARAGRAPH <= len(each) < len(text) and each in text)
    return sum(1 for _ in held) >= _COPY_HOLDS
