"""Which dates are dates at all: programs write the edges of the calendar where they know none."""

from __future__ import annotations

from datetime import date

_YEARS = range(1900, 2101)  # far enough from the edges that zones and days more or less have room


def is_in_range(day: date) -> bool:
    """Whether a day, or an instant, may be meant as one; with others sums and zones overflow.

    >>> is_in_range(date(1, 1, 1)), is_in_range(date(2026, 11, 22))
    (False, True)
    """
    return day.year in _YEARS
