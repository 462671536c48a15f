"""A real Airflow crawls real sources: green with its rows, or red with the right verdict.

All scenarios share one Airflow, and those that can run side by side do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import psutil
import psycopg2
import psycopg2.extras
import pytest

from broadsheet.linked_text import with_links
from broadsheet.local.ports import free_ports
from tests.integration.airflow_runs import Observed, make_trial_tree, observe, switch_on, trigger
from tests.integration.conftest import RunningAirflow
from tests.newsweb import NewsWeb, RunningPublisher
from tests.newsweb.behaviours import Behaviour, Exchange, empty_listing, hang, status
from tests.newsweb.messages import Response, Send
from tests.waiting import wait_until

SECTION, OTHER_SECTION = GREEN_SECTIONS = "harbour", "culture"
PLACES = 2  # requests to one host at a time
ONCE_A_YEAR = "0 0 1 1 *"  # one run when it is switched on, no other while the tests run
RETRIES = 2


@dataclass
class Scenes:
    """One web site per scenario, and what became of its run."""

    airflow: RunningAirflow
    webs: dict[str, NewsWeb]
    runs: dict[str, Observed]

    def site(self, name: str) -> RunningPublisher:
        """The scenario's web site."""
        return self.webs[name].publisher("courier")

    def rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """What the news database holds."""
        with closing(psycopg2.connect(self.airflow.database)) as connection:
            cursor = connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor)
            cursor.execute(query, values)
            return [dict(row) for row in cursor.fetchall()]

    def section_runs(self, source: str) -> list[dict[str, Any]]:
        """The rows of the scenario's section runs, oldest first."""
        return self.rows("SELECT * FROM news.crawl_runs WHERE source = %s ORDER BY started_at", source)


NAMES = ("green", "down", "empty", "blocked", "buggy", "slow", "killed", "rowless", "bucketless")


@pytest.fixture(scope="module")
def scenes(airflow: RunningAirflow) -> Iterator[Scenes]:
    """Every scenario, run to its end."""
    with ExitStack() as stack:
        webs = {name: stack.enter_context(NewsWeb(["courier"])) for name in NAMES}
        played = Scenes(airflow, webs, {})
        _set_up(played)
        _play_side_by_side(played)
        _play_without_storage(played)
        yield played


def _set_up(scenes: Scenes) -> None:
    api = scenes.airflow.server.api
    api.call("POST", "/variables", json={"key": "crawl_retry_delay", "value": "0.5"})
    make_trial_tree(scenes.airflow)
    for name in NAMES:
        sections = GREEN_SECTIONS if name == "green" else [SECTION]
        text = scenes.site(name).source_yaml(sections, name=name, schedule=ONCE_A_YEAR, concurrency=PLACES)
        (scenes.airflow.sources / f"{name}.yaml").write_text(text)
    scenes.airflow.look_again()
    scenes.site("green").misbehave(_once_both_are_asked_for(scenes.webs["green"]), kind="section")
    scenes.site("down").down()
    scenes.site("blocked").misbehave(status(429, retry_after="7200"), kind="section")
    for name in ("slow", "killed"):
        scenes.site(name).misbehave(hang, kind="section")
    scenes.site("empty").misbehave(empty_listing, kind="section")
    for kind in ("feed", "news_sitemap"):
        scenes.site("empty").misbehave(status(404), kind=kind)


def _once_both_are_asked_for(web: NewsWeb) -> Behaviour:
    """The section's page, held back until the other section's has been asked for too."""

    def answer(exchange: Exchange) -> Response:
        proper = exchange.response.delivery

        async def deliver(send: Send, head: bytes, body: bytes) -> bool:
            while len({entry.target for entry in web.log.of(kind="section")}) < len(GREEN_SECTIONS):
                await asyncio.sleep(0.05)
            return await proper(send, head, body)

        return replace(exchange.response, delivery=deliver)

    return answer


