"""The ledger of listed links."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from broadsheet import recheck
from broadsheet.article import Failure
from broadsheet.articledb.connection import Connection
from broadsheet.articledb.ledger import (
    count_known_beside,
    count_waiting_beside,
    due_checks,
    known_links,
    pending_links,
)
from broadsheet.articledb.quarantine import make_due
from broadsheet.articledb.runs import start_run
from broadsheet.articledb.sources import sync_sources
from broadsheet.articledb.store import store_items
from broadsheet.outcomes import Outcome, Reason, Way
from broadsheet.runs import RunStart
from tests.integration.articledb.items import (
    HOUR,
    NOON,
    failed,
    item,
    link,
    listing,
    rows,
    source,
    url,
    value,
)

RUN_2 = {"run_id": "run-2"}


def outcome_of(news: Connection, name: str, section: str = "politics") -> tuple[Outcome, Reason | None]:
    known = known_links(news, "example", section, [url(name)])[url(name)]
    return known.outcome, known.reason


def test_a_link_is_one_row_however_often_it_is_listed(news: Connection) -> None:
    """Ways add up; first and last sight and run are kept."""
    store_items(news, [listing(link("a"), link("a", way=Way.FEED))])
    store_items(news, [listing(link("a", way=Way.SITEMAP), at=NOON + HOUR, **RUN_2)])
    query = "SELECT ways, first_listed_at, last_listed_at, first_run_id, last_run_id FROM news.listed_links"
    ways = ["feed", "section_page", "sitemap"]
    assert rows(news, query) == [(ways, NOON, NOON + HOUR, "run-1", "run-2")]


@pytest.mark.parametrize("pages", [(0, 1), (1, 0)])
def test_a_reason_is_kept_before_navigation_whichever_page_comes_first(
    news: Connection, pages: tuple[int, ...]
) -> None:
    """One page of a list shows what a link is, another only that it is no story; together or apart."""
    other, none = (
        link("a", outcome=Outcome.NOT_ARTICLE, reason=reason)
        for reason in (Reason.SECTION_PAGE, Reason.NAVIGATION)
    )
    first, second = [(other, none)[page] for page in pages]
    store_items(news, [listing(first), listing(second)])
    assert outcome_of(news, "a") == (Outcome.NOT_ARTICLE, Reason.SECTION_PAGE)
    for each in pages:
        store_items(news, [listing((other, none)[each], at=NOON + HOUR, **RUN_2)])
    assert outcome_of(news, "a") == (Outcome.NOT_ARTICLE, Reason.SECTION_PAGE)


def test_what_is_not_held_is_not_in_the_answer(news: Connection) -> None:
    """Addresses never seen are missing; no address, no answer."""
    assert known_links(news, "example", "politics", [url("never")]) == {}
    assert known_links(news, "example", "politics", []) == {}


def test_a_fetch_settles_a_pending_link(news: Connection) -> None:
    """The article's outcome, id and next look replace `pending`; how it was found stays."""
    store_items(news, [listing(link("a", way=Way.FEED))])
    (answer,) = store_items(news, [item("a", NOON + HOUR)])
    known = known_links(news, "example", "politics", [url("a")])[url("a")]
    assert (known.outcome, known.article_id, known.is_in_section) == (Outcome.NEW, answer.article_id, True)
    assert known.next_check_at == NOON + HOUR + recheck.CHECKS[0]
    assert value(news, "SELECT ways FROM news.listed_links") == ["feed"]


def test_listing_and_article_in_one_batch(news: Connection) -> None:
    """A fetch says more than a listing, in whatever order they stand."""
    for name, batch in {
        "a": [listing(link("a", way=Way.FEED)), item("a")],
        "b": [item("b"), listing(link("b", way=Way.FEED))],
    }.items():
        store_items(news, batch)
        query = "SELECT outcome, ways FROM news.listed_links WHERE url = %s"
        assert rows(news, query, url(name)) == [("new", ["feed"])]


