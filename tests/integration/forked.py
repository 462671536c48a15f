"""Commands of the project as forks of one process of this test process: see `forkserver.py`."""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class ForkServer:
    """The other end of `forkserver.py`."""

    def __init__(self) -> None:
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.forkserver", str(theirs.fileno())],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        atexit.register(self.close)

    def close(self) -> None:
        """Hang up; the server ends by itself."""
        self._channel.close()
        self._process.wait(10)

    def ask(self, command: Mapping[str, Any], *descriptors: int) -> Any:
        with self._lock:
            socket.send_fds(self._channel, [json.dumps(command).encode()], descriptors)
            answer = self._channel.recv(100)
        assert answer, f"the fork server ended: {self._process.wait(10)}"
        return json.loads(answer)


@cache
def fork_server() -> ForkServer:
    return ForkServer()


class Forked:
    """`python -m WORDS` under way, with what tests use of `subprocess.Popen`; both outputs are one pipe."""

    def __init__(
        self, words: Sequence[str], environment: Mapping[str, str], *, new_session: bool = False
    ) -> None:
        reading, writing = os.pipe()
        self._output = reading
        self.returncode: int | None = None
        self.pid: int = fork_server().ask(
            {
                "words": list(words),
                "environment": dict(environment),
                "folder": str(ROOT),
                "new_session": new_session,
            },
            writing,
        )
        os.close(writing)

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = fork_server().ask({"pid": self.pid})
        return self.returncode

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def communicate(self, timeout: float = 240) -> tuple[str, None]:
        """Everything it said, when it has ended.

        Raises:
            subprocess.TimeoutExpired: It runs still; nothing of what it said is lost to the message.
        """
        deadline, told = time.monotonic() + timeout, b""
        while chunk := self._read(deadline, told):
            told += chunk
        os.close(self._output)
        while self.poll() is None:
            time.sleep(0.005)  # it has closed its output: a moment is left
        return told.decode(errors="replace"), None

    def _read(self, deadline: float, told: bytes) -> bytes:
        ready, _, _ = select.select([self._output], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise subprocess.TimeoutExpired(str(self.pid), 0, told)
        return os.read(self._output, 65536)
