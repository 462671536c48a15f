"""The places that one process has at one host: leave to send a request, held, kept for a moment, given back.

Where a host's delay is 0 a place is used again for a moment, so that a fast host does not cost a statement a
request.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from broadsheet.articledb.budgets import Answer, Ending

REUSE = 0.25  # seconds for which a place at a host without delay is kept; then others may have it


@dataclass(frozen=True, slots=True)
class Slot:
    """Leave to send one request; `granted` in monotonic seconds."""

    host: str
    lease: str
    delay: float
    granted: float


class Places:
    """Those of one process at one host, and the answers that the database has yet to hear of."""

    def __init__(self) -> None:
        self.has_released = False  # the database has yet to hear of a place that was given back
        self._kept: list[Slot] = []
        self._held: dict[str, float] = {}  # leases not given back, and when they were granted or renewed
        self._answers: list[Answer] = []
        self._reusable_since = 0.0

    @property
    def leases(self) -> list[str]:
        """Those not given back."""
        return list(self._held)

    @property
    def has_kept(self) -> bool:
        """Whether a place waits to be used again."""
        return bool(self._kept)

    @property
    def oldest(self) -> float:
        """When the lease that ends first was granted or renewed, in monotonic seconds; else infinite."""
        return min(self._held.values(), default=float("inf"))

    def add(self, leases: Iterable[str], now: float) -> None:
        """Leases that were granted."""
        self._held.update(dict.fromkeys(leases, now))

    def renew(self, leases: Iterable[str], now: float) -> None:
        """Leases that were renewed; those given back meanwhile are not."""
        self._held.update(dict.fromkeys(self._held.keys() & set(leases), now))

    def ask_anew(self) -> None:
        """Use no place again that was granted before now: its terms have changed."""
        self._reusable_since = time.monotonic()

    def is_reusable(self, slot: Slot) -> bool:
        """Whether another request may take the place without asking: granted just now, on these terms."""
        return slot.delay == 0 and slot.granted > max(time.monotonic() - REUSE, self._reusable_since)

    def keep(self, slot: Slot) -> None:
        """Hold a place for a moment that nobody here waits for."""
        self._kept.append(slot)

    def take_kept(self) -> Slot | None:
        """A place to be used again; None where there is none."""
        while self._kept:
            slot = self._kept.pop()
            if self.is_reusable(slot):
                return slot
            self.release(slot)
        return None

    def drop_outlived(self) -> None:
        """Give back what was kept for long enough."""
        for slot in [slot for slot in self._kept if not self.is_reusable(slot)]:
            self._kept.remove(slot)
            self.release(slot)

    def note(self, answer: Answer) -> None:
        """What the host answered to a request whose place is used again."""
        self._answers.append(answer)

    def release(self, slot: Slot, answer: Answer | None = None) -> None:
        """Give a place back; without an answer nothing was sent."""
        self._answers.append(replace(answer or Answer(Ending.UNSENT), lease=slot.lease))
        self._held.pop(slot.lease, None)
        self.has_released = True

    def release_all(self) -> None:
        """Give back what is kept; what is still under way ends with this process."""
        for slot in self._kept:
            self.release(slot)
        self._kept.clear()
        self._held.clear()

    def hand_over(self) -> list[Answer]:
        """The answers that the database has yet to hear of, for it to be told."""
        answers, self._answers, self.has_released = self._answers, [], False
        return answers
