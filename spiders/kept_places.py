"""Where earlier runs had to stop in a section's list: where this one goes on, and what it gives up.

A page that is not to be had any more, as where a site has renamed its own, would fail every run from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from broadsheet.article import Failure
from broadsheet.articledb.discovery import Cut, Place
from broadsheet.outcomes import Reason, Verdict
from broadsheet.telling import in_words

LOOKS = 3  # the run that is refused there so often gives a place up


@dataclass(slots=True)
class KeptPlaces:
    """Those of a section when its run began."""

    places: Sequence[Place] = ()
    _failures: dict[str, Failure] = field(default_factory=dict)

    @property
    def urls(self) -> list[str]:
        """Where the run goes on."""
        return [place.url for place in self.places if place.cut is not Cut.ENDED]

    def note_lasting(self, url: str, failure: Failure) -> bool:
        """Take down that one of them is not to be had; False where no run has stopped."""
        if url not in self.urls:
            return False
        self._failures[url] = failure
        return True

    def to_forget(self, verdict: Verdict) -> list[str]:
        """All that a green run has gone on at; of a `partial` one those given up."""
        return self.urls if verdict.is_green else self._given_up(verdict)

    def to_count(self, verdict: Verdict) -> list[str]:
        """Those that failed and are not given up yet. A run that was kept off the site has seen nothing."""
        given_up = self._given_up(verdict)
        return [url for url in self._failures if _has_looked(verdict) and url not in given_up]

    def remarks(self, verdict: Verdict) -> Iterable[str]:
        """What the run's sentence says of those given up."""
        for url in self._given_up(verdict):
            failed = f"{url} failed: {in_words(self._failures[url])}"
            yield f"the list is followed no further: {failed}; a backfill reads what may lie behind it"

    def _given_up(self, verdict: Verdict) -> list[str]:
        failed = [place for place in self.places if place.url in self._failures and _has_looked(verdict)]
        return [place.url for place in failed if self._is_end(place.url) or place.failure_count + 1 >= LOOKS]

    def _is_end(self, url: str) -> bool:
        """Whether there is no such page, with which many a list ends."""
        return self._failures[url].reason is Reason.GONE


def _has_looked(verdict: Verdict) -> bool:
    return verdict.is_green or verdict is Verdict.PARTIAL
