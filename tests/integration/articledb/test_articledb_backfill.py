"""What a backfill writes, and what it leaves as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from broadsheet.article import Failure
from broadsheet.articledb import ledger
from broadsheet.articledb.connection import Connection
from broadsheet.articledb.runs import finish_run, section_history, start_run
from broadsheet.articledb.sources import held_sections
from broadsheet.articledb.store import store_items
from broadsheet.outcomes import Outcome, Reason, RunKind, Verdict, Way
from broadsheet.runs import Judgement, RunCounts, RunStart
from tests.integration.articledb.items import HOUR, NOON, item, link, listing, rows, url, value

CRAWL = RunStart("run-1", "example", "politics", NOON)
BACKFILL = replace(
    CRAWL, run_id="past", kind=RunKind.BACKFILL, since_on=date(2024, 5, 1), until_on=date(2024, 5, 31)
)
IN_RUN = {"run_id": "past"}
LONG_AGO = datetime(2024, 5, 12, 9, tzinfo=UTC)


def backfilled(news: Connection, name: str, **fields: object) -> None:
    """A link of an archive, and its page."""
    store_items(news, [listing(link(name, way=Way.ARCHIVE), at=NOON, **IN_RUN)])
    store_items(news, [item(name, NOON + HOUR, page_fields=IN_RUN, **fields)])


def test_a_backfill_is_no_look_at_the_section(news: Connection) -> None:
    """Neither what is usual, nor the gaps, nor a held section, nor the initial load follows from it."""
    start_run(news, BACKFILL)
    blocked = Judgement(Verdict.BLOCKED, "429.", datetime.now(UTC) + HOUR)
    finish_run(news, "past", blocked, RunCounts(listed_count=9000))
    start_run(news, replace(BACKFILL, run_id="past again"))
    finish_run(news, "past again", Judgement(Verdict.OK, "Done."), RunCounts(listed_count=9000))
    assert held_sections(news, "example") == {}
    assert rows(news, "SELECT * FROM news.gaps") == []
    history = section_history(news, "example", "politics")
    assert history.usual_listed_count is None
    assert start_run(news, CRAWL) is True


def test_the_row_says_which_days_were_asked_for(news: Connection) -> None:
    """A backfill can be told from a crawl, and one month from another."""
    start_run(news, CRAWL)
    start_run(news, BACKFILL)
    found = rows(
        news, "SELECT kind, since_on, until_on, is_initial_load FROM news.crawl_runs ORDER BY run_id"
    )
    assert found == [
        ("backfill", date(2024, 5, 1), date(2024, 5, 31), False),
        ("crawl", None, None, True),
    ]


def test_what_lay_in_the_archive_is_not_new_today(news: Connection) -> None:
    """Like an initial load; only a story of the last day is news, whoever finds it."""
    start_run(news, CRAWL)
    finish_run(news, "run-1", Judgement(Verdict.OK, "Seen."), RunCounts())
    start_run(news, replace(BACKFILL, started_at=NOON + HOUR))
    backfilled(news, "old", published_at=LONG_AGO)
    backfilled(news, "undated", published_at=None)
    backfilled(news, "fresh", published_at=NOON - HOUR)
    marked = dict(rows(news, "SELECT url, is_initial_load FROM news.articles"))
    assert marked == {url("old"): True, url("undated"): True, url("fresh"): False}
    assert value(news, "SELECT min(first_seen_at) FROM news.articles") == NOON + HOUR


def test_a_backfill_before_the_first_crawl_finds_what_lay_there(news: Connection) -> None:
    """As the first crawl would have: nobody had looked, so nothing of it came in at that hour."""
    start_run(news, replace(BACKFILL, started_at=NOON + HOUR))
    backfilled(news, "fresh", published_at=NOON - HOUR)
    assert value(news, "SELECT is_initial_load FROM news.articles") is True


def test_what_only_an_archive_names_is_not_the_crawls_business(news: Connection) -> None:
    """No re-check of an old article, no pending link of the past in a crawl, until the section lists it."""
    start_run(news, BACKFILL)
    backfilled(news, "old", published_at=LONG_AGO)
    store_items(news, [listing(link("left", way=Way.ARCHIVE, reason=Reason.BUDGET), at=NOON, **IN_RUN)])
    later = NOON + timedelta(days=30)
    assert ledger.due_checks(news, "example", "politics", later, 9) == []
    assert ledger.pending_links(news, "example", "politics", 9) == []
    store_items(news, [listing(link("left"), at=NOON + HOUR)])
    assert [found.url for found in ledger.pending_links(news, "example", "politics", 9)] == [url("left")]


def test_a_page_of_another_day_stays_pending_with_its_date(news: Connection) -> None:
    """It is not stored, not quarantined, and its own date is not forgotten for that of a listing."""
    start_run(news, BACKFILL)
    store_items(news, [listing(link("a", way=Way.ARCHIVE), at=NOON, **IN_RUN)])
    other = item("a", NOON + HOUR, page_fields=IN_RUN, published_at=LONG_AGO - timedelta(days=40))
    store_items(news, [replace(other, failure=Failure(Reason.OUT_OF_RANGE, "of another month"))])
    again = link("a", way=Way.ARCHIVE, reason=Reason.OUT_OF_RANGE, published_at=LONG_AGO)
    store_items(news, [listing(again, at=NOON + 2 * HOUR, **IN_RUN)])
    (known,) = ledger.known_links(news, "example", "politics", [url("a")]).values()
    assert (known.outcome, known.reason) == (Outcome.PENDING, Reason.OUT_OF_RANGE)
    assert known.published_at == LONG_AGO - timedelta(days=40)
    assert rows(news, "SELECT url FROM news.articles UNION ALL SELECT url FROM news.rejected_pages") == []
