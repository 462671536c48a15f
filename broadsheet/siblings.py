"""Which articles of a run other runs stored at the same time."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadsheet.article import Item
from broadsheet.outcomes import Outcome

_STORED = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.DUPLICATE})


@dataclass(slots=True)
class Siblings:
    """What this run stored, and what it found stored when it was to do so."""

    left_count: int = 0  # articles left to another run, which stored them meanwhile
    _stored_ids: set[int] = field(default_factory=set)
    _found_stored: set[int] = field(default_factory=set)

    def add_stored(self, item: Item) -> None:
        """One story may have two addresses, of which this run asks for both: no other run's."""
        article_id = item.stored.article_id if item.stored is not None else None
        if article_id is None or item.stored is None:
            return
        if item.stored.outcome in _STORED:
            self._stored_ids.add(article_id)
        elif _is_overtaken(item):
            self._found_stored.add(article_id)

    @property
    def overtaken_count(self) -> int:
        """Articles that another run stored while this one had them in hand."""
        return self.left_count + len(self._found_stored - self._stored_ids)


def _is_overtaken(item: Item) -> bool:
    """Dedupe found it neither stored nor unchanged, and the database did.

    A text that is held already may be the same article under another form of its address: no other run's.
    """
    was_missing = item.label in {Outcome.NEW, Outcome.CHANGED}
    return was_missing and item.stored is not None and item.stored.outcome is Outcome.UNCHANGED
