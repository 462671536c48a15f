"""What one crawl knows of its site: the profile it reads with, and what it has seen since."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadsheet.extraction.observation import Observation
from broadsheet.extraction.site_profile import SiteProfile

_BEFORE_PROFILE = 5  # pages after which a first profile may be learned; more are looked for where it may not
_BETWEEN = 25  # pages between two lessons: each is written to the database
_MOST_WAITING = 50  # observations held in memory; while the database is away the latest are dropped
_WELL_KNOWN, _SAMPLED = 40, 5  # articles a profile rests on; from then on, of so many pages one is looked at


@dataclass(slots=True)
class Knowledge:
    """Of the site of one crawl."""

    profile: SiteProfile | None = None
    waiting: list[Observation] = field(default_factory=list)
    pages: int = 0  # read so far

    def wants_next(self) -> bool:
        """Whether the page just read shall be observed: all at first, then one of some."""
        self.pages += 1
        is_new = self.profile is None or self.profile.article_count < _WELL_KNOWN
        return is_new or self.pages % _SAMPLED == 0

    def note(self, seen: Observation) -> None:
        """Remember what a page showed."""
        if len(self.waiting) < _MOST_WAITING:
            self.waiting.append(seen)

    @property
    def is_due(self) -> bool:
        """Whether enough was seen for another lesson."""
        return len(self.waiting) >= (_BEFORE_PROFILE if self.profile is None else _BETWEEN)

    def take(self) -> list[Observation]:
        """What was seen since the last lesson; it is the caller's now."""
        taken, self.waiting = self.waiting, []
        return taken
