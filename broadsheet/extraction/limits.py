"""What a parser must not be given: libxml2 takes quadratic time for the attributes of one tag."""

from __future__ import annotations

import re

from broadsheet.errors import PageRejected
from broadsheet.outcomes import Reason

MAX_ATTRIBUTES = 2000  # of one tag; 5,000 take half a second, 20,000 take five, pages need a few dozen
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{8000,}")  # shorter ones cannot hold as many
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def refuse_hostile_markup(text: str) -> None:
    """PageRejected for markup that would hold up the parser; takes linear time itself."""
    for tag in _LONG_TAG.finditer(text):
        count = len(_QUOTED.sub(" ", tag.group()).split())
        if count > MAX_ATTRIBUTES:
            raise PageRejected(Reason.UNREADABLE, f"a tag with {count} attributes")
