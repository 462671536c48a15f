"""What is remembered of a site: its pages, where their fields stand, and what was unlike it of late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from broadsheet.extraction import EXTRACTOR_VERSION
from broadsheet.extraction.element_paths import containers, own_step, shortened
from broadsheet.extraction.observation import NOWHERE, Observation
from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.siteprofile.drift import (
    Drift,
    Look,
    Move,
    considered,
    has_left,
    lost_rules,
    moves_of,
    urls_of,
)
from broadsheet.siteprofile.evidence import Evidence
from broadsheet.siteprofile.learning import CONTAINER_SHARE, profile_of
from broadsheet.siteprofile.standing import KNOWN, Count, Counts, count, misfits, places_of

_MOST_LOOKS = 12  # articles remembered one by one from lesson to lesson, the latest
_MOST_DESIGNS = 3  # of which it is remembered what their pages showed
_FIT_AGAIN = 3  # articles like the site's, one after the other, after which what was unlike it is let be


@dataclass(slots=True)
class Memory:
    """Of one source. `drift` waits to be told by a run's verdict."""

    evidence: Evidence = field(default_factory=Evidence)
    counts: Counts = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)
    unlike: dict[str, Evidence] = field(default_factory=dict)  # of pages with their text elsewhere: by where
    drift: Drift | None = None

    def add(self, seen: Observation, run_id: str | None = None) -> bool:
        """Count a page in; whether anything is new.

        It is compared with what is usual where a run is named; other pages may be of any age and design.
        """
        is_outside = seen.is_outside and not self._knows_text(seen)
        is_new = self.evidence.add(seen)
        places = places_of(seen.stood)
        if run_id is None or not self.counts or not places:
            if is_new:
                count(self.counts, places)
            return is_new
        look = Look(seen.url, run_id, places, misfits(self.counts, seen.stood), is_outside)
        if look.is_elsewhere:
            self._note_unlike(places.get("body_text", NOWHERE), seen)
        if is_new and not look.is_unlike:
            count(self.counts, places)
        self._remember(look)
        return True

    def conclude(self, run_id: str | None, profile: SiteProfile | None = None) -> bool:
        """Whether the site has left its profile: what is known of it begins again with the pages that did.

        Asked for when pages were counted in; until then all that were are remembered, however many.
        """
        looked = considered(self.looks, run_id) if run_id is not None else []
        moves = moves_of(looked, self.counts)
        is_text_elsewhere = has_left(looked, 1 - CONTAINER_SHARE)
        if run_id is not None:
            is_redesign = is_text_elsewhere or bool(moves)
            moves += lost_rules(self.looks, run_id, self.counts, is_redesign=is_redesign)
        if not moves and not is_text_elsewhere:
            self._forget(self.looks[:-_MOST_LOOKS])
            return False
        is_text_told = any(each.field == "body_text" for each in moves)
        if is_text_elsewhere or is_text_told:
            self._begin_again()
        if profile is not None and is_text_elsewhere and not is_text_told:
            moves = (*self._move_of_text(looked, profile), *moves)
        if moves:
            version = profile.version if profile is not None else None
            urls = urls_of(looked, moves) or urls_of(self.looks, moves)
            self.drift = Drift(run_id or "", version, moves, urls)
        self._forget([each for each in self.looks if each not in looked])
        for each in moves:
            self.counts[each.field].leave()
        self._forget(self.looks)
        return True

    def profile(self, source: str) -> SiteProfile | None:
        """What can be said of the site by now."""
        return profile_of(self.evidence, source, self.counts)

    def as_json(self) -> dict[str, Any]:
        """Everything, for `from_json`."""
        fields = {
            "reader": EXTRACTOR_VERSION,
            "counts": {name: each.as_json() for name, each in self.counts.items()},
            "looks": [each.as_json() for each in self.looks],
            "unlike": {place: each.as_json() for place, each in self.unlike.items()},
            "drift": self.drift.as_json() if self.drift is not None else None,
        }
        return {**self.evidence.as_json(), "fields": fields}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Memory:
        """As `as_json` gave it. What another reader chose is no measure for the choices of this one."""
        evidence = Evidence.from_json(stored)
        fields = stored.get("fields")  # the first evidence has none
        if fields is None:
            return cls(evidence)
        drift = Drift.from_json(fields["drift"]) if fields["drift"] is not None else None
        if fields["reader"] != EXTRACTOR_VERSION:
            return cls(evidence, drift=drift)
        counts = {name: Count.from_json(each) for name, each in fields["counts"].items()}
        looks = [Look.from_json(each) for each in fields["looks"]]
        unlike = {place: Evidence.from_json(each) for place, each in fields["unlike"].items()}
        return cls(evidence, counts, looks, unlike, drift)

    def _knows_text(self, seen: Observation) -> bool:
        """Whether most of a page's text stands where that of other articles does: a section's own design."""
        kept = [each for each in seen.sightings if each.is_kept and each.is_prose]
        known = sum(each.length for each in kept if self._articles_at(each.path) >= KNOWN)
        return 2 * known >= sum(each.length for each in kept)

    def _articles_at(self, path: str) -> float:
        """The articles that have a place, without those that wait for what they are to come to."""
        waiting = sum(each.places[path].articles for each in self.unlike.values() if path in each.places)
        return self.evidence.places[path].articles - waiting if path in self.evidence.places else 0.0

    def _note_unlike(self, place: str, seen: Observation) -> None:
        evidence = self.unlike.pop(place, Evidence())
        evidence.add(seen)
        self.unlike[place] = evidence
        if len(self.unlike) > _MOST_DESIGNS:
            del self.unlike[next(iter(self.unlike))]

    def _begin_again(self) -> None:
        """With the pages of the design that most of the latest have."""
        self.evidence = max(self.unlike.values(), key=lambda each: each.total, default=Evidence())
        self.unlike = {}

    def _move_of_text(self, looked: Sequence[Look], profile: SiteProfile) -> Iterator[Move]:
        """Of text that stands within the same element as before, and there in another one by name.

        Names that a build draws are none, and another design of the site is no news.
        """
        learned = self.profile(profile.source)
        old, new = shortened(profile.container), shortened(learned.container) if learned is not None else ""
        texts = (path for path, place in self.evidence.places.items() if place.share)
        is_still_there = any(own_step(old) in map(own_step, containers(path)) for path in texts)
        if new and not is_still_there and not self.counts.get("body_text", Count()).knows(new):
            yield Move("body_text", old, new, sum(each.is_outside for each in looked), len(looked))

    def _remember(self, look: Look) -> None:
        self.looks = [*(each for each in self.looks if each.url != look.url), look]
        latest = self.looks[-_FIT_AGAIN:] if len(self.looks) >= _FIT_AGAIN else []
        if latest and not any(each.is_elsewhere for each in latest):
            self.unlike = {}
        if latest and not any(each.is_unlike for each in latest):
            self._forget([each for each in self.looks if each.run_id != look.run_id])
        while self.looks and not self.looks[0].is_unlike and self.looks[0].run_id != look.run_id:
            del self.looks[0]

    def _forget(self, looks: list[Look]) -> None:
        """What is unlike the site's articles in them is one more of its layouts by now."""
        for each in looks:
            if each.is_unlike:
                count(self.counts, each.places)
        self.looks = [each for each in self.looks if each not in looks]
