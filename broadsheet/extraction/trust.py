"""Which of a site's places that contradict each other are believed, and what its titles add."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from broadsheet.extraction.values import Candidate
from broadsheet.fieldwords import Origin
from broadsheet.fingerprint import fold

SHOWN = "shown"  # the place of what people see
HEADING = "heading "  # before the path of a heading
SEPARATORS = r"\s*(?:\||｜|–|—|-|·|•|:|：|::|»|«|‹|›|/|_)\s*"
_PARTED = re.compile(f"({SEPARATORS})")


def place_of(origin: Origin, locator: str) -> str:
    """Where a statement stands on all pages of a site, whatever its number on one of them.

    >>> place_of("json_ld", "json_ld[0].@graph[2].headline"), place_of("meta", "meta og:title")
    ('json_ld headline', 'meta og:title')
    """
    if origin == "json_ld":
        return f"json_ld {locator.rpartition('.')[2]}"
    if origin == "meta":
        return locator
    return SHOWN if origin == "markup" else origin


@dataclass(frozen=True, slots=True)
class Trust:
    """What a site's pages taught of its statements; places are named as `place_of` does.

    `headings` are paths at which its headline stands, the surest first; `titles` places of titles for
    machines, first those that most often say what readers see. `affixes` are folded pieces that its titles
    have before or after a headline. `doubted` are fields and places, `authors json_ld author`, that say the
    same of different articles, and other than what stands beside them.
    """

    headings: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    affixes: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()

    def doubts(self, field: str, candidate: Candidate) -> bool:
        """Whether a statement stands where the site says nothing of the article."""
        return bool(self.doubted) and (
            f"{field} {place_of(candidate.origin, candidate.locator)}" in self.doubted
        )

    def rank(self, candidate: Candidate) -> int:
        """The order of titles for machines; those of which nothing is known come last."""
        place = place_of(candidate.origin, candidate.locator)
        return self.titles.index(place) if place in self.titles else len(self.titles)

    def bare(self, title: str) -> str:
        """The title without what the site's titles have before and after a headline.

        >>> Trust(affixes=frozenset(["the courier", "trade"])).bare("Ports | piers - Trade | The Courier")
        'Ports | piers'
        """
        return cut_ends(title, self.affixes) if self.affixes else title

    def as_json(self) -> dict[str, list[str]]:
        """What is stored."""
        ordered = {"headings": list(self.headings), "titles": list(self.titles)}
        return {**ordered, "affixes": sorted(self.affixes), "doubted": sorted(self.doubted)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Trust:
        """What was stored; of profiles learned before it was asked for, nothing."""
        told = {each.name: stored.get(each.name, ()) for each in fields(cls)}
        return cls(
            tuple(told["headings"]), tuple(told["titles"]),
            frozenset(told["affixes"]), frozenset(told["doubted"]),
        )  # fmt: skip


NO_TRUST = Trust()


def pieces_of(title: str) -> list[str]:
    """The pieces of a title, every other one a separator.

    >>> pieces_of("Ports and piers - The Courier")
    ['Ports and piers', ' - ', 'The Courier']
    """
    return _PARTED.split(title)


def cut_ends(title: str, known: frozenset[str], *, begin: bool = True) -> str:
    """The title without known pieces at its end, and at its beginning; never without all."""
    folded, ends = fold(title), tuple(known)
    if not folded.endswith(ends) and not (begin and folded.startswith(ends)):
        return title
    pieces = pieces_of(title)
    while len(pieces) > 1 and fold(pieces[-1]) in known:
        del pieces[-2:]
    while begin and len(pieces) > 1 and fold(pieces[0]) in known:
        del pieces[:2]
    return "".join(pieces).strip() or title


def added_to(title: str, core: str) -> list[str] | None:
    """The pieces that a folded title has before or after a core; empty for equals, None for another title.

    >>> added_to("ports and piers - trade | the courier", "ports and piers")
    ['trade', 'the courier']
    """
    if title == core:
        return []
    if not core or core not in title:
        return None
    before, _, after = title.partition(core)
    begin, end = pieces_of(before)[::2], pieces_of(after)[::2]  # every other one is a separator
    return [*filter(None, begin), *filter(None, end)] if not begin[-1] and not end[0] else None
