"""The headline: what the page shows as its title, confirmed by what it tells machines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.tree import locate
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.zones import Zone
from broadsheet.fingerprint import fold

_SEPARATORS = r"\s*(?:\||–|—|-|·|•|:|::|»|«|‹|›|/)\s*"
_BESIDE = frozenset((Zone.NAVIGATION, Zone.ASIDE, Zone.FIGURE))
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
    cut = [
        Candidate(cut_suffix(each.value or "", names), each.origin, each.locator, each.raw) for each in stated
    ]
    headings = [(block, _shown(block, names)) for block in blocks if _is_title_heading(block)]
    candidates = tuple(cut) + tuple(shown for _, shown in headings)
    for block, shown in headings:
        for each in cut:
            if _key(each.value) == _key(shown.value):
                return Headline(shown, candidates, block)
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


def _is_title_heading(block: Block) -> bool:
    if block.tag not in ("h1", "h2") or len(_key(block.text)) < _SHORTEST:
        return False
    return not any(zone in _BESIDE for zone, _ in block.zones)


def _shown(block: Block, names: Iterable[str]) -> Candidate:
    return Candidate(cut_suffix(block.text, names), "markup", locate(block.element), block.text)


def _kicker_glued(
    stated: list[Candidate], headings: list[tuple[Block, Candidate]], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """A heading that ends with a stated title: what stands before it is the kicker."""
    for block, shown in headings:
        for each in stated:
            tail, whole = _key(each.value), _key(shown.value)
            if (
                each.origin != "markup"
                and len(tail) >= _SHORTEST_TAIL
                and whole.endswith(tail)
                and block.tag == "h1"
            ):
                text = shown.value or ""
                kicker = _before(text, len(whole) - len(tail))
                chosen = Candidate(text[len(kicker) :].strip(" :–—|-"), "markup", shown.locator, shown.raw)
                return Headline(chosen, (*candidates, chosen), block, kicker.strip(" :–—|-"))
    return None


def _likeliest(
    stated: list[Candidate], headings: list[tuple[Block, Candidate]], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """The main heading if it shares words with a stated title or is alone, else the best stated title."""
    main = [(block, shown) for block, shown in headings if block.tag == "h1"]
    for block, shown in main:
        if any(_likeness(shown.value, each.value) >= _SAME_WORDS for each in stated):
            return Headline(shown, candidates, block)
    if len(main) == 1 and not any(each.origin == "json_ld" for each in stated):
        return Headline(main[0][1], candidates, main[0][0])
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
