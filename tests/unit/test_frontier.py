"""Which links are fetched now: what was never read, what was read in vain, what is due for another look."""

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.article import ListedLink
from broadsheet.frontier import KnownLink, decide
from broadsheet.outcomes import Outcome, Reason, Way

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
URL = "https://news.example/a-story-of-today"
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("known", "outcome", "is_fetched"),
    [
        (None, Outcome.PENDING, True),
        (KnownLink(URL, None), Outcome.PENDING, True),
        (KnownLink(URL, Outcome.PENDING), Outcome.PENDING, True),
        (KnownLink(URL, Outcome.PENDING, Reason.BUDGET), Outcome.PENDING, True),
        (KnownLink(URL, Outcome.NEW, article_id=7), Outcome.KNOWN, False),
        (KnownLink(URL, Outcome.NEW, article_id=7, next_check_at=NOW + HOUR), Outcome.KNOWN, False),
        (KnownLink(URL, Outcome.NEW, article_id=7, next_check_at=NOW - HOUR), Outcome.PENDING, True),
        (KnownLink(URL, None, article_id=7), Outcome.KNOWN, False),
        (KnownLink(URL, Outcome.REJECTED, Reason.TIMEOUT), Outcome.PENDING, True),
        (KnownLink(URL, Outcome.REJECTED, Reason.NO_TEXT), Outcome.REJECTED, False),
        (KnownLink(URL, Outcome.NOT_ARTICLE, Reason.NOT_HTML), Outcome.NOT_ARTICLE, False),
        (KnownLink(URL, Outcome.GONE, Reason.GONE), Outcome.GONE, False),
    ],
)
def test_decision(known: KnownLink | None, outcome: Outcome, is_fetched: bool) -> None:
    link, fetched = decide(ListedLink(URL, Way.SECTION_PAGE), known, NOW)
    assert (link.outcome, fetched) == (outcome, is_fetched)


def test_a_link_that_was_left_is_not_fetched() -> None:
    left = ListedLink(URL, Way.SECTION_PAGE, Outcome.OFF_SITE, Reason.OFF_SITE)
    assert decide(left, None, NOW) == (left, False)


def test_a_known_link_carries_its_article() -> None:
    link, _ = decide(ListedLink(URL, Way.FEED), KnownLink(URL, Outcome.NEW, article_id=7), NOW)
    assert link.article_id == 7
