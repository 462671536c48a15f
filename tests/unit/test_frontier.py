"""Which links are fetched now: what was never read, what was read in vain, what is due for another look."""

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.article import ListedLink
from broadsheet.articledb.ledger import KnownLink
from broadsheet.frontier import decide
from broadsheet.outcomes import Outcome, Reason, Way

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
URL = "https://news.example/a-story-of-today"
HOUR = timedelta(hours=1)


def known(
    outcome: Outcome,
    reason: Reason | None = None,
    *,
    article_id: int | None = None,
    next_check_at: datetime | None = None,
    attempts: int = 1,
    is_settled: bool = True,
) -> KnownLink:
    return KnownLink(
        URL, outcome, reason, article_id, next_check_at, attempts, is_in_section=True, is_settled=is_settled
    )


@pytest.mark.parametrize(
    ("entry", "outcome", "is_fetched"),
    [
        (None, Outcome.PENDING, True),
        (known(Outcome.PENDING), Outcome.PENDING, True),
        (known(Outcome.PENDING, Reason.BUDGET), Outcome.PENDING, True),
        (known(Outcome.PENDING, article_id=7, attempts=0), Outcome.KNOWN, False),
        (known(Outcome.KNOWN, attempts=0), Outcome.PENDING, True),
        (known(Outcome.NEW, article_id=7), Outcome.KNOWN, False),
        (known(Outcome.KNOWN, article_id=7), Outcome.KNOWN, False),
        (known(Outcome.NEW, article_id=7, next_check_at=NOW + HOUR), Outcome.KNOWN, False),
        (known(Outcome.NEW, article_id=7, next_check_at=NOW - HOUR), Outcome.PENDING, True),
        (known(Outcome.REJECTED, Reason.TIMEOUT, next_check_at=NOW + HOUR), Outcome.PENDING, True),
        (
            known(Outcome.REJECTED, Reason.TIMEOUT, next_check_at=NOW + HOUR, attempts=3),
            Outcome.REJECTED,
            False,
        ),
        (
            known(Outcome.REJECTED, Reason.TIMEOUT, next_check_at=NOW - HOUR, attempts=3),
            Outcome.PENDING,
            True,
        ),
        (known(Outcome.REJECTED, Reason.NO_TEXT), Outcome.PENDING, True),
        (
            known(Outcome.REJECTED, Reason.NO_TEXT, attempts=3, next_check_at=NOW + HOUR),
            Outcome.REJECTED,
            False,
        ),
        (known(Outcome.REJECTED, Reason.NO_TEXT, attempts=9, next_check_at=NOW), Outcome.PENDING, True),
        # Given up for good before there were such times.
        (known(Outcome.REJECTED, Reason.NO_TEXT, attempts=3), Outcome.PENDING, True),
        (known(Outcome.NOT_ARTICLE, Reason.NOT_HTML), Outcome.NOT_ARTICLE, False),
        (known(Outcome.NOT_ARTICLE, Reason.OTHER_SECTION, attempts=0), Outcome.PENDING, True),
        # A story may be listed minutes before its page is there: one 404 is no end.
        (known(Outcome.GONE, Reason.GONE), Outcome.PENDING, True),
        (known(Outcome.GONE, Reason.SOFT_404, attempts=2), Outcome.PENDING, True),
        (known(Outcome.GONE, Reason.GONE, attempts=3, next_check_at=NOW + HOUR), Outcome.GONE, False),
        (known(Outcome.GONE, Reason.GONE, attempts=99, next_check_at=NOW), Outcome.PENDING, True),
        (known(Outcome.GONE, Reason.GONE, article_id=7, next_check_at=NOW + HOUR), Outcome.KNOWN, False),
        # Where no run has ended well since, all pages may have been something else for an hour.
        (known(Outcome.OFF_SITE, Reason.OFF_SITE, is_settled=False), Outcome.PENDING, True),
        (known(Outcome.OFF_SITE, Reason.OFF_SITE), Outcome.OFF_SITE, False),
        (known(Outcome.NOT_ARTICLE, Reason.SECTION_PAGE, is_settled=False), Outcome.PENDING, True),
        (
            known(Outcome.NOT_ARTICLE, Reason.SECTION_PAGE, is_settled=False, attempts=3),
            Outcome.NOT_ARTICLE,
            False,
        ),
        (known(Outcome.GONE, Reason.GONE, next_check_at=NOW - HOUR), Outcome.PENDING, True),
    ],
)
def test_decision(entry: KnownLink | None, outcome: Outcome, is_fetched: bool) -> None:
    link, fetched = decide(ListedLink(URL, Way.SECTION_PAGE), entry, NOW)
    assert (link.outcome, fetched) == (outcome, is_fetched)


def test_a_link_that_was_left_is_not_fetched() -> None:
    left = ListedLink(URL, Way.SECTION_PAGE, Outcome.OFF_SITE, Reason.OFF_SITE)
    assert decide(left, None, NOW) == (left, False)


def test_a_known_link_carries_its_article() -> None:
    link, _ = decide(ListedLink(URL, Way.FEED), known(Outcome.NEW, article_id=7), NOW)
    assert link.article_id == 7


def test_a_known_link_says_why_its_last_look_failed() -> None:
    """Until a look succeeds; what was said of it before it was stored is over."""
    failed = known(Outcome.GONE, Reason.GONE, article_id=7, next_check_at=NOW + HOUR)
    link, _ = decide(ListedLink(URL, Way.FEED), failed, NOW)
    assert (link.outcome, link.reason) == (Outcome.KNOWN, Reason.GONE)
    left = known(Outcome.KNOWN, Reason.OTHER_SECTION, article_id=7)
    assert decide(ListedLink(URL, Way.FEED), left, NOW)[0].reason is None


def test_a_list_of_the_sections_own_overrules_what_a_page_said() -> None:
    """Read once, and left to the section that its page names, until a list that leaves no doubt has it."""
    left = known(Outcome.NOT_ARTICLE, Reason.OTHER_SECTION)
    link = ListedLink(URL, Way.SECTION_PAGE)
    answer, is_fetched = decide(link, left, NOW, is_doubted=True)
    assert (answer.outcome, answer.reason, is_fetched) == (Outcome.NOT_ARTICLE, Reason.OTHER_SECTION, False)
    assert decide(link, left, NOW) == (link, True)
