"""One supervisor per data folder. The lock ends with its last holder, so a crash leaves none behind."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path
from typing import IO

import psutil

from broadsheet.local.errors import LocalError
from broadsheet.local.interruption import pause

_PATIENCE_SECONDS = 40.0  # for the guardian of a killed run to end what that left
_POLL_SECONDS = 0.1


class Lock:
    """Held while the object's file is open, here or in a child that inherited it."""

    def __init__(self, file: Path) -> None:
        self._path = file
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Take it, or say who has it. A dead holder's children are given the time to end."""
        self._file = self._path.open("a+")
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self._try():
            holder = self._holder()
            if holder is not None or time.monotonic() > deadline:
                self.release()
                raise LocalError(self._taken_by(holder))
            pause(_POLL_SECONDS)
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()

    def fileno(self) -> int:
        """For a child that is to hold it too."""
        if self._file is None:
            raise LocalError(f"{self._path} is not locked")
        return self._file.fileno()

    def release(self) -> None:
        """Give it up; children that inherited it still hold it."""
        if self._file is not None:
            self._file.close()

    def _try(self) -> bool:
        try:
            fcntl.flock(self.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _holder(self) -> int | None:
        """The supervisor that wrote its number into the file, while it lives."""
        written = self._path.read_text().strip()
        if not written.isdecimal():
            return None
        try:
            is_alive = psutil.Process(int(written)).status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            return None
        return int(written) if is_alive else None

    def _taken_by(self, holder: int | None) -> str:
        folder = self._path.parent
        if holder is None:
            return f"what an earlier run started on {folder} does not end; look for it with: ps -ef"
        return (
            f"make run is already running on {folder} (process {holder}). Stop it with Ctrl-C in its "
            f"terminal or with: kill {holder}; or start a second one beside it, with other ports: "
            "make run DATA_DIR=var2 UI_PORT=8081 DATABASE_PORT=5434 S3_PORT=8400"
        )
