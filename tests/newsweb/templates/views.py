"""What a template is given to render."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests.newsweb.publishers import SectionSpec
from tests.newsweb.stories import Edition, Story
from tests.newsweb.truth import Truth


@dataclass(frozen=True, slots=True)
class Teaser:
    """An article as lists, feeds and boxes show it. `published_at` None: the site keeps it to itself."""

    story: Story
    truth: Truth
    edition: Edition


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an article and changes without it: the most-read box, the hour."""

    hour: datetime
    trending: tuple[Teaser, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article page."""

    story: Story
    edition: Edition
    truth: Truth
    related: tuple[Teaser, ...]
    around: Surroundings


@dataclass(frozen=True, slots=True)
class ListingView:
    """A section page, a tag or author page, or (`section` None, no pages) the front page."""

    title: str
    teasers: tuple[Teaser, ...]
    around: Surroundings
    section: SectionSpec | None = None
    page: int = 1
    page_count: int = 1
