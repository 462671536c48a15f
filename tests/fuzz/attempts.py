"""One attempt: hostile bytes into a parser, which must end in time with a value or a declared exception."""

from __future__ import annotations

import time
from contextlib import suppress
from random import Random

from broadsheet.errors import PageRejected
from tests.fuzz.mutations import mutated
from tests.fuzz.targets import TARGETS

SECONDS, SECONDS_PER_MEGABYTE = 3.0, 12.0  # of computing; good pages take a hundredth


class TooSlow(AssertionError):
    """An input takes longer than its size allows: quadratic work, or a hang."""


def input_of(name: str, seed: int) -> bytes:
    """The input of that number; the same in every process."""
    return mutated(TARGETS[name].seeds(), Random(f"{name} {seed}"))


def attempt(name: str, data: bytes) -> None:
    """Parse. TooSlow, or whatever a parser should not have raised."""
    begin = time.process_time()
    with suppress(PageRejected):
        TARGETS[name].parse(data)
    taken = time.process_time() - begin
    allowed = SECONDS + SECONDS_PER_MEGABYTE * len(data) / 1e6
    if taken > allowed:
        raise TooSlow(
            f"{name}: {len(data)} bytes took {taken:.1f} s of computing, {allowed:.1f} s are allowed"
        )
