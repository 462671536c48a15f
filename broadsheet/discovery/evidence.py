"""What earlier crawls of a site say about its addresses: which forms were stories, and which were not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.discovery.shapes import family

# So many pages of one form that were fetched and were no stories, and none that was one, tell of the form.
_ENOUGH = 3
_SAME_SHARE = 0.6  # of the addresses of two lists in common: then they are the same box


@dataclass(frozen=True, slots=True)
class SiteEvidence:
    """Families of addresses (`shapes.family`) by what pages of them came to when they were fetched.

    `boxes` are the addresses of each box that stood on the first page of the list: later pages show it again.
    """

    story_families: frozenset[str] = frozenset()
    other_families: frozenset[str] = frozenset()
    boxes: tuple[frozenset[str], ...] = ()

    def is_known_box(self, urls: frozenset[str]) -> bool:
        """Whether a list of these addresses is a box that was met before, give or take one or two."""
        return len(urls) > 1 and any(len(urls & box) >= _SAME_SHARE * len(urls | box) for box in self.boxes)


def learn(pages: Iterable[tuple[str, bool]]) -> SiteEvidence:
    """From addresses that were fetched, each with whether it was a story."""
    stories: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for url, is_story in pages:
        (stories if is_story else others)[family(url)] += 1
    known_bad = (name for name, count in others.items() if count >= _ENOUGH and name not in stories)
    return SiteEvidence(frozenset(stories), frozenset(known_bad))
