"""Names that no word calls an author's: they lead to an author's page, or stand alone, or before the date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.byline import Byline, parse_byline
from broadsheet.extraction.datetext import find_dates
from broadsheet.extraction.dating import month_first, words_of
from broadsheet.extraction.page import Page
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.values import Candidate, shown
from broadsheet.fingerprint import fold
from broadsheet.text import clean

_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|e|es|i|in|innen)?|auteurs?|autric[ei]|writers?|contributors?|journalists?|journalistes?"
    r"|columnists?|reporters?|redakteure?|redaktion/autoren|skribent(?:er)?|forfattere?|kirjoittajat?|yazar(?:lar)?"
    r"|muhabir|avtor[iy]?|penulis|profiles?|byline|staff|szerzok?)/[^/]",
    re.IGNORECASE,
)
_BETWEEN = " |·•–—-,/"  # name and date
_MOST_LINES, _MOST_LINKS = 30, 30  # below the headline, and of a line, that are looked at
_LONGEST_LINE, _LONGEST_NAMES = 200, 60


def linked(page: Page) -> Iterator[tuple[Candidate, Byline]]:
    """Names between headline and text that lead to the page of an author."""
    read: set[Element] = set()
    for line in _below_headline(page):
        if not line.link_length or line.element in read:
            continue
        read.add(line.element)
        links = [each for each in islice(line.element.iter("a"), _MOST_LINKS) if _leads_to_author(each)]
        names = [clean(text_of(each)) for each in links]
        text = ", ".join(name for name in names if name and not _holds_another(name, names))
        parsed = parse_byline(text, page.site_names)
        if parsed.authors:
            yield replace(shown(text, links[0]), raw=line.text), parsed


def _below_headline(page: Page) -> list[Block]:
    """The first short lines below the headline, where a byline stands."""
    first = page.headline_block.index if page.headline_block is not None else -1
    below = [line for line in page.top if line.index > first]
    return [line for line in below[:_MOST_LINES] if len(line.text) <= _LONGEST_LINE]


def _holds_another(name: str, names: list[str]) -> bool:
    """Whether it is "More by" a name that stands there alone, too."""
    return any(other and other != name and other in name for other in names)


def _leads_to_author(link: Element) -> bool:
    return "author" in (link.get("rel") or "").split() or bool(_AUTHOR_PAGE.search(link.get("href") or ""))


def signed(page: Page) -> Iterator[tuple[Candidate, Byline]]:
    """A name alone in the line over the first paragraph or under the last, set as the paragraphs are."""
    story = page.story.blocks
    if not story:
        return
    for at, paragraph in ((story[0].index - 1, story[0]), (story[-1].index + 1, story[-1])):
        line = page.blocks[at] if 0 <= at < len(page.blocks) else paragraph
        if not _is_beside(line, paragraph) or not _is_signature(line):
            continue
        parsed = parse_byline(line.text, page.site_names)
        if parsed.authors and all(each.kind == "person" for each in parsed.authors):
            yield shown(line.text, line.element), parsed


def dated(page: Page) -> Iterator[tuple[Candidate, Byline]]:
    """A name before the date, in a line between headline and story that says nothing else.

    Not one that a link of the page has: sections and topics stand there, too.
    """
    elsewhere: set[str] | None = None
    for line in _below_headline(page) if page.headline_block is not None else ():
        found = find_dates(line.text, words_of(page), month_first(page)) if not line.link_length else []
        before = line.text[: found[0].start].strip(_BETWEEN) if found else ""
        parsed = parse_byline(before, page.site_names) if before and is_names(before) else Byline()
        if parsed.authors and all(each.kind == "person" for each in parsed.authors):
            elsewhere = elsewhere or {fold(text_of(link)) for link in page.root.iter("a")}
            if fold(before) not in elsewhere:
                yield replace(shown(line.text, line.element), value=before), parsed


def _is_beside(line: Block, paragraph: Block) -> bool:
    return line.element.getparent() is paragraph.element.getparent() and line.zones == paragraph.zones


def _is_signature(line: Block) -> bool:
    return line.tag == "p" and not line.link_length and is_names(line.text)


def is_names(text: str) -> bool:
    """Whether a line is short and all its words begin as names do."""
    return len(text) <= _LONGEST_NAMES and all(map(_is_capital, text.split()))


def _is_capital(word: str) -> bool:
    return word[0].isupper() and word.rstrip(",").replace("-", "").replace("/", "").replace("’", "").isalpha()
