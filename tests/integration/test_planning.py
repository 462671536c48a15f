"""The plan of a source, against a real database."""

from __future__ import annotations

import json
import uuid
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import yaml

from broadsheet.articledb.connection import connect
from broadsheet.articledb.runs import finish_run, start_run
from broadsheet.cli import main
from broadsheet.errors import SchemaMismatch, SourceFileError
from broadsheet.outcomes import Verdict
from broadsheet.planning import Plan, make_plan
from broadsheet.runs import DEAD_AFTER, Judgement, RunCounts, RunStart

SOON = datetime.now(UTC) + timedelta(hours=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _write(tmp_path, "courier", ["politics", "culture"])
    return tmp_path


def _write(folder: Path, name: str, sections: list[str]) -> None:
    base = f"https://www.{name}.example"
    source = {
        "name": name,
        "title": name,
        "base_url": base,
        "timezone": "UTC",
        "language": "en",
        "schedule": "0 * * * *",
        "sections": [{"name": section, "url": f"{base}/{section}/"} for section in sections],
    }
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(source))


def _plan(database: str, folder: Path, name: str = "courier") -> Plan:
    with closing(connect(database)) as connection:
        return make_plan(connection, name, folder)


def _execute(database: str, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(psycopg2.connect(database)) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def _leave_run(database: str, section: str, judgement: Judgement | None = None) -> str:
    run_id = str(uuid.uuid4())
    with closing(connect(database)) as connection:
        start_run(connection, RunStart(run_id, "courier", section, datetime.now(UTC)))
        if judgement is not None:
            finish_run(connection, run_id, judgement, RunCounts())
    return run_id


def test_every_section_is_due(news_database: str, folder: Path) -> None:
    """In the order of the file."""
    plan = _plan(news_database, folder)
    assert (plan.due, dict(plan.held)) == (("politics", "culture"), {})


def test_a_blocked_section_is_held_until_its_time(news_database: str, folder: Path) -> None:
    """The others are due; the plan says until when and why."""
    _plan(news_database, folder)
    _leave_run(news_database, "culture", Judgement(Verdict.BLOCKED, "HTTP 429", SOON))
    plan = _plan(news_database, folder)
    assert plan.due == ("politics",)
    assert f"{SOON:%Y-%m-%d %H:%M} UTC" in plan.sentence and "HTTP 429" in plan.sentence


def test_a_host_that_wants_to_be_left_alone_holds_all_its_sections(news_database: str, folder: Path) -> None:
    """Whichever crawl was told so; a short pause is waited out by the crawl and holds nothing."""
    _plan(news_database, folder)
    insert = (
        "INSERT INTO news.host_budgets (host, back_off_until, back_off_reason) VALUES (%s, %s, 'HTTP 503')"
    )
    _execute(news_database, insert, "www.courier.example", SOON)
    _execute(news_database, insert, "www.other.example", SOON)
    plan = _plan(news_database, folder)
    assert plan.due == ()
    assert plan.held["politics"].retry_after_at == SOON
    assert "www.courier.example" in plan.sentence and "HTTP 503" in plan.sentence
    soon = "UPDATE news.host_budgets SET back_off_until = now() + interval '30 seconds'"
    _execute(news_database, soon)
    assert _plan(news_database, folder).due == ("politics", "culture")


def test_of_a_blocked_section_and_its_host_the_longer_pause_is_named(
    news_database: str, folder: Path
) -> None:
    """The host told another crawl to stay away for longer: nobody comes back at the section's own time."""
    _plan(news_database, folder)
    _leave_run(news_database, "culture", Judgement(Verdict.BLOCKED, "its own time", SOON))
    insert = "INSERT INTO news.host_budgets (host, back_off_until, back_off_reason) VALUES (%s, %s, 'longer')"
    _execute(news_database, insert, "www.courier.example", SOON + timedelta(hours=1))
    held = _plan(news_database, folder).held["culture"]
    assert (held.retry_after_at, "longer" in held.sentence) == (SOON + timedelta(hours=1), True)
    _execute(news_database, "UPDATE news.host_budgets SET back_off_until = %s", SOON)
    held = _plan(news_database, folder).held["culture"]
    assert (held.retry_after_at, held.sentence) == (SOON, "its own time")


def test_a_block_that_is_over_holds_nothing(news_database: str, folder: Path) -> None:
    """Its time has come."""
    _plan(news_database, folder)
    past = datetime.now(UTC) - timedelta(seconds=1)
    _leave_run(news_database, "culture", Judgement(Verdict.BLOCKED, "HTTP 429", past))
    assert _plan(news_database, folder).due == ("politics", "culture")


def test_planning_closes_runs_whose_heart_stopped(news_database: str, folder: Path) -> None:
    """Killed with its machine: it becomes interrupted; one that lives is left alone."""
    _plan(news_database, folder)
    dead, living = _leave_run(news_database, "politics"), _leave_run(news_database, "culture")
    long_ago = DEAD_AFTER + timedelta(minutes=1)
    _execute(
        news_database,
        "UPDATE news.crawl_runs SET heartbeat_at = now() - %s WHERE run_id = %s",
        long_ago,
        dead,
    )
    _plan(news_database, folder)
    rows = dict(_execute(news_database, "SELECT run_id, verdict FROM news.crawl_runs"))
    assert rows == {dead: "interrupted", living: None}


def test_planning_keeps_the_list_of_sources(news_database: str, folder: Path) -> None:
    """A file that is gone makes its source inactive; one that is refused for now does not."""
    for name in ("gone", "broken"):
        _write(folder, name, ["front"])
        _plan(news_database, folder, name)
    (folder / "gone.yaml").unlink()
    (folder / "broken.yaml").write_text("name: broken\n")
    _plan(news_database, folder)
    rows = dict(_execute(news_database, "SELECT source, is_active FROM news.sources"))
    assert rows == {"courier": True, "gone": False, "broken": True}


def test_a_database_without_our_tables_is_a_mismatch(empty_database: str, folder: Path) -> None:
    """The message says what to run."""
    with pytest.raises(SchemaMismatch, match="migrate"):
        _plan(empty_database, folder)


def test_an_unknown_source_is_named(news_database: str, folder: Path) -> None:
    """With those that there are."""
    with pytest.raises(SourceFileError, match="courier"):
        _plan(news_database, folder, "corier")


def test_the_command_prints_the_same_plan(
    news_database: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As text and as JSON."""
    monkeypatch.setenv("DATABASE_URL", news_database)
    monkeypatch.setenv("SOURCES_DIR", str(folder))
    _plan(news_database, folder)
    _leave_run(news_database, "culture", Judgement(Verdict.BLOCKED, "HTTP 429", SOON))
    assert main(["plan", "courier"]) == 0
    text = capsys.readouterr().out
    assert "politics: due" in text and "culture: held back until" in text
    assert main(["plan", "courier", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["due"], list(told["held"])) == (["politics"], ["culture"])
    assert datetime.fromisoformat(told["held"]["culture"]["retry_after_at"]) == SOON