def _play_side_by_side(scenes: Scenes) -> None:
    airflow = scenes.airflow
    sources = {name: f"crawl_{name}" for name in ("killed", "green", "down", "empty", "blocked")}
    trials = {name: f"trial_{name}" for name in ("slow", "buggy")}
    started = {name: switch_on(airflow, dag_id) for name, dag_id in sources.items()}
    started |= {name: trigger(airflow, dag_id) for name, dag_id in trials.items()}
    _mark_failed_while_it_crawls(scenes, started["killed"])
    for name, run_id in started.items():
        scenes.runs[name] = observe(airflow, {**sources, **trials}[name], run_id)
    scenes.runs["blocked again"] = observe(airflow, "crawl_blocked", trigger(airflow, "crawl_blocked"))


def _mark_failed_while_it_crawls(scenes: Scenes, run_id: str) -> None:
    """As someone does at the UI."""
    wait_until(lambda: scenes.section_runs("killed"), "the crawl has begun", every=0.2)
    path = f"/dags/crawl_killed/dagRuns/{run_id}/taskInstances/crawl/0"
    scenes.airflow.server.api.call("PATCH", path, json={"new_state": "failed"})


def _play_without_storage(scenes: Scenes) -> None:
    airflow = scenes.airflow
    (closed,) = free_ports(1)
    airflow.connect(database=f"postgresql://nobody:x@127.0.0.1:{closed}/news")
    scenes.runs["rowless"] = observe(airflow, "crawl_rowless", switch_on(airflow, "crawl_rowless"))
    airflow.connect(bucket=replace(airflow.bucket, bucket="never-made"))
    bucketless = switch_on(airflow, "crawl_bucketless")
    scenes.runs["bucketless"] = observe(airflow, "crawl_bucketless", bucketless)
    airflow.connect()


def assert_red(scenes: Scenes, name: str, verdict: str, tries: int) -> str:
    """The section, its row and the run: red, with one sentence in every place. Returns the sentence."""
    observed = scenes.runs[name]
    section, conclude = observed.tasks[SECTION], observed.tasks["conclude"]
    row = scenes.section_runs(name)[-1]
    said = f"{verdict}: {row['verdict_reason']}"
    assert (row["verdict"], section.state, section.tries) == (verdict, "failed", tries), section.log
    assert (section.note, section.last_line) == (with_links(said), said)
    assert (observed.state, conclude.state) == ("failed", "failed")
    assert f"{SECTION} {said}" in conclude.last_line
    assert with_links(conclude.last_line) == conclude.note
    return str(row["verdict_reason"])


def test_a_source_crawls_to_green_with_its_rows(scenes: Scenes) -> None:
    """Both sections green, each with what its listing names, stored."""
    observed = scenes.runs["green"]
    assert {name: task.state for name, task in observed.tasks.items()} == {
        "plan": "success",
        SECTION: "success",
        OTHER_SECTION: "success",
        "conclude": "success",
    }
    assert observed.state == "success"
    for section in (SECTION, OTHER_SECTION):
        stored = scenes.rows(
            "SELECT url FROM news.articles JOIN news.article_sections s USING (article_id)"
            " WHERE s.source = 'green' AND s.section = %s",
            section,
        )
        assert {row["url"] for row in stored} == {truth.url for truth in scenes.site("green").truth(section)}


def test_the_rows_name_the_run_that_wrote_them(scenes: Scenes) -> None:
    """From a row in SQL to the task in the UI."""
    rows = scenes.section_runs("green")
    assert {row["section"] for row in rows} == {SECTION, OTHER_SECTION}
    assert {(row["dag_id"], row["try_number"], row["verdict"]) for row in rows} == {("crawl_green", 1, "ok")}
    assert all(row["dag_run_id"].startswith("scheduled__") for row in rows)


