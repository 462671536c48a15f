"""Child processes that write a log, end with their parent, and are stopped with patience."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from broadsheet.local.errors import LocalError
from broadsheet.local.interruption import pause

_PR_SET_PDEATHSIG = 1
_TAIL_BYTES = 4000
_POLL_SECONDS = 0.05
_libc = ctypes.CDLL(None, use_errno=True)  # loaded before any fork, so that the child need not


@dataclass(frozen=True, slots=True)
class Owner:
    """The user a child runs as."""

    user: int
    group: int


class Child:
    """One process in a session of its own, so that a Ctrl-C on the terminal reaches only the supervisor.

    It gets `stop_signal` when the *thread* that started it ends: start children from a thread that lives on.
    """

    def __init__(
        self, name: str, command: Sequence[str], log: Path, stop_signal: int = signal.SIGTERM
    ) -> None:
        self.name, self.log = name, log
        self._command, self._stop_signal = tuple(command), stop_signal
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, environment: Mapping[str, str], cwd: Path, owner: Owner | None = None) -> None:
        """Start it with a new log; the log of the time before is kept beside it."""
        if self.log.exists():
            self.log.replace(self.log.with_name(f"{self.log.name}.before"))
        with self.log.open("wb") as output:
            self._process = subprocess.Popen(
                self._command,
                cwd=cwd,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                # Runs after the change of user, which would reset the signal. It takes no lock and imports
                # nothing, so that threads do not matter.
                preexec_fn=ends_with_parent(self._stop_signal),  # noqa: PLW1509
                user=None if owner is None else owner.user,
                group=None if owner is None else owner.group,
                extra_groups=None if owner is None else (),
            )

    @property
    def pid(self) -> int:
        """Its process id, also after its end."""
        if self._process is None:
            raise LocalError(f"{self.name} was never started")
        return self._process.pid

    @property
    def was_started(self) -> bool:
        """Whether there is or was such a process."""
        return self._process is not None

    @property
    def exit_code(self) -> int | None:
        """None while it runs; minus the signal's number when a signal ended it."""
        return None if self._process is None else self._process.poll()

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self._process is not None:
            self._process.send_signal(number)

    def stop(self, patience: float) -> None:
        """Ask it to stop; end it and its whole session when it has not after `patience` seconds."""
        if self._process is None:
            return
        self.signal(self._stop_signal)
        if not self.wait(patience):
            for member in session_members({self._process.pid}):
                member.kill()
            self._process.wait()

    def wait(self, seconds: float) -> bool:
        """Whether it ended within that time."""
        if self._process is None:
            return True
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def wait_until(self, is_ready: Callable[[], bool], seconds: float) -> None:
        """Return when `is_ready` says so; LocalError when the process ends first or that time is over."""
        deadline = time.monotonic() + seconds
        while not is_ready():
            self.require_running()
            if time.monotonic() > deadline:
                raise LocalError(f"{self.name} was not ready after {seconds:.0f} s; {self.last_words()}")
            pause(_POLL_SECONDS)

    def require_running(self) -> None:
        """LocalError with the end of its log when it has ended."""
        if not self.is_running:
            raise LocalError(f"{self.name} ended (exit code {self.exit_code}); {self.last_words()}")

    def last_words(self) -> str:
        """Where its log is and how it ends, for an error message."""
        return f"{self.log} ends with:\n{tail(self.log)}"


def ends_with_parent(number: int) -> Callable[[], None]:
    """For `preexec_fn`: the kernel sends this signal to the child when its parent dies, however it dies."""

    def set_signal() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)

    return set_signal


def finish(
    command: Sequence[str],
    environment: Mapping[str, str],
    cwd: Path | None = None,
    owner: Owner | None = None,
    text: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a short command to its end, with `text` as its input."""
    return subprocess.run(
        command,
        cwd=cwd,
        env=dict(environment),
        input=text,
        capture_output=True,
        text=True,
        check=False,
        user=None if owner is None else owner.user,
        group=None if owner is None else owner.group,
        extra_groups=None if owner is None else (),  # not root's groups
    )


def session_members(sessions: Collection[int]) -> Iterator[psutil.Process]:
    """The living processes of these sessions."""
    for process in psutil.process_iter():
        try:
            if os.getsid(process.pid) in sessions and process.status() != psutil.STATUS_ZOMBIE:
                yield process
        except (ProcessLookupError, psutil.NoSuchProcess):
            continue


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a file; empty when there is none."""
    if not log.exists():
        return ""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - _TAIL_BYTES))
        return "\n".join(file.read().decode(errors="replace").splitlines()[-lines:])
