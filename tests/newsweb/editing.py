"""What happens to a story once it is out: new headline, longer body, silent rewrite, labelled correction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from tests.newsweb.prose.writer import Copy
from tests.newsweb.stories import Edition

_EDIT_COUNTS, _EDIT_WEIGHTS = (0, 1, 2, 3), (50, 28, 15, 7)  # half of all stories are never touched again
_MEAN_HOURS_TO_EDIT = 3.0  # most edits come in the first day
_LONGEST_WAIT_HOURS = 30.0
_SHORTEST_WAIT_HOURS = 0.1


def editions(copy: Copy, published_at: datetime, rng: Random) -> Iterator[Edition]:
    """The first edition and every later one, in order; two edits of one story differ in kind."""
    edition = Edition(
        at=published_at,
        change_type="published",
        headline=copy.headline,
        deck=copy.deck,
        blocks=copy.blocks,
        modified_at=published_at,
    )
    yield edition
    count = rng.choices(_EDIT_COUNTS, _EDIT_WEIGHTS)[0]
    for edit in rng.sample(_EDITS, count):
        edition = edit(_moved_on(edition, rng), copy)
        yield edition


def _moved_on(edition: Edition, rng: Random) -> Edition:
    hours = min(_SHORTEST_WAIT_HOURS + rng.expovariate(1 / _MEAN_HOURS_TO_EDIT), _LONGEST_WAIT_HOURS)
    later = (edition.at + timedelta(hours=hours)).replace(microsecond=0)
    return replace(edition, at=later)


def _new_headline(edition: Edition, copy: Copy) -> Edition:
    return replace(edition, change_type="headline", headline=copy.later_headline, modified_at=edition.at)


def _new_deck(edition: Edition, copy: Copy) -> Edition:
    return replace(edition, change_type="deck", deck=copy.later_deck, modified_at=edition.at)


def _extended(edition: Edition, copy: Copy) -> Edition:
    blocks = edition.blocks + copy.added
    return replace(edition, change_type="body_extended", blocks=blocks, modified_at=edition.at)


def _silently_rewritten(edition: Edition, copy: Copy) -> Edition:
    # The third paragraph: there always is one, and it is neither the lead nor the end.
    blocks = (*edition.blocks[:2], copy.rewritten, *edition.blocks[3:])
    return replace(edition, change_type="body_silent", blocks=blocks)


def _corrected(edition: Edition, copy: Copy) -> Edition:
    text = copy.correction_text
    return replace(edition, change_type="correction", correction_text=text, modified_at=edition.at)


_EDITS: tuple[Callable[[Edition, Copy], Edition], ...] = (
    _new_headline,
    _new_deck,
    _extended,
    _silently_rewritten,
    _corrected,
)
