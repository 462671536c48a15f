"""What earlier crawls of a site say about its addresses: which forms were stories, and which were not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.discovery.shapes import family

# So many pages of one form that were fetched and were no stories, and none that was one, tell of the form.
_ENOUGH = 3
_SAME_SHARE = 0.6  # of the addresses of two lists in common: then they are the same box
_GIVE_OR_TAKE = 2  # stories of a box that keeps its heading; a list that goes on under one outgrows that


@dataclass(frozen=True, slots=True)
class Box:
    """Addresses beside the list, and what stands over them ("": nothing)."""

    urls: frozenset[str]
    label: str = ""


@dataclass(frozen=True, slots=True)
class SiteEvidence:
    """Families of addresses (`shapes.family`) by what pages of them came to when they were fetched.

    `boxes` are those that stood on the first page of the list: later pages show them again, or other stories
    in their place.
    """

    story_families: frozenset[str] = frozenset()
    other_families: frozenset[str] = frozenset()
    boxes: tuple[Box, ...] = ()

    def is_known_box(self, urls: frozenset[str]) -> bool:
        """Whether a list of these addresses is a box that was met before, give or take one or two."""
        known = (box.urls for box in self.boxes)
        return len(urls) > 1 and any(len(urls & box) >= _SAME_SHARE * len(urls | box) for box in known)

    def is_box_called(self, label: str, count: int) -> bool:
        """Whether a box of hardly fewer stories, whichever they were, stood under this heading before."""
        alike = (box for box in self.boxes if box.label.casefold() == label.casefold())
        return label != "" and any(count <= len(box.urls) + _GIVE_OR_TAKE for box in alike)


def learn(pages: Iterable[tuple[str, bool]]) -> SiteEvidence:
    """From addresses that were fetched, each with whether it was a story."""
    stories: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for url, is_story in pages:
        (stories if is_story else others)[family(url)] += 1
    known_bad = (name for name, count in others.items() if count >= _ENOUGH and name not in stories)
    return SiteEvidence(frozenset(stories), frozenset(known_bad))
