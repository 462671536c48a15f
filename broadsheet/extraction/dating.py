"""A stated date of a page as an instant: its language's words, its zone, what is believed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from broadsheet.extraction.datetext import find_dates, parse_stated
from broadsheet.extraction.datewords import Words, words
from broadsheet.extraction.moments import Local, Moment, is_believed, place
from broadsheet.extraction.page import Page
from broadsheet.extraction.values import Candidate

_AMERICAN = ("America/", "US/")


@dataclass(frozen=True, slots=True)
class Stated:
    """A candidate together with the instant it means; `moment` None when it is not believed or unreadable."""

    candidate: Candidate
    moment: Moment | None


def stated_at(page: Page, candidate: Candidate) -> Stated:
    """A value for machines, or a text that is one date."""
    text = candidate.raw or candidate.value or ""
    local = parse_stated(text)
    if local is None:
        found = find_dates(text, words_of(page), month_first(page))
        local = found[0].local if len(found) == 1 else None
    return placed(page, candidate, text, local)


def placed(
    page: Page, candidate: Candidate, raw: str, local: Local | None, other: Local | None = None
) -> Stated:
    """What a written time means on this page; without an instant when it is not believed."""
    moment = place(local, _zone(page)) if local is not None else None
    if moment is not None and other is not None:
        second = place(other, _zone(page))
        if second is not None and is_believed(second.instant, page.context.fetched_at):
            moment = _with_other(moment, second, page)
    if moment is None or not is_believed(moment.instant, page.context.fetched_at):
        return Stated(replace(candidate, value=None, raw=raw), None)
    value = moment.instant.isoformat()
    origin, locator, element = candidate.origin, candidate.locator, candidate.element
    return Stated(Candidate(value, origin, locator, raw, moment.precision, element), moment)


def _with_other(first: Moment, second: Moment, page: Page) -> Moment:
    """Of two readings of 03/04 the believable one; with both, the locale's, the other kept beside it."""
    if not is_believed(first.instant, page.context.fetched_at):
        return second
    return Moment(first.instant, first.precision, first.offset, first.is_zone_assumed, second.instant)


def words_of(page: Page) -> Words:
    """The words for dates in the page's language."""
    return words(page.language, page.region)


def month_first(page: Page) -> bool | None:
    """Whether 03/04 is the fourth of March; None leaves it to the language."""
    if page.language == "en" and page.region is None:
        return (page.context.timezone or "").startswith(_AMERICAN)
    return None


def _zone(page: Page) -> ZoneInfo | None:
    return ZoneInfo(page.context.timezone) if page.context.timezone else None
