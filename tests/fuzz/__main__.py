"""`python -m tests.fuzz [SECONDS]`: hypothesis looks for inputs that break a parser, hang it or fill memory.

Exit code 1 when any was found: each is named with its seed, by which `attempts.input_of` makes it again.
"""

from __future__ import annotations

import faulthandler
import resource
import sys
import time
import traceback
from secrets import randbits

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.attempts import attempt, input_of
from tests.fuzz.targets import TARGETS

_ROUND = 40  # inputs of one parser before the next has its turn
_HANG = 120  # seconds of a single input after which the stack is shown and the run ends
_MEMORY = 3 * 1024**3  # bytes; a parser that wants more is stopped with MemoryError


def main(seconds: float) -> int:
    """Until the time is over; how many kinds of failures were found."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    found: dict[str, str] = {}
    counts = dict.fromkeys(TARGETS, 0)
    end, told = time.monotonic() + seconds, time.monotonic()
    while time.monotonic() < end:
        for name in TARGETS:
            counts[name] += _round(name, end, found)
        if time.monotonic() - told > 30:
            told = time.monotonic()
            print(f"{sum(counts.values())} inputs, {end - told:.0f} s to go, {len(found)} found", flush=True)
    print(", ".join(f"{name} {count}" for name, count in counts.items()))
    print(f"{sum(counts.values())} inputs, {len(found)} failures, peak {_peak():.0f} MB")
    print("\n".join(found.values()))
    return min(len(found), 1)


def _round(name: str, end: float, found: dict[str, str]) -> int:
    start, count = randbits(62), 0

    @settings(
        max_examples=_ROUND, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.integers(0, 2**62))
    def look(offset: int) -> None:
        nonlocal count
        if time.monotonic() > end:
            return
        count += 1
        seed = start ^ offset
        faulthandler.dump_traceback_later(_HANG, exit=True)
        try:
            attempt(name, input_of(name, seed))
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{name} {type(error).__name__} {place.filename}:{place.lineno}"
            if key not in found:
                found[key] = f"seed {seed}: {key}: {str(error)[:300]}"
                print(found[key], flush=True)
        finally:
            faulthandler.cancel_dump_traceback_later()

    look()
    return count


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 600))
