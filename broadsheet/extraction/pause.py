"""A reading without the garbage collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collector() -> Iterator[None]:
    """Leave the collector off while a page is read, where it was on.

    A reading makes tens of thousands of objects that live until it ends, and few cycles: to look among them
    for garbage takes a twentieth of its time. Of readings side by side the first to come turns it on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
