"""Memory that was freed goes back to the system: glibc keeps what a large page took for the next one."""

from __future__ import annotations

import ctypes

_LIBC = ctypes.CDLL(None)
_M_ARENA_MAX = -8  # malloc.h
_ARENAS = 1  # glibc makes eight per core, and what is free in one serves no other


def limit_arenas() -> None:
    """Threads share one arena from now on. Another C library than glibc has neither arenas nor this call."""
    if hasattr(_LIBC, "mallopt"):
        _LIBC.mallopt(_M_ARENA_MAX, _ARENAS)


def return_free_memory() -> None:
    """Give back every whole page that is free; takes a few milliseconds."""
    if hasattr(_LIBC, "malloc_trim"):
        _LIBC.malloc_trim(0)
