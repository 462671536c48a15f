"""The queries of docs/analysts.md, as analysts type them one after the other."""

from __future__ import annotations

import re

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "analysts.md"
_QUERY = re.compile(r"^(?P<lead>(?:(?!\n\n|```).)*)\n\n```sql\n(?P<query>.*?)^```", re.DOTALL | re.MULTILINE)


def queries(*, with_later: bool = True) -> list[str]:
    """All of them; or those alone that find something right after a first crawl of the sample newspaper.

    The others are marked in the paragraph that leads to them.
    """
    found = list(_QUERY.finditer(PAGE.read_text()))
    return [each["query"] for each in found if with_later or "(*later*)" not in each["lead"]]
