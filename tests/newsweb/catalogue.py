"""What a publisher's site shows at a given time: lists, boxes, each story's edition and truth."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from tests.newsweb.clock import Clock
from tests.newsweb.newsroom import Newsroom
from tests.newsweb.stories import Edition, Story
from tests.newsweb.templates.base import Family
from tests.newsweb.templates.views import Surroundings, Teaser
from tests.newsweb.truth import Truth, Version

_TRENDING, _RELATED = 5, 4
_RELATED_HOURS = timedelta(hours=7)


class Catalogue:
    """A `rolling` one lists the stories of the last hours only, another all since the web was opened."""

    def __init__(
        self, newsroom: Newsroom, family: Family, clock: Clock, listed_for: timedelta, rolling: bool
    ) -> None:
        self._newsroom, self._family, self._clock = newsroom, family, clock
        self._listed_for, self._rolling = listed_for, rolling
        self.opened_at = clock.now() - listed_for
        self._around = lru_cache(maxsize=2)(self._draw_surroundings)

    def redraw(self, family: Family) -> None:
        """Let pages state what the templates of that family do."""
        self._family = family
        self._around.cache_clear()

    @property
    def hour(self) -> datetime:
        """The full hour; furniture changes with it."""
        return self._clock.now().replace(minute=0, second=0, microsecond=0)

    @property
    def state(self) -> object:
        """Equal for as long as nothing is published, edited, struck off a list or redecorated."""
        now = self._clock.now()
        since, stories = self._listed_since(now), self.listed()
        return (self.hour, stories[-1:], self._newsroom.event_count(since, now))

    def listed(self, section: str | None = None) -> list[Story]:
        """Stories on the section's pages (of all sections), newest first."""
        now = self._clock.now()
        stories = self._newsroom.published(self._listed_since(now), now)
        return [story for story in stories if section is None or section in story.sections]

    def published(self, since: datetime, until: datetime) -> list[Story]:
        """Everything that came out in that time, listed anywhere or not, newest first."""
        return self._newsroom.published(since, min(until, self._clock.now()))

    def story(self, story_id: int) -> Story | None:
        """The story of that id, once it is out."""
        story = self._newsroom.story(story_id)
        return story if story and story.published_at <= self._clock.now() else None

    def truth(self, story: Story) -> Truth:
        """What the story's page states now, with its versions so far."""
        past = [edition for edition in story.editions if edition.at <= self._clock.now()]
        truths = [self._family.truth(story, edition) for edition in past]
        versions = tuple(_version(edition, truth) for edition, truth in zip(past, truths, strict=True))
        return replace(truths[-1], versions=versions)

    def teaser(self, story: Story, then: datetime | None = None) -> Teaser:
        """A story as lists show it, now or at another time."""
        edition = story.edition_at(then or self._clock.now())
        return Teaser(story, self._family.truth(story, edition), edition)

    def around(self) -> Surroundings:
        """What stands around every page at this hour."""
        return self._around(self.hour)

    def related(self, story: Story) -> tuple[Teaser, ...]:
        """Older stories of the same section, as they were when this one appeared."""
        then = story.published_at
        older = self._newsroom.published(then - _RELATED_HOURS, then - timedelta(seconds=1))
        same = [other for other in older if other.sections[0] == story.sections[0]][:_RELATED]
        return tuple(self.teaser(other, then) for other in same)

    def _listed_since(self, now: datetime) -> datetime:
        return now - self._listed_for if self._rolling else self.opened_at

    def _draw_surroundings(self, hour: datetime) -> Surroundings:
        stories = self._newsroom.published(self._listed_since(hour), hour)
        chosen = Random(f"trending/{hour}").sample(stories, min(_TRENDING, len(stories)))
        return Surroundings(hour, tuple(self.teaser(story, hour) for story in chosen))


def _version(edition: Edition, truth: Truth) -> Version:
    return Version(
        seen_from=edition.at,
        change_type=edition.change_type,
        headline=truth.headline,
        deck=truth.deck,
        body_text=truth.body_text,
        authors=truth.authors,
        correction_text=truth.correction_text,
        published_at=truth.published_at,
        modified_at=truth.modified_at,
    )
