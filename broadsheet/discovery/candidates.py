"""The addresses of a listing page, each with all of its links taken together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from broadsheet.discovery.anchors import Anchor
from broadsheet.discovery.texts import is_headline


@dataclass
class Candidate:
    """All links to one address, taken together."""

    url: str
    anchors: list[Anchor] = field(default_factory=list)

    @cached_property  # asked for once all of its links are there
    def title(self) -> str:
        """What a heading calls it, else the longest of its links' texts."""
        headings = [anchor.heading for anchor in self.anchors if anchor.heading]
        return max(headings or (anchor.text for anchor in self.anchors), key=len, default="")

    @property
    def is_teaser(self) -> bool:
        """Whether it stands in the page's text as stories do: a headline, and more words to it."""
        return any(
            anchor.region == "main" and is_headline(anchor.heading) and not anchor.is_plain
            for anchor in self.anchors
        )


def by_url(anchors: Iterable[Anchor]) -> dict[str, Candidate]:
    """Every address once, in page order."""
    found: dict[str, Candidate] = {}
    for anchor in anchors:
        found.setdefault(anchor.url, Candidate(anchor.url)).anchors.append(anchor)
    return found
