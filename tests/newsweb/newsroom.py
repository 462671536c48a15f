"""Who publishes what when: an endless timeline that depends on seed, publisher and hour alone.

Because an hour's stories are the same whoever asks and whenever, a news web that is started again
goes on with the articles it had, and two with one seed are equal.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from tests.newsweb.editing import editions
from tests.newsweb.prose import language
from tests.newsweb.prose.writer import Copy, Writer
from tests.newsweb.publishers import Publisher
from tests.newsweb.slugs import slug
from tests.newsweb.stories import Story

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)  # hours are counted from here, so that ids look like a site's
_HOUR = timedelta(hours=1)
_LAST_HOUR = 60_000_000  # ids that somebody made up lead beyond the end of the calendar
_STORIES_AN_HOUR = (1, 2, 3)
_SHARED = 0.12  # of the stories stand in a second section too
_REMEMBERED_HOURS = 20_000
_SECTION_IDS, _HOUR_IDS = 10, 100  # an id is hour * 100 + section * 10 + number within the hour


class Newsroom:
    """The stories of one publisher."""

    def __init__(self, publisher: Publisher, seed: int, with_subheads: bool = False) -> None:
        self._publisher, self._seed, self._with_subheads = publisher, seed, with_subheads
        self._writer = Writer(language(publisher.language))
        self._hour = lru_cache(_REMEMBERED_HOURS)(self._write_hour)

    def published(self, since: datetime, until: datetime) -> list[Story]:
        """Stories that appeared in that time, newest first."""
        hours = range(_hour_index(until), _hour_index(since) - 1, -1)
        found = (story for hour in hours for story in self._hour(hour))
        return [story for story in found if since <= story.published_at <= until]

    def story(self, story_id: int) -> Story | None:
        """The story of that id, if there is (or will be) one."""
        hour = story_id // _HOUR_IDS
        if not 0 < hour < _LAST_HOUR:
            return None
        return next((story for story in self._hour(hour) if story.story_id == story_id), None)

    def event_count(self, since: datetime, until: datetime) -> int:
        """How many publications and edits there were: the same number means that nothing happened."""
        return sum(
            bisect_right(story.editions, until, key=lambda edition: edition.at)
            for story in self.published(since, until)
        )

    def _write_hour(self, hour: int) -> tuple[Story, ...]:
        stories = (
            story for number in range(len(self._publisher.sections)) for story in self._write(hour, number)
        )
        return tuple(sorted(stories, key=lambda story: (story.published_at, story.story_id), reverse=True))

    def _write(self, hour: int, number: int) -> Iterator[Story]:
        section = self._publisher.sections[number].name
        rng = Random(f"{self._seed}/{self._publisher.name}/{section}/{hour}")
        for position in range(rng.choice(_STORIES_AN_HOUR)):
            story_id = hour * _HOUR_IDS + number * _SECTION_IDS + position
            at = _EPOCH + hour * _HOUR + timedelta(seconds=rng.randrange(3600))
            yield self._story(Random(rng.random()), story_id, section, at)

    def _story(self, rng: Random, story_id: int, section: str, at: datetime) -> Story:
        copy = self._writer.write(rng, self._with_subheads)
        return Story(
            story_id=story_id,
            slug=slug(copy.headline),
            sections=self._memberships(rng, section),
            published_at=at,
            kicker=copy.kicker,
            tags=copy.tags,
            image_caption=copy.caption,
            image_credit=copy.credit,
            short_headline=copy.short_headline,
            editions=tuple(editions(copy, at, rng)),
            **_byline(rng, copy),
        )

    def _memberships(self, rng: Random, section: str) -> tuple[str, ...]:
        others = [other.name for other in self._publisher.sections if other.name != section]
        return (section, rng.choice(others)) if rng.random() < _SHARED else (section,)


def _byline(rng: Random, copy: Copy) -> dict[str, Any]:
    kind = rng.choices(("one", "two", "located", "agency", "none"), (35, 20, 15, 15, 15))[0]
    count = {"one": 1, "two": 2, "located": 1}.get(kind, 0)
    return {
        "authors": copy.authors[:count],
        "agency": copy.agency if kind == "agency" else None,
        "byline_location": copy.location if kind == "located" else None,
    }


def _hour_index(instant: datetime) -> int:
    return int((instant - _EPOCH) / _HOUR)
