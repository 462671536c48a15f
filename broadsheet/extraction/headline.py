"""The headline: what the page shows as its title, confirmed by what it tells machines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.element_paths import Paths, innermost, tag_of
from broadsheet.extraction.headings import Heading, heading_of, key_of, title_headings
from broadsheet.extraction.tree import text_of
from broadsheet.extraction.trust import NO_TRUST, Trust, cut_ends
from broadsheet.extraction.values import Candidate
from broadsheet.fingerprint import fold
from broadsheet.text import clean

_NO_LETTERS = re.compile(r"[\W_]+")
_EDGES = " :–—|-"  # between kicker and headline
_SAME_WORDS = 0.5  # of a heading's words in a stated title, from which on both title one story
_MOST_TITLES = 20  # stated; pages state three or four
_SHORTEST_TITLE = 20  # characters of a heading that no title for machines confirms, without spaces
_SHORTEST_TAIL = 12  # characters of a headline that may follow a kicker within one heading


@dataclass(frozen=True, slots=True)
class Headline:
    """The choice, the heading it stands in if it is shown, and what was glued before it."""

    chosen: Candidate
    candidates: tuple[Candidate, ...]
    block: Block | None = None
    kicker: str | None = None


def find_headline(
    stated: list[Candidate], blocks: list[Block], names: Iterable[str], trust: Trust = NO_TRUST
) -> Headline | None:
    """`stated` are titles for machines, best first; `names` those of site and section.

    `trust` is what the site taught; what it alone decides is of origin `site_profile`.
    """
    known = frozenset(fold(name) for name in names if name)
    cut = [replace(each, value=cut_ends(each.value or "", known, begin=False)) for each in stated]
    headings = [heading_of(block, known) for block in title_headings(blocks)]
    own = _at_its_place(headings, trust)
    if own and own[0].key in {key_of(each.value) for each in _independent(cut)}:
        usual = Headline(own[0].shown, _all(cut, headings), own[0].block)
        if _as_agreed(usual, cut) is usual:
            return usual
    found = _shown(cut, headings)
    alone = None if found is None else _as_agreed(found, cut)
    return alone if trust == NO_TRUST else _as_the_site_tells(alone, cut, headings, trust)


def _as_the_site_tells(
    alone: Headline | None, stated: list[Candidate], headings: list[Heading], trust: Trust
) -> Headline | None:
    """The heading at the place of the site's headlines, else the title that readers see most often."""
    believed = [
        replace(each, value=trust.bare(each.value or "")) for each in stated if _is_believed(each, trust)
    ]
    titles = sorted(believed or stated, key=trust.rank)
    own = _at_its_place(headings, trust)
    found = _shown(titles, own or headings)
    if found is None or alone is None:
        return found or alone
    if own and found.block is None:
        found = replace(found, chosen=own[0].shown, block=own[0].block)
    found = _spaced(found, titles) if own else _as_agreed(found, titles)
    if fold(found.chosen.value or "") == fold(alone.chosen.value or ""):
        return alone
    chosen = replace(found.chosen, origin="site_profile")
    return replace(found, chosen=chosen, candidates=(*alone.candidates, chosen))


def _is_believed(title: Candidate, trust: Trust) -> bool:
    return not trust.doubts("headline", title)


def _at_its_place(headings: list[Heading], trust: Trust) -> list[Heading]:
    """The headings at the surest of the site's places that the page has."""
    paths = Paths()
    for place in trust.headings:
        able = (heading for heading in headings if heading.block.tag == tag_of(place))
        found = [heading for heading in able if innermost(paths.of(heading.block.element)) == place]
        if found:
            return found
    return []


def _all(stated: list[Candidate], headings: list[Heading]) -> tuple[Candidate, ...]:
    return (*stated, *(heading.shown for heading in headings))


def _independent(stated: list[Candidate]) -> list[Candidate]:
    """Without the title of microdata: it is the heading itself, which others confirm or part in two."""
    return [each for each in stated if each.origin != "microdata"] or stated


def _shown(cut: list[Candidate], headings: list[Heading]) -> Headline | None:
    candidates, others = _all(cut, headings), _independent(cut)
    keys = {key_of(each.value) for each in others}
    for heading in headings:
        if heading.key in keys:
            return Headline(heading.shown, candidates, heading.block)
    # Of a page that states hundreds of titles the rest is not gone through for each heading.
    first = list(dict.fromkeys(others))[:_MOST_TITLES]
    return (
        _kicker_glued(first, headings, candidates)
        or _in_lines(first, headings, candidates)
        or _kicker_of_its_own(first, headings, candidates)
        or _likeliest(first, headings, candidates)
    )


