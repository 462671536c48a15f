"""How much running text a block is, rather than a label, a heading or a list of links."""

from __future__ import annotations

import re

from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.sentences import CLOSING, LAST_SIGNS

_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # a sign says as much as two letters

# Chosen on development pages of news sites, and checked on the pages of publishers left out of the choice.
_SHORTEST_PROSE, _UNENDED_PROSE = 40, 80  # characters outside links; the same without a mark at the end
_ENDS = LAST_SIGNS | frozenset(f":;,{CLOSING}")
_UNMARKED = ("\u0e00", "\u0eff")  # the letters of Thai and Lao, in which no mark ends a sentence
_TELLING = 1000  # characters of a block that show what it is
_SAMPLE = 200  # of them that show its script
# Placeholders that a script was to fill; texts that say cookies twice.
_NO_PROSE = re.compile(r"\{[|*{%]|\bcookies?\b.*\bcookies?\b", re.IGNORECASE)


def reading_length(text: str) -> int:
    """Characters of a text, each of a dense script counting as two."""
    is_dense = not text.isascii() and _DENSE.search(text[:_TELLING])
    return len(text) * 2 if is_dense else len(text)


def is_prose(block: Block) -> bool:
    """Whether a block is running text rather than a label, a heading or a list of links."""
    return weigh(block) > 0


def weigh(block: Block) -> int:
    """Characters of running text in a block; none for labels, headings and lists of links."""
    if block.weight is None:
        block.weight = _weigh(block)
    return block.weight


def _weigh(block: Block) -> int:
    own = len(block.text) - block.link_length
    if own * 2 < _SHORTEST_PROSE or block.tag in HEADINGS or is_linked(block):
        return 0
    text = block.text[:_TELLING]
    if ("{" in text or "ookie" in text) and _NO_PROSE.search(text):
        return 0
    length = own * (2 if not text.isascii() and _DENSE.search(text, 0, _SAMPLE) else 1)
    is_ended = block.text[-1] in _ENDS or is_of_unmarked(block.text)
    return length if length >= (_SHORTEST_PROSE if is_ended else _UNENDED_PROSE) else 0


def is_of_unmarked(text: str) -> bool:
    """Whether a text ends in a script in which no mark ends a sentence."""
    return _UNMARKED[0] <= text[-1] <= _UNMARKED[1]


def is_linked(block: Block) -> bool:
    """Whether a block is mostly link; a sentence of a paragraph that has words of its own is not."""
    if block.link_length * 2 <= len(block.text):
        return False
    is_sentence = block.tag == "p" and block.text[-1] in _ENDS and block.link_length < len(block.text)
    return not is_sentence or block.own_length < _SHORTEST_PROSE