def test_sections_are_crawled_side_by_side_within_one_budget(scenes: Scenes) -> None:
    """Neither section's page was sent before both were asked for; together they keep to the host's places."""
    first, second = scenes.section_runs("green")
    assert second["started_at"] < first["finished_at"]
    assert 1 < scenes.webs["green"].log.max_concurrency() <= PLACES


def test_a_green_task_says_its_verdict_last_and_in_its_note(scenes: Scenes) -> None:
    """The same sentence as in the row; plan and conclude say theirs too."""
    tasks = scenes.runs["green"].tasks
    for row in scenes.section_runs("green"):
        task = tasks[row["section"]]
        assert task.note == task.last_line == f"ok: {row['verdict_reason']}"
    for name in ("plan", "conclude"):
        assert tasks[name].note == tasks[name].last_line
        assert SECTION in tasks[name].note and OTHER_SECTION in tasks[name].note


def test_the_crawls_own_lines_are_in_the_task_log(scenes: Scenes) -> None:
    """What the child process says arrives line by line."""
    assert any("Spider opened" in line for line in scenes.runs["green"].tasks[SECTION].log)


def test_assets_carry_the_counts_of_green_runs_only(scenes: Scenes) -> None:
    """One event a green section, none for a red one; every section is listed as an Asset."""
    api = scenes.airflow.server.api
    events = api.call("GET", "/assets/events", params={"limit": 100})["asset_events"]
    counts = {event["name"]: event["extra"] for event in events}
    assert set(counts) == {f"news/green/{SECTION}", f"news/green/{OTHER_SECTION}"}
    for row in scenes.section_runs("green"):
        extra = counts[f"news/green/{row['section']}"]
        assert extra["verdict"] == "ok"
        assert {name: row[name] for name in extra if name.endswith("_count")} == {
            name: count for name, count in extra.items() if name.endswith("_count")
        }
        assert extra["new_count"] > 0
    listed = {asset["name"] for asset in api.call("GET", "/assets", params={"limit": 100})["assets"]}
    assert {f"news/{name}/{SECTION}" for name in NAMES} <= listed


def test_a_site_that_is_down_is_unreachable_and_tried_again(scenes: Scenes) -> None:
    """Every try is a run of its own in the database."""
    assert_red(scenes, "down", "unreachable", tries=1 + RETRIES)
    rows = scenes.section_runs("down")
    assert [row["try_number"] for row in rows] == [1, 2, 3]
    waits = [
        (later["started_at"] - earlier["finished_at"]).total_seconds() for earlier, later in pairwise(rows)
    ]
    assert waits[0] >= 0.5 and waits[1] >= 2, "the delay grows fourfold"


def test_an_empty_section_is_drift_and_not_tried_again(scenes: Scenes) -> None:
    """A listing without a story is no quiet day."""
    assert_red(scenes, "empty", "drift", tries=1)


def test_a_site_that_refuses_is_blocked_until_its_time(scenes: Scenes) -> None:
    """Two hours are more than a task waits: it fails at once, with the time in its row."""
    observed = scenes.runs["blocked"]
    row = scenes.section_runs("blocked")[0]
    assert (row["verdict"], observed.tasks[SECTION].tries) == ("blocked", 1)
    assert 7000 < (row["retry_after_at"] - row["finished_at"]).total_seconds() <= 7200


def test_a_blocked_section_is_left_alone_by_the_next_run(scenes: Scenes) -> None:
    """Not one request, no green either: the run says until when the section is held back."""
    observed = scenes.runs["blocked again"]
    row = scenes.section_runs("blocked")[-1]
    assert len(scenes.section_runs("blocked")) == 1
    assert observed.state == "failed"
    assert observed.tasks["crawl"].state == "skipped"
    assert observed.tasks["conclude"].note.startswith("blocked: ")
    assert f"{row['retry_after_at']:%Y-%m-%d %H:%M} UTC" in observed.tasks["conclude"].note
    assert len(scenes.webs["blocked"].log.of(kind="section")) == 1


