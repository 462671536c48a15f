"""A run's row is the last word; where a process left none, an honest one is written."""

from __future__ import annotations

import threading
import uuid
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.articledb.connection import connect
from broadsheet.articledb.runs import finish_run, heartbeat, read_run, start_run
from broadsheet.cli import EXIT_CONFIG, EXIT_FAILED, main
from broadsheet.local.ports import free_ports
from broadsheet.outcomes import RunKind, Verdict
from broadsheet.runs import Judgement, Run, RunCounts, RunStart
from broadsheet.verdicts import ProcessEnd, await_verdicts, settle

FINE = ProcessEnd(0, ("verdict: ok: fine",))


@pytest.fixture
def start() -> RunStart:
    return RunStart(str(uuid.uuid4()), "courier", "politics", datetime.now(UTC), "crawl_courier", "manual", 1)


def _begin(database: str, start: RunStart, counts: RunCounts, judgement: Judgement | None) -> None:
    with closing(connect(database)) as connection:
        start_run(connection, start)
        heartbeat(connection, start.run_id, counts)
        if judgement is not None:
            finish_run(connection, start.run_id, judgement, counts)


def _row(database: str, start: RunStart) -> Run:
    with closing(connect(database)) as connection:
        run = read_run(connection, start.run_id)
    assert run is not None
    return run


def test_the_rows_verdict_stands_whatever_the_process_said(news_database: str, start: RunStart) -> None:
    """Exit code 0 and a green word do not outweigh a red row."""
    judgement = Judgement(Verdict.PARTIAL, "3 of 20 pages failed")
    _begin(news_database, start, RunCounts(listed_count=20), judgement)
    run = settle(news_database, start, FINE)
    assert (run.judgement, run.counts.listed_count) == (judgement, 20)


def test_a_green_row_stands_after_a_bad_exit(news_database: str, start: RunStart) -> None:
    """The verdict was written after everything was stored; a crash while tidying up changes nothing."""
    _begin(news_database, start, RunCounts(new_count=2), Judgement(Verdict.OK, "2 new"))
    assert settle(news_database, start, ProcessEnd(1)).judgement == Judgement(Verdict.OK, "2 new")


@pytest.mark.parametrize(
    ("end", "verdict"),
    [
        (FINE, Verdict.BUG),
        (ProcessEnd(-9), Verdict.INTERRUPTED),
        (ProcessEnd(0, (), "the task was ended"), Verdict.INTERRUPTED),
        (ProcessEnd(1, ("verdict: config: no such bucket",)), Verdict.CONFIG),
    ],
)
def test_an_open_row_is_closed_and_keeps_its_counts(
    news_database: str, start: RunStart, end: ProcessEnd, verdict: Verdict
) -> None:
    """What was done until then was done."""
    counts = RunCounts(request_count=7, new_count=3)
    _begin(news_database, start, counts, None)
    settled = settle(news_database, start, end)
    row = _row(news_database, start)
    assert settled == row
    assert row.judgement is not None and row.judgement.verdict is verdict
    assert (row.counts, row.finished_at is not None) == (counts, True)


def test_a_crawl_that_never_began_gets_a_row(news_database: str, start: RunStart) -> None:
    """So that the time when nobody was looking can be found in SQL."""
    settle(news_database, start, ProcessEnd(1))
    row = _row(news_database, start)
    assert row.judgement is not None and row.judgement.verdict is Verdict.BUG
    assert (row.source, row.section) == (start.source, start.section)


def test_a_verdict_that_is_still_being_written_is_waited_for(news_database: str, start: RunStart) -> None:
    """A task marked as failed is over before its crawl is: `conclude` goes by the row."""
    _begin(news_database, start, RunCounts(), None)
    judgement = Judgement(Verdict.INTERRUPTED, "the task was ended from Airflow")
    late = threading.Timer(1, settle, (news_database, start, ProcessEnd(0, (), judgement.sentence)))
    late.start()
    found = await_verdicts(news_database, "crawl_courier", "manual", ["politics"], 30)
    late.join()
    assert found == {"politics": judgement}
    again = replace(start, run_id=str(uuid.uuid4()), try_number=2)
    _begin(news_database, again, RunCounts(), Judgement(Verdict.OK, "fine"))
    assert await_verdicts(news_database, "crawl_courier", "manual", ["politics"], 0) == {
        "politics": Judgement(Verdict.OK, "fine")
    }


def test_a_verdict_that_never_comes_is_not_waited_for_longer_than_that(start: RunStart) -> None:
    """Nor one of a database that is away."""
    (closed,) = free_ports(1)
    dsn = f"postgresql://nobody@127.0.0.1:{closed}/news"
    assert await_verdicts(dsn, "crawl_courier", "manual", ["politics"], 60) == {}


def test_a_row_that_cannot_be_read_is_storage(start: RunStart) -> None:
    """However well the crawl may have gone."""
    (closed,) = free_ports(1)
    run = settle(f"postgresql://nobody@127.0.0.1:{closed}/news", start, FINE)
    assert run.judgement is not None and run.judgement.verdict is Verdict.STORAGE


def test_a_database_without_our_tables_is_config(empty_database: str, start: RunStart) -> None:
    """Waiting would not create them."""
    judgement = settle(empty_database, start, FINE).judgement
    assert judgement is not None and judgement.verdict is Verdict.CONFIG


@pytest.mark.parametrize("verdict", Verdict)
def test_the_verdict_command_exits_with_0_only_for_green(
    news_database: str,
    start: RunStart,
    verdict: Verdict,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """And says verdict, sentence and counts."""
    monkeypatch.setenv("DATABASE_URL", news_database)
    _begin(news_database, start, RunCounts(new_count=4), Judgement(verdict, "because"))
    assert (main(["verdict", start.run_id]) == 0) is verdict.is_green
    told = capsys.readouterr().out
    assert f"courier/politics: {verdict}: because" in told and "new 4" in told


def test_the_verdict_command_tells_of_each_sections_last_crawl(
    news_database: str,
    start: RunStart,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By the source's name: one red section makes it fail, as one run of it does; backfills are none."""
    monkeypatch.setenv("DATABASE_URL", news_database)
    assert main(["verdict", start.source]) == EXIT_CONFIG
    later = replace(start, run_id=str(uuid.uuid4()), started_at=start.started_at + timedelta(hours=1))
    day = start.started_at.date()
    past = replace(later, run_id=str(uuid.uuid4()), kind=RunKind.BACKFILL, since_on=day, until_on=day)
    _begin(news_database, start, RunCounts(), Judgement(Verdict.OK, "at first"))
    assert main(["verdict", start.source]) == 0
    _begin(news_database, later, RunCounts(), Judgement(Verdict.DRIFT, "an hour later"))
    _begin(news_database, past, RunCounts(), Judgement(Verdict.OK, "of the past"))
    assert main(["verdict", start.source]) == EXIT_FAILED
    told = capsys.readouterr().out
    assert f"courier/politics: drift: an hour later\n{later.run_id}, started " in told
    assert "of the past" not in told


def test_the_verdict_command_does_not_take_silence_for_success(
    news_database: str, start: RunStart, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that is under way, and one that nobody knows."""
    monkeypatch.setenv("DATABASE_URL", news_database)
    assert main(["verdict", start.run_id]) != 0
    _begin(news_database, start, RunCounts(), None)
    assert main(["verdict", start.run_id]) != 0
