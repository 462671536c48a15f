"""Pages of a list that show no story and lead on: how far a run goes behind them, and what it keeps there.

Many a site has a next page for ever behind the last story, and some a few pages of something else amid their
stories. So a run passes over a few; behind these the next run goes on, over as many; then the list has ended.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from broadsheet.articledb.discovery import Cut
from broadsheet.counting import counted

MAX_BARE_PAGES = 2  # in a row in one run; behind one more it stops


@dataclass(frozen=True, slots=True)
class Row:
    """Such pages, one behind the other: where they began, how many so far, and where the last leads."""

    start: str
    count: int
    next_url: str

    @property
    def is_passed_over(self) -> bool:
        """Whether the run goes on behind them."""
        return self.count <= MAX_BARE_PAGES


@dataclass(slots=True)
class BarePages:
    """Those of one run; `places`: where earlier runs have stopped."""

    places: Mapping[str, Cut] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)  # on lists that are followed no further
    _rows: dict[str, Row] = field(default_factory=dict)  # by where they lead

    def come_to(self, url: str, next_url: str) -> Row:
        """Take down one more of them; the row that ends with it."""
        before = self._rows.pop(url, None)
        row = Row(before.start, before.count + 1, next_url) if before else Row(url, 1, next_url)
        self._rows[next_url] = row
        return row

    def stop_behind(self, row: Row, visited: Container[str]) -> tuple[str, Cut] | None:
        """The place to be kept, and what for; None where this run or an earlier one has looked there."""
        if self.places.get(row.start) is Cut.BARE:
            pages = f"{counted(row.count, 'more page')} from {row.start} on"
            self.remarks.append(f"the list is followed no further: {pages} show no story and lead on")
            return row.start, Cut.ENDED
        is_seen = row.next_url in visited or self.places.get(row.next_url) is Cut.ENDED
        return None if is_seen else (row.next_url, Cut.BARE)
