"""Runs of Dags as someone at the UI sees them: colours, notes, logs."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.integration.conftest import RunningAirflow
from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]
RUN_SECONDS = 180.0  # several runs share two cores
_TRIALS = '''\
"""Two Dags over this tree, whose spider raises: one to show it, one with too little time."""

import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from airflow.sdk import DAG

from dags.operators.base import VerdictRetryPolicy, say_verdict
from dags.operators.crawl import CrawlSection

for name, seconds in {"buggy": 120, "slow": 6}.items():
    with DAG(f"trial_{name}", schedule=None, catchup=False):
        CrawlSection(
            task_id="crawl",
            source=name,
            section="harbour",
            execution_timeout=timedelta(seconds=seconds),
            retry_policy=VerdictRetryPolicy(),
            on_failure_callback=say_verdict,
        )
'''


@dataclass(frozen=True)
class Task:
    """A task as the UI shows it."""

    state: str
    note: str
    label: str | None
    tries: int
    last_line: str
    log: tuple[str, ...]


@dataclass(frozen=True)
class Observed:
    """A run that has ended."""

    state: str
    tasks: dict[str, Task]


def switch_on(airflow: RunningAirflow, dag_id: str) -> str:
    """Switch a Dag on: Airflow then starts the run of its last due time at once."""
    api = airflow.server.api
    api.wait_for_dag(dag_id)
    api.set_paused(dag_id, is_paused=False)
    what = f"{dag_id}, which was switched on, runs"
    runs = wait_until(lambda: api.dag_runs(dag_id), what, RUN_SECONDS, every=0.2)
    return str(runs[0]["dag_run_id"])


def trigger(airflow: RunningAirflow, dag_id: str) -> str:
    """Start a run by hand."""
    api = airflow.server.api
    api.wait_for_dag(dag_id)
    api.set_paused(dag_id, is_paused=False)
    return api.trigger(dag_id)


def observe(airflow: RunningAirflow, dag_id: str, run_id: str) -> Observed:
    """Wait for the run's end; mapped tasks go by their section's name."""
    api = airflow.server.api
    state = api.wait_for_run(dag_id, run_id, RUN_SECONDS)
    instances = api.task_instances(dag_id, run_id)
    tasks = {each["rendered_map_index"] or each["task_id"]: _task(airflow, each) for each in instances}
    return Observed(state, tasks)


def make_trial_tree(airflow: RunningAirflow) -> None:
    """A copy of this repository, as far as a crawl needs it, whose spider raises on every article."""
    tree = airflow.more_dags.parent
    for folder in ("broadsheet", "spiders", "pipelines", "tests"):
        (tree / folder).symlink_to(ROOT / folder)
    (tree / "scrapy.cfg").write_text("[settings]\ndefault = tests.integration.sabotage.raising_callback\n")
    shutil.copytree(ROOT / "dags", airflow.more_dags, dirs_exist_ok=True)
    (airflow.more_dags / ".airflowignore").write_text(
        "operators/\n__init__.py\nbackfill.py\ncrawl.py\nsource_files.py\n"
    )
    (airflow.more_dags / "trials.py").write_text(_TRIALS)


def _task(airflow: RunningAirflow, instance: dict[str, Any]) -> Task:
    log: list[str] = []
    if instance["try_number"]:
        log = airflow.server.api.task_log(
            instance["dag_id"],
            instance["dag_run_id"],
            instance["task_id"],
            instance["map_index"],
            instance["try_number"],
        )
    shown = [line for line in log if not line.startswith(("::group::", "::endgroup::"))]  # marks, not lines
    return Task(
        instance["state"],
        instance["note"] or "",
        instance["rendered_map_index"],
        instance["try_number"],
        shown[-1] if shown else "",
        tuple(shown),
    )
