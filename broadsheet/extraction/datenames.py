"""What the CLDR knows of dates, per language: a table beside this file, which `tests.cldr` writes.

A page names its language once it is read, and the next page another: a line of a table is there at once,
where a library of locales takes as long as the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("datenames.tsv")
MONTH_FIRST, DAY_FIRST, YEAR_FIRST = "md", "dm", "ym"
BETWEEN_MONTHS, BETWEEN_NAMES = "|", ";"
NUMBER = "#"  # where the number stands in a phrase
_UNITS = (60, 3600, 86400)  # seconds: minutes, hours, days


@dataclass(frozen=True, slots=True)
class DateNames:
    """One language's, or those of one of its regions. Names are case-folded, without full stop."""

    language: str  # as the CLDR writes it, without region
    order: str  # in dates of numbers alone: one of MONTH_FIRST, DAY_FIRST, YEAR_FIRST
    months: tuple[tuple[str, ...], ...]  # the names of each, January first; no numbers, which some have
    days: frozenset[str]  # words of the names of weekdays
    ago: tuple[tuple[str, int], ...]  # phrases ("# hours ago") and the seconds of their units


@lru_cache(maxsize=64)
def date_names(language: str | None, region: str | None = None) -> DateNames:
    """Those of a language as a page's tag gives it; English ones where the CLDR does not know it."""
    rows, name = _rows(), (language or "").lower()
    found = rows.get(f"{name}_{region}") or rows.get(name) or rows["en"]
    return _names(found)


@lru_cache(maxsize=1)
def _rows() -> dict[str, str]:
    """The lines by language and region; the regions of one that write the same share a line."""
    lines = TABLE.read_text("utf-8").splitlines()
    return {key: line for line in lines for key in line.partition("\t")[0].split()}


def _names(line: str) -> DateNames:
    keys, order, months, days, *units = line.split("\t")
    return DateNames(
        keys.split()[0].partition("_")[0],
        order,
        tuple(_parted(names) for names in months.split(BETWEEN_MONTHS)),
        frozenset(days.split()),
        tuple(
            (phrase, seconds) for seconds, said in zip(_UNITS, units, strict=True) for phrase in _parted(said)
        ),
    )


def _parted(names: str) -> tuple[str, ...]:
    return tuple(names.split(BETWEEN_NAMES)) if names else ()
