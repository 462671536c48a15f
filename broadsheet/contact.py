"""Whether a site has stopped answering altogether. Pure: whoever asks tells the time.

A short outage costs the pages that fall into it; only a long one ends a run, and its links wait for the next.
"""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.article import Failure
from broadsheet.outcomes import Reason

LOST_AFTER = 60.0  # seconds without any answer; servers that are started anew are back within them
_PAGES = 5  # that failed in a row, each after its retries: of one or two nothing is told
_NO_ANSWER = frozenset({Reason.DNS, Reason.CONNECTION, Reason.TIMEOUT})


@dataclass(slots=True)
class Contact:
    """Of one run with its site; `lost_after` and times in seconds, by a clock that only rises."""

    lost_after: float = LOST_AFTER
    _since: float = 0.0
    _count: int = 0

    def answered(self) -> None:
        """Whatever the answer was, somebody is there."""
        self._count = 0

    def failed(self, failure: Failure, now: float) -> str | None:
        """What is to be said when the site is lost with this failure; None as long as it is not."""
        if failure.reason not in _NO_ANSWER:
            return None
        self._since = self._since if self._count else now
        self._count += 1
        silence = now - self._since
        if self._count < _PAGES or silence < self.lost_after:
            return None
        told = f" ({failure.detail.rstrip('.')})" if failure.detail else ""
        return f"{self._count} pages in a row failed within {silence:.0f} s, the last: {failure.reason}{told}"