@pytest.mark.parametrize(
    "reason", [Reason.TIMEOUT, Reason.NO_TEXT, Reason.GONE, Reason.NOT_HTML], ids=lambda reason: reason.value
)
def test_pending_never_overwrites_what_a_fetch_came_to(news: Connection, reason: Reason) -> None:
    """Neither an article nor a failure of an earlier run becomes pending by being listed again."""
    store_items(news, [item("a"), failed("b", reason)])
    store_items(news, [listing(link("a"), link("b"), at=NOON + HOUR, **RUN_2)])
    assert outcome_of(news, "a") == (Outcome.KNOWN, None)
    assert outcome_of(news, "b") == (reason.outcome, reason)
    held = value(news, "SELECT article_id FROM news.articles")
    assert known_links(news, "example", "politics", [url("a")])[url("a")].article_id == held


def test_a_link_once_left_may_become_pending(news: Connection) -> None:
    """What discovery left before and takes now is pending."""
    store_items(news, [listing(link("a", Outcome.NOT_ARTICLE, reason=Reason.NAVIGATION))])
    store_items(news, [listing(link("a"), at=NOON + HOUR, **RUN_2)])
    assert outcome_of(news, "a") == (Outcome.PENDING, None)


def test_a_link_to_an_article_is_not_left(news: Connection) -> None:
    """A stored article stays one, even when discovery would leave its link now: listed again, it is known."""
    store_items(news, [item("a")])
    store_items(
        news, [listing(link("a", Outcome.NOT_ARTICLE, reason=Reason.NAVIGATION), at=NOON + HOUR, **RUN_2)]
    )
    assert outcome_of(news, "a") == (Outcome.KNOWN, None)


@pytest.mark.parametrize("is_left_first", [True, False])
@pytest.mark.parametrize("run", [{}, RUN_2])
def test_which_listing_of_a_run_is_written_first_does_not_matter(
    news: Connection, run: dict[str, str], *, is_left_first: bool
) -> None:
    """One page names a stored article, another shows it in a box that is left: a later run knows it.

    For the run that stored it it stays new.
    """
    store_items(news, [item("a")])
    left = link("a", Outcome.NOT_ARTICLE, reason=Reason.OTHER_SECTION, way=Way.PAGINATION)
    named = link("a", Outcome.KNOWN)
    for each in (left, named) if is_left_first else (named, left):
        store_items(news, [listing(each, at=NOON + HOUR, **run)])
    assert outcome_of(news, "a") == (Outcome.KNOWN if run else Outcome.NEW, None)


def test_known_links_are_sightings(news: Connection) -> None:
    """A stored article listed again: seen again, in this section too; the next look stays planned."""
    (answer,) = store_items(news, [item("a")])
    planned = known_links(news, "example", "politics", [url("a")])[url("a")].next_check_at
    for section in ("politics", "world"):
        page_of = {"section": section, "at": NOON + HOUR, **RUN_2}
        store_items(news, [listing(link("a", Outcome.KNOWN), **page_of)])
    assert outcome_of(news, "a") == (Outcome.KNOWN, None)
    assert known_links(news, "example", "politics", [url("a")])[url("a")].next_check_at == planned
    assert rows(
        news, "SELECT section, article_id, first_seen_at, last_seen_at FROM news.article_sections ORDER BY 1"
    ) == [
        ("politics", answer.article_id, NOON, NOON + HOUR),
        ("world", answer.article_id, NOON + HOUR, NOON + HOUR),
    ]
    assert value(news, "SELECT last_seen_at FROM news.articles") == NOON + HOUR


def test_what_a_section_is_known_to_have_beside_what_a_run_saw(news: Connection) -> None:
    """Of the time asked for: each article once, not what is gone or no article, nor another section's."""
    store_items(news, [item(name, published_at=NOON) for name in ("seen", "stored")])
    store_items(news, [item("old", published_at=NOON - HOUR), failed("gone", Reason.GONE)])
    page_of = {"way": Way.PAGINATION, "published_at": NOON}
    listed = [link("stored", Outcome.KNOWN, **page_of), link("open", **page_of), link("undated")]
    store_items(news, [listing(*listed, link("no", Outcome.NOT_ARTICLE, published_at=NOON))])
    store_items(news, [listing(link("elsewhere", published_at=NOON), section="world")])
    form = rows(
        news,
        """INSERT INTO news.listed_links (source, section, url, first_listed_at, last_listed_at, first_run_id,
               last_run_id, outcome, article_id)
           SELECT source, section, url || '?amp', first_listed_at, last_listed_at, first_run_id,
               last_run_id, outcome, article_id FROM news.listed_links
           WHERE url = ANY(%s) RETURNING url""",
        [url("seen"), url("stored")],
    )
    assert len(form) == 2
    assert count_known_beside(news, "example", "politics", [url("seen")], NOON) == 2
    assert count_known_beside(news, "example", "politics", [], NOON - HOUR) == 4
    names = ("seen", "stored", "open")
    known = known_links(news, "example", "politics", map(url, names))
    assert [known[url(name)].is_shown for name in names] == [False, True, True]


