"""What shares a line with its date: names, links, labels; whether the date stands for itself there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile, islice

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.byline_labels import has_label
from broadsheet.extraction.datelabels import DATE_WORD
from broadsheet.extraction.datewords import Words
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.zonenames import Zone
from broadsheet.text import clean

_PARTS = re.compile(r"[|·•/()（）\[\]【】]|\s[–—-]\s|,\s(?=\D)")
_GOES_ON = re.compile(r"\s*,\s+([^\W\d]+\b(?:\s+[^\W\d]+\b){0,2})")
_MOST_PARTS = 20  # elements of one line that are looked at; nested ones hold each other's text
_BYLINE = (Zone.BYLINE,)  # and in no other zone
_TOLD, _TERMS = frozenset(("dd", "td")), frozenset(("dt", "th", "td"))
_WORD = re.compile(r"\w")


def parts_beside(block: Block, dates: list[str]) -> Iterator[str]:
    """Parts of a line beside its date: in a byline's place what leads elsewhere, else authors alone.

    In a row of elements all those behind the first with a date, as counters of readers are; what stands
    before it is its label.
    """
    if _is_row(block.element):
        texts = [clean(text_of(part)) for part in islice(block.element, _MOST_PARTS)]
        behind = dropwhile(lambda text: dates[0] not in text, texts)
        yield from (text for text in behind if not any(date in text for date in dates))
    yield from (line for line in _lines(block.element) if not any(date in line for date in dates))
    for part in islice(block.element.iter("a", "span"), _MOST_PARTS):
        text = clean(text_of(part))
        if (part.tag == "a" and block.zone_kinds == _BYLINE) or (text != block.text and has_label(text)):
            yield text


def _lines(element: Element) -> list[str]:
    """The lines that breaks part a block into; none where it has no break."""
    lines = [element.text or ""]
    for part in islice(element, _MOST_PARTS):
        if part.tag == "br":
            lines.append("")
        lines[-1] += text_of(part) + (part.tail or "")
    return [clean(line) for line in lines] if len(lines) > 1 else []


def _is_row(line: Element) -> bool:
    """Whether all words of a line stand in elements of their own."""
    between = (line.text, *(each.tail for each in islice(line, _MOST_PARTS)))
    return len(line) > 1 and not any(_WORD.search(text) for text in between if text)


def without_parts(links: list[str], text: str) -> str:
    """The words of a dateline that lead nowhere. In a byline's place links are sections and authors;
    elsewhere they are other stories, with dates of their own."""
    for link in links:
        text = text.replace(link, "|") if link else text
    return text


def stands_alone(before: str, after: str, spoken: Words) -> bool:
    """Whether a date stands for itself, with at most a label and a weekday, rather than in a sentence.

    Separators such as "|" and brackets part it from names; within its own piece every word must be known.
    Behind a comma a name may follow, but no sentence: "On 12 March 2024, the pier burned down".
    """
    goes_on = _GOES_ON.match(after)
    words = goes_on[1].split() if goes_on and not has_label(after) else []
    if any(word.islower() and not DATE_WORD.match(word) for word in words):
        return False
    pieces = _PARTS.split(before)[-1], _PARTS.split(after)[0]
    rest = [word.casefold().strip(".,:：;՝") for piece in pieces for word in piece.split()]
    return all(not word or word in spoken.days or DATE_WORD.match(word) for word in rest)


def term_of(line: Block) -> str:
    """The term that a list of pairs or a row of a table sets before a line: "Published"; empty for none."""
    before = line.element.getprevious() if line.tag in _TOLD else None
    return clean(text_of(before)) if before is not None and before.tag in _TERMS else ""
