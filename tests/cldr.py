"""The reader's table of date names from its source: `python -m tests.cldr` writes it anew, in a minute.

The CLDR is read through Babel. A new version of it may know more: then the test that compares the two says
which languages differ, and this is to be run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache
from itertools import groupby
from typing import Literal

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global
from babel.dates import format_timedelta, get_date_format, get_day_names, get_month_names

from broadsheet.extraction.datenames import (
    BETWEEN_MONTHS,
    BETWEEN_NAMES,
    DAY_FIRST,
    MONTH_FIRST,
    NUMBER,
    TABLE,
    YEAR_FIRST,
    DateNames,
)

_SAMPLES = (1, 2, 3, 5, 11, 21)  # between them they show every plural form of the languages of the CLDR
_UNITS: dict[int, Literal["minute", "hour", "day"]] = {60: "minute", 3600: "hour", 86400: "day"}
_SHORTEST_NAME = 2
_REGION = 2  # letters; longer ones are areas of the world, which no page's language tag names

Tag = tuple[str, str | None]  # language and region


def lines() -> Iterator[str]:
    """The table: languages in order, each followed by those regions of it that write otherwise."""
    for _, group in groupby(sorted(_tags().items(), key=_place), key=lambda item: item[1].language):
        found: dict[str, list[str]] = {}
        names = {tag: _line(known(str(locale))) for tag, locale in group}
        for (language, region), line in names.items():
            if region is None or line != names.get((language, None)):
                found.setdefault(line, []).append(f"{language}_{region}" if region else language)
        yield from (f"{' '.join(keys)}\t{line}" for line, keys in found.items())


@cache
def known(identifier: str) -> DateNames:
    """What Babel says of a locale: of `de`, or `de_AT`."""
    localedata._cache.clear()  # loading one locale leaves names of its own in others: Arabic ones in German
    locale = Locale.parse(identifier)
    return DateNames(locale.language, _order(locale), _months(locale), _days(locale), _ago(locale))


def _order(locale: Locale) -> str:
    """In which a date of numbers alone names its parts. Where the year stands first, and so not where
    it stands last, the day is taken to come first then: the month does in few countries, which write so."""
    pattern = get_date_format("short", locale).pattern.lower()
    order = "".join(dict.fromkeys(each for each in pattern if each in "ymd"))
    if order.startswith("y"):
        return YEAR_FIRST
    return MONTH_FIRST if order.startswith("m") else DAY_FIRST


def _tags() -> dict[Tag, Locale]:
    """Every tag that means a locale of the CLDR, by old and three-letter names, too."""
    languages, regions = _aliases("language_aliases"), _aliases("territory_aliases")
    found: dict[Tag, Locale] = {}
    for identifier in localedata.locale_identifiers():
        language, *parts = identifier.split("_")
        places = [each for part in parts for each in (part, *regions.get(part, ()))]
        named = [None, *(place for place in places if len(place) == _REGION)]
        for tag in ((name, region) for name in (language, *languages.get(language, ())) for region in named):
            locale = _parsed(*tag)
            if locale is not None:
                found[tag] = locale
    return found


def _aliases(kind: Literal["language_aliases", "territory_aliases"]) -> dict[str, list[str]]:
    """The other names of each language or region."""
    found: dict[str, list[str]] = {}
    for alias, meant in get_global(kind).items():
        first = meant if isinstance(meant, str) else meant[0]
        found.setdefault(first.partition("_")[0], []).append(alias)
    return found


def _parsed(language: str, region: str | None) -> Locale | None:
    try:
        return Locale.parse(f"{language}_{region}" if region else language)
    except (UnknownLocaleError, ValueError):
        return None


def _place(item: tuple[Tag, Locale]) -> tuple[str, bool, str, str]:
    (name, region), locale = item
    return locale.language, name != locale.language, name, region or ""


def _months(locale: Locale) -> tuple[tuple[str, ...], ...]:
    months: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, locale).items():
                months.setdefault(_plain(name), number)
    named = {name: number for name, number in months.items() if _is_name(name)}
    return tuple(tuple(name for name in named if named[name] == number) for number in range(1, 13))


def _plain(name: str) -> str:
    return name.casefold().rstrip(".")


def _is_name(name: str) -> bool:
    # The CLDR gives numbers where a language has no short names ("3月", "M03").
    return len(name) >= _SHORTEST_NAME and not any(map(str.isdigit, name))


def _days(locale: Locale) -> frozenset[str]:
    """Word by word, as lines are compared: "Thứ Ba" in Vietnamese."""
    names = (get_day_names(width, "format", locale).values() for width in ("wide", "abbreviated"))
    return frozenset(word for found in names for name in found for word in _plain(name).split())


def _ago(locale: Locale) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for seconds in _UNITS:
        for phrase in _phrases(seconds, locale):
            found.setdefault(phrase, seconds)
    return tuple(found.items())


def _phrases(seconds: int, locale: Locale) -> Iterator[str]:
    for count in _SAMPLES:
        for width in ("long", "short"):
            past = timedelta(seconds=-count * seconds)
            try:
                text = format_timedelta(
                    past, _UNITS[seconds], threshold=1000, add_direction=True, format=width, locale=locale
                )
            except KeyError:  # the CLDR has a word for the unit and none for the past, as in Malay
                continue
            if str(count) in text:
                yield " ".join(text.replace(str(count), NUMBER, 1).split())


def _line(names: DateNames) -> str:
    months = BETWEEN_MONTHS.join(BETWEEN_NAMES.join(_whole(each)) for each in names.months)
    days = " ".join(sorted(names.days))
    ago = (_whole(phrase for phrase, unit in names.ago if unit == seconds) for seconds in _UNITS)
    return "\t".join((names.order, months, days, *map(BETWEEN_NAMES.join, ago)))


def _whole(names: Iterable[str]) -> list[str]:
    """Names that a line can hold. ValueError when a new one has a sign in it that parts them."""
    found = list(names)
    parting = [each for each in found if not {BETWEEN_MONTHS, BETWEEN_NAMES, "\t", "\n"}.isdisjoint(each)]
    if parting:
        raise ValueError(f"{parting} cannot be told apart in {TABLE.name}")
    return found


def main() -> int:
    """Write the table."""
    argparse.ArgumentParser(prog="python -m tests.cldr", description=__doc__).parse_args()
    TABLE.write_text("".join(f"{line}\n" for line in lines()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
