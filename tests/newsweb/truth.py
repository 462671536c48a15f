"""Ground truth: what each page states, in the words of the columns of `news.articles`.

Templates render these values and nothing else, so a page cannot state what its truth does not hold.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from broadsheet.fieldwords import Access, ContentType, Precision


@dataclass(frozen=True, slots=True)
class Version:
    """What readers saw from `seen_from` on, until the next version."""

    seen_from: datetime
    change_type: str
    headline: str
    deck: str | None
    body_text: str
    authors: tuple[str, ...]
    correction_text: str | None
    published_at: datetime | None
    modified_at: datetime | None


@dataclass(frozen=True, slots=True)
class Truth:
    """What the page of one article states now. None and () where it states nothing."""

    url: str
    headline: str
    body_text: str
    sections: tuple[str, ...]
    language: str
    kicker: str | None = None
    section_label: str | None = None
    desk_label: str | None = None
    deck: str | None = None
    correction_text: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    byline_location: str | None = None
    published_at: datetime | None = None
    published_precision: Precision | None = None
    published_offset: str | None = None
    is_zone_assumed: bool = False
    modified_at: datetime | None = None
    tags: tuple[str, ...] = ()
    image_url: str | None = None
    image_caption: str | None = None
    image_credit: str | None = None
    content_type: ContentType = "article"
    access: Access = "unknown"
    aliases: tuple[str, ...] = ()  # other addresses that lead to this article
    versions: tuple[Version, ...] = ()

    def version_at(self, instant: datetime) -> Version:
        """What readers saw at that time."""
        return next(version for version in reversed(self.versions) if version.seen_from <= instant)

    def columns(self) -> dict[str, Any]:
        """The values by column of `news.articles`; lists as lists."""
        values = asdict(self)
        for name in ("sections", "aliases", "versions"):
            del values[name]
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
