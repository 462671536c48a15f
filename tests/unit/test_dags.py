"""The Dags as Airflow reads them, without a running Airflow."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from broadsheet.outcomes import Verdict

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("dag_inventory.py")

pytestmark = pytest.mark.xdist_group("dags")  # they share one reading of the folder


def write_source(folder, name, **changes):
    source = {
        "name": name,
        "title": name.title(),
        "base_url": f"https://www.{name.replace('_', '-')}.example",
        "timezone": "Europe/Berlin",
        "language": "de",
        "schedule": "*/15 * * * *",
        "sections": [
            {"name": section, "url": f"https://www.{name.replace('_', '-')}.example/{section}/"}
            for section in ("politics", "culture")
        ],
    }
    (folder / f"{name}.yaml").write_text(yaml.safe_dump({**source, **changes}))


def read_dags(sources, home, dags=ROOT / "dags", **environment):
    """What Airflow finds in the Dags folder, from another folder and without the repository on its path."""
    inherited = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    settings = {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__UNIT_TEST_MODE": "False",
        "SOURCES_DIR": str(sources),
    }
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(dags)],
        env={**inherited, **settings, **environment},
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    return {**found, "backfill": found["dags"].pop("backfill", None)}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("airflow-home")


@pytest.fixture(scope="module")
def inventory(home, tmp_path_factory):
    """Forty good sources, one of them paused, and two refused files."""
    sources = tmp_path_factory.mktemp("sources")
    for number in range(38):
        write_source(sources, f"site_{number}")
    write_source(sources, "waiting", paused=True)
    write_source(sources, "slow", request_delay=30, request_budget=200, timezone="Asia/Tokyo")
    write_source(sources, "wrong", schedule="often")
    (sources / "torn.yaml").write_text("name: [")
    return read_dags(sources, home)


@pytest.fixture(scope="module")
def dag(inventory):
    return inventory["dags"]["crawl_site_0"]


def test_one_dag_for_every_good_source(inventory):
    """crawl_<source>, all of them out of one file."""
    expected = {f"crawl_site_{number}" for number in range(38)} | {"crawl_waiting", "crawl_slow"}
    assert set(inventory["dags"]) == expected
    assert {dag["file"] for dag in inventory["dags"].values()} == {"crawl.py"}


def test_operators_are_not_parsed_as_dag_files(inventory):
    """The folder beside the Dags is code, and says so in .airflowignore."""
    assert inventory["files"] == ["backfill.py", "crawl.py", "source_files.py"]


def test_a_refused_file_is_an_import_error_of_its_own(inventory):
    """It names file, key, value and what was expected; the file of the Dags has no error."""
    assert set(inventory["import_errors"]) == {"source_files.py"}
    told = inventory["import_errors"]["source_files.py"]
    assert "wrong.yaml: schedule: got 'often', expected five cron fields" in told
    assert "torn.yaml: line 1: got" in told


def test_one_run_at_a_time_and_nothing_is_caught_up(inventory):
    """A section is never crawled by two runs of its Dag, nor for hours that have passed."""
    for dag in inventory["dags"].values():
        assert (dag["max_active_runs"], dag["catchup"]) == (1, False)


def test_plan_then_crawl_then_conclude(dag):
    """Concluding happens whatever became of the crawls."""
    tasks = dag["tasks"]
    assert list(tasks) == dag["serialised_tasks"] == ["plan", "crawl", "conclude"]
    assert tasks["crawl"]["upstream"] == ["plan"]
    assert tasks["conclude"]["upstream"] == ["crawl"]
    assert tasks["conclude"]["trigger_rule"] == "all_done"


def test_sections_are_mapped_and_shown_by_name_some_side_by_side(dag):
    """They share the pace of their host; no more of them than is of use, each under its own name."""
    crawl = dag["tasks"]["crawl"]
    assert crawl["is_mapped"]
    assert (crawl["label"], crawl["at_once"]) == ("{{ task.section }}", 3)


def test_retries_and_timeouts_are_explicit(inventory):
    """Nothing is left to how an Airflow happens to be configured."""
    for dag in [*inventory["dags"].values(), inventory["backfill"]]:
        assert [task["retries"] for task in dag["tasks"].values()] == [2, 2, 0]
        assert {task["retry_policy"] for task in dag["tasks"].values()} == {"VerdictRetryPolicy"}
        assert {task["retry_delay"] for task in dag["tasks"].values()} == {60}, "failed without a verdict"
        assert all(task["execution_timeout"] > 0 for task in dag["tasks"].values())


def test_a_slow_source_gets_the_time_its_own_pace_needs(inventory):
    """200 requests 30 seconds apart take 100 minutes: the timeout must not cut a polite crawl short."""
    assert inventory["dags"]["crawl_slow"]["tasks"]["crawl"]["execution_timeout"] > 200 * 30


def test_assets_are_named_by_source_and_section(dag):
    """`conclude` names them all, so that Airflow lists them; the crawls report under one alias."""
    assert dag["tasks"]["conclude"]["inlets"] == ["news/site_0/politics", "news/site_0/culture"]
    assert dag["tasks"]["crawl"]["outlets"] == ["news/site_0"]


def test_a_paused_source_starts_paused(inventory):
    """Others start as Airflow is configured."""
    assert inventory["dags"]["crawl_waiting"]["is_paused_upon_creation"] is True
    assert inventory["dags"]["crawl_site_0"]["is_paused_upon_creation"] is None


def test_starts_are_spread_over_the_minute(inventory):
    """The source's own five fields, in its own time zone, and a second that few others have."""
    dags = inventory["dags"].values()
    assert {dag["cron"].rpartition(" ")[0] for dag in dags} == {"*/15 * * * *"}
    seconds = [int(dag["cron"].rpartition(" ")[2]) for dag in dags]
    assert set(seconds) <= set(range(60))
    assert len(set(seconds)) > len(seconds) / 2
    assert inventory["dags"]["crawl_slow"]["timezone"] == "Asia/Tokyo"


