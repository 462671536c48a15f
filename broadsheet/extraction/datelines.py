"""Dates that people see: the dateline by the headline, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from broadsheet.extraction.agotext import find_relative
from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.byline_labels import has_label
from broadsheet.extraction.dated_bylines import byline_beside
from broadsheet.extraction.datedlines import parts_beside, stands_alone, term_of, without_parts
from broadsheet.extraction.datelabels import DATE_WORD, tells_of_update
from broadsheet.extraction.datetext import Found, find_dates
from broadsheet.extraction.dating import Stated, month_first, placed, stated_at, words_of
from broadsheet.extraction.moments import Moment
from broadsheet.extraction.otherdates import is_of_file, is_span, labels_behind, own_lines
from broadsheet.extraction.page import Page
from broadsheet.extraction.prose import is_prose
from broadsheet.extraction.saiddays import said_on
from broadsheet.extraction.sentences import FULL_STOPS, ends_sentence
from broadsheet.extraction.tree import Element, holds, text_of
from broadsheet.extraction.values import shown
from broadsheet.extraction.zonenames import Zone
from broadsheet.text import clean

_LONGEST_NAME = 25  # characters of a link that may be an author; titles of stories are longer
_LONGEST_DATELINE = 160  # characters; a longer block is a sentence with a date in it
_LONGEST_RELATIVE = 60
_BOX_LEVELS = 2  # from the headline up to the box that a dateline above it shares
_PAGE_TAGS = frozenset(("html", "body", "main", "table", "tbody", "tr", "td"))
_MOST_TIMES = 20  # elements of one line that are looked at; nested ones hold each other's text
_BYLINE = (Zone.BYLINE,)  # and in no other zone
_CREATED = ("datePublished", "dateCreated", "dateModified")  # of schema.org, whatever prefix stands for it
_HATOM = ("published", "updated")
_DIGIT = re.compile(r"\d")
_SENTENCE_WORDS = 3  # that are no words of a dateline
_LABEL = 40  # characters before a time in which its label stands


def shown_dates(page: Page, *, needs_text: bool, needs_update: bool) -> Iterator[tuple[bool, Stated]]:
    """Each date of a dateline, and whether it is an update; written out ones only where `needs_text`,
    or where `needs_update` and their line speaks of one."""
    for block in _datelines(page):
        marked = list(_marked(page, block))
        yield from marked
        is_open = all(stated.moment is None or stated.moment.precision == "day" for _, stated in marked)
        if is_open and (needs_text or (needs_update and tells_of_update(block.text))):
            yield from _written(page, block)


def _datelines(page: Page) -> list[Block]:
    """Short lines by the headline, and those in a byline's place within the story; bylines first."""
    around = [
        block for block in page.top if block is not page.headline_block and _is_with_headline(page, block)
    ]
    known = {block.index for block in around}
    bylines = [block for block in page.blocks if block.zone_kinds == _BYLINE and block.index not in known]
    below = [block for block in bylines if _is_in_story(page, block) and not page.is_of_entry(block)]
    near = [block for block in [*around, *below] if len(block.text) <= _LONGEST_DATELINE]
    others = _of_others(page, near)
    short = [block for block in near if block.index not in others]
    return sorted(own_lines(page, short), key=lambda block: not _is_byline(block))


def _of_others(page: Page, lines: list[Block]) -> set[int]:
    """Which lines within the text stand below the heading, or the linked title, of another story.

    Found in one pass over all blocks: a page may have thousands of such lines.
    """
    last = max((block.index for block in lines), default=-1)
    first = page.story.blocks[0].index if page.story.blocks else last
    found: set[int] = set()
    is_below = False  # a title, with no running text between
    for block in page.blocks[first + 1 : last + 1]:
        is_titled = is_below or block.tag in HEADINGS or _is_title(block)
        if is_titled:
            found.add(block.index)
        is_below = is_titled and not is_prose(block)
    return found


def _is_title(line: Block) -> bool:
    return line.link_length > _LONGEST_NAME and not has_label(line.text)


def _is_with_headline(page: Page, block: Block) -> bool:
    """Below the headline, or above it within its own box: mastheads print the day of the visit."""
    headline = page.headline_block
    if headline is None or block.index > headline.index:
        return headline is not None
    boxes = islice(headline.element.iterancestors(), _BOX_LEVELS)
    own = {box for box in boxes if box.tag not in _PAGE_TAGS}
    return any(each in own for each in (block.element, *block.element.iterancestors()))


def _is_in_story(page: Page, block: Block) -> bool:
    container = page.story.container
    return container is not None and block.element is not container and holds(container, block.element)


def _is_byline(block: Block) -> bool:
    return block.zone_kinds == _BYLINE


def _marked(page: Page, block: Block) -> Iterator[tuple[bool, Stated]]:
    """`time` elements with a machine-readable value, and its like in RDFa and hAtom, which are older."""
    for element in _times(block, "time", "abbr", "span"):
        raw = element.get("datetime") or element.get("content")
        if element.tag == "abbr":
            raw = element.get("title") if element.get("class") in _HATOM else None
        elif element.tag == "span" and not (element.get("property") or "").endswith(_CREATED):
            continue
        if raw and _is_in_line(element, block):
            candidate = shown(raw, element, "[datetime]")
            yield _is_update(element, block), stated_at(page, candidate)


