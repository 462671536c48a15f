"""A page as it came to a person at a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadsheet.article import Headers


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page, the address that answered, and when."""

    url: str
    fetched_at: datetime
    headers: Headers
    body: bytes
