"""Sources and sections as configured."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.articledb.connection import Connection
from broadsheet.articledb.runs import finish_run, start_run
from broadsheet.articledb.schedules import longest_pause
from broadsheet.articledb.sources import held_sections, sync_sources
from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement, RunCounts, RunStart
from tests.integration.articledb.items import NOON, rows, source, value


def active(news: Connection) -> tuple[list[str], list[str]]:
    """The names of what is active."""
    sources = rows(news, "SELECT source FROM news.sources WHERE is_active ORDER BY 1")
    sections = rows(news, "SELECT source || '/' || section FROM news.sections WHERE is_active ORDER BY 1")
    return [name for (name,) in sources], [name for (name,) in sections]


def test_sources_and_sections_arrive_as_configured(news: Connection) -> None:
    """A section without a time zone or language of its own has those of its source."""
    world = {
        "name": "world",
        "url": "https://example.example/w/",
        "timezone": "UTC",
        "language": "de",
        "title": "W",
    }
    plain = {"name": "plain", "url": "https://example.example/p/"}
    sync_sources(news, [source(sections=[world, plain])])
    assert rows(news, "SELECT source, title, base_host, timezone, longest_pause FROM news.sources") == [
        ("example", "Example", "example.example", "Europe/Berlin", timedelta(minutes=15))
    ]
    assert rows(news, "SELECT section, title, timezone, language FROM news.sections ORDER BY 1") == [
        ("plain", None, "Europe/Berlin", "en"),
        ("world", "W", "UTC", "de"),
    ]


def test_what_left_its_file_becomes_inactive_and_may_come_back(news: Connection) -> None:
    """A removed section, a removed file: inactive, never gone; the rest is left alone."""
    sync_sources(news, [source("a", "x", "y"), source("b")])
    sync_sources(news, [source("a", "x")])
    assert active(news) == (["a", "b"], ["a/x", "b/politics"])
    sync_sources(news, [source("a", "x")], folder_names=["a"])
    assert active(news) == (["a"], ["a/x"])
    sync_sources(news, [source("a", "x", "y"), source("b")], folder_names=["a", "b"])
    assert active(news) == (["a", "b"], ["a/x", "a/y", "b/politics"])


def test_a_file_that_was_refused_is_not_a_file_that_is_gone(news: Connection) -> None:
    """A source named in the folder stays active though its file cannot be read now."""
    sync_sources(news, [source("a"), source("b")])
    sync_sources(news, [source("a")], folder_names=["a", "b"])
    assert active(news)[0] == ["a", "b"]


def test_the_same_files_again_touch_nothing(news: Connection) -> None:
    """`updated_at` moves with a change and only then."""
    query = "SELECT updated_at FROM news.sources"
    sync_sources(news, [source()])
    first = value(news, query)
    sync_sources(news, [source()])
    assert value(news, query) == first
    sync_sources(news, [source(title="Other")])
    assert value(news, query) > first


@pytest.mark.parametrize(
    ("schedule", "pause"),
    [
        ("*/15 * * * *", timedelta(minutes=15)),
        ("0 6,18 * * *", timedelta(hours=12)),
        ("0 8-18 * * 1-5", timedelta(hours=62)),
        ("0 6 * * 1", timedelta(days=7)),
        ("*/30 6 1 * *", timedelta(days=30, hours=23, minutes=30)),
    ],
)
def test_the_longest_pause_of_a_schedule(schedule: str, pause: timedelta) -> None:
    """Nights and week-ends are pauses, not gaps."""
    assert longest_pause(schedule, "America/New_York") == pause


def test_sections_held_back_by_a_block(news: Connection) -> None:
    """The last verdict decides, until its time has come."""
    soon = datetime.now(UTC) + timedelta(hours=1)
    verdicts = {
        "held": [Judgement(Verdict.OK, "ok"), Judgement(Verdict.BLOCKED, "429", soon)],
        "over": [Judgement(Verdict.BLOCKED, "429", NOON - timedelta(days=365))],
        "free": [Judgement(Verdict.BLOCKED, "429", soon), Judgement(Verdict.OK, "ok")],
    }
    for section, judgements in verdicts.items():
        for number, judgement in enumerate(judgements):
            run_id = f"{section}-{number}"
            start_run(news, RunStart(run_id, "example", section, NOON + timedelta(hours=number)))
            finish_run(news, run_id, judgement, RunCounts())
    assert held_sections(news, "example") == {"held": Judgement(Verdict.BLOCKED, "429", soon)}
    assert held_sections(news, "another") == {}
