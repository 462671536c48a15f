"""Which section a story or an archive page is of, as far as its address says. Pure."""

from __future__ import annotations

import re

from broadsheet.discovery.entries import belongs_to_section
from broadsheet.sources import Section
from broadsheet.urls import canonicalise

_FEED_NAME = re.compile(r"(?:feeds?|rss|atom)(?:\.\w+)?|[\w-]+\.(?:xml|rss|atom)", re.IGNORECASE)


def of_stories(section: Section) -> Section:
    """The section with the address that its stories lie under: of one that is a feed, the feed's folder."""
    folder, _, name = section.url.partition("?")[0].rstrip("/").rpartition("/")
    return section.model_copy(update={"url": f"{folder}/"}) if _FEED_NAME.fullmatch(name) else section


def is_of_section(section: Section, url: str) -> bool:
    """Whether a story's address lies under the section's."""
    place = of_stories(section)
    return belongs_to_section(url, (), place.url, (place.name, place.title or ""))


def is_within(url: str, section_url: str) -> bool:
    """Whether an address lies in the section's own folder; False where that is the whole site."""
    folder = canonicalise(section_url).partition("?")[0].rstrip("/") + "/"
    return canonicalise(url).startswith(folder) and folder.count("/") > 3  # noqa: PLR2004 - not the whole site
