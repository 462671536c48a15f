"""What a page says of its authors among the paragraphs: their byline, and below the story who they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.byline import Byline
from broadsheet.extraction.byline_labels import has_label, without_label
from broadsheet.extraction.page import Page
from broadsheet.extraction.prose import is_prose
from broadsheet.extraction.rows import lines
from broadsheet.extraction.sentences import ends_sentence
from broadsheet.extraction.writernotes import is_writer_note
from broadsheet.text import clean_paragraphs

_LAST = 3  # blocks of the text among which it stands; who first published the story may stand below
_FIRST = 3  # blocks among which a byline stands: a lead may be above it
_LONGEST, _LONGEST_BYLINE = 400, 120  # characters
_SHORTEST_REST = 10  # characters behind the name
_REACHED = re.compile(r"(?<!\w)@\w|[\w.+-]@[\w-]+\.\w")  # under a name in a network, or by mail
_OPENING = " *_—–-•·|([（"
_APART = (" ", ",", "，", "、", "は", "が")  # what parts a name from what is said of its bearer


def without_notes(page: Page, body: str, byline: Byline) -> str:
    """The body without them, and the page's kept blocks likewise.

    A note below begins with the name of one of the people of the byline, or names one beside an address: a
    story does not end so on who wrote it.
    """
    names = [each.name.casefold() for each in byline.authors if each.kind == "person"]
    kept = page.kept
    notes = {block.index for block in kept[1:][-_LAST:] if _is_note(block, names) or is_writer_note(block)}
    notes |= {block.index for block in kept[:_FIRST] if _is_byline(block, names)}
    rest = tuple(block for block in kept if block.index not in notes)
    if not notes or not any(map(is_prose, rest)):
        return body
    page.kept = rest
    return clean_paragraphs(lines(list(rest)))


def _is_byline(block: Block, names: Sequence[str]) -> bool:
    """Whether a line announces one of them, set as a paragraph: "By Ana Costa, in Lisbon"."""
    if len(block.text) > _LONGEST_BYLINE or block.tag in HEADINGS or not has_label(block.text):
        return False
    text = without_label(block.text).casefold()
    return any(map(text.startswith, names)) and not ends_sentence(block.text)


def _is_note(block: Block, names: Sequence[str]) -> bool:
    if len(block.text) > _LONGEST:
        return False
    text = block.text.casefold().lstrip(_OPENING)
    return any(_is_of(text, name) for name in names)


def _is_of(text: str, name: str) -> bool:
    rest = text.removeprefix(name)
    if rest != text:
        return len(rest) >= _SHORTEST_REST and rest.startswith(_APART)
    return name in text and _REACHED.search(text) is not None
