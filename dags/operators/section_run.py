"""One crawl of one section: its id, its process, its row."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from airflow.sdk.exceptions import AirflowTaskTimeout

from broadsheet.backfill.days import Days, days_of
from broadsheet.config import database_url
from broadsheet.outcomes import RunKind
from broadsheet.runs import Judgement, RunStart
from broadsheet.sources import load_source, zone
from broadsheet.verdicts import ProcessEnd, settle
from dags.operators.childlog import ChildLog
from dags.operators.process import Child
from dags.operators.settings import task_environment

if TYPE_CHECKING:
    from airflow.sdk.types import RuntimeTaskInstanceProtocol

REPOSITORY = Path(__file__).resolve().parents[2]
SOON, PATIENT = 2.5, 30.0  # seconds to end in; Airflow kills a task five seconds after it asked it to end


class SectionRun:
    """A crawl that is started, may be stopped, and is judged by its row."""

    def __init__(
        self,
        source: str,
        section: str,
        task: RuntimeTaskInstanceProtocol,
        *,
        days: Days | None = None,
        kind: RunKind = RunKind.CRAWL,
        spider: str = "news",
        **arguments: object,
    ) -> None:
        self._spider, self._arguments = spider, arguments
        self._start = RunStart(
            run_id=str(uuid.uuid4()),
            source=source,
            section=section,
            started_at=datetime.now(UTC),
            dag_id=task.dag_id,
            dag_run_id=task.run_id,
            try_number=task.try_number,
        )
        if days is not None:
            self._start = replace(self._start, kind=kind, since_on=days.since, until_on=days.until)
        self._child: Child | None = None
        self._stopped_because: str | None = None

    def crawl(self) -> tuple[Judgement, dict[str, int]]:
        """Run the crawl to its end, or to the task's, and read what it came to."""
        environment = task_environment()
        dsn = database_url(environment)  # without it there is no row to tell of any other missing setting
        end = self._run_child(environment)
        run = settle(dsn, self._start, end)
        assert run.judgement is not None  # noqa: S101 - settle returns no run without
        return run.judgement, run.counts.as_dict()

    def stop(self, because: str, *, soon: bool) -> None:
        """Ask the crawl to end; it keeps what it has stored."""
        self._stopped_because = self._stopped_because or because
        if self._child is not None:
            self._child.stop(SOON if soon else PATIENT)

    def _run_child(self, environment: dict[str, str]) -> ProcessEnd:
        child = self._child = Child(self._command(), environment, REPOSITORY, ChildLog())
        if self._stopped_because:
            child.stop(SOON)  # asked to end while the process was being made
        try:
            exit_code = child.wait()
        except AirflowTaskTimeout:
            self.stop("the crawl took longer than its execution timeout", soon=False)
            exit_code = child.wait()
        except BaseException:
            self.stop("the task failed while the crawl ran", soon=True)
            child.wait()
            raise
        return ProcessEnd(exit_code, tuple(child.last_lines), self._stopped_because)

    def _command(self) -> list[str]:
        start = self._start
        arguments = {
            "source": start.source,
            "section": start.section,
            "run_id": start.run_id,
            "dag_id": start.dag_id,
            "dag_run_id": start.dag_run_id,
            "try_number": start.try_number,
            **self._arguments,
        }
        command = [sys.executable, "-m", "scrapy", "crawl", self._spider]
        return command + [word for name, value in arguments.items() for word in ("-a", f"{name}={value}")]


def backfill_run(params: Mapping[str, Any], section: str, task: RuntimeTaskInstanceProtocol) -> SectionRun:
    """The backfill of one section that a run's parameters ask for. ConfigError for what does not fit."""
    source = load_source(params["source"])
    now = datetime.now(UTC)
    days = days_of(params["since"], params["until"], zone(source, source.section(section)), now)
    given = {
        "since": days.since,
        "until": days.until,
        "request_budget": params["request_budget"],
        "dry_run": "1" if params["dry_run"] else None,
    }
    arguments = {name: value for name, value in given.items() if value is not None}
    kind = RunKind.DRY_RUN if params["dry_run"] else RunKind.BACKFILL
    return SectionRun(source.name, section, task, days=days, kind=kind, spider="backfill", **arguments)
