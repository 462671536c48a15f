"""What a page sets once more: its story, as one long text for devices or machines, and sentences of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.notices import make_of
from broadsheet.extraction.patterns import hyphenated, names
from broadsheet.extraction.sentences import ends_sentence
from broadsheet.extraction.tree import Element

_NOT_TELLING = re.compile(r"[\W_]+")
# Taken out at once, and one by one, which costs a fraction of the pattern.
_ASCII_SIGNS = bytes(number for number in range(128) if not chr(number).isalnum())
_USUAL = "’“”–—…«»、。，「」"
_MOST_BLOCKS = 1000  # of a story; each is looked for in each long one
_LONG, _PARAGRAPH, _COPY_HOLDS = 1000, 40, 3  # letters of a copy; of paragraphs it repeats; how many of them

_QUOTES = names(r"(?:block|pull|big)?-?(?:quote|quotation|zitat|cita|citation|citat|citazione|citacao)s?")
_LONGEST_LABEL, _OFTEN = 40, 3  # characters of a line; times that it stands in a story
_LEVELS = 4  # from a line up to the box of its quotation
_SHORTEST_QUOTE = 12  # letters; "Yes", he said
_WHOLE = frozenset(("article", "main", "body"))
_MOST_QUOTES = 60  # of a story; each is looked for in each paragraph
_LINES, _SHORTEST_APART = frozenset(("p", "div", "span", "section")), 40  # characters
_TELLING = 24  # characters in the middle of such a line
_RARE_WAY, _FEW_APART = 0.15, 0.5  # of a story's lines: set in one way, and in such ways all together


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


def without_labels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks but a few words that a template sets, in a way of their own, again and again amid the text.

    Where several such lines recur they are those who speak.
    """
    able = [each for each in blocks if _may_be_label(each)]
    counts = Counter(each.text for each in able)
    often = {text for text, count in counts.items() if count >= _OFTEN}
    if len(often) != 1:
        return list(blocks)
    labels = {each.index: make_of(each) for each in able if each.text in often}
    ways = {make_of(each) for each in blocks if each.index not in labels}
    return [each for each in blocks if each.index not in labels or labels[each.index] in ways]


def _may_be_label(block: Block) -> bool:
    is_short = block.tag in _LINES and len(block.text) <= _LONGEST_LABEL
    return is_short and block.text[-1:].isalnum() and not ends_sentence(block.text)


def without_pull_quotes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks but quotations set apart, with who is quoted, that a paragraph of the story says as well."""
    texts: dict[int, str] = {}
    rest = _without_told(blocks, boxes_of_quotes(blocks), texts)
    return _without_told(rest, {block.index: block.element for block in _set_apart(rest)}, texts)


def _without_told(blocks: Sequence[Block], boxes: dict[int, Element], texts: dict[int, str]) -> list[Block]:
    """The blocks without the boxes of which a line is told outside of all boxes.

    `texts`: those of blocks that were squeezed before.
    """
    if not boxes or len(boxes) > _MOST_QUOTES:
        return list(blocks)
    for block in blocks:
        if block.index not in texts:
            texts[block.index] = squeezed(block.text)
    told = [texts[block.index] for block in blocks if block.index not in boxes]
    quoted = (block for block in blocks if block.index in boxes)
    again = {boxes[block.index] for block in quoted if _is_told(texts[block.index], told)}
    return [block for block in blocks if boxes.get(block.index) not in again]


def _set_apart(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs outside lists that are set as hardly any other is; none where most are set in such ways."""
    lines = [block for block in blocks if block.tag in _LINES and len(block.text) >= _SHORTEST_APART]
    makes = [make_of(block) for block in lines]
    ways, most = Counter(makes), max(1, _RARE_WAY * len(lines))
    rare = [block for block, make in zip(lines, makes, strict=True) if ways[make] <= most]
    if len(rare) > min(_MOST_QUOTES, _FEW_APART * len(lines)):
        return []
    together = "\n".join([block.text for block in blocks])
    return [block for block in rare if together.count(_middle(block.text)) > 1]


def _middle(text: str) -> str:
    """A few words that tell a sentence; looking for them first saves reading the story letter by letter."""
    begin = (len(text) - _TELLING) // 2
    return text[begin : begin + _TELLING]


def boxes_of_quotes(blocks: Sequence[Block]) -> dict[int, Element]:
    """Of the blocks within quotations the outermost element of each; asked once for lines of one parent."""
    above: dict[Element | None, Element | None] = {}
    found: dict[int, Element] = {}
    for block in blocks:
        parent = block.element.getparent()
        if parent not in above:
            above[parent] = _outermost_quote(parent)
        box = above[parent]
        box = block.element if box is None and _is_quote(block.element) else box
        if box is not None:
            found[block.index] = box
    return found


def _outermost_quote(element: Element | None) -> Element | None:
    found = None
    for _ in range(_LEVELS):
        if element is None or element.tag in _WHOLE:
            break
        found = element if _is_quote(element) else found
        element = element.getparent()
    return found


def _is_quote(element: Element) -> bool:
    classes = element.get("class")
    return element.tag == "blockquote" or (classes is not None and _names_quote(classes))


@lru_cache(maxsize=4096)  # of a site's templates
def _names_quote(classes: str) -> bool:
    return _QUOTES.search(hyphenated(classes)) is not None


def _is_told(quote: str, paragraphs: Sequence[str]) -> bool:
    """Whether one of them holds the quotation."""
    return len(quote) >= _SHORTEST_QUOTE and any(quote in text for text in paragraphs)


def squeezed(text: str) -> str:
    """Letters and digits only: copies differ in white space, quotes and markup."""
    if text.isascii():
        return text.encode().translate(None, _ASCII_SIGNS).decode()
    text = text.encode(errors="surrogatepass").translate(None, _ASCII_SIGNS).decode(errors="surrogatepass")
    for each in _USUAL:
        if each in text:  # replacing what is not there takes many times as long
            text = text.replace(each, "")
    return text if text.isalnum() else _NOT_TELLING.sub("", text)


def _is_copy(text: str, seen: set[str]) -> bool:
    if len(text) < _LONG:
        return False
    held = (each for each in seen if _PARAGRAPH <= len(each) < len(text) and each in text)
    return sum(1 for _ in held) >= _COPY_HOLDS
