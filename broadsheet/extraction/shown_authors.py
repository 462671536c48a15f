"""Bylines that readers see: lines called by authors, or beginning as bylines do, by the headline or below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile

from broadsheet.extraction.besides import with_parts_apart
from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.byline import Byline, parse_byline
from broadsheet.extraction.byline_labels import calls_author, has_label
from broadsheet.extraction.byline_scripts import chinese_within
from broadsheet.extraction.dated_bylines import byline_of
from broadsheet.extraction.datedlines import term_of
from broadsheet.extraction.datetext import find_dates
from broadsheet.extraction.dating import month_first, words_of
from broadsheet.extraction.marked_authors import (
    LONGEST_BYLINE,
    is_byline_place,
    is_name_in_place,
    marked_names,
    marked_place,
    place_behind,
)
from broadsheet.extraction.organisations import is_agency
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import any_of
from broadsheet.extraction.personnames import is_names
from broadsheet.extraction.sentences import FULL_STOPS, ends_sentence
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.values import Candidate, shown
from broadsheet.text import clean

_ISSUED = any_of(  # before a date that was cut off
    """
    publiée?(?: le)?  mise? à jour(?: le)?  published(?: on)?  updated(?: on)?  posted(?: on)?
    publicado(?: el| em)?  actualizado(?: el)?  atualizado(?: em)?  pubblicato(?: il)?  aggiornato(?: il)?
    veröffentlicht(?: am)?  aktualisiert(?: am)?  erstellt(?: am)?  gepubliceerd(?: op)?  opublikowano
    publikováno  publicerad  publicat(?: pe)?  udgivet  offentliggjort  publisert  julkaistu  опубликовано
    опубліковано  δημοσίευση  yayınlanma(?: tarihi)?
    """,
    before=r"[\s|·•–—,-]+",
    after=r"\s*[:：]?\s*$",
)
_DIGIT = re.compile(r"\d")
_FROM_NUMBER = re.compile(r"(?<=\w)[\s|,·•–-]+\d.*$")
_LONGEST_NAMES = 60  # characters
_MOST_SIDE_BY_SIDE = 20  # names of one line
_LONGEST_TERM = 30  # characters before a line that call it its author
_OVER_STORY = 4  # blocks over the text in which a byline is looked for


def from_markup(page: Page) -> Iterator[tuple[Candidate, Byline]]:
    """Each line that is a byline, in the order of the page."""
    near = [
        block for block in page.top if _may_be_byline(block, page)
    ]  # which is asked before what takes long
    above = [block for block in near if _is_byline(block) or _is_termed(block) or _beside_date(block, page)]
    over = (block for block in _over_story(page) if is_byline_place(block) and has_label(block.text))
    below = (block for block in takewhile(_is_of_story, page.bottom) if _is_named(block))
    for block in [*above, *(each for each in (*over, *below) if _may_be_byline(each, page))]:
        place = marked_place(block)
        told = (
            _named_within(block)
            or marked_names(block)
            or _apart(block, page)
            or _side_by_side(block)
            or _beside_date(block, page)
            or _undated(_without_time(block, place), page)
        )
        parsed = parse_byline(told, page.own_names)
        if parsed.authors or parsed.agencies:
            at = parsed.location or place or place_behind(block)
            placed = parsed if at == parsed.location else replace(parsed, location=at)
            yield shown(block.text, block.element), placed


def _may_be_byline(block: Block, page: Page) -> bool:
    is_short = len(block.text) <= LONGEST_BYLINE and block is not page.headline_block
    return is_short and not has_sentence(block.text)


def _is_termed(block: Block) -> bool:
    """Whether a list of pairs calls the line its author: "Written by", "Autorin"."""
    term = term_of(block)
    return len(term) <= _LONGEST_TERM and calls_author(term)


def _is_of_story(line: Block) -> bool:
    """Whether it is no title of another story, whose author would stand behind it."""
    return line.tag not in HEADINGS or not line.link_length


def _over_story(page: Page) -> list[Block]:
    """The lines right over the text of a page that shows no headline."""
    if page.headline_block is not None or not page.story.blocks:
        return []
    first = page.story.blocks[0].index
    return page.blocks[max(0, first - _OVER_STORY) : first]


def _without_time(block: Block, place: str | None) -> str:
    """The line without its place, times, links for letters and what follows a number."""
    text = block.text.replace(place, " ", 1) if place else block.text
    for each in block.element.iter("time", "a"):
        told = clean(text_of(each))
        if told and (each.tag == "time" or _is_letter_link(each, told)):
            text = text.replace(told, " ")
    return _FROM_NUMBER.sub("", text)


def _is_letter_link(link: Element, text: str) -> bool:
    """Whether it says "Mail" rather than the name of the one it writes to."""
    is_name = is_names(text) and " " in text
    return not is_name and (link.get("href") or "").startswith("mailto:")


def _named_within(block: Block) -> str | None:
    text = block.text
    if text.isascii() or len(text) > LONGEST_BYLINE or not ("：" in text or ":" in text):
        return None
    return ", ".join(chinese_within(text)) or None


def _undated(text: str, page: Page) -> str:
    """Without the weekday at its end: it began the date that was cut off, and would read as a name."""
    text = _ISSUED.sub("", text)
    line, _, last = text.rstrip(" ,،").rpartition(" ")
    return line.rstrip(" -–—|·,،•") if last and last.casefold().strip(".") in words_of(page).days else text


def has_sentence(text: str) -> bool:
    """Whether a line is a sentence that only begins like a byline: "By Monday the pier was open."."""
    return text[-1:] in FULL_STOPS or (len(text) > _LONGEST_NAMES and ends_sentence(text))


def _side_by_side(block: Block) -> str | None:
    """Names of which each has an element of its own, with nothing but space between them."""
    texts = [clean(text_of(each)) for each in islice(block.element, _MOST_SIDE_BY_SIDE)]
    is_all = len(texts) > 1 and " ".join(texts) == block.text
    return ", ".join(texts) if is_all and all(" " in text and is_names(text) for text in texts) else None


def _apart(block: Block, page: Page) -> str | None:
    told = with_parts_apart(block)
    return _undated(_FROM_NUMBER.sub("", told), page) if told is not None else None


def _beside_date(block: Block, page: Page) -> str | None:
    """The byline of a line that has nothing else but its date."""
    text = block.text
    if len(text) > LONGEST_BYLINE or block.tag in HEADINGS or not _DIGIT.search(text):
        return None
    spoken = words_of(page)
    found = find_dates(text, spoken, month_first(page))
    begins, ends = [0, *(each.end for each in found)], [*(each.start for each in found), len(text)]
    pieces = [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
    return byline_of(pieces, spoken.days) if found else None


def _is_byline(block: Block) -> bool:
    is_told = is_byline_place(block) or has_label(block.text) or is_agency(block.text)
    is_told = is_told or _named_within(block) is not None
    return is_told or marked_names(block) is not None


def _is_named(block: Block) -> bool:
    return has_label(block.text) or is_name_in_place(block) or is_agency(block.text)
