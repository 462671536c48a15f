"""How far back a run reads the pages of a list: to what is known, or as far as a first load goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

MAX_LISTING_PAGES = 20  # of one section in one run, where the source file does not say


@dataclass(slots=True)
class Reach:
    """The pages that may be read from an address on, its own among them.

    A first load has no past to catch up with: `max_pages` says how far back it goes, with the runs after it
    where it was cut off. What lies behind is a backfill's. Any later walk ends at what is known.
    """

    limit: int | None = None  # of a walk that begins in this run; None: what is known ends it
    _left: dict[str, int] = field(default_factory=dict)

    def pages_from(self, url: str) -> int | None:
        """How many from this address on; None where what is known ends the walk."""
        return self._left.get(url, self.limit)

    def lead(self, url: str, following: Iterable[str]) -> bool:
        """Take down where a page leads; whether the walk may go on there."""
        left = self.pages_from(url)
        if left is None:
            return True
        if left > 1:
            for each in following:
                self._left.setdefault(each, left - 1)
        return left > 1

    def resume(self, url: str, pages_left: int | None, max_pages: int) -> None:
        """Go on where an earlier run had so many left; no more than `max_pages` says now."""
        if pages_left is not None:
            self._left[url] = min(pages_left, max_pages)
