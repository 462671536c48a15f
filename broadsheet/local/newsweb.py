"""The sample newspaper, served where its source file says that it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.local import ROOT
from broadsheet.local.errors import LocalError
from broadsheet.local.ports import LOOPBACK
from broadsheet.local.process import Child
from broadsheet.sources import Source

_PUBLISHER = "courier"
_START_SECONDS = 30.0
_STOP_SECONDS = 5.0


class NewsWeb:
    """A web site of invented stories on loopback.

    Several installations serve it side by side at the one port that the source file names: what it publishes
    depends on the hour alone, so whichever answers says the same.
    """

    def __init__(self, source: Source, log: Path) -> None:
        self.url, self.port = source.base_url, _port_of(source)
        command = [sys.executable, "-m", "tests.newsweb", "serve", "--shared", f"{_PUBLISHER}={self.port}"]
        self.process = Child("the sample newspaper", command, log)

    def launch(self) -> None:
        """Start it; it does not answer yet when this returns."""
        self.process.start(os.environ, cwd=ROOT)

    def wait_until_ready(self) -> None:
        """Return when it accepts connections: it itself, for another one may at the same port."""
        self.process.wait_until(self._is_ready, _START_SECONDS)

    def stop(self) -> None:
        """Stop serving."""
        self.process.stop(_STOP_SECONDS)

    def _is_ready(self) -> bool:
        return f" at http://{LOOPBACK}:{self.port} (" in self.process.log.read_text(errors="replace")


def _port_of(source: Source) -> int:
    address = urlsplit(source.base_url)
    if address.hostname != LOOPBACK or address.port is None:
        raise LocalError(
            f"sources/{source.name}.yaml: base_url: got {source.base_url!r}, expected "
            f"http://{LOOPBACK}:PORT, where make run is to serve the sample newspaper"
        )
    return address.port
