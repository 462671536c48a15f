"""The profile of a site: where its stories stand, and what on its pages is furniture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from broadsheet.extraction.observation import text_key
from broadsheet.extraction.trust import NO_TRUST, Trust


class Part(StrEnum):
    """What stands at a place."""

    STORY = "story"
    HEADING = "heading"  # sub-headlines of stories, which may repeat
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Usual:
    """Where a field stands: of so many articles, how many have it at each place, "" for none at all."""

    articles: float = 0.0
    places: Mapping[str, float] = field(default_factory=dict)

    @property
    def best(self) -> str:
        """The place where most have it, "" where none has."""
        return max((each for each in self.places if each), key=lambda place: self.places[place], default="")


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """What was learned of a site's pages; `version` is None until it is stored.

    `container` is the path within which the text of its stories lies, "" where no one place holds it.
    `places` says of paths what stands there; `labels` and `texts` are keys of what article
    after article shows: lines, and paragraphs that read like running text. `trust` says which of its
    statements on headline, authors and date are believed, `usual` where its fields stand.
    """

    source: str = ""
    version: int | None = None
    article_count: int = 0
    container: str = ""
    places: Mapping[str, Part] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    trust: Trust = NO_TRUST
    usual: Mapping[str, Usual] = field(default_factory=dict)
    teased: frozenset[str] = frozenset()

    def without_places(self) -> SiteProfile:
        """For a page of another design: only texts are known again there."""
        return replace(self, places={})

    def part_of(self, path: str, text: str, *, is_prose: bool) -> Part | None:
        """What a block is by its place and its text; None where the site does not tell."""
        part = self.places.get(path)
        repeated = self.texts if is_prose else self.labels
        if part in {Part.FURNITURE, Part.HEADING} or not repeated:
            return part
        key = text_key(text)
        is_own = part is Part.STORY and key in self.teased
        return Part.FURNITURE if key in repeated and not is_own else part

    def repeats(self, text: str) -> bool:
        """Whether article after article shows this line or paragraph."""
        key = text_key(text)
        return key in self.labels or key in self.texts

    def as_json(self) -> dict[str, Any]:
        """What is stored, without name, version and count, which are columns of their own."""
        places = {
            part.value: sorted(path for path in self.places if self.places[path] is part) for part in Part
        }
        return {
            "container": self.container,
            **places,
            "labels": sorted(self.labels),
            "texts": sorted(self.texts),
            "teased": sorted(self.teased),
            "trust": self.trust.as_json(),
            "usual": {
                name: {"articles": round(each.articles, 3), "places": dict(each.places)}
                for name, each in self.usual.items()
            },
        }

    @classmethod
    def from_json(
        cls, source: str, version: int | None, article_count: int, stored: Mapping[str, Any]
    ) -> SiteProfile:
        """The profile as it was stored."""
        places = {path: part for part in Part for path in stored[part.value]}
        labels, texts = frozenset(stored["labels"]), frozenset(stored["texts"])
        trust = Trust.from_json(stored.get("trust", {}))
        usual = {
            name: Usual(float(each["articles"]), each["places"])
            for name, each in stored.get("usual", {}).items()  # the first profiles have none
        }
        teased = frozenset(stored.get("teased", ()))
        return cls(
            source, version, article_count, stored["container"], places, labels, texts, trust, usual, teased
        )
