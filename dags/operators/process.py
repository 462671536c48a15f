"""A child process in its own session: its output line by line, a graceful stop, no orphan."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_LOOK_SECONDS = 0.5  # how late a kill may be
_LINES_KEPT = 20  # enough to find what the process said last behind a traceback's tail
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_prctl = getattr(ctypes.CDLL(None), "prctl", None)  # looked up here: nothing may be loaded after a fork


class Child:
    """A running process. Its own session keeps the signals that Airflow sends to our group away from it."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        say: Callable[[str], None],
    ) -> None:
        self.last_lines: deque[str] = deque(maxlen=_LINES_KEPT)
        self._say = say
        self._ended = threading.Event()
        self._kill_at: float | None = None
        self._process = subprocess.Popen(  # noqa: S603 - the command is ours
            list(command),
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
            preexec_fn=_end_with(os.getpid()),  # noqa: PLW1509 - it calls prctl and nothing that takes a lock
        )
        threading.Thread(target=self._drain, name="child output", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process, which is also its group."""
        return self._process.pid

    def wait(self) -> int:
        """Its exit code, once it has ended and everything it said has been passed on."""
        while not self._ended.wait(_LOOK_SECONDS):
            if self._kill_at is not None and time.monotonic() >= self._kill_at:
                self._signal(signal.SIGKILL)
        return self._process.returncode

    def stop(self, grace: float) -> None:
        """Ask it once to end; `wait` kills it when it has not after `grace` seconds.

        Only once: Scrapy takes a second SIGTERM for an order to drop what it holds.
        """
        if self._kill_at is None and not self._ended.is_set():
            self._kill_at = time.monotonic() + grace
            self._signal(signal.SIGTERM)

    def _drain(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 - Popen was given a pipe
        try:
            with self._process.stdout as output:
                for line in output:
                    if text := line.rstrip():
                        self.last_lines.append(text)
                        self._say(text)
        finally:  # whoever waits for the end must not wait for ever
            self._process.wait()
            self._ended.set()

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            return  # it ended in the meantime


def _end_with(parent: int) -> Callable[[], None]:
    """For the child, before it runs: end when the parent does, even if the parent is killed."""

    def ask_for_signal() -> None:
        if _prctl is None:
            return  # not Linux
        _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)  # the parent was gone before we could ask

    return ask_for_signal
