"""The clock of the local news web: moved by hand in tests, running (faster, if wanted) when served."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

# Tests begin here: long past for any machine that runs them, so no date lies in the future, and in summer
# time, so that the publishers' offsets differ from the winter ones a lazy reader would assume.
START = datetime(2026, 9, 15, 15, 30, tzinfo=UTC)


class Clock:
    """Says what time it is on the news web; `speed` 0 stands still until it is advanced."""

    def __init__(self, start: datetime = START, speed: float = 0.0) -> None:
        self._start = start.astimezone(UTC)
        self._speed = speed
        self._begun = time.monotonic()
        self._advanced = timedelta()

    def now(self) -> datetime:
        """The web's time, UTC."""
        running = (time.monotonic() - self._begun) * self._speed
        return self._start + self._advanced + timedelta(seconds=running)

    def advance(self, by: timedelta | None = None, **units: float) -> datetime:
        """Move forward by a timedelta or by its keywords (`hours=2`); returns the new time."""
        self._advanced += (by or timedelta()) + timedelta(**units)
        return self.now()