def _as_agreed(found: Headline, stated: list[Candidate]) -> Headline:
    """What JSON-LD and Open Graph state alike where the heading shown is neither's.

    Such a heading is cut for the layout, or its parts are glued: two statements outweigh it.
    """
    data = next((each for each in stated if each.origin == "json_ld"), None)
    shared = next((each for each in stated if each.locator == "meta og:title"), None)
    if found.chosen.origin != "markup" or data is None or shared is None:
        return found
    is_agreed = fold(data.value or "") == fold(shared.value or "")
    return replace(found, chosen=data) if is_agreed else _spaced(found, stated)


def _spaced(found: Headline, stated: list[Candidate]) -> Headline:
    """As JSON-LD writes the heading where that has lost spaces."""
    data = next((each for each in stated if each.origin == "json_ld"), None)
    if data is None or key_of(data.value) != key_of(found.chosen.value) or _gaps(data) <= _gaps(found.chosen):
        return found
    return replace(found, chosen=data)


def _gaps(candidate: Candidate) -> int:
    return (candidate.value or "").count(" ")


def cut_suffix(title: str, names: Iterable[str]) -> str:
    """The title without the names of site or section at its end, and nothing else cut.

    >>> cut_suffix("Ports | piers – Trade | The Courier", ["The Courier", "Trade"])
    'Ports | piers'
    """
    return cut_ends(title, frozenset(fold(name) for name in names if name), begin=False)


def _kicker_glued(
    stated: list[Candidate], headings: list[Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """A heading that ends with a stated title: what stands before it is the kicker."""
    keys = [key_of(each.value) for each in stated]
    tails = [key for key in keys if len(key) >= _SHORTEST_TAIL]
    for heading in headings:
        text = heading.shown.value or ""
        for tail in tails:
            if heading.key.endswith(tail):
                kicker = _before(text, len(heading.key) - len(tail))
                chosen = replace(heading.shown, value=text[len(kicker) :].strip(_EDGES))
                return Headline(chosen, (*candidates, chosen), heading.block, kicker.strip(_EDGES))
    return None


def _in_lines(
    stated: list[Candidate], headings: list[Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """A heading whose parts stand in lines of their own, and the title that has the marks between them."""
    told = {_letters(each.value): each for each in reversed(stated)}
    told |= {key: _written_most(each, stated) for key, each in told.items()}
    for heading in headings:
        title = told.get(_letters(heading.shown.value))
        if title is not None:
            return Headline(title, candidates, heading.block)
    return None


def _written_most(title: Candidate, stated: list[Candidate]) -> Candidate:
    """Of the ways in which the marks of one title are written the one that most statements begin with."""
    letters = _letters(title.value)
    ways = [each for each in stated if each.value and _letters(each.value) == letters]
    return max(ways, key=lambda way: sum((each.value or "").startswith(way.value or "") for each in stated))


def _kicker_of_its_own(
    stated: list[Candidate], headings: list[Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """A heading of which an element of its own ends a stated title; before it each has another kicker."""
    titles = [key_of(each.value) for each in stated]
    for heading in headings:
        last = next(heading.block.element.iterchildren(reversed=True), None)
        text = clean(text_of(last)) if last is not None else ""
        key = key_of(text)
        is_last = len(key) >= _SHORTEST_TAIL and heading.key.endswith(key) and heading.key != key
        if is_last and any(title.endswith(key) for title in titles):
            kicker = _before(heading.shown.value or "", len(heading.key) - len(key))
            chosen = replace(heading.shown, value=text)
            return Headline(chosen, (*candidates, chosen), heading.block, kicker.strip(_EDGES))
    return None


def _likeliest(
    stated: list[Candidate], headings: list[Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """The main heading if it shares words with a stated title or is alone, else the best stated title."""
    main = [heading for heading in headings if heading.block.tag == "h1"]
    titles = [_words(each.value) for each in stated]
    for heading in main:
        words = _words(heading.shown.value)
        if any(_likeness(words, title) >= _SAME_WORDS for title in titles):
            return Headline(heading.shown, candidates, heading.block)
    if len(main) == 1 and not any(each.origin == "json_ld" for each in stated):
        return Headline(main[0].shown, candidates, main[0].block)
    for heading in main:
        if _is_of_article(heading.block):
            return Headline(heading.shown, candidates, heading.block)
    return Headline(stated[0], candidates) if stated else None


def _is_of_article(block: Block) -> bool:
    """Whether a main heading is as long as titles are, no link, and heads an article, not a list of them."""
    is_title = not block.link_length and len(key_of(block.text)) >= _SHORTEST_TITLE
    return is_title and next(block.element.iterancestors("article"), None) is not None


def _words(text: str | None) -> set[str]:
    return set(fold(text or "").split())


def _likeness(words: set[str], others: set[str]) -> float:
    return len(words & others) / min(len(words), len(others)) if words and others else 0.0


def _letters(text: str | None) -> str:
    return _NO_LETTERS.sub("", fold(text or ""))


def _before(text: str, count: int) -> str:
    """The shortest beginning of a text that holds so many characters of its key."""
    return text[: bisect_left(range(len(text)), count, key=lambda end: len(key_of(text[:end])))]
