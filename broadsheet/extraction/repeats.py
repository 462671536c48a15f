"""What a page sets once more: its story, as one long text for devices or machines, and sentences of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.patterns import hyphenated, names
from broadsheet.extraction.tree import Element

_NOT_TELLING = re.compile(r"[\W_]+")
_USUAL = " .,'\"-:;!?()’“”–—…«»"  # taken out one by one, which costs a fraction of the pattern
_MOST_BLOCKS = 1000  # of a story; each is looked for in each long one
_LONG, _PARAGRAPH, _COPY_HOLDS = 1000, 40, 3  # letters of a copy; of paragraphs it repeats; how many of them

_QUOTES = names(r"(?:block|pull|big)?-?(?:quote|quotation|zitat|cita|citation|citat|citazione|citacao)s?")
_LEVELS = 4  # from a line up to the box of its quotation
_SHORTEST_QUOTE = 12  # letters; "Yes", he said
_WHOLE = frozenset(("article", "main", "body"))
_MOST_QUOTES = 60  # of a story; each is looked for in each paragraph


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


def without_pull_quotes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks but quotations set apart, with who is quoted, that a paragraph of the story says as well."""
    boxes = {block.index: box for block in blocks if (box := _box_of_quote(block)) is not None}
    if not boxes or len(boxes) > _MOST_QUOTES:
        return list(blocks)
    told = [squeezed(block.text) for block in blocks if block.index not in boxes]
    quoted = (block for block in blocks if block.index in boxes)
    again = {boxes[block.index] for block in quoted if _is_told(squeezed(block.text), told)}
    return [block for block in blocks if boxes.get(block.index) not in again]


def _box_of_quote(block: Block) -> Element | None:
    """The outermost element of a quotation around a block."""
    found = [each for each in _around(block.element) if each.tag == "blockquote" or _is_quote(each)]
    return found[-1] if found else None


def _around(element: Element) -> Iterator[Element]:
    yield element
    for each in islice(element.iterancestors(), _LEVELS):
        if each.tag in _WHOLE:
            return
        yield each


def _is_quote(element: Element) -> bool:
    classes = element.get("class") or ""
    return bool(classes) and _QUOTES.search(hyphenated(classes)) is not None


def _is_told(quote: str, paragraphs: Sequence[str]) -> bool:
    """Whether one of them holds the quotation, and more."""
    if len(quote) < _SHORTEST_QUOTE:
        return False
    return any(quote in text and len(quote) < len(text) for text in paragraphs)


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
