"""`make run` without make: a data folder, and the runs on it."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.waiting import wait_until

PATIENCE = 240  # seconds; a start takes 15 on two idle cores, but tests run beside it


@dataclass
class Installation:
    """A data folder, ports of its own, and what was said by the runs on it."""

    data: Path
    environment: dict[str, str]
    count: int = 0

    def start(self, *words: str, **variables: str) -> Run:
        self.count += 1
        output = self.data.with_name(f"output-{self.count}")
        with output.open("w") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "broadsheet.local", "up", *words],
                env={**self.environment, **variables},
                stdout=file,
                stderr=subprocess.STDOUT,
                cwd="/",
            )
        return Run(process, output)

    def processes(self) -> list[str]:
        """Command lines of everything that runs in or for this folder."""
        found, folder = [], str(self.data.parent)
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                # A process that gives itself a title loses its environment, but not its folder.
                signs = [process.cwd(), *process.cmdline(), *process.environ().values()]
                if process.status() != psutil.STATUS_ZOMBIE and any(folder in sign for sign in signs):
                    found.append(" ".join(process.cmdline()))
        return found


@dataclass
class Run:
    """One start of it."""

    process: subprocess.Popen[bytes]
    output: Path

    @property
    def said(self) -> str:
        return self.output.read_text()

    def wait_for(self, words: str) -> None:
        wait_until(lambda: words in self.said or self.process.poll() is not None, lambda: self.said, PATIENCE)
        assert words in self.said, self.said

    def find(self, pattern: str) -> tuple[str, ...]:
        found = re.search(pattern, self.said)
        assert found, f"no {pattern} in:\n{self.said}"
        return found.groups()

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)
