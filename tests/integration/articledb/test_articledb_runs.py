"""The rows of section runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.articledb.connection import Connection
from broadsheet.articledb.runs import (
    finish_run,
    heartbeat,
    interrupt_dead_runs,
    read_run,
    section_history,
    start_run,
)
from broadsheet.articledb.store import store_items
from broadsheet.outcomes import Outcome, Reason, Verdict, Way
from broadsheet.runs import Judgement, RunCounts, RunStart
from tests.integration.articledb.items import HOUR, NOON, item, link, listing, value

START = RunStart("run-1", "example", "politics", NOON, "crawl_example", "scheduled", 2)
FINE = Judgement(Verdict.OK, "3 new articles.")
COUNTS = RunCounts(1, 2, 3, 4, 5, 6, 7, 8, 9)


def run_to(news: Connection, name: str, verdict: Verdict, hour: int = 0, **counts: int) -> None:
    """A run of the section from start to verdict."""
    start_run(news, replace(START, run_id=name, started_at=NOON + hour * HOUR))
    judgement = Judgement(verdict, "As the test says.")
    finish_run(news, name, judgement, RunCounts(**counts), is_listing_complete=True, missed_estimate=0)


def test_a_run_from_start_to_verdict(news: Connection) -> None:
    """What was written is what is read: while running, and when judged."""
    assert read_run(news, "run-1") is None
    start_run(news, START)
    running = read_run(news, "run-1")
    assert running is not None
    assert (running.source, running.section, running.started_at) == ("example", "politics", NOON)
    assert (running.judgement, running.finished_at, running.counts) == (None, None, RunCounts())
    blocked = Judgement(Verdict.BLOCKED, "429.", NOON + HOUR)
    assert finish_run(news, "run-1", blocked, COUNTS, is_listing_complete=False, missed_estimate=11)
    judged = read_run(news, "run-1")
    assert judged is not None
    assert (judged.judgement, judged.counts) == (blocked, COUNTS)
    assert (judged.is_listing_complete, judged.missed_estimate) == (False, 11)
    assert judged.finished_at is not None


def test_who_started_it(news: Connection) -> None:
    """The DAG, its run and the try are in the row."""
    start_run(news, START)
    query = "SELECT row(dag_id, dag_run_id, try_number)::text FROM news.crawl_runs"
    assert value(news, query) == "(crawl_example,scheduled,2)"


def test_starting_twice_is_starting_once(news: Connection) -> None:
    """The same run_id again keeps the row and gives the same answer."""
    assert start_run(news, START) is True
    run_to(news, "run-2", Verdict.OK)
    assert start_run(news, START) is True
    assert value(news, "SELECT count(*) FROM news.crawl_runs") == 2


def test_the_initial_load_ends_with_the_first_look(news: Connection) -> None:
    """Runs are an initial load until one has seen the section; failures do not end it."""
    run_to(news, "run-1", Verdict.BLOCKED)
    assert start_run(news, replace(START, run_id="run-2")) is True
    run_to(news, "run-3", Verdict.PARTIAL)
    assert start_run(news, replace(START, run_id="run-4")) is False
    assert start_run(news, replace(START, run_id="run-5", section="world")) is True


def test_a_verdict_is_never_overwritten(news: Connection) -> None:
    """The first verdict stays, whoever comes later; a run that never started has none."""
    start_run(news, START)
    assert finish_run(news, "run-1", FINE, COUNTS)
    assert not finish_run(news, "run-1", Judgement(Verdict.BUG, "No."), RunCounts())
    heartbeat(news, "run-1", RunCounts())
    assert not finish_run(news, "run-9", FINE, COUNTS)
    run = read_run(news, "run-1")
    assert run is not None
    assert (run.judgement, run.counts) == (FINE, COUNTS)


def test_a_heartbeat_brings_the_counts_so_far(news: Connection) -> None:
    """While a run is under way its row says how far it is."""
    start_run(news, START)
    before = read_run(news, "run-1")
    heartbeat(news, "run-1", COUNTS)
    after = read_run(news, "run-1")
    assert before is not None
    assert after is not None
    assert after.counts == COUNTS
    assert after.heartbeat_at is not None
    assert before.heartbeat_at is not None
    assert after.heartbeat_at > before.heartbeat_at


def test_a_run_whose_heart_stopped_is_interrupted(news: Connection) -> None:
    """Of whatever source: those silent for so long, and only those without a verdict."""
    for name, source in (("dead", "example"), ("alive", "example"), ("other", "another")):
        start_run(news, replace(START, run_id=name, source=source))
    run_to(news, "judged", Verdict.OK)
    with news.cursor() as cursor:
        cursor.execute(
            "UPDATE news.crawl_runs SET heartbeat_at = now() - interval '1 hour' WHERE run_id <> 'alive'"
        )
    assert interrupt_dead_runs(news, timedelta(minutes=5)) == 2
    assert interrupt_dead_runs(news, timedelta(minutes=5)) == 0
    dead, judged = read_run(news, "dead"), read_run(news, "judged")
    assert dead is not None
    assert judged is not None
    assert dead.judgement is not None
    assert dead.judgement.verdict is Verdict.INTERRUPTED
    assert "UTC" in dead.judgement.sentence
    assert judged.judgement is not None
    assert judged.judgement.verdict is Verdict.OK


def test_what_is_usual_for_a_section(news: Connection) -> None:
    """The median of what green runs listed; failures say nothing; other sections neither."""
    assert section_history(news, "example", "politics").usual_listed_count is None
    listed = [(Verdict.OK, 10), (Verdict.QUIET, 20), (Verdict.BLOCKED, 0), (Verdict.OK, 60)]
    for number, (verdict, count) in enumerate(listed):
        run_to(news, f"run-{number}", verdict, number, listed_count=count)
    start_run(news, replace(START, run_id="running"))
    assert section_history(news, "example", "politics").usual_listed_count == 20
    assert section_history(news, "example", "world").usual_listed_count is None


def _runs_so_long_ago(news: Connection, days: Iterable[float], new_count: int) -> None:
    with news.cursor() as cursor:
        for day in days:
            run_to(news, f"run-{day}", Verdict.OK, listed_count=10, new_count=new_count)
            cursor.execute(
                "UPDATE news.crawl_runs SET started_at = now() - %(age)s, finished_at = now() - %(age)s"
                " WHERE run_id = %(run)s",
                {"age": timedelta(days=day), "run": f"run-{day}"},
            )


def test_the_longest_pause_of_a_section_is_known_once_it_has_a_past(news: Connection) -> None:
    """From 20 runs with news over two weeks on, of the 90 days before the last; others are no news."""
    _runs_so_long_ago(news, [300, 150, *range(60, 42, -1)], new_count=3)
    assert section_history(news, "example", "politics").longest_pause is None, "18 runs in 90 days"
    _runs_so_long_ago(news, [41.5, 31, 30], new_count=3)
    _runs_so_long_ago(news, [20, 1], new_count=0)
    history = section_history(news, "example", "politics")
    assert history.longest_pause is not None
    assert abs(history.longest_pause - timedelta(days=10.5)) < HOUR
    assert history.quiet_since is not None
    assert abs(datetime.now(UTC) - history.quiet_since - timedelta(days=30)) < HOUR
    assert section_history(news, "example", "world").quiet_since is None


@pytest.mark.parametrize("is_box_first", [True, False])
@pytest.mark.parametrize("is_at_once", [True, False])
def test_only_a_list_that_was_found_on_the_sections_page_can_go_missing(
    news: Connection, *, is_box_first: bool, is_at_once: bool
) -> None:
    """What a feed brought may be linked there in a box, which makes no list of it, whatever comes first."""

    def had() -> bool:
        return section_history(news, "example", "politics").has_front_articles

    start_run(news, START)
    in_box, in_feed = (
        listing(link(1, Outcome.NOT_ARTICLE, reason=Reason.OTHER_SECTION)),
        listing(link(1, way=Way.FEED)),
    )
    told = [in_box, in_feed] if is_box_first else [in_feed, in_box]
    for batch in [[*told, item(1)]] if is_at_once else [[each] for each in (*told, item(1))]:
        store_items(news, batch)
    assert value(news, "SELECT ways FROM news.listed_links") == ["feed"]
    assert not had()
    store_items(news, [listing(link(1, Outcome.KNOWN, article_id=1), at=NOON + HOUR)])
    assert had()
