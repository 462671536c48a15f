"""The crawl's resolver over a name server of the test's: a file of names, read at each look-up."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

from broadsheet.addresses import is_literal
from spiders.addresses import PublicResolver


class Names(PublicResolver):
    """Asks the file named by TEST_NAMES where the crawl's own asks the system; a name it lacks is none."""

    def look_up(self, name: str) -> list[str]:
        """Its addresses, as the file has them now; a literal is its own."""
        names: dict[str, list[str]] = json.loads(Path(os.environ["TEST_NAMES"]).read_text())
        if is_literal(name):
            return [name]
        if name not in names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return names[name]
