"""A word now and then to who waits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable

from broadsheet.counting import counted

_TOLD_EVERY = 100  # pages between two words


def progress(total: int) -> Callable[[int], None]:
    """To be called with the number of pages done; into a pipe nothing is said."""

    def say(done: int) -> None:
        if done % _TOLD_EVERY == 0 and sys.stderr.isatty():
            sys.stderr.write(f"{done} of {counted(total, 'page')}\n")

    return say
