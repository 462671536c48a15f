"""Run as a script: reads a Dags folder as Airflow's own processor does and prints what it found as JSON."""

import json
import sys
import time
from pathlib import Path

import airflow.sdk  # noqa: F401 - loaded before the clock starts: it is Airflow's cost, not ours
from airflow.dag_processing.dagbag import DagBag
from airflow.serialization.serialized_objects import DagSerialization

WATCHED = ("scrapy", "twisted", "lxml", "boto3", "psycopg2", "broadsheet.articledb", "broadsheet.extraction")


def main():
    before = set(sys.modules)
    began = time.process_time()
    bag = DagBag(sys.argv[1])
    seconds = time.process_time() - began
    loaded = set(sys.modules) - before
    inventory = {
        "dags": {dag_id: describe(dag) for dag_id, dag in bag.dags.items()},
        "import_errors": {Path(file).name: error for file, error in bag.import_errors.items()},
        "files": sorted(Path(stat.file).name for stat in bag.dagbag_stats),
        "heavy_modules": sorted(name for name in WATCHED if name in loaded),
        "seconds": seconds,
    }
    sys.stdout.write(json.dumps(inventory) + "\n")


def describe(dag):
    serialised = DagSerialization.to_dict(dag)["dag"]
    return {
        "file": Path(dag.fileloc).name,
        "max_active_runs": dag.max_active_runs,
        "catchup": dag.catchup,
        "is_paused_upon_creation": dag.is_paused_upon_creation,
        "cron": getattr(dag.timetable, "expression", None),
        "timezone": str(getattr(dag.timetable, "timezone", None)),
        "doc": dag.doc_md,
        "params": {name: dag.params.get_param(name).schema for name in dag.params},
        "help": {name: dag.params.get_param(name).description for name in dag.params},
        "tags": sorted(dag.tags),
        "tasks": {task.task_id: describe_task(task) for task in dag.tasks},
        "serialised_tasks": [task["__var"]["task_id"] for task in serialised["tasks"]],
    }


def describe_task(task):
    return {
        "kind": task.task_type,
        "is_mapped": task.is_mapped,
        "upstream": sorted(task.upstream_task_ids),
        "retries": task.retries,
        "retry_delay": task.retry_delay.total_seconds(),
        "retry_policy": type(task.retry_policy).__name__,
        "execution_timeout": task.execution_timeout.total_seconds(),
        "trigger_rule": str(task.trigger_rule.value),
        "at_once": task.max_active_tis_per_dagrun,
        "label": task.map_index_template if task.is_mapped else None,
        "inlets": [inlet.name for inlet in task.inlets],
        "outlets": [outlet.name for outlet in task.outlets],
    }


if __name__ == "__main__":
    main()
