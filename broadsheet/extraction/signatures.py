"""Names that no word calls an author's: they lead to an author's page, or stand alone, or before the date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.byline import Byline, parse_byline
from broadsheet.extraction.corrections import find_correction
from broadsheet.extraction.dated_bylines import begins_story
from broadsheet.extraction.datetext import Found, find_dates
from broadsheet.extraction.dating import month_first, words_of
from broadsheet.extraction.other_work import is_before_others
from broadsheet.extraction.page import Page
from broadsheet.extraction.personnames import in_brackets, is_names, signed_behind
from broadsheet.extraction.tree import Element, beginning_of, text_of
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
_MARKS = tuple("|·•–—-,/")
_ASKS = re.compile(
    r"\b(?:share|add|leave|no|post|print|email|view|last|min|read|listen|comments?|updated?)\b", re.IGNORECASE
)
_PUBLISHED = re.compile(r"\b(?:published|posted|written) by\s*:\s*$", re.IGNORECASE)
_MOST_LINES, _MOST_LINKS = 30, 30  # below the headline, and of a line, that are looked at
_LONGEST_LINE, _LONGEST_SIGNATURE = 200, 60


def linked(page: Page) -> Iterator[tuple[Candidate, Byline]]:
    """Names between headline and text that lead to the page of an author."""
    read: set[Element] = set()
    for line in _below_headline(page):
        if not line.link_length or line.element in read:
            continue
        read.add(line.element)
        links = [each for each in islice(line.element.iter("a"), _MOST_LINKS) if _leads_to_author(each)]
        links = [each for each in links if not is_before_others(_text_before(each))]
        named = [(each.get("href"), name) for each in _behind_desk(links) if (name := clean(text_of(each)))]
        # Two links to one page are one author, who is named first: "Ana Costa", "All columns".
        names = list(dict.fromkeys(dict(reversed(named))[href] for href, _ in named))
        text = ", ".join(name for name in names if not _holds_another(name, names))
        parsed = parse_byline(text, page.own_names)
        if parsed.authors:
            yield shown(text, links[0]).with_text(text, line.text), parsed


def _behind_desk(links: list[Element]) -> list[Element]:
    """Those behind "Published by:", where a desk and its place are linked before it."""
    told = (number for number, each in enumerate(links) if number and _PUBLISHED.search(_text_before(each)))
    return links[next(told, 0) :]


def _text_before(link: Element) -> str:
    previous, around = link.getprevious(), link.getparent()
    before = previous.tail if previous is not None else around.text if around is not None else None
    return before or ""


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
    last = _last_before_correction(story)
    end = story[-1].index + 1
    places = [(story[0].index - 1, story[0]), (last.index, story[0]), (end, story[-1])]
    # An advertisement may stand between.
    places += [(each.index, story[-1]) for each in page.bottom[:1] if each.index > end]
    for at, paragraph in places:
        line = page.blocks[at] if 0 <= at < len(page.blocks) else paragraph
        parsed = signature(line, page) if _is_below(line, paragraph) else None
        if parsed is not None:
            yield shown(line.text, line.element), parsed
    names = signed_behind(last.text)
    if names is not None and (parsed := _of_people(names, page)) is not None:
        yield shown(last.text, last.element).with_text(names, names), parsed


def dated(page: Page) -> Iterator[tuple[Candidate, Byline]]:
    """A name beside the date, in a line between headline and story that says nothing else.

    Not one that a link of the page has: sections and topics stand there, too.
    """
    elsewhere: set[str] | None = None
    for line in _below_headline(page) if page.headline_block is not None else ():
        found = find_dates(line.text, words_of(page), month_first(page)) if not line.link_length else []
        name = _beside(line.text, found) if found else ""
        parsed = parse_byline(name, page.own_names) if is_names(name) else Byline()
        if parsed.authors and all(each.kind == "person" for each in parsed.authors):
            elsewhere = elsewhere or {fold(beginning_of(link)) for link in page.root.iter("a")}
            if fold(name) not in elsewhere:
                yield shown(line.text, line.element).with_text(name, line.text), parsed


def _beside(line: str, dates: list[Found]) -> str:
    """What stands before the first date of a line; where nothing does, behind the last, parted by a mark.

    Nothing where the story begins behind the date.
    """
    if begins_story(line[dates[0].end :]):
        return ""
    before, after = line[: dates[0].start].strip(_BETWEEN), line[dates[-1].end :].strip()
    is_parted = after.startswith(_MARKS) and not _ASKS.search(after)
    return before or (after.strip(_BETWEEN) if is_parted else "")


def _is_below(line: Block, paragraph: Block) -> bool:
    """Whether it is set as the paragraphs are; brackets tell a signature in a box of its own, too."""
    is_apart = line.index > paragraph.index and in_brackets(line.text) is not None
    return _is_beside(line, paragraph) or (is_apart and line.zones == paragraph.zones)


def _is_beside(line: Block, paragraph: Block) -> bool:
    return line.element.getparent() is paragraph.element.getparent() and line.zones == paragraph.zones


def signature(line: Block, page: Page) -> Byline | None:
    """The people of a paragraph that is nothing but their names, bare or in brackets; None of any other."""
    if line.tag != "p" or line.link_length or _heads_list(line):
        return None
    names = line.text if is_names(line.text) else in_brackets(line.text)
    signed = _of_people(names, page) if names else None
    return signed if signed is not None and not _is_of_letters(line, page) else None


def _is_of_letters(line: Block, page: Page) -> bool:
    """Whether parts of the text above are signed by others: of a page of letters."""
    above = (each for each in page.story.blocks if each.index + 1 < line.index)
    short = (each for each in above if each.tag == "p" and len(each.text) <= _LONGEST_SIGNATURE)
    others = (each.text for each in short if not each.link_length and is_names(each.text))
    return any(fold(text) != fold(line.text) for text in others)


def _heads_list(line: Block) -> bool:
    """Whether it stands right over a list: "Read Also"."""
    below = line.element.getnext()
    return below is not None and below.tag in ("ul", "ol")


def _of_people(names: str, page: Page) -> Byline | None:
    parsed = parse_byline(names, page.own_names)
    is_signed = parsed.authors and all(each.kind == "person" for each in parsed.authors)
    return parsed if is_signed else None


def _last_before_correction(story: Sequence[Block]) -> Block:
    """The last line over the notices that were put under a signature later."""
    return next((line for line in reversed(story) if not find_correction([line]).blocks), story[-1])
