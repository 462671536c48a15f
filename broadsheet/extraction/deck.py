"""The deck: what stands between headline and story and sums it up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.byline_labels import has_label
from broadsheet.extraction.datetext import find_dates
from broadsheet.extraction.dating import words_of
from broadsheet.extraction.namedtext import is_called_text
from broadsheet.extraction.notices import make_of
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import hyphenated, names
from broadsheet.extraction.personnames import is_name, is_names
from broadsheet.extraction.prose import is_prose
from broadsheet.extraction.sentences import ends_sentence
from broadsheet.extraction.tree import Element, holds
from broadsheet.extraction.values import Candidate, shown
from broadsheet.extraction.zonenames import Zone
from broadsheet.fingerprint import fold

_DECK = names("""
    deck dek standfirst sub-?title sub-?head(?:line)?(?:ing)? sub-?deck strapline chapo sapo perex ingress
    entradilla bajada copete sommario catenaccio vorspann
    article-(?:summary|intro|lead|lede|subtitle|description|dek|deck)
    lede lead intro(?:-text)? summary excerpt abstract description tagline
    headline-secondary secondary-headline
    post-subtitle preamble underrubrik chapeau synop(?:sis)? manchete? teaser-text unterzeile spot
""")
_STATED = frozenset(("description", "alternativeHeadline"))  # what microdata call it
_BYLINE = (Zone.BYLINE,)
_MOST_BETWEEN = 12  # lines between a deck and the text
_SUBHEADINGS = HEADINGS - {"h1"}
_OF_TEXT = frozenset(("h2", "h3", "ul", "ol", "table"))
_LAST_TEXTS = 3  # of a story's running text, one of which may be set in a way of its own
_SHORTEST_DECK, _LONGEST_DECK = 25, 600
_SHORTEST_NAMED, _SHORTEST_WIDE = 15, 12  # of one that its class calls so; in letters that are words
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# A line for sharing the page, whatever it stands in.
_SHARE = re.compile(
    r"^\W*(?:share|tweet|teilen|partage[rz]?|compart(?:ir|e|a)|compartilh(?:ar|e)|condividi|delen|поделиться"
    r"|udostępnij|sdílet|paylaş|शेयर करें|مشاركة)\b"
    r"(?:\W+(?:on|via|this|the|article|story|to|by|auf|per|bei|über|sur|par|en|por|no|na|su|op|в|на|it))*\W+"
    r"(?:facebook|twitter|x|whatsapp|linkedin|telegram|pinterest|reddit|bluesky|threads|e-?mail)\b",
    re.IGNORECASE,
)


def find_deck(page: Page) -> tuple[str | None, Block | None]:
    """The deck and the block that shows it, with every candidate noted in the ledger."""
    described = [*page.stated("description", "alternativeHeadline"), *page.microdata.all("description")]
    described += page.head.all("og:description", "description", "twitter:description", "dc.description")
    block = next((each for each in _deck_places(page) if _is_deck(each, page, described)), None)
    embedded = page.embedded.all("deck") if block is None else []
    chosen = next(iter(embedded), None)
    if block is not None:
        chosen = shown(block.text, block.element)
    page.ledger.record("deck", [*([chosen] if chosen else []), *embedded, *described], chosen)
    return (chosen.value if chosen else None), block


def _deck_places(page: Page) -> list[Block]:
    """The blocks between headline and story, and the first of the story."""
    if page.headline_block is None:
        return []
    begin = page.story.blocks[0].index if page.story.blocks else page.headline_block.index + 1
    between = [block for block in page.top if page.headline_block.index < block.index < begin]
    return [*between, *page.story.blocks[:1]]


def _is_deck(block: Block, page: Page, described: Sequence[Candidate]) -> bool:
    # Above the story of the page alone the site's profile has put the line there.
    is_first_of_story = any(block.index >= first.index for first in page.story_alone.blocks[:1])
    is_named = any(_is_named(each) for each in _around(block))
    if not _shortest(block.text, is_named=is_named) <= len(block.text) <= _LONGEST_DECK:
        return False
    if page.headline_block is not None and fold(block.text) == fold(page.headline_block.text):
        return False
    if _SHARE.match(block.text):
        return False
    if is_named and not (is_first_of_story and _is_set_as_text(block, page)):
        return True
    told = {each.value for each in described if each.value}  # pages say the same in several places
    is_described = fold(block.text) in map(fold, told)
    if is_first_of_story:
        return is_described and _is_over_dateline(block, page)
    is_set_apart = block.tag in _SUBHEADINGS or _is_bold(block)
    is_told = is_set_apart and not (has_label(block.text) and not ends_sentence(block.text))
    return is_told or is_described or _is_right_below(block, page)


def _is_set_as_text(block: Block, page: Page) -> bool:
    """Whether lines of the story below are set the same: what all of them are called tells none of them.

    The last of its running text tell, and the lines that follow.
    """
    texts = islice((each for each in reversed(page.story.blocks) if is_prose(each)), _LAST_TEXTS)
    lines = [*texts, *page.blocks[block.index + 1 : block.index + 1 + _LAST_TEXTS]]
    way = _set_in(block)
    if any(each.index > block.index and _set_in(each) == way for each in lines):
        return True
    return _states_deck(block.element) and _is_over_parts(block, page)


def _is_over_parts(block: Block, page: Page) -> bool:
    """Whether a paragraph and the lists or sub-headlines behind it share a box, which holds no headline."""
    headline, box = page.headline_block, block.element.getparent()
    beside = islice(block.element.itersiblings(), _LAST_TEXTS)
    is_over = any(each.tag in _OF_TEXT for each in beside)
    return is_over and not (headline is not None and box is not None and holds(box, headline.element))


def _set_in(block: Block) -> tuple[object, ...]:
    return (*make_of(block), block.element.get("itemprop"))


def _is_over_dateline(block: Block, page: Page) -> bool:
    """Whether the line of author and date parts a line from the text: short stories reach up to it.

    No time of an entry of a live blog, which stands beside the entry's text.
    """
    text = next((each for each in page.story.blocks if each.index > block.index and is_prose(each)), None)
    between = page.blocks[block.index + 1 : text.index][:_MOST_BETWEEN] if text is not None else []
    lines = (each for each in between if each.zone_kinds == _BYLINE or _is_time(each))
    return any(text is not None and not _is_beside(each.element, text.element) for each in lines)


def _is_beside(line: Element, text: Element) -> bool:
    around = line.getparent()
    return around is not None and holds(around, text)


def _is_time(line: Block) -> bool:
    return len(line.text) <= _LONGEST_DECK and next(line.element.iter("time"), None) is not None


def _shortest(text: str, *, is_named: bool) -> int:
    if _WIDE.search(text):
        return _SHORTEST_WIDE
    return _SHORTEST_NAMED if is_named else _SHORTEST_DECK


def _is_right_below(block: Block, page: Page) -> bool:
    """Whether a line next to the headline says something: it is no link, no byline and no date."""
    headline = page.headline_block
    is_next = headline is not None and block.element.getprevious() is headline.element
    if not is_next or block.zones or block.link_length or has_label(block.text):
        return False
    is_cased = block.text != block.text.lower()  # other scripts do not tell names from words
    is_of_people = is_names(block.text) or (is_cased and is_name(block.text))
    return not is_of_people and not find_dates(block.text, words_of(page))


def _is_named(element: Element) -> bool:
    """Whether it is called a deck, and not the story's text, such as "field-name-body text-with-summary"."""
    is_deck = _names_deck(element.get("class") or "") or _states_deck(element)
    return is_deck and not is_called_text(element)


def _states_deck(element: Element) -> bool:
    return not _STATED.isdisjoint((element.get("itemprop") or "").split())


@lru_cache(4096)
def _names_deck(classes: str) -> bool:
    return _DECK.search(hyphenated(classes)) is not None


def _is_bold(block: Block) -> bool:
    """Whether the whole paragraph is one bold run."""
    children = list(islice(block.element.iterchildren(), 2))  # an element may hold a whole page of lines
    return (
        len(children) == 1
        and children[0].tag in ("b", "strong")
        and not (block.element.text or "").strip()
        and not (children[0].tail or "").strip()
    )


def _around(block: Block) -> Iterator[Element]:
    yield block.element
    parent = block.element.getparent()
    # Not by the parent's length, which libxml2 counts anew each time: 20,000 lines of a list took a minute.
    is_only_child = block.element.getnext() is None and block.element.getprevious() is None
    if parent is not None and is_only_child:
        yield parent