def test_listed_again_in_the_run_that_stored_it(news: Connection) -> None:
    """`known` does not hide that this very run found the article."""
    store_items(news, [item("a")])
    store_items(news, [listing(link("a", Outcome.KNOWN), at=NOON + HOUR)])
    assert outcome_of(news, "a") == (Outcome.NEW, None)


def test_an_article_of_another_section_is_known(news: Connection) -> None:
    """A section that never listed the link is told the article, also by an alias."""
    (answer,) = store_items(news, [item("a", aliases=((url("a/amp"), "amp"),))])
    for name in ("a", "a/amp"):
        known = known_links(news, "example", "world", [url(name)])[url(name)]
        assert (known.outcome, known.article_id, known.is_in_section) == (
            Outcome.KNOWN,
            answer.article_id,
            False,
        )


def test_a_failure_of_ours_is_not_hidden_by_a_run_that_has_the_link_in_hand(news: Connection) -> None:
    """Until that one has stored the story, why this section does not have it stays in its row."""
    store_items(news, [failed("quay", Reason.NO_TEXT)])
    in_other_hands = link("quay", Outcome.KNOWN)
    store_items(news, [listing(in_other_hands, at=NOON + HOUR, run_id="run-2")])
    assert outcome_of(news, "quay") == (Outcome.REJECTED, Reason.NO_TEXT)
    store_items(news, [item("quay", NOON + HOUR, page_fields={"section": "world"})])
    assert outcome_of(news, "quay") == (Outcome.KNOWN, None)
    store_items(news, [listing(in_other_hands, at=NOON + 2 * HOUR, run_id="run-3")])
    assert outcome_of(news, "quay") == (Outcome.KNOWN, None)


def test_failures_count_until_one_succeeds(news: Connection) -> None:
    """Attempts add up over the runs, and the next comes later each time, up to the last step."""
    at = NOON
    for attempt in range(1, len(recheck.RETRIES) + 2):
        store_items(news, [failed("a", Reason.TIMEOUT, at, run_id=f"run-{attempt}")])
        known = known_links(news, "example", "politics", [url("a")])[url("a")]
        assert known.attempt_count == attempt
        assert known.next_check_at == recheck.retry_at(at, attempt)
        at += HOUR
    store_items(news, [item("a", at)])
    known = known_links(news, "example", "politics", [url("a")])[url("a")]
    assert (known.attempt_count, known.reason) == (0, None)


def test_a_stored_article_that_fails_once_keeps_its_link(news: Connection) -> None:
    """A failed look at a known article does not forget which article it is."""
    (answer,) = store_items(news, [item("a")])
    store_items(news, [failed("a", Reason.SERVER_ERROR, NOON + HOUR, **RUN_2)])
    known = known_links(news, "example", "politics", [url("a")])[url("a")]
    assert (known.outcome, known.article_id) == (Outcome.REJECTED, answer.article_id)
    assert value(news, "SELECT status FROM news.articles") == "available"


@pytest.mark.parametrize(
    ("reason", "status"),
    [(Reason.GONE, "gone"), (Reason.SOFT_404, "gone"), (Reason.REDIRECTED, "redirected")],
)
def test_an_article_is_gone_when_a_second_run_says_so(news: Connection, reason: Reason, status: str) -> None:
    """One run plans a second look; the second makes it so; an answer brings it back. The row stays."""
    store_items(news, [item("a")])
    statuses = []
    for number in (2, 2, 3):
        store_items(news, [failed("a", reason, NOON + number * HOUR, run_id=f"run-{number}")])
        statuses.append(value(news, "SELECT status FROM news.articles"))
    assert statuses == ["available", "available", status]
    assert value(news, "SELECT status_at FROM news.articles") == NOON + 3 * HOUR
    assert due_checks(news, "example", "politics", NOON + 999 * HOUR, 9) == []
    store_items(news, [item("a", NOON + 4 * HOUR)])
    assert rows(news, "SELECT status, status_at, version_count FROM news.articles") == [
        ("available", NOON + 4 * HOUR, 1)
    ]


