"""What a page says of its headline, authors and date, and where: by it the places of a site are judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from broadsheet.article import FieldValue
from broadsheet.extraction.datelines import shown_dates
from broadsheet.extraction.element_paths import Paths, innermost
from broadsheet.extraction.headings import title_headings
from broadsheet.extraction.observation import Statement
from broadsheet.extraction.page import Page
from broadsheet.extraction.trust import HEADING, SHOWN, place_of
from broadsheet.fingerprint import fold
from broadsheet.text import clean

# What the page itself says, not what people or other pages said of it.
_OWN = frozenset(("json_ld", "microdata", "meta", "markup", "embedded_data"))
_NOW = "now"  # a date that is the moment at which the page was fetched
_FRESH = timedelta(minutes=10)
_MOST_HEADINGS, _LONGEST = 6, 300  # of a page; characters of a text


def statements_of(page: Page) -> tuple[Statement, ...]:
    """Every place's first statement on each of the fields, as a page read alone has them."""
    first: dict[tuple[str, str], Statement] = {}
    own = [each for each in page.ledger.values if each.origin in _OWN]
    for each in (*_titles(own), *_headings(page), *_authors(page, own), *_dates(page, own)):
        first.setdefault((each.field, each.place), each)
    return tuple(first.values())


def _titles(own: list[FieldValue]) -> Iterator[Statement]:
    for each in own:
        if each.field == "headline" and each.origin not in ("markup", "microdata"):
            text = fold(clean(each.raw_value or ""))
            if text:
                yield Statement("headline", place_of(each.origin, each.locator), text[:_LONGEST])


def _headings(page: Page) -> Iterator[Statement]:
    paths = Paths()
    for block in title_headings(page.blocks)[:_MOST_HEADINGS]:
        place = HEADING + innermost(paths.of(block.element))
        yield Statement("headline", place, fold(block.text)[:_LONGEST])


def _authors(page: Page, own: list[FieldValue]) -> Iterator[Statement]:
    told = [each for each in own if each.field == "authors" and each.raw_value]
    short = (block.text for block in page.surroundings if len(block.text) <= _LONGEST)
    around = fold("\n".join(short)) if told else ""
    sites = {fold(name) for name in page.site_names}
    for each in told:
        text = fold(each.raw_value or "")[:_LONGEST]
        is_seen = all(name in around for name in text.split(", "))
        if text not in sites:
            yield Statement("authors", place_of(each.origin, each.locator), text, is_seen)


def _dates(page: Page, own: list[FieldValue]) -> Iterator[Statement]:
    is_shown = False
    for each in own:
        instant = _instant(each.value or each.raw_value or "") if each.field == "published_at" else None
        if instant is not None:
            place = place_of(each.origin, each.locator)
            is_shown = is_shown or place == SHOWN
            text = "" if place == SHOWN else _minute(instant, page.context.fetched_at)
            yield Statement("published_at", place, text, day=instant.date())
    # Where machines are told the minute, the line that people see was not read.
    for is_update, shown in () if is_shown else shown_dates(page, needs_text=True, needs_update=True):
        if shown.moment is not None and not is_update:
            yield Statement("published_at", SHOWN, "", day=shown.moment.instant.date())


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _minute(instant: datetime, fetched_at: datetime) -> str:
    if instant.tzinfo is None or not (instant.hour or instant.minute):
        return ""
    return _NOW if abs(fetched_at - instant) < _FRESH else instant.isoformat(timespec="minutes")
