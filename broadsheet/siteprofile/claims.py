"""What each place of a site says on its articles, counted, and which of them are believed.

A headline is what readers see. A place that says the same of different articles is a template's: it is
not believed where another place contradicts it, nor where readers see nothing of what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from broadsheet.extraction.observation import Statement, text_key
from broadsheet.extraction.trust import HEADING, SHOWN, Trust, added_to

_FEWEST, _FEWEST_UNSEEN = 3, 5  # articles that tell; where nothing but absence does
_SURE, _MOSTLY = 0.8, 0.6  # of the articles of a place
_SHORTEST_TITLE = 12  # characters, from which on a title within another is no accident
_MOST_TEXTS, _MOST_CLAIMS, _MOST_AFFIXES = 5, 150, 200  # kept of a place, and of a site
_ZONES = timedelta(days=1)  # two clocks may show the same moment on two days
_T = TypeVar("_T")


@dataclass(slots=True)
class Claim:
    """What one place says of a field."""

    articles: float = 0.0
    confirmed: float = (
        0.0  # a title that a heading shows, a heading that a title repeats, a name that is seen
    )
    contradicted: float = 0.0  # by another place on the same page
    texts: dict[str, float] = field(default_factory=dict)  # articles that have each of its first texts

    def add(self, text: str, *, is_confirmed: bool, is_contradicted: bool) -> None:
        """Count an article."""
        self.articles += 1
        self.confirmed += is_confirmed
        self.contradicted += is_contradicted
        key = text_key(text)
        if key and (key in self.texts or len(self.texts) < _MOST_TEXTS):
            self.texts[key] = self.texts.get(key, 0) + 1

    @property
    def is_constant(self) -> bool:
        """Whether different articles have one text there."""
        return self.articles >= _FEWEST and max(self.texts.values(), default=0) >= _SURE * self.articles


@dataclass(slots=True)
class Claims:
    """Of a site: by field and place, `authors json_ld author`; and what its titles add to headlines."""

    places: dict[str, Claim] = field(default_factory=dict)
    affixes: dict[str, float] = field(default_factory=dict)  # articles that have each

    def add(self, statements: Sequence[Statement]) -> None:
        """Count a page of an article that was not counted before."""
        self._add_titles([each for each in statements if each.field == "headline"])
        self._add_others([each for each in statements if each.field == "authors"])
        self._add_others([each for each in statements if each.field == "published_at"])
        self.places = _first(self.places, _MOST_CLAIMS, lambda key: self.places[key].articles)
        self.affixes = _first(self.affixes, _MOST_AFFIXES, lambda key: self.affixes[key])

    def halve(self) -> None:
        """Let what was seen count half."""
        self.affixes = {piece: count / 2 for piece, count in self.affixes.items()}
        for each in self.places.values():
            each.articles, each.confirmed = each.articles / 2, each.confirmed / 2
            each.contradicted /= 2
            each.texts = {key: count / 2 for key, count in each.texts.items()}

    def as_json(self) -> dict[str, Any]:
        """Everything, for `from_json`."""
        places = {
            key: [each.articles, each.confirmed, each.contradicted, each.texts]
            for key, each in self.places.items()
        }
        return {"places": places, "affixes": self.affixes}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Claims:
        """The claims as `as_json` gave them; none of evidence stored before they were counted."""
        places = {key: Claim(*numbers) for key, numbers in stored.get("places", {}).items()}
        return cls(places, dict(stored.get("affixes", {})))

    def _add_titles(self, said: Sequence[Statement]) -> None:
        shown = [each for each in said if each.place.startswith(HEADING)]
        told = [each for each in said if not each.place.startswith(HEADING)]
        pairs = [(title, heading) for title in told for heading in shown if _is_title(heading)]
        added = {pair: added_to(pair[0].text, pair[1].text) for pair in pairs}
        agreed = {each for pair, pieces in added.items() if pieces is not None for each in pair}
        for each in said:
            self._count(each, is_confirmed=each in agreed, is_contradicted=False)
        for piece in {piece for pieces in added.values() for piece in pieces or ()}:
            self.affixes[piece] = self.affixes.get(piece, 0) + 1

    def _add_others(self, said: Sequence[Statement]) -> None:
        for each in said:
            is_contradicted = any(_is_other(each, other) for other in said if other is not each)
            self._count(each, is_confirmed=each.is_seen, is_contradicted=is_contradicted)

    def _count(self, said: Statement, *, is_confirmed: bool, is_contradicted: bool) -> None:
        claim = self.places.setdefault(f"{said.field} {said.place}", Claim())
        claim.add(said.text, is_confirmed=is_confirmed, is_contradicted=is_contradicted)


def trust_of(claims: Claims) -> Trust:
    """What the claims allow to say."""
    of_titles = {
        key.partition(" ")[2]: each for key, each in claims.places.items() if _field(key) == "headline"
    }
    usual = {place: each for place, each in of_titles.items() if each.articles >= _FEWEST}
    order = sorted(usual, key=lambda place: usual[place].confirmed / usual[place].articles, reverse=True)
    headings = (place for place in order if place.startswith(HEADING) and _is_mostly_confirmed(usual[place]))
    titles = (place for place in order if not place.startswith(HEADING) and not usual[place].is_constant)
    affixes = frozenset(piece for piece, count in claims.affixes.items() if count >= _FEWEST)
    return Trust(
        tuple(each.removeprefix(HEADING) for each in headings),
        tuple(titles),
        affixes,
        frozenset(key for key in claims.places if _is_doubted(key, claims)),
    )


def _field(key: str) -> str:
    return key.partition(" ")[0]


def _is_mostly_confirmed(claim: Claim) -> bool:
    return claim.confirmed >= _MOSTLY * claim.articles


def _is_doubted(key: str, claims: Claims) -> bool:
    claim, name = claims.places[key], _field(key)
    if not claim.is_constant or key == f"{name} {SHOWN}":
        return False
    if name == "headline":
        return not key.startswith(f"{name} {HEADING}")
    is_contradicted = claim.contradicted >= _SURE * claim.articles
    if name == "published_at":
        return is_contradicted
    is_unseen = claim.confirmed < (1 - _SURE) * claim.articles
    return is_unseen and (claim.articles >= _FEWEST_UNSEEN or (is_contradicted and _has_rival(name, claims)))


def _has_rival(name: str, claims: Claims) -> bool:
    """Whether a place says different things of different articles."""
    return any(
        _field(key) == name and each.articles >= _FEWEST and not each.is_constant
        for key, each in claims.places.items()
    )


def _is_other(first: Statement, second: Statement) -> bool:
    """Whether two statements of one page exclude each other: days far apart, names of other people."""
    if first.day is not None and second.day is not None:
        return abs(first.day - second.day) > _ZONES
    names, others = first.text.split(", "), second.text.split(", ")
    is_shared = any(name in second.text for name in names) or any(name in first.text for name in others)
    return not is_shared


def _is_title(heading: Statement) -> bool:
    return len(heading.text) >= _SHORTEST_TITLE


def _first(kept: dict[str, _T], most: int, weight: Callable[[str], float]) -> dict[str, _T]:
    if len(kept) <= most:
        return kept
    return {key: kept[key] for key in sorted(kept, key=weight, reverse=True)[:most]}
