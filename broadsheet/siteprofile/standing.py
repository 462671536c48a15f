"""Where the fields of a site's articles stand, counted: what is usual, and which page is unlike it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from broadsheet.extraction.observation import NOWHERE, Stood, is_rule
from broadsheet.extraction.site_profile import Usual

_MOST_ARTICLES = 60  # after which what was counted counts half: sites change
KNOWN = 1.5  # articles that have a field at a place before it is one of the site's: two, lately
_FEWEST = 5  # articles, of which what all have in common is no accident
_FREQUENT = 0.3  # the most articles that may lack a field for its absence to say anything
_OFTEN = 0.25  # of the articles have it there: a value that still stands there has not moved, chosen or not
_MOST_PLACES, _MOST_FORMER = 20, 10  # kept of one field
_MOST_RULES = 40  # kept of one site, the latest: whoever tries selectors leaves many behind


@dataclass(slots=True)
class Count:
    """Of one field: the articles looked at, and how many have it at each place."""

    articles: float = 0.0
    places: dict[str, float] = field(default_factory=dict)
    former: list[str] = field(default_factory=list)  # places of earlier designs: parts of a site may keep one
    absences: dict[str, float] = field(
        default_factory=dict
    )  # articles without it, by the place of their text

    def add(self, place: str, design: str) -> None:
        """Count an article in; of many articles the older ones count for less.

        `design`: the place of its text, by which a site's designs are told apart.
        """
        if self.articles >= _MOST_ARTICLES:
            self._halve()
        self.articles += 1
        _increase(self.places, place)
        if place == NOWHERE:
            _increase(self.absences, design)

    def leave(self) -> None:
        """The site has moved the field: nothing is usual any more, and what was is remembered by name."""
        known = [place for place in self.places if place and self.knows(place)]
        self.former = list(dict.fromkeys([*known, *self.former]))[:_MOST_FORMER]
        self.articles, self.places, self.absences = 0.0, {}, {}

    def fits(self, stood: Stood, design: str, designed: float) -> bool:
        """Whether a page has the field where articles of this site have it, or lacks it as its like do.

        `designed`: the articles counted of its design.
        """
        absent = self.absences.get(design, 0.0)
        is_usual = absent >= max(KNOWN, _FREQUENT * designed) if not stood.place else self.knows(stood.place)
        if is_usual:
            return True
        return any(
            count >= _OFTEN * self.articles and place in stood.beside for place, count in self.places.items()
        )

    @property
    def is_telling(self) -> bool:
        """Whether an article that has the field elsewhere, or lacks it, is one to look at."""
        return self.articles >= _FEWEST and self.odds <= _FREQUENT

    @property
    def odds(self) -> float:
        """The chance that an article has it at no known place, by the rule of succession.

        (misses + 1) / (articles + 2): Laplace's estimate, which does not take five of five for certain.
        """
        known = sum(count for place, count in self.places.items() if place and self.knows(place))
        return (self.articles - known + 1) / (self.articles + 2)

    def as_json(self) -> dict[str, Any]:
        """For `from_json`."""
        places = {place: round(count, 3) for place, count in self.places.items()}
        return {
            "articles": round(self.articles, 3),
            "places": places,
            "former": self.former,
            "absences": self.absences,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Count:
        """As `as_json` gave it."""
        return cls(
            float(stored["articles"]),
            dict(stored["places"]),
            list(stored["former"]),
            dict(stored["absences"]),
        )

    def _halve(self) -> None:
        self.articles /= 2
        self.places = {place: count / 2 for place, count in self.places.items()}
        self.absences = {design: count / 2 for design, count in self.absences.items()}

    def knows(self, place: str) -> bool:
        """Whether articles of this site have the field there, or had before."""
        return self.places.get(place, 0.0) >= KNOWN or place in self.former


Counts = dict[str, Count]
_DESIGN = "body_text"  # the field by whose place a site's designs are told apart


def _increase(counted: dict[str, float], place: str) -> None:
    counted[place] = counted.get(place, 0.0) + 1
    if len(counted) > _MOST_PLACES:
        del counted[min(counted, key=lambda each: counted[each])]


def count(counts: Counts, places: Mapping[str, str]) -> None:
    """Count an article's places in."""
    for name, place in places.items():
        known = counts.pop(name, None) if is_rule(name) else counts.get(name)
        counts[name] = known or Count()
        counts[name].add(place, places.get(_DESIGN, NOWHERE))
    for name in list(filter(is_rule, counts))[:-_MOST_RULES]:
        del counts[name]


def places_of(stood: Sequence[Stood]) -> dict[str, str]:
    """The chosen places by field."""
    return {each.field: each.place for each in stood}


def misfits(counts: Mapping[str, Count], stood: Sequence[Stood]) -> frozenset[str]:
    """The fields that a page has not where articles of the site have them."""
    design = places_of(stood).get(_DESIGN)
    of_design = counts[_DESIGN].places.get(design, 0.0) if design is not None and _DESIGN in counts else 0.0
    return frozenset(
        each.field
        for each in stood
        if (known := counts.get(each.field)) is not None
        and known.is_telling
        # Where a rule says where the text is, no design is told from another.
        and not known.fits(each, design or NOWHERE, of_design if design is not None else known.articles)
    )


def is_unlike(usual: Mapping[str, Usual], stood: Sequence[Stood]) -> bool:
    """Whether any field of a page is not where the profile has it."""
    return bool(
        misfits({name: Count(each.articles, dict(each.places)) for name, each in usual.items()}, stood)
    )


def known_rules(usual: Mapping[str, Usual]) -> set[str]:
    """The rules of the source file of which enough was seen to say whether they find anything."""
    return {name for name, each in usual.items() if is_rule(name) and each.articles >= _FEWEST}


def rules_among(stood: Sequence[Stood]) -> set[str]:
    """The rules of the source file that a page was read by."""
    return {each.field for each in stood if is_rule(each.field)}


def usual_of(counts: Mapping[str, Count]) -> dict[str, Usual]:
    """As the profile says it, the most frequent first."""
    return {
        name: Usual(
            each.articles,
            dict(sorted(each.places.items(), key=lambda pair: (-pair[1], pair[0]))),
        )
        for name, each in counts.items()
    }
