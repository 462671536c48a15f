"""A stated date of a page as an instant: its language's words, its zone, what is believed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from broadsheet.extraction.abbreviations import is_american
from broadsheet.extraction.agencyline import agency_line
from broadsheet.extraction.datetext import find_dates, parse_stated
from broadsheet.extraction.datewords import Words, words
from broadsheet.extraction.moments import Local, Moment, is_believed, place
from broadsheet.extraction.page import Page
from broadsheet.extraction.values import Candidate

_AMERICAN = ("America/", "US/")
_CANADA = "CA"  # where the day comes first in one paper and the month in the next
# Languages in which a year of two digits always comes first; in others it does in some papers.
_YEAR_FIRST = frozenset(("hu", "ja", "ko", "lt", "zh"))
_AMERICAN_AGENCIES = ("AP", "Associated Press", "The Associated Press")


@dataclass(frozen=True, slots=True)
class Stated:
    """A candidate together with the instant it means; `moment` None when it is not believed or unreadable."""

    candidate: Candidate
    moment: Moment | None


def stated_at(page: Page, candidate: Candidate) -> Stated:
    """A value for machines, or a text that is one date."""
    text = candidate.raw or candidate.value or ""
    local = parse_stated(text)
    if local is not None:
        return placed(page, candidate, text, local)
    found = find_dates(text, words_of(page), month_first(page))
    if len(found) != 1:
        return placed(page, candidate, text, None)
    return placed(page, candidate, text, found[0].local, found[0].other)


def placed(
    page: Page, candidate: Candidate, raw: str, local: Local | None, other: Local | None = None
) -> Stated:
    """What a written time means on this page; without an instant when it is not believed."""
    moment = _read(page, local, other) if local is not None else None
    if moment is None:
        return Stated(replace(candidate, value=None, raw=raw), None)
    value = moment.instant.isoformat()
    origin, locator, element = candidate.origin, candidate.locator, candidate.element
    return Stated(Candidate(value, origin, locator, raw, moment.precision, element), moment)


def _read(page: Page, local: Local, other: Local | None) -> Moment | None:
    """The believable one of two readings of 03/04; of two such the one of the page's country, the other kept
    beside it, and none where nothing tells the country."""
    first, second = _believed(page, local), _believed(page, other) if other is not None else None
    if first is None or second is None:
        return first or second
    if _is_undecided(page, first, second):
        return None
    if _is_order_open(page):
        if not _is_american(page, local):
            return None
        first, second = second, first
    return replace(first, other=second.instant)


def _is_undecided(page: Page, first: Moment, second: Moment) -> bool:
    """Whether a language, or its country, writes now one order, now the other."""
    if page.language == "en":
        return page.region == _CANADA
    return first.instant.year != second.instant.year and page.language not in _YEAR_FIRST


def _believed(page: Page, local: Local) -> Moment | None:
    moment = place(local, _zone(page), page.language, page.region)
    return moment if moment is not None and is_believed(moment.instant, page.context.fetched_at) else None


def _is_american(page: Page, local: Local) -> bool:
    """Whether 03/04 is the fourth of March though neither tag nor source say so: by zone or dateline."""
    if is_american(local.zone_text or ""):
        return True
    told = agency_line(page.story.blocks[0].text, page.own_names) if page.story.blocks else None
    return told is not None and told.agency in _AMERICAN_AGENCIES


def _is_order_open(page: Page) -> bool:
    return page.language == "en" and page.region is None and page.context.timezone is None


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
