"""All section pages, by name."""

from __future__ import annotations

from collections.abc import Callable

from tests.anatomies import americas, asia, europe
from tests.anatomies.sheet import Sheet

SHEETS: dict[str, Callable[[], Sheet]] = {
    made.__name__: made
    for made in (
        europe.public_broadcaster, europe.tabloid, europe.greek, europe.polish, europe.turkish, europe.agency_by_the_minute,
        asia.indian, asia.chinese, asia.hebrew, asia.korean,
        americas.brazilian, americas.student_paper, americas.newsletter, americas.posts, americas.tabs, americas.list_in_data,
        americas.everything_at_once, americas.related_under_opaque_teasers,
    )
}  # fmt: skip
