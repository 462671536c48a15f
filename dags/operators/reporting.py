"""From what a task met to its verdict, and the places where people see it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import httpx
from airflow.sdk import Connection, conf
from airflow.sdk.exceptions import AirflowNotFoundException, AirflowTaskTimeout

from broadsheet.errors import ConfigError, StorageError
from broadsheet.linked_text import with_links
from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement
from broadsheet.text import cut_off
from dags.operators.base import VERDICT_XCOM

if TYPE_CHECKING:
    from airflow.sdk import Context

API_CONNECTION = "airflow_api"
_LONGEST_NOTE = 1000  # what Airflow's API takes
_API_TIMEOUT = 3.0  # seconds; a task that was killed has five in all


log = logging.getLogger("airflow.task")


def judge(work: Callable[[Context], tuple[Judgement, Any]], context: Context) -> tuple[Judgement, Any]:
    """Do the work; what it raises is a verdict too."""
    try:
        return work(context)
    except ConfigError as error:
        return Judgement(Verdict.CONFIG, str(error)), None
    except StorageError as error:
        return Judgement(Verdict.STORAGE, str(error)), None
    except AirflowTaskTimeout:
        return Judgement(Verdict.INTERRUPTED, "the task took longer than its execution timeout"), None
    except Exception as error:  # an exception of ours is a verdict, not an accident
        log.exception("An exception of our own")
        return Judgement(Verdict.BUG, f"{type(error).__name__}: {error}"), None


def publish(judgement: Judgement, context: Context) -> None:
    """For `conclude`, and for people: the task's note. That a note cannot be written fails no task."""
    until = judgement.retry_after_at
    context["ti"].xcom_push(
        VERDICT_XCOM,
        {
            "section": getattr(context["task"], "section", None),
            "verdict": str(judgement.verdict),
            "sentence": judgement.sentence,
            "retry_after_at": until.isoformat() if until else None,
        },
    )
    try:
        _write_note(with_links(f"{judgement.verdict}: {judgement.sentence}"), context)
    except AirflowNotFoundException:
        log.warning("No note on this task: Connection %s is not defined, see docs/ops.md", API_CONNECTION)
    except Exception as error:  # whatever an address that is not Airflow's may answer
        log.warning("No note on this task: %s: %s", type(error).__name__, error)


def _write_note(text: str, context: Context) -> None:
    account = Connection.get(API_CONNECTION)
    base = account.host or str(conf.get("api", "base_url"))
    task = context["ti"]
    path = f"/api/v2/dags/{task.dag_id}/dagRuns/{task.run_id}/taskInstances/{task.task_id}"
    mapped = task.map_index if task.map_index is not None else -1
    with httpx.Client(base_url=base.rstrip("/"), timeout=_API_TIMEOUT) as api:
        login = api.post("/auth/token", json={"username": account.login, "password": account.password})
        headers = {"Authorization": f"Bearer {login.raise_for_status().json()['access_token']}"}
        path += f"/{mapped}" if mapped >= 0 else ""
        params = {"update_mask": "note"}
        api.patch(
            path, params=params, headers=headers, json={"note": cut_off(text, _LONGEST_NOTE)}
        ).raise_for_status()
