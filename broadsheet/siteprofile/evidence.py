"""What many pages of a site show, counted: by place and by text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from broadsheet.extraction.element_paths import containers
from broadsheet.extraction.observation import Observation, Sighting
from broadsheet.siteprofile.claims import Claims

_SAME_ARTICLE = 0.5  # of a page's running text already known: a second capture of an article, not another
_SHORTEST_TELLING = 15  # characters; shorter texts repeat by accident
_OWN_SHARE = 0.85  # of a page's kept text that its own container holds
_MOST_ARTICLES = 60  # after which what was counted counts half: sites change
_MOST_PLACES, _MOST_TEXTS = 800, 6000  # kept of a site, the best seen and the latest ones


@dataclass(slots=True)
class Place:
    """What stood at one path."""

    articles: float = 0.0  # that have it
    blocks: float = 0.0
    kept: float = 0.0  # blocks that the reader of one page took for the story
    repeats: float = 0.0  # blocks whose text other articles have, too
    after: float = 0.0  # blocks below the end of the story
    share: float = 0.0  # of the kept text, summed over articles

    def as_json(self) -> list[float]:
        """Its numbers in order, as they are stored."""
        return [round(getattr(self, name), 3) for name in self.__slots__]

    def halve(self) -> None:
        """Let what was seen count half."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) / 2)


@dataclass(slots=True)
class Evidence:
    """Everything seen of a site, within bounds."""

    articles: float = 0.0
    places: dict[str, Place] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)  # key: articles that have it; oldest first
    total: int = 0  # different articles ever seen
    claims: Claims = field(default_factory=Claims)
    told: dict[str, int] = field(default_factory=dict)  # as `texts`, of those that have it where text is

    def add(self, seen: Observation) -> bool:
        """Count a page in. False for one without text, or a further capture of an article counted before."""
        story = seen.story_keys
        if not story or self._is_known(story):
            return False
        if self.articles >= _MOST_ARTICLES:
            self._age()
        sightings = seen.sightings
        self._count_places(sightings)
        self._count_texts(sightings)
        self.claims.add(seen.statements)
        self.articles += 1
        self.total += 1
        self._bound()
        return True

    def as_json(self) -> dict[str, Any]:
        """Everything, for `from_json`."""
        places = {path: place.as_json() for path, place in self.places.items()}
        return {
            "articles": self.articles,
            "total": self.total,
            "places": places,
            "texts": [(key, count, self.told.get(key, 0)) for key, count in self.texts.items()],
            "claims": self.claims.as_json(),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Evidence:
        """The evidence as `as_json` gave it; texts keep their order, by which old ones leave."""
        places = {path: Place(*numbers) for path, numbers in stored["places"].items()}
        texts = {key: int(count) for key, count, *_ in stored["texts"]}
        told = {key: int(counts[-1]) for key, *counts in stored["texts"]}  # the first ones stored: one count
        claims = Claims.from_json(stored.get("claims", {}))
        return cls(float(stored["articles"]), places, texts, int(stored["total"]), claims, told)

    def _is_known(self, story: frozenset[str]) -> bool:
        return sum(key in self.texts for key in story) >= _SAME_ARTICLE * len(story)

    def _count_places(self, sightings: tuple[Sighting, ...]) -> None:
        end = _end_of_story(sightings)
        whole = sum(each.length for each in sightings if each.is_kept and each.is_prose)
        for number, each in enumerate(sightings):
            place = self.places.setdefault(each.path, Place())
            place.blocks += 1
            place.kept += each.is_kept
            place.after += number > end
            if each.is_kept and each.is_prose:
                place.share += each.length / whole
        for path in {each.path for each in sightings}:
            self.places[path].articles += 1

    def _count_texts(self, sightings: tuple[Sighting, ...]) -> None:
        """A text seen before is a repetition; its first sight becomes one by hindsight."""
        for each in sightings:
            if each.length >= _SHORTEST_TELLING and (known := self.texts.get(each.text_key)):
                self.places[each.path].repeats += 2 if known == 1 else 1
        for key in {each.text_key for each in sightings if each.text_key}:
            self.texts[key] = self.texts.pop(key, 0) + 1
        told = {each.path for each in sightings if each.is_kept}
        for key in {each.text_key for each in sightings if each.text_key and each.path in told}:
            self.told[key] = self.told.get(key, 0) + 1

    def _age(self) -> None:
        self.articles /= 2
        self.claims.halve()
        for place in self.places.values():
            place.halve()
        # What was seen once stays known: a later sight of it is a repetition, and its article's a capture.
        self.texts = {key: max(1, count // 2) for key, count in self.texts.items()}
        self.told = {key: max(1, count // 2) for key, count in self.told.items()}

    def _bound(self) -> None:
        if len(self.places) > _MOST_PLACES:
            best = sorted(self.places, key=lambda path: self.places[path].articles, reverse=True)
            self.places = {path: self.places[path] for path in best[:_MOST_PLACES]}
        while len(self.texts) > _MOST_TEXTS:
            oldest = next(iter(self.texts))
            del self.texts[oldest]
            self.told.pop(oldest, None)


def _end_of_story(sightings: tuple[Sighting, ...]) -> int:
    """The number of the last kept block in the page's own container of text."""
    kept = [(number, each) for number, each in enumerate(sightings) if each.is_kept and each.is_prose]
    held: Counter[str] = Counter()
    for _, each in kept:
        held.update(dict.fromkeys(containers(each.path), each.length))
    whole = sum(each.length for _, each in kept)
    own = max((path for path, length in held.items() if length >= _OWN_SHARE * whole), key=len, default="")
    inside = [number for number, each in kept if own in containers(each.path) or not own]
    return max(inside, default=len(sightings))
