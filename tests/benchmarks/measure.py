"""Run a child process and account for it: its processor time, its memory, its wall time."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took, start included: seconds, and its peak memory in MiB."""

    cpu: float
    wall: float
    peak_mib: float

    def line(self, pages: int) -> str:
        """Pages per second, CPU per page, memory."""
        return (
            f"{pages / self.wall:7.1f} pages/s   {1000 * self.cpu / pages:6.1f} ms CPU/page   "
            f"{self.peak_mib:6.0f} MiB"
        )


def run(command: Sequence[str], environment: Mapping[str, str], cwd: Path, log: Path) -> Cost:
    """Run to the end. RuntimeError with the end of its output when it fails."""
    began = time.monotonic()
    with log.open("wb") as output:
        child = subprocess.Popen(command, env=environment, cwd=cwd, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}:\n{log.read_text()[-3000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - began, usage.ru_maxrss / 1024)