def test_a_callback_that_raises_is_a_bug_and_not_tried_again(scenes: Scenes) -> None:
    """Scrapy itself would end with exit code 0."""
    observed = scenes.runs["buggy"]
    (row,) = scenes.section_runs("buggy")
    task = observed.tasks["crawl"]
    assert (row["verdict"], task.state, task.tries, observed.state) == ("bug", "failed", 1, "failed")
    assert task.last_line == f"bug: {row['verdict_reason']}"
    assert task.note == with_links(task.last_line)
    assert "a mistake of ours" in row["verdict_reason"]


def test_a_crawl_that_takes_too_long_is_stopped_and_interrupted(scenes: Scenes) -> None:
    """The execution timeout ends the child process too."""
    (row,) = scenes.section_runs("slow")
    task = scenes.runs["slow"].tasks["crawl"]
    assert (row["verdict"], task.state) == ("interrupted", "failed")
    assert task.note == task.last_line == f"interrupted: {row['verdict_reason']}"
    assert not _crawls("slow")


def test_a_task_marked_failed_in_the_ui_stops_its_crawl(scenes: Scenes) -> None:
    """The child is gone, the row says interrupted, nothing is tried again behind the person's back."""
    wait_until(lambda: scenes.section_runs("killed")[0]["verdict"], "the verdict is written", every=0.2)
    (row,) = scenes.section_runs("killed")
    observed = scenes.runs["killed"]
    assert row["verdict"] == "interrupted"
    assert (observed.state, observed.tasks[SECTION].state) == ("failed", "failed")
    assert row["verdict_reason"] in observed.tasks["conclude"].note, "conclude waited for the row's own words"
    wait_until(lambda: not _crawls("killed"), "the crawl's process has ended", every=0.2)


def test_a_news_database_that_is_away_is_storage(scenes: Scenes) -> None:
    """Nothing can be planned: tried again, then red, with the reason on both tasks."""
    observed = scenes.runs["rowless"]
    plan, conclude = observed.tasks["plan"], observed.tasks["conclude"]
    assert (plan.state, plan.tries) == ("failed", 1 + RETRIES)
    assert plan.note == plan.last_line
    assert plan.note.startswith("storage: ")
    assert observed.tasks["crawl"].state == "upstream_failed"
    assert observed.state == "failed"
    assert conclude.note.startswith("storage: nothing could be planned")


def test_a_missing_bucket_is_config_and_not_tried_again(scenes: Scenes) -> None:
    """The sentence names the bucket; no article row points at a page that was not stored."""
    assert "never-made" in assert_red(scenes, "bucketless", "config", tries=1)
    assert scenes.rows("SELECT url FROM news.articles WHERE source = 'bucketless'") == []


def test_a_refused_file_is_shown_and_the_other_sources_go_on(scenes: Scenes) -> None:
    """An import error that names file, key and value; the Dags of good files stay."""
    api = scenes.airflow.server.api
    file = scenes.airflow.sources / "refused.yaml"
    file.write_text(scenes.site("green").source_yaml(name="refused", schedule="often"))
    scenes.airflow.look_again()
    try:
        expected = "refused.yaml: schedule: got 'often'"
        wait_until(
            lambda: any(expected in error for error in api.import_errors().values()), expected, every=0.2
        )
        assert set(api.import_errors()) == {"source_files.py"}
        assert api.call("GET", "/dags/crawl_green")["is_stale"] is False
    finally:
        file.unlink()
    scenes.airflow.look_again()
    wait_until(lambda: not api.import_errors(), "no import error is shown", every=0.2)


def _crawls(source: str) -> list[int]:
    """Crawls of the source that still run."""
    return [
        process.pid
        for process in psutil.process_iter(["cmdline", "status"])
        if f"source={source}" in (process.info["cmdline"] or ()) and process.info["status"] != "zombie"
    ]
