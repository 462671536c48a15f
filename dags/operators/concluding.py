"""Inside the conclude task: one line per section, and the worst of them for the run."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.config import database_url
from broadsheet.counting import counted
from broadsheet.errors import ConfigError
from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement
from broadsheet.verdicts import await_verdicts
from dags.operators.base import HELD_XCOM, VERDICT_XCOM
from dags.operators.settings import task_environment

if TYPE_CHECKING:
    from airflow.sdk import Context
    from airflow.sdk.types import RuntimeTaskInstanceProtocol

LATE = 10.0  # seconds that a crawl whose task was ended has to put its things in order
SILENT = Judgement(Verdict.INTERRUPTED, "the task ended without a verdict")

log = logging.getLogger("airflow.task")


def conclude(
    sections: list[str], context: Context, crawl_task: str = "crawl"
) -> tuple[Judgement, dict[str, str]]:
    """The run's verdict, and every section's for the log."""
    task = context["ti"]
    planned = task.xcom_pull(task_ids="plan")
    if planned is None:
        stated = task.xcom_pull(task_ids="plan", key=VERDICT_XCOM)
        return judge_unplanned(_judgement(stated) if stated else SILENT), {}
    held: Mapping[str, str] = task.xcom_pull(task_ids="plan", key=HELD_XCOM) or {}
    # A list of task ids: for a single one Airflow gives the entry itself when only one section has left one.
    reported = task.xcom_pull(task_ids=[crawl_task], key=VERDICT_XCOM)
    verdicts = {entry["section"]: _judgement(entry) for entry in reported if entry}
    silent = [section for section in planned if section not in verdicts]
    if silent:
        verdicts |= _late_verdicts(silent, task)
    judged = judge_sections(sections, planned, held, verdicts)
    for section, judgement in judged.items():
        level = logging.INFO if judgement.verdict.is_green else logging.ERROR
        log.log(level, "%s: %s: %s", section, judgement.verdict, judgement.sentence)
    return summarise(judged), {section: str(judgement.verdict) for section, judgement in judged.items()}


def _late_verdicts(silent: list[str], task: RuntimeTaskInstanceProtocol) -> dict[str, Judgement]:
    """What the rows say of sections whose task left no word: it may have been ended from the UI just now."""
    try:
        dsn = database_url(task_environment())
    except ConfigError:
        return {}
    return await_verdicts(dsn, task.dag_id, task.run_id, silent, LATE)


def judge_unplanned(judgement: Judgement) -> Judgement:
    """The run's verdict when `plan` failed: the plan's own."""
    return Judgement(judgement.verdict, f"nothing could be planned: {judgement.sentence}")


def judge_sections(
    sections: list[str],
    planned: list[str],
    held: Mapping[str, str],
    verdicts: Mapping[str, Judgement],
) -> dict[str, Judgement]:
    """Every section of this run with its verdict, in the order of the source file."""
    judged = {}
    for section in [*sections, *(name for name in planned if name not in sections)]:
        if section in held:
            judged[section] = Judgement(Verdict.BLOCKED, f"held back {held[section]}")
        elif section in planned:
            judged[section] = verdicts.get(section, SILENT)
    return judged


def summarise(judged: Mapping[str, Judgement]) -> Judgement:
    """One verdict and one sentence for all: the first red one gives its name, every red one its sentence."""
    if not judged:
        return Judgement(Verdict.BUG, "the plan names no section, neither due nor held back")
    red = {section: judgement for section, judgement in judged.items() if not judgement.verdict.is_green}
    if not red:
        said = "; ".join(f"{section} {judgement.verdict}" for section, judgement in judged.items())
        return Judgement(
            Verdict.OK, f"{len(judged)} of {counted(len(judged), 'section is', 'sections are')} green: {said}"
        )
    said = "; ".join(
        f"{section} {judgement.verdict}: {judgement.sentence}" for section, judgement in red.items()
    )
    return Judgement(
        next(iter(red.values())).verdict,
        f"{len(red)} of {counted(len(judged), 'section')} {'is' if len(red) == 1 else 'are'} red: {said}",
    )


def _judgement(entry: Mapping[str, Any]) -> Judgement:
    return Judgement(Verdict(entry["verdict"]), entry["sentence"])
