"""What one crawl knows of its site: the profile it reads with, and what it has seen since."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadsheet.extraction import Reading
from broadsheet.extraction.observation import Observation
from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.siteprofile.standing import is_unlike, known_rules, rules_among

_BEFORE_PROFILE = 5  # pages after which a first profile may be learned; more are looked for where it may not
_BETWEEN = 25  # pages between two lessons: each is written to the database
_MOST_WAITING = 50  # observations held in memory; while the database is away the latest are dropped
_WELL_KNOWN, _SAMPLED = 40, 5  # articles a profile rests on; from then on, of so many pages one is looked at


@dataclass(slots=True)
class Knowledge:
    """Of the site of one crawl.

    `run_id`: of the run whose pages are compared with what is usual, None where that says nothing.
    `is_doubted`: of late there were pages unlike the others.
    """

    profile: SiteProfile | None = None
    run_id: str | None = None
    is_doubted: bool = False
    waiting: list[Observation] = field(default_factory=list)
    pages: int = 0  # read so far

    def look(self, reading: Reading) -> None:
        """Remember what a page shows: all pages at first, then one of some, and whatever is unlike them."""
        self.pages += 1
        profile = self.profile
        if profile is None or profile.article_count < _WELL_KNOWN or self.pages % _SAMPLED == 0:
            self._note(reading.observation)
            return
        standing = reading.standing
        if not rules_among(standing.stood) <= known_rules(profile.usual):
            self._note(reading.observation)
        elif self.run_id is not None:
            is_odd = standing.is_outside or is_unlike(profile.usual, standing.stood)
            self.is_doubted |= is_odd
            self._note(reading.observation if is_odd else standing)

    @property
    def is_due(self) -> bool:
        """Whether enough was seen for another lesson."""
        whole = sum(bool(each.sightings) for each in self.waiting)
        is_full = len(self.waiting) == _MOST_WAITING
        return is_full or whole >= (_BEFORE_PROFILE if self.profile is None else _BETWEEN)

    def take(self) -> list[Observation]:
        """What was seen since the last lesson; it is the caller's now.

        That pages are as they always were is no lesson, where nobody doubts it.
        """
        taken, self.waiting = self.waiting, []
        return taken if self.is_doubted else [each for each in taken if each.sightings]

    def _note(self, seen: Observation) -> None:
        if len(self.waiting) < _MOST_WAITING:
            self.waiting.append(seen)
