"""Ctrl-C as a question that is asked at safe places.

A signal handler that raises can do so inside anything: raised in a callback of the interpreter, such as
logging's after a fork, the exception is printed and lost, and with it the wish to stop. So the handler
only notes the wish, and every loop that waits asks for it.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # the last is the end of the terminal


class Interrupted(BaseException):
    """Somebody asked us to stop."""


class _Wish:
    is_there = False


@contextmanager
def noted() -> Iterator[None]:
    """Within it a Ctrl-C or kill makes the next `pause` raise Interrupted; more of them change nothing."""

    def note(*_: object) -> None:
        _Wish.is_there = True

    before = {number: signal.signal(number, note) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _Wish.is_there = False


def pause(seconds: float) -> None:
    """Sleep, then raise Interrupted if somebody has asked us to stop."""
    time.sleep(seconds)
    if _Wish.is_there:
        raise Interrupted
