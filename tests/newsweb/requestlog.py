"""What the server saw: one entry a request, so that tests can count and time them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise


@dataclass(slots=True)
class Entry:
    """One request. `started` and `finished` are monotonic seconds, `at` is the web's own time.

    `status` 0: the connection ended without an answer. `body` is what was sent before content coding.
    """

    publisher: str
    method: str
    target: str
    kind: str
    headers: dict[str, str]
    started: float
    at: datetime
    concurrency: int
    status: int = 0
    byte_count: int = 0
    finished: float | None = None
    body: bytes = field(default=b"", repr=False)


class RequestLog(list[Entry]):
    """All requests in the order they came in."""

    def of(
        self, publisher: str | None = None, kind: str | None = None, path: str | None = None
    ) -> list[Entry]:
        """Those of one publisher, one kind, one path and query."""
        wanted = {"publisher": publisher, "kind": kind, "target": path}
        return [
            entry for entry in self if all(v is None or getattr(entry, k) == v for k, v in wanted.items())
        ]

    def max_concurrency(self) -> int:
        """The most requests any publisher was answering at one time."""
        return max((entry.concurrency for entry in self), default=0)

    def shortest_gap(self) -> float:
        """The least seconds from start to start of two requests."""
        starts = sorted(entry.started for entry in self)
        return min((later - earlier for earlier, later in pairwise(starts)), default=float("inf"))
