"""The views for analysts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from broadsheet.articledb.connection import Connection
from broadsheet.articledb.runs import finish_run, start_run
from broadsheet.articledb.sources import sync_sources
from broadsheet.articledb.store import store_items
from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement, RunCounts, RunStart
from tests.integration.articledb.items import HOUR, NOON, item, rows, source, url, value

QUARTER = HOUR / 4


def ran(news: Connection, at: datetime, verdict: Verdict) -> None:
    """A run of the section that started then and came to that."""
    run_id = f"run at {at}"
    start_run(news, RunStart(run_id, "example", "politics", at))
    finish_run(news, run_id, Judgement(verdict, "As the test says."), RunCounts())


def gaps(news: Connection) -> list[tuple[object, ...]]:
    return rows(news, "SELECT from_at, to_at, verdict FROM news.gaps ORDER BY from_at")


def test_latest_shows_each_article_once_newest_first(news: Connection) -> None:
    """With all its sections; by publication, or by first sight where the page states no date."""
    store_items(
        news,
        [
            item("undated", NOON),
            item("young", NOON, published_at=NOON + HOUR),
            item("old", NOON, published_at=NOON - HOUR),
        ],
    )
    store_items(news, [item("old", NOON, published_at=NOON - HOUR, page_fields={"section": "world"})])
    assert rows(news, "SELECT url, sections, dated_at FROM news.latest") == [
        (url("young"), ["politics"], NOON + HOUR),
        (url("undated"), ["politics"], NOON),
        (url("old"), ["politics", "world"], NOON - HOUR),
    ]


def test_latest_reads_no_more_than_is_asked_for(news: Connection) -> None:
    """The newest twenty come from an index, not from sorting everything."""
    store_items(news, [item(number, published_at=NOON + number * HOUR) for number in range(200)])
    with news.cursor() as cursor:
        cursor.execute("ANALYZE news.articles; SET enable_seqscan = off")
    plan = "\n".join(line for (line,) in rows(news, "EXPLAIN SELECT * FROM news.latest LIMIT 20"))
    assert "articles_dated_at" in plan
    assert "Sort Key: (COALESCE" not in plan


def test_no_gap_where_every_turn_looked(news: Connection) -> None:
    """Green and partial runs on schedule leave no gap; a late turn within one missed one neither."""
    sync_sources(news, [source()])
    now = datetime.now(UTC)
    for number, verdict in enumerate((Verdict.OK, Verdict.QUIET, Verdict.PARTIAL, Verdict.OK)):
        ran(news, now - HOUR + number * QUARTER, verdict)
    assert gaps(news) == []


def test_failed_runs_are_a_gap_until_the_next_look(news: Connection) -> None:
    """From the first failure to the next look, with the last verdict; a retry that works closes it."""
    sync_sources(news, [source()])
    now = datetime.now(UTC)
    start = now - 2 * HOUR
    verdicts = (Verdict.OK, Verdict.UNREACHABLE, Verdict.BLOCKED, Verdict.OK, Verdict.OK, Verdict.BUG)
    for number, verdict in enumerate(verdicts):
        ran(news, start + number * QUARTER, verdict)
    assert gaps(news) == [
        (start + QUARTER, start + 3 * QUARTER, "blocked"),
        (start + 5 * QUARTER, None, "bug"),
    ]


def test_turns_that_did_not_take_place_are_a_gap(news: Connection) -> None:
    """Silence longer than the schedule explains: from when the next look was due."""
    sync_sources(news, [source()])
    now = datetime.now(UTC)
    ran(news, now - 5 * HOUR, Verdict.OK)
    ran(news, now - 3 * HOUR, Verdict.OK)
    assert gaps(news) == [
        (now - 5 * HOUR + QUARTER, now - 3 * HOUR, None),
        (now - 3 * HOUR + QUARTER, None, None),
    ]


def test_a_section_that_was_switched_off_is_not_an_open_gap(news: Connection) -> None:
    """Nobody looks at a removed section, and nobody expects it."""
    sync_sources(news, [source("example", "politics", "world")])
    ran(news, datetime.now(UTC) - timedelta(days=30), Verdict.OK)
    assert len(gaps(news)) == 1
    sync_sources(news, [source("example", "world")])
    assert gaps(news) == []


def test_a_section_that_never_saw_anything(news: Connection) -> None:
    """Only failures since the beginning are one open gap."""
    ran(news, NOON, Verdict.UNREACHABLE)
    ran(news, NOON + HOUR, Verdict.CONFIG)
    assert gaps(news) == [(NOON, None, "config")]


def test_a_run_under_way_is_no_gap(news: Connection) -> None:
    """Without a verdict there is nothing to say yet."""
    start_run(news, RunStart("run-1", "example", "politics", NOON))
    assert gaps(news) == []


def test_the_newest_version_has_the_provenance_of_the_article(news: Connection) -> None:
    """`article_fields` tells the versions apart."""
    store_items(news, [item("a")])
    store_items(news, [replace(item("a", NOON + HOUR, headline="Other"))])
    assert value(news, "SELECT count(*) FROM news.article_fields") == 0
