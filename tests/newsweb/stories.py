"""What a newsroom knows of a story: facts and editions. What a page states of it, its template decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Literal

BlockKind = Literal["paragraph", "subhead"]
ChangeType = Literal["published", "headline", "deck", "body_extended", "body_silent", "correction"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a sub-headline of the body."""

    text: str
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Edition:
    """What readers saw from `at` on. `modified_at` moves only with edits that the newsroom owns up to."""

    at: datetime
    change_type: ChangeType
    headline: str
    deck: str
    blocks: tuple[Block, ...]
    modified_at: datetime
    correction_text: str | None = None

    @property
    def body_text(self) -> str:
        """The body as a reader of the page is to find it: blocks separated by a blank line."""
        return "\n\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Story:
    """One story; `sections` begins with the one it was written for."""

    story_id: int
    slug: str
    sections: tuple[str, ...]
    published_at: datetime
    kicker: str
    authors: tuple[str, ...]
    agency: str | None
    byline_location: str | None
    tags: tuple[str, ...]
    image_caption: str
    image_credit: str
    short_headline: str
    editions: tuple[Edition, ...] = field(repr=False)

    def edition_at(self, now: datetime) -> Edition:
        """The edition that readers see at that time."""
        return next(edition for edition in reversed(self.editions) if edition.at <= now)

    def traits(self, purpose: str) -> Random:
        """Chance that belongs to this story: the same for the same purpose whenever it is asked."""
        return Random(f"{purpose}/{self.story_id}/{self.slug}")