def _times(block: Block, *tags: str) -> Iterator[Element]:
    """The elements of a line that a template sets for dates: none of those that stand in a sentence."""
    return iter(()) if _is_sentence(block) else islice(block.element.iter(*tags), _MOST_TIMES)


def _is_sentence(block: Block) -> bool:
    """Whether a line tells of something, so that a day in it is that of a meeting, a deadline, a fair."""
    if _is_byline(block) or has_label(block.text) or not ends_sentence(block.text):
        return False
    words = (word.strip(",.:;") for word in block.text.split())
    told = sum(1 for word in words if word.isalpha() and not word[0].isupper() and not DATE_WORD.match(word))
    return told >= _SENTENCE_WORDS or block.text[-1] in FULL_STOPS


def _is_in_line(element: Element, block: Block) -> bool:
    """Whether a `time` is of the line: what stands bare in the article shares its element with all."""
    own = clean(text_of(element))
    return own in block.text if own else len(clean(text_of(block.element))) <= _LONGEST_DATELINE


def _is_update(element: Element, block: Block) -> bool:
    """Whether class names, the label before it or the element's own words call it an update."""
    parent, own = element.getparent(), clean(text_of(element))
    around = parent.get("class") if parent is not None else ""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''} {around or ''}"
    names += f" {element.get('property') or ''} {term_of(block)}"
    label, _, after = block.text.partition(own) if own else ("", "", "")
    is_behind = labels_behind(label, after)
    return is_behind or any(map(tells_of_update, (names, own[:_LONGEST_DATELINE], label[-_LABEL:])))


def _written(page: Page, block: Block) -> Iterator[tuple[bool, Stated]]:
    is_told = block.tag not in HEADINGS or (block.tag != "h1" and has_label(block.text))
    found = find_dates(block.text, words_of(page), month_first(page)) if is_told else []
    for label, each in _labelled(page, block, found) if found and not is_of_file(block.text) else ():
        yield tells_of_update(f"{term_of(block)} {label}"), _from_text(page, block, each)
    if not found and len(block.text) <= _LONGEST_RELATIVE and block.tag not in HEADINGS:
        yield from _relative(page, block)


def _labelled(page: Page, block: Block, found: list[Found]) -> Iterator[tuple[str, Found]]:
    """The dates that stand for themselves, or in a `time` element, each with the words before it."""
    called = [clean(text_of(each)) for each in _times(block, "time")]
    links = list(parts_beside(block, [block.text[each.start : each.end] for each in found]))
    begins = [*(each.start for each in found[1:]), len(block.text)]
    is_behind = labels_behind(block.text[: found[0].start], block.text[found[-1].end :])
    for each, before, begin in zip(found, [0, *(each.end for each in found)], begins, strict=False):
        label, after = block.text[before : each.start], block.text[each.end : begin]
        if is_span(label) or is_span(after):
            continue
        is_called = any(block.text[each.start : each.end] in text for text in called)
        beside = byline_beside(label, after, words_of(page).days) or ""
        first, second = without_parts(links, label), without_parts(links, after)
        is_apart = is_called or stands_alone(first, second, words_of(page))
        if beside or is_apart:
            yield without_parts([beside], after if is_behind else label), each


def is_dateline(page: Page, block: Block) -> bool:
    """Whether a short line is little but dates and their labels, or a byline with one: no part of a text."""
    if len(block.text) > _LONGEST_DATELINE or block.tag in HEADINGS or not _DIGIT.search(block.text):
        return False
    spoken = words_of(page)
    found = find_dates(block.text, spoken, month_first(page))
    dated = sum(each.end - each.start for each in found)
    first = block.text[: found[0].start] if found else ""
    second = found[1].start if len(found) > 1 else None
    if found and byline_beside(first, block.text[found[0].end : second], spoken.days):
        return True
    is_line = 2 * dated >= len(block.text) or (bool(found) and has_label(block.text))
    return is_line and stands_alone(first, "", spoken)


def _from_text(page: Page, block: Block, found: Found) -> Stated:
    raw = block.text[found.start : found.end]
    return placed(page, shown(raw, block.element), raw, found.local, found.other)


def _relative(page: Page, block: Block) -> Iterator[tuple[bool, Stated]]:
    found = find_relative(block.text, words_of(page), page.context.fetched_at) or said_on(page, block.text)
    if found is not None and _stands_apart(page, block, found[2]):
        instant, precision, raw = found
        stood = shown(raw, block.element, " (relative)")
        candidate = replace(stood, value=instant.isoformat(), precision=precision)
        yield (
            tells_of_update(block.text),
            Stated(candidate, Moment(instant, precision, is_zone_assumed=precision == "minute")),
        )


def _stands_apart(page: Page, block: Block, phrase: str) -> bool:
    """Whether "2 hours ago" is said of the page, in a byline's place or beside a label, and of no event."""
    before, _, after = block.text.partition(phrase)
    spoken = words_of(page)
    is_called = _is_byline(block) or block.tag == "time" or stands_alone(before, after, spoken)
    return is_called or byline_beside(before, after, spoken.days) is not None
