"""What the first paragraph of a story begins with: "LISBON (Reuters) - ...", and the like elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.extraction.organisations import is_agency
from broadsheet.fingerprint import fold

_WESTERN = re.compile(
    r"^(?P<place>[^\W\d_][^()\[\]:;.!?\n]{1,60}?)\s*[(（](?P<agency>[^()（）]{2,30})[)）]\s*[-–—:：.,।]"
)
_KOREAN = re.compile(r"^[(\[【](?P<place>[^()\[\]=]{1,20})=(?P<agency>[^()\[\]=]{2,20})[)\]】]")
# "МОСКВА, 19 ноября. /ТАСС/.", "Москва. 19 ноября. ИНТЕРФАКС - "
_RUSSIAN = re.compile(
    r"^(?P<place>[^\W\d_][^\d.,()]{1,30})[.,]\s*\d{1,2}\s[^\W\d_]{3,9}\.?\s*[–—-]?\s*/?"
    r"(?P<agency>[^\W\d_][^/.,()–—-]{1,20}?)/?\s*[.–—-]"
)
# 新华社临江11月14日电（记者李想）: agency, place, day, reporters
_CHINESE = re.compile(
    r"^(?P<agency>[\u4e00-\u9fff]{2,4}?[社网])(?P<place>[\u4e00-\u9fff]{2,8}?)\d{1,2}月\d{1,2}日电"
    r"\s*(?:[（(](?:记者|通讯员)[:： ]?(?P<names>[\u4e00-\u9fff·、 ]{2,30})[)）])?"
)
_KOREAN_REPORTER = re.compile(r"^[(\[【](?P<place>[^()\[\]=]{1,20})=[가-힣·, ]{2,20}(?:기자|특파원)[)\]】]")
# "Jakarta, The Courier -- ": the paper itself
_OWN = re.compile(r"^(?P<place>[^\W\d_][\w .'’-]{1,30}), (?P<site>[^,()\n]{2,40}?)\s*(?:--|\s[–—-]\s)")
_DATE = re.compile(r"\s*,?\s*(?:\d{1,2}\b.*|[^\W\d_]{3,12}\.? \d{1,2}\b.*)$")  # "LISBON, Nov 3"
_NEAR = 120  # characters of a paragraph that may hold it


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """Where a story was written, whose it is, if an agency's, and by whom, if that is said there."""

    place: str
    agency: str | None = None
    people: tuple[str, ...] = ()


def agency_line(paragraph: str, own_names: Iterable[str] = ()) -> AgencyLine | None:
    """The place and the agency, of a paragraph that begins with both, or with a reporter or the paper itself.

    >>> agency_line("LISBON, Nov 3 (Reuters) - The council voted on Tuesday.")
    AgencyLine(place='LISBON', agency='Reuters', people=())
    >>> agency_line("The council (the old one) - and its mayor - voted on Tuesday.")
    """
    start = paragraph[:_NEAR]
    if "日电" in start:
        return _chinese(start)
    match = _WESTERN.match(start) or _KOREAN.match(start) or _RUSSIAN.match(start)
    agency = match["agency"].partition("/")[0].strip() if match is not None else ""  # dpa/lhe: its service
    if match is not None and is_agency(agency):
        place = _DATE.sub("", match["place"]).strip(" ,")
        return AgencyLine(place, agency) if place else None
    return _own(start, own_names)


def _chinese(start: str) -> AgencyLine | None:
    match = _CHINESE.match(start)
    if match is None or not is_agency(match["agency"]):
        return None
    return AgencyLine(match["place"], match["agency"], _names(match["names"]))


def _names(told: str | None) -> tuple[str, ...]:
    return tuple(name for name in re.split(r"[、 ]+", told or "") if name)


def _own(start: str, own_names: Iterable[str]) -> AgencyLine | None:
    match = _KOREAN_REPORTER.match(start)
    if match is None:
        match = _OWN.match(start)
        if match is None or fold(match["site"]) not in {fold(name) for name in own_names}:
            return None
    return AgencyLine(match["place"])
