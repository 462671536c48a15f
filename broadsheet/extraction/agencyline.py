"""The place and the agency with which the first paragraph of a story begins: "LISBON (Reuters) - ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.extraction.organisations import is_agency

_WESTERN = re.compile(
    r"^(?P<place>[^\W\d_][^()\[\]:;.!?\n]{1,60}?)\s*[(（](?P<agency>[^()（）]{2,30})[)）]\s*[-–—:：.,]"
)
_KOREAN = re.compile(r"^[(\[【](?P<place>[^()\[\]=]{1,20})=(?P<agency>[^()\[\]=]{2,20})[)\]】]")
_DATE = re.compile(r"\s*,?\s*(?:\d{1,2}\b.*|[^\W\d_]{3,12}\.? \d{1,2}\b.*)$")  # "LISBON, Nov 3"
_NEAR = 120  # characters of a paragraph that may hold it


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """Where a story was written, and whose it is."""

    place: str
    agency: str


def agency_line(paragraph: str) -> AgencyLine | None:
    """The place and the agency, of a paragraph that begins with both.

    >>> agency_line("LISBON, Nov 3 (Reuters) - The council voted on Tuesday.")
    AgencyLine(place='LISBON', agency='Reuters')
    >>> agency_line("The council (the old one) - and its mayor - voted on Tuesday.")
    """
    start = paragraph[:_NEAR]
    match = _WESTERN.match(start) or _KOREAN.match(start)
    if match is None or not is_agency(match["agency"].strip()):
        return None
    place = _DATE.sub("", match["place"]).strip(" ,")
    return AgencyLine(place, match["agency"].strip()) if place else None