def test_a_look_that_failed_holds_until_one_succeeds(news: Connection) -> None:
    """A story listed while it is away is not `known`, and the second look finds it gone all the same.

    It is asked for ever less often as long as it is listed, and a look of another section counts.
    """
    store_items(news, [item("a"), item("a", page_fields={"section": "world"})])
    at = NOON + HOUR
    for number in (2, 3):
        store_items(news, [failed("a", Reason.GONE, at, run_id=f"run-{number}")])
        at += recheck.RETRIES[2]
        store_items(news, [listing(link("a", Outcome.KNOWN), at=at, run_id=f"listing-{number}")])
        assert outcome_of(news, "a") == (Outcome.GONE, Reason.GONE)
        assert [each.url for each in due_checks(news, "example", "politics", at, 9)] == [url("a")]
    assert value(news, "SELECT status FROM news.articles") == "gone"
    store_items(news, [item("a", at, page_fields={"section": "world"})])
    assert outcome_of(news, "a") == (Outcome.KNOWN, None)
    assert value(news, "SELECT status FROM news.articles") == "available"


def test_a_lost_alias_is_not_a_lost_article(news: Connection) -> None:
    """Only its own address says that an article is gone."""
    store_items(news, [item("a", aliases=((url("a/amp"), "amp"),))])
    for number in (2, 3):
        store_items(news, [failed("a/amp", Reason.GONE, NOON + number * HOUR, run_id=f"run-{number}")])
    assert value(news, "SELECT status FROM news.articles") == "available"


def test_what_was_not_fetched_after_all_stays_pending(news: Connection) -> None:
    """The budget spent, the run cut off: pending with its reason, not quarantined, no attempt counted."""
    store_items(news, [failed("a", Reason.BUDGET), failed("b", Reason.INTERRUPTED)])
    assert outcome_of(news, "a") == (Outcome.PENDING, Reason.BUDGET)
    assert outcome_of(news, "b") == (Outcome.PENDING, Reason.INTERRUPTED)
    assert value(news, "SELECT count(*) FROM news.rejected_pages") == 0
    assert value(news, "SELECT max(attempt_count) FROM news.listed_links") == 0


def test_pending_links_of_earlier_runs(news: Connection) -> None:
    """Only of this section, the last listed first, as many as asked for."""
    store_items(news, [listing(link("old")), item("done"), listing(link("elsewhere"), section="world")])
    store_items(news, [listing(link("young", way=Way.FEED), link("b"), at=NOON + HOUR)])
    found = pending_links(news, "example", "politics", 10)
    assert [(each.url, each.way, each.outcome) for each in found] == [
        (url("b"), Way.SECTION_PAGE, Outcome.PENDING),
        (url("young"), Way.FEED, Outcome.PENDING),
        (url("old"), Way.SECTION_PAGE, Outcome.PENDING),
    ]
    assert pending_links(news, "example", "politics", 2) == found[:2]


def test_a_page_that_is_not_there_is_asked_for_as_long_as_it_is_listed(news: Connection) -> None:
    """What came due on a list; one that no list names any more is left alone, and `retry` brings it back."""
    store_items(news, [failed("a", Reason.GONE)])
    later = NOON + 9 * HOUR
    assert due_checks(news, "example", "politics", later, 9) == []
    store_items(news, [listing(link("a", Outcome.GONE, reason=Reason.GONE), at=later, **RUN_2)])
    assert [each.url for each in due_checks(news, "example", "politics", later, 9)] == [url("a")]
    store_items(news, [failed("a", Reason.GONE, later, **RUN_2)])
    assert due_checks(news, "example", "politics", later + 99 * HOUR, 9) == []
    sync_sources(news, [source("example", "politics")])
    make_due(news, [("example", "politics", url("a"))])
    assert [each.url for each in due_checks(news, "example", "politics", later, 9)] == [url("a")]


