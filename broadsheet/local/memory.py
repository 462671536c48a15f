"""How much memory this process and everything it started take together."""

from __future__ import annotations

import time

import psutil

_INTERVAL_SECONDS = 3.0


class MemoryWatch:
    """Sums proportional set sizes, so that memory shared between processes counts once."""

    def __init__(self) -> None:
        self.peak = 0
        self._sampled_at = 0.0

    def sample_now_and_then(self) -> None:
        """For loops: a sample reads a file of every process, so it is taken every few seconds only."""
        if time.monotonic() - self._sampled_at > _INTERVAL_SECONDS:
            self.sample()

    def sample(self) -> int:
        """Bytes in use now; the largest sample is remembered."""
        self._sampled_at = time.monotonic()
        this = psutil.Process()
        used = sum(_proportional_size(each) for each in (this, *this.children(recursive=True)))
        self.peak = max(self.peak, used)
        return used


def _proportional_size(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:  # it has ended, or belongs to another user
        return 0
