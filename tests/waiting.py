"""Waiting for a condition: what a test does instead of a sleep that hopes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_PATIENCE = 60.0  # seconds; far more than any of it takes, for a machine that does other things


def wait_until(
    condition: Callable[[], T],
    what: str | Callable[[], str],
    within: float = _PATIENCE,
    every: float = 0.05,
) -> T:
    """Ask until the answer is true, and return it.

    `what` was waited for, or tells how far it came: the failure names it after `within` seconds. `every` so
    many seconds it is asked; less often where asking costs somebody work.
    """
    deadline = time.monotonic() + within
    while not (answer := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within:g} s: {what if isinstance(what, str) else what()}")
        time.sleep(every)
    return answer


def is_still(count: Callable[[], int], seconds: float = 1.0) -> bool:
    """Whether nothing is added to what is counted for so many seconds."""
    before = count()
    time.sleep(seconds)
    return count() == before