def test_the_second_of_a_source_stays(inventory, home, tmp_path):
    """Another process, another set of sources, all of them good: the same second, and no import error."""
    write_source(tmp_path, "site_7")
    again = read_dags(tmp_path, home, PYTHONHASHSEED="1")
    assert again["import_errors"] == {}, "an empty list of import errors is what ops look for"
    assert again["dags"]["crawl_site_7"]["cron"] == inventory["dags"]["crawl_site_7"]["cron"]


def test_the_dags_page_explains_every_verdict(dag):
    """Ops read on the Dag's page what each colour means."""
    assert [verdict for verdict in Verdict if f"| `{verdict}` |" not in dag["doc"]] == []


def test_a_task_builds_its_own_dag_only(home, tmp_path):
    """Every task parses the file again; it must not pay for all other sources."""
    for name in ("one", "two", "three"):
        write_source(tmp_path, name)
    found = read_dags(tmp_path, home, _AIRFLOW_PARSING_CONTEXT_DAG_ID="crawl_two")
    assert set(found["dags"]) == {"crawl_two"}


def test_five_hundred_sources_parse_without_the_heavy_libraries(home, tmp_path):
    """Parsing is repeated for ever: no Scrapy, no HTML parser, no database driver. The bound is generous."""
    for number in range(500):
        write_source(tmp_path, f"site_{number}")
    found = read_dags(tmp_path, home)
    assert len(found["dags"]) == 500
    assert found["heavy_modules"] == []
    assert found["seconds"] < 10, "0.8 s of CPU time on the machine this was written on"


def test_the_dags_folder_of_a_copied_tree_finds_its_own_library(home, tmp_path):
    """Airflow is merely pointed at dags/: what stands beside it is found, wherever the tree lies."""
    tree = tmp_path / "elsewhere"
    shutil.copytree(ROOT / "dags", tree / "dags")
    shutil.copytree(ROOT / "broadsheet", tree / "broadsheet")
    (tree / "sources").mkdir()
    write_source(tree / "sources", "far")
    found = read_dags(tree / "sources", home, dags=tree / "dags")
    assert set(found["dags"]) == {"crawl_far"}


def test_six_field_schedules_mean_what_they_say(home):
    """The sixth field is the second, in the source's time zone, also across a clock change."""
    script = (
        "from airflow.timetables.trigger import CronTriggerTimetable as T\n"
        "from airflow.timetables.base import TimeRestriction, DataInterval\n"
        "import pendulum, json\n"
        "t = T('30 6 * * * 41', timezone='Europe/Berlin')\n"
        "last, found = None, []\n"
        "for _ in range(3):\n"
        "    r = TimeRestriction(pendulum.datetime(2026, 3, 27, 12), None, True)\n"
        "    info = t.next_dagrun_info(last_automated_data_interval=last, restriction=r)\n"
        "    last = info.data_interval; found.append(info.run_after.isoformat())\n"
        "print(json.dumps(found))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": os.environ["PATH"], "AIRFLOW_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    berlin = ZoneInfo("Europe/Berlin")
    runs = [datetime.fromisoformat(text) for text in json.loads(done.stdout.splitlines()[-1])]
    expected = [datetime(2026, 3, day, 6, 30, 41, tzinfo=berlin) for day in (28, 29, 30)]
    assert [run.astimezone(UTC) for run in runs] == [day.astimezone(UTC) for day in expected]


def test_one_dag_for_every_backfill(inventory):
    """Its form asks for a source of the folder and for days; it never runs by itself."""
    dag = inventory["backfill"]
    assert (dag["cron"], dag["is_paused_upon_creation"]) == (None, False)
    assert list(dag["tasks"]) == ["plan", "backfill", "conclude"]
    assert dag["tasks"]["backfill"]["is_mapped"] and dag["tasks"]["backfill"]["at_once"] == 1
    assert dag["tasks"]["backfill"]["label"] == "{{ task.section }}"
    form = dag["params"]
    assert set(form["source"]["enum"]) >= set(map("site_{}".format, range(38)))
    assert {name for name, asked in form.items() if asked.get("format") == "date"} == {"since", "until"}
    assert all(dag["help"].values())
