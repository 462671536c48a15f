"""The headline: what the page shows as its title, confirmed by what it tells machines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.tree import locate, text_of
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.zonenames import Zone
from broadsheet.fingerprint import fold
from broadsheet.text import clean

_SEPARATORS = r"\s*(?:\||–|—|-|·|•|:|::|»|«|‹|›|/)\s*"
_NO_LETTERS = re.compile(r"[\W_]+")
_BESIDE = frozenset((Zone.NAVIGATION,))
_EDGES = " :–—|-"  # between kicker and headline
_SAME_WORDS = 0.5  # of a heading's words in a stated title, from which on both title one story
_SHORTEST = 4  # characters of a heading without spaces; shorter ones are logos and labels
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


def find_headline(stated: list[Candidate], blocks: list[Block], names: Iterable[str]) -> Headline | None:
    """`stated` are titles for machines, best first; `names` those of site and section."""
    known = {fold(name) for name in names if name}
    cut = [replace(each, value=_cut(each.value or "", known)) for each in stated]
    headings = [_heading(block, known) for block in _title_headings(blocks)]
    found = _shown(cut, headings)
    return None if found is None else _as_agreed(found, cut)


def _shown(cut: list[Candidate], headings: list[_Heading]) -> Headline | None:
    candidates = (*cut, *(heading.shown for heading in headings))
    # The title of microdata is the heading itself: others confirm it, or say that a kicker is glued to it.
    others = [each for each in cut if each.origin != "microdata"]
    keys = {_key(each.value) for each in others or cut}
    for heading in headings:
        if heading.key in keys:
            return Headline(heading.shown, candidates, heading.block)
    # Of a page that states hundreds of titles the rest is not gone through for each heading.
    first = list(dict.fromkeys(others or cut))[:_MOST_TITLES]
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
    is_spaced = _key(data.value) == _key(found.chosen.value) and _gaps(data) > _gaps(found.chosen)
    return replace(found, chosen=data) if is_agreed or is_spaced else found


def _gaps(candidate: Candidate) -> int:
    return (candidate.value or "").count(" ")


def cut_suffix(title: str, names: Iterable[str]) -> str:
    """The title without the names of site or section at its end, and nothing else cut.

    >>> cut_suffix("Ports | piers – Trade | The Courier", ["The Courier", "Trade"])
    'Ports | piers'
    """
    return _cut(title, {fold(name) for name in names if name})


def _cut(title: str, known: set[str]) -> str:
    pieces = re.split(f"({_SEPARATORS})", title)
    while len(pieces) > 1 and fold(pieces[-1]) in known:
        del pieces[-2:]
    return "".join(pieces).strip() or title


@dataclass(frozen=True, slots=True)
class _Heading:
    block: Block
    shown: Candidate
    key: str


def _heading(block: Block, known: set[str]) -> _Heading:
    text = _cut(block.text, known)
    return _Heading(block, Candidate(text, "markup", locate(block.element), block.text), _key(text))


def _title_headings(blocks: list[Block]) -> list[Block]:
    """Headings that may title the story, main headings first; those of menus and boxes may not."""
    able = [block for block in blocks if block.tag in ("h1", "h2") and len(_key(block.text)) >= _SHORTEST]
    return sorted((block for block in able if not _is_beside(block)), key=lambda block: block.tag)


def _is_beside(block: Block) -> bool:
    # A main heading may stand in a box named for the picture it shares it with, and what the page itself
    # calls its headline in a wrapper named for the sidebar it holds, too.
    beside = _BESIDE if block.tag == "h1" or _is_named(block) else _BESIDE | {Zone.ASIDE, Zone.FIGURE}
    return any(zone in beside for zone, _ in block.zones)


def _is_named(block: Block) -> bool:
    """Whether microdata or the microformat of entries calls the heading the title."""
    element = block.element
    return element.get("itemprop") == "headline" or "entry-title" in (element.get("class") or "").split()


def _kicker_glued(
    stated: list[Candidate], headings: list[_Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """A heading that ends with a stated title: what stands before it is the kicker."""
    keys = [_key(each.value) for each in stated]
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
    stated: list[Candidate], headings: list[_Heading], candidates: tuple[Candidate, ...]
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
    stated: list[Candidate], headings: list[_Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """A heading of which an element of its own ends a stated title; before it each has another kicker."""
    titles = [_key(each.value) for each in stated]
    for heading in headings:
        last = next(heading.block.element.iterchildren(reversed=True), None)
        text = clean(text_of(last)) if last is not None else ""
        key = _key(text)
        is_last = len(key) >= _SHORTEST_TAIL and heading.key.endswith(key) and heading.key != key
        if is_last and any(title.endswith(key) for title in titles):
            kicker = _before(heading.shown.value or "", len(heading.key) - len(key))
            chosen = replace(heading.shown, value=text)
            return Headline(chosen, (*candidates, chosen), heading.block, kicker.strip(_EDGES))
    return None


def _likeliest(
    stated: list[Candidate], headings: list[_Heading], candidates: tuple[Candidate, ...]
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
    is_title = not block.link_length and len(_key(block.text)) >= _SHORTEST_TITLE
    return is_title and next(block.element.iterancestors("article"), None) is not None


def _words(text: str | None) -> set[str]:
    return set(fold(text or "").split())


def _likeness(words: set[str], others: set[str]) -> float:
    return len(words & others) / min(len(words), len(others)) if words and others else 0.0


def _key(text: str | None) -> str:
    """Compared without white space: spans in headings are glued, or not, by their style sheet."""
    return "".join(fold(text or "").split())


def _letters(text: str | None) -> str:
    return _NO_LETTERS.sub("", fold(text or ""))


def _before(text: str, count: int) -> str:
    """The shortest beginning of a text that holds so many characters of its key."""
    return text[: bisect_left(range(len(text)), count, key=lambda end: len(_key(text[:end])))]
