"""All section pages, by name."""

from __future__ import annotations

import re
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


def long_sheet(number: int) -> Sheet:
    """Three pages in one, with some 300 links and addresses that no other number has."""
    sheet = europe.tabloid()
    others = (americas.everything_at_once(), asia.indian())
    bodies = "".join(other.html.partition("<body>")[2].removesuffix("</body></html>") for other in others)
    html = sheet.html.replace("</body>", f"{bodies}</body>")
    sheet.html = re.sub(r'(href="[^"#]*?)(\.html|\.cms|/?)(#[^"]*)?"', rf'\1-{number}\2\3"', html)
    return sheet
