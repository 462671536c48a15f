"""How much memory this process and everything it started take together."""

from __future__ import annotations

import psutil


class MemoryWatch:
    """Sums proportional set sizes, so that memory shared between processes counts once."""

    def __init__(self) -> None:
        self.peak = 0

    def sample(self) -> int:
        """Bytes in use now; the largest sample is remembered."""
        this = psutil.Process()
        used = sum(_proportional_size(each) for each in (this, *this.children(recursive=True)))
        self.peak = max(self.peak, used)
        return used


def _proportional_size(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:  # it has ended, or belongs to another user
        return 0
