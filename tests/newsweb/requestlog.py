"""What the server saw: one entry a request, so that tests can count and time them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Entry:
    """One request. `started` and `finished` are monotonic seconds, `at` is the web's own time.

    `status` 0: no byte of an answer was sent. `body` is what was meant to be sent, before content coding.
    """

    publisher: str
    method: str
    target: str
    headers: dict[str, str]
    started: float
    at: datetime
    concurrency: int
    kind: str = ""
    status: int = 0
    byte_count: int = 0
    finished: float | None = None
    body: bytes = field(default=b"", repr=False)


class RequestLog(deque[Entry]):
    """Requests in the order they came in; with `maxlen`, the last ones only."""

    def of(
        self, publisher: str | None = None, kind: str | None = None, path: str | None = None
    ) -> list[Entry]:
        """Those of one publisher, one kind, one path and query."""
        wanted = {"publisher": publisher, "kind": kind, "target": path}
        given = {name: value for name, value in wanted.items() if value is not None}
        return [entry for entry in self if all(getattr(entry, name) == given[name] for name in given)]

    def max_concurrency(self) -> int:
        """The most requests any publisher was answering at one time."""
        return max((entry.concurrency for entry in self), default=0)

    def earliest(self, delay: float, since: float = 0.0) -> float:
        """The most seconds by which a request came before its turn; those that started `since` then.

        Its turn: n times `delay` after the nth request before it, whichever of those waits is the longest
        to end. One request that was slow to arrive makes those after it early by its own lateness, and no
        more; a client that keeps a shorter delay is early by the sum of what it lacks (the earliness of the
        virtual scheduling algorithm, ITU-T I.371, with no burst allowed).
        """
        starts = sorted(entry.started for entry in self if entry.started >= since)
        slack, most = float("inf"), 0.0
        for number, start in enumerate(starts):
            ahead = number * delay - start
            most = max(most, ahead - slack)
            slack = min(slack, ahead)
        return most
