"""The headline: what the page shows as its title, confirmed by what it tells machines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.tree import locate
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.zones import Zone
from broadsheet.fingerprint import fold

_SEPARATORS = r"\s*(?:\||–|—|-|·|•|:|::|»|«|‹|›|/)\s*"
_BESIDE = frozenset((Zone.NAVIGATION,))
_EDGES = " :–—|-"  # between kicker and headline
_SAME_WORDS = 0.5  # of a heading's words in a stated title, from which on both title one story
_SHORTEST = 4  # characters of a heading without spaces; shorter ones are logos and labels
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
    cut = [replace(each, value=cut_suffix(each.value or "", names)) for each in stated]
    headings = [_Heading(block, _shown(block, names)) for block in _title_headings(blocks)]
    candidates = (*cut, *(heading.shown for heading in headings))
    for heading in headings:
        if any(_key(each.value) == _key(heading.shown.value) for each in cut):
            return Headline(heading.shown, candidates, heading.block)
    return _kicker_glued(cut, headings, candidates) or _likeliest(cut, headings, candidates)


def cut_suffix(title: str, names: Iterable[str]) -> str:
    """The title without the names of site or section at its end, and nothing else cut.

    >>> cut_suffix("Ports | piers – Trade | The Courier", ["The Courier", "Trade"])
    'Ports | piers'
    """
    known = {fold(name) for name in names if name}
    pieces = re.split(f"({_SEPARATORS})", title)
    while len(pieces) > 1 and fold(pieces[-1]) in known:
        del pieces[-2:]
    return "".join(pieces).strip() or title


@dataclass(frozen=True, slots=True)
class _Heading:
    block: Block
    shown: Candidate


def _title_headings(blocks: list[Block]) -> list[Block]:
    """Headings that may title the story, main headings first; those of menus and boxes may not."""
    able = [block for block in blocks if block.tag in ("h1", "h2") and len(_key(block.text)) >= _SHORTEST]
    return sorted((block for block in able if not _is_beside(block)), key=lambda block: block.tag)


def _is_beside(block: Block) -> bool:
    # A main heading may stand in a box named for the picture it shares it with.
    beside = _BESIDE if block.tag == "h1" else _BESIDE | {Zone.ASIDE, Zone.FIGURE}
    return any(zone in beside for zone, _ in block.zones)


def _shown(block: Block, names: Iterable[str]) -> Candidate:
    return Candidate(cut_suffix(block.text, names), "markup", locate(block.element), block.text)


def _kicker_glued(
    stated: list[Candidate], headings: list[_Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """A heading that ends with a stated title: what stands before it is the kicker."""
    for heading in headings:
        whole, text = _key(heading.shown.value), heading.shown.value or ""
        for tail in (_key(each.value) for each in stated):
            if len(tail) >= _SHORTEST_TAIL and whole.endswith(tail):
                kicker = _before(text, len(whole) - len(tail))
                chosen = replace(heading.shown, value=text[len(kicker) :].strip(_EDGES))
                return Headline(chosen, (*candidates, chosen), heading.block, kicker.strip(_EDGES))
    return None


def _likeliest(
    stated: list[Candidate], headings: list[_Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """The main heading if it shares words with a stated title or is alone, else the best stated title."""
    main = [heading for heading in headings if heading.block.tag == "h1"]
    for heading in main:
        if any(_likeness(heading.shown.value, each.value) >= _SAME_WORDS for each in stated):
            return Headline(heading.shown, candidates, heading.block)
    if len(main) == 1 and not any(each.origin == "json_ld" for each in stated):
        return Headline(main[0].shown, candidates, main[0].block)
    return Headline(stated[0], candidates) if stated else None


def _likeness(shown: str | None, stated: str | None) -> float:
    words, others = set(fold(shown or "").split()), set(fold(stated or "").split())
    return len(words & others) / min(len(words), len(others)) if words and others else 0.0


def _key(text: str | None) -> str:
    """Compared without white space: spans in headings are glued, or not, by their style sheet."""
    return "".join(fold(text or "").split())


def _before(text: str, count: int) -> str:
    """The shortest beginning of a text that holds so many characters of its key."""
    end = 0
    while end < len(text) and len(_key(text[:end])) < count:
        end += 1
    return text[:end]
