"""What is the story's on pages that say little: lines of its article, and no texts behind teasers.

A notice, the legal lines of a footer or a word on the newsletter may be longer than all of a horoscope, a
list of results or a story of two sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.notices import make_of
from broadsheet.extraction.prose import is_linked
from broadsheet.extraction.shortlines import give_weight, is_line
from broadsheet.extraction.tree import Element, holds

_LONGEST_BESIDE = 600  # characters of texts beside a story that says little
_LONG_PAGE = 3000  # of text beside which so little changes nothing
_ROW, _SHORTEST_TITLE = 3, 20  # linked titles that make a row of teasers; characters of one
_FEWEST = 3  # items, cells or headings that tell a story without a sentence
_LONG_HEADING = 40  # characters; titles of boxes are shorter
_MOST_PARTS = 20  # elements of a line that may be the link
_ITEMS = frozenset(("li", "td", "th", "dt", "dd"))
_LINES = _ITEMS | HEADINGS | {"p"}


def at_home(blocks: list[Block], weights: list[int], headline: Block | None) -> list[Block]:
    """Those of the article around the headline, where little stands outside of it, and less than in it.

    Where all in it is short, its lines have weight, then.
    """
    home = next(headline.element.iterancestors("article", "main"), None) if headline is not None else None
    beside = [each for each in blocks if weights[each.index]] if home is not None else []
    total = sum(weights[each.index] for each in beside)
    if home is None or total > 2 * _LONGEST_BESIDE:
        return blocks
    own = [each for each in blocks if holds(home, each.element)]
    within = sum(weights[each.index] for each in own)
    if within:
        is_most = total - within < within and total - within <= _LONGEST_BESIDE
        return own if is_most and home.tag == "article" else blocks
    lines = _told(own, headline) if total <= _LONGEST_BESIDE else []
    give_weight(lines, weights)
    return own if lines else blocks


def before_teasers(
    blocks: list[Block], kept: list[Block], weights: list[int], headline: Block | None
) -> list[Block]:
    """Of the kept blocks those before a row of links to other stories, where little text follows it.

    Not where that is set as the text above it is, or in the element that holds headline and text: then the
    story goes on.
    """
    if headline is None or sum(weights[each.index] for each in kept) > _LONG_PAGE:
        return kept
    own = {each.index for each in kept if weights[each.index] or is_line(each)}
    above: list[Block] = []
    makes: set[object] = set()
    home: Element | None = None
    row, begin, behind = 0, 0, 0
    for each in blocks:
        if each.index in own:
            if above and row >= _ROW and make_of(each) not in makes:
                home = _around(headline, above[0]) if home is None else home
                if home is None or holds(home, each.element):
                    return kept
                behind += weights[each.index]
                continue
            if behind:
                return kept
            above.append(each)
            makes.add(make_of(each))
            row = 0
        elif (
            above
            and row < _ROW
            and not behind
            and len(each.text) >= _SHORTEST_TITLE
            and _leads_elsewhere(each)
        ):
            row, begin = row + 1, begin if row else each.index
    if not 0 < behind <= _LONGEST_BESIDE:
        return kept
    if not any(weights[each.index] for each in above):
        give_weight(above, weights)
    return [each for each in kept if each.index < begin]


def _leads_elsewhere(block: Block) -> bool:
    """Whether a line is a link to another page: a list of a story's parts leads to places on its own."""
    if not is_linked(block):
        return False
    links = (each for each in islice(block.element.iter(), _MOST_PARTS) if each.tag == "a")
    return not any((each.get("href") or "").startswith("#") for each in links)


def _around(headline: Block, line: Block) -> Element | None:
    """The smallest element that holds both."""
    around = {line.element, *line.element.iterancestors()}
    return next((each for each in headline.element.iterancestors() if each in around), None)


def _told(own: Sequence[Block], headline: Block | None) -> list[Block]:
    """Its sentences; without any its lines, where they make a list, a table or a row of headings."""
    sentences = [each for each in own if is_line(each) and not _is_on_top(each.element)]
    if sentences:
        return sentences
    begin = headline.index if headline is not None else -1
    lines = [
        each
        for each in own
        if each.index > begin
        and each.tag in _LINES
        and each.link_length * 2 <= len(each.text)
        and not each.zones
        and not _is_on_top(each.element)
    ]
    items = sum(1 for each in lines if each.tag in _ITEMS)
    headings = sum(1 for each in lines if each.tag in HEADINGS and len(each.text) >= _LONG_HEADING)
    return lines if items >= _FEWEST or headings > _FEWEST else []


def _is_on_top(element: Element) -> bool:
    return next(element.iterancestors("header"), None) is not None