def test_checks_that_are_due(news: Connection) -> None:
    """What is to be looked at again by now, the longest due first."""
    (a, b) = store_items(news, [item("a"), item("b", NOON + HOUR / 2)])

    def due(now: datetime, limit: int = 10) -> list[tuple[str, int | None]]:
        return [(each.url, each.article_id) for each in due_checks(news, "example", "politics", now, limit)]

    both = [(url("a"), a.article_id), (url("b"), b.article_id)]
    assert due(NOON) == []
    assert due(NOON + HOUR) == both[:1]
    assert due(NOON + 2 * HOUR) == both
    assert due(NOON + 2 * HOUR, 1) == both[:1]


def test_one_look_counts_for_every_section_that_lists_the_article(news: Connection) -> None:
    """The first of them looks; another one does if that does not come to it for a day."""
    elsewhere = {"page_fields": {"section": "world"}}
    store_items(news, [item("a"), item("a", **elsewhere)])

    def due(section: str, now: datetime) -> list[str]:
        return [each.url for each in due_checks(news, "example", section, now, 10, is_held=True)]

    first, second = NOON + recheck.CHECKS[0], NOON + recheck.CHECKS[1]
    assert (due("politics", first), due("world", first)) == ([url("a")], [])
    assert (due("politics", first + 25 * HOUR), due("world", first + 25 * HOUR)) == ([url("a")], [url("a")])
    store_items(news, [item("a", first)])
    looks = rows(news, "SELECT section, next_check_at FROM news.listed_links ORDER BY section")
    assert looks == [("politics", second), ("world", second)]


def test_a_section_that_is_no_longer_crawled_looks_at_nothing_for_others(news: Connection) -> None:
    """Taken out of its source file, it holds nobody back."""
    store_items(news, [item("a"), item("a", page_fields={"section": "world"})])
    for section in ("politics", "world"):
        sync_sources(news, [source("example", section)])
    due = due_checks(news, "example", "world", NOON + recheck.CHECKS[0], 10, is_held=True)
    assert [each.url for each in due] == [url("a")]


def test_rechecks_end_with_their_schedule(news: Connection) -> None:
    """Looked at every time it is due, an article is looked at as often as the schedule says."""
    at: datetime | None = NOON
    looks = 0
    while at is not None:
        store_items(news, [item("a", at)])
        at = known_links(news, "example", "politics", [url("a")])[url("a")].next_check_at
        looks += 1
    assert looks == 1 + len(recheck.CHECKS)


def test_listings_are_captured_only_when_they_changed(news: Connection) -> None:
    """The same bytes again: no capture, the links are recorded all the same; other bytes: a capture."""
    first = listing(link("a"))
    same = replace(first, page=replace(first.page, fetched_at=NOON + HOUR, links=(link("b"),)))
    other = listing(link("a"), at=NOON + 2 * HOUR)
    outcomes = [store_items(news, [each])[0].outcome for each in (first, same, other)]
    assert outcomes == [Outcome.CHANGED, Outcome.UNCHANGED, Outcome.CHANGED]
    assert rows(news, "SELECT fetched_at FROM news.captures ORDER BY 1") == [(NOON,), (NOON + 2 * HOUR,)]
    assert value(news, "SELECT count(*) FROM news.listed_links") == 2


def test_a_listing_that_failed_has_no_ledger_row(news: Connection) -> None:
    """A section page is no link; its failure is in quarantine."""
    broken = listing(status_code=503, raw=None)
    (answer,) = store_items(news, [replace(broken, failure=Failure(Reason.SERVER_ERROR, "503"))])
    assert answer.outcome is Outcome.REJECTED
    assert value(news, "SELECT count(*) FROM news.listed_links") == 0
    assert rows(news, "SELECT kind, reason, status_code FROM news.rejected_pages") == [
        ("listing", "server_error", 503)
    ]


def test_what_waits_is_counted_beside_what_runs_have_in_hand(news: Connection) -> None:
    """Neither what only a backfill is to fetch nor what is stored waits for a crawl."""
    store_items(news, [listing(link("left"), link("asked"), link("read")), item("read")])
    store_items(news, [listing(link("old", way=Way.ARCHIVE)), listing(link("held"), **RUN_2)])
    at_work, own = (RunStart(name, "example", "politics", NOON) for name in ("run-2", "run-3"))
    start_run(news, at_work)
    start_run(news, own)
    assert count_waiting_beside(news, own, [url("asked")]) == 1
    assert count_waiting_beside(news, own, []) == 2
    assert count_waiting_beside(news, at_work, []) == 3
    assert count_waiting_beside(news, replace(own, section="culture"), []) == 0
