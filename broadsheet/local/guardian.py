"""Ends what a killed supervisor leaves behind.

It reads "+PID" and "-PID" lines: sessions that were started and that have ended. When its input ends,
so has the supervisor; sessions that are still there have had their signal from the kernel, are given
some seconds, and are then killed. Airflow's scheduler needs this: the workers it forks outlive it.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterable

from broadsheet.local import ROOT
from broadsheet.local.lock import Lock
from broadsheet.local.process import session_members

_GRACE_SECONDS = 10.0
_POLL_SECONDS = 0.2


class Guardian:
    """The supervisor's side: a child that also holds its lock, so that a new run waits for it."""

    def __init__(self, lock: Lock) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "broadsheet.local.guardian"],
            stdin=subprocess.PIPE,
            cwd=ROOT,
            start_new_session=True,
            pass_fds=(lock.fileno(),),
            text=True,
        )

    def add(self, session: int) -> None:
        """Watch over a session."""
        self._tell(f"+{session}")

    def remove(self, session: int) -> None:
        """It has ended in good order."""
        self._tell(f"-{session}")

    def close(self) -> None:
        """Let it end what is left, which is nothing in good order, and go."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()

    def _tell(self, line: str) -> None:
        if self._process.stdin is not None and self._process.poll() is None:
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()


def main() -> None:
    """Watch until the input ends, then end what is left."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # it goes last, by itself
    sessions: set[int] = set()
    for line in sys.stdin:
        change = sessions.add if line[0] == "+" else sessions.discard
        change(int(line[1:]))
    end_sessions(sessions)


def end_sessions(sessions: Iterable[int], grace: float = _GRACE_SECONDS) -> None:
    """Wait for these sessions to end; kill what has not after `grace` seconds."""
    wanted = frozenset(sessions)
    deadline = time.monotonic() + grace
    while members := list(session_members(wanted)):
        if time.monotonic() > deadline:
            for process in members:
                process.kill()
        time.sleep(_POLL_SECONDS)


if __name__ == "__main__":
    main()
