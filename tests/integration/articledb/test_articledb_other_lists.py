"""Where a section's address leads: to another section's list, or to its own at a new address."""

from __future__ import annotations

import pytest

from broadsheet.articledb.connection import Connection
from broadsheet.articledb.other_lists import section_listing
from broadsheet.articledb.runs import finish_run, start_run
from broadsheet.articledb.store import store_items
from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement, RunCounts, RunStart
from tests.integration.articledb.items import NOON, link, listing, url


def _listed(news: Connection, section: str, stories: range) -> None:
    """A run of the section that ended well, and saw these on its page."""
    run_id = f"run-of-{section}"
    start_run(news, RunStart(run_id, "example", section, NOON))
    store_items(news, [listing(*map(link, stories), section=section, run_id=run_id)])
    finish_run(news, run_id, Judgement(Verdict.OK, "As the test says."), RunCounts())


@pytest.mark.parametrize(
    ("own", "trade", "shown", "expected"),
    [
        (range(90, 99), range(20), range(2, 22), "trade"),  # two stories younger than its last run
        (range(16, 40), range(20), range(20), "trade"),  # a few stand on both lists
        (range(0), range(20), range(20), "trade"),
        (range(20), range(20), range(20), None),  # both have always had the same
        (range(90, 99), range(60), range(20), None),  # all news; this section was not looked at for long
        (range(0), range(28), range(20), None),
        (range(20), range(25), range(18), None),  # its own list at a new address
        (range(90, 99), range(4), range(4), None),
        (range(90, 99), range(20), range(40, 60), None),
    ],
)
def test_the_list_of_another_section_is_known(
    news: Connection, own: range, trade: range, shown: range, expected: str | None
) -> None:
    """By nearly all of its stories being what that section listed last, and hardly any this one's."""
    for section, stories in (("politics", own), ("trade", trade)):
        _listed(news, section, stories)
    found = section_listing(news, "example", "politics", map(url, shown))
    assert found == expected
