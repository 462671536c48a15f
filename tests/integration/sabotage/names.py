"""The crawl's resolver over a name server of the test's: a file of names, read at each look-up."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import Any

from spiders.addresses import PublicResolver


class Names(PublicResolver):
    """Asks the file named by TEST_NAMES where the crawl's own asks the system; a name it lacks is none."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        socket.gethostbyname = _look_up


def _look_up(name: str) -> str:
    names: dict[str, str] = json.loads(Path(os.environ["TEST_NAMES"]).read_text())
    if name not in names:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return names[name]
