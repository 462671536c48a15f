"""What a section run came to: the row decides, and an honest answer where there is none.

A crawl writes its own verdict. Only when its process ended without one is it decided here, from how
the process ended; exit code 0 is never taken for success.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass

from broadsheet.articledb.connection import connect
from broadsheet.articledb.runs import finish_run, read_run, start_run, verdicts_of
from broadsheet.errors import BroadsheetError, ConfigError, StorageError
from broadsheet.masking import masked
from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement, Run, RunCounts, RunStart

EXIT_CONFIG = 2
_LAST_WORDS = 200  # characters, of an exception mostly
_LOOK_SECONDS = 0.5
_STATED = re.compile(r"^verdict: (?P<verdict>[a-z]+): (?P<sentence>.*)$")
_CONFIG = re.compile(r"^(?:broadsheet: )?config: (?P<sentence>.*)$")


@dataclass(frozen=True, slots=True)
class ProcessEnd:
    """How a crawl's process ended. `stopped_because` is set when its caller stopped it."""

    exit_code: int
    last_lines: tuple[str, ...] = ()
    stopped_because: str | None = None


def settle(dsn: str, start: RunStart, end: ProcessEnd) -> Run:
    """The run as its row states it, after writing the verdict that its process could not write."""
    try:
        with closing(connect(dsn)) as connection:
            run = read_run(connection, start.run_id)
            if run is not None and run.judgement is not None:
                return run
            if run is None:
                start_run(connection, start)
            counts = run.counts if run else RunCounts()
            finish_run(
                connection,
                start.run_id,
                judge_end(end),
                counts,
                is_listing_complete=False,
                missed_estimate=None,
            )
            return _required(read_run(connection, start.run_id), start.run_id)
    except ConfigError as error:
        return _without_row(start, Judgement(Verdict.CONFIG, str(error)))
    except StorageError as error:
        return _without_row(start, _unread(end, error))


def await_verdicts(
    dsn: str, dag_id: str, dag_run_id: str, sections: Collection[str], patience: float
) -> dict[str, Judgement]:
    """The verdicts of an Airflow run's sections by their rows, once all are written or patience is over.

    A task that someone marked as failed is over to Airflow at once, while its crawl still puts its things in
    order. A database that cannot be asked answers nothing.
    """
    deadline = time.monotonic() + patience
    found: dict[str, Judgement] = {}
    while True:
        try:
            with closing(connect(dsn)) as connection:
                found = verdicts_of(connection, dag_id, dag_run_id)
        except BroadsheetError:
            return found
        if found.keys() >= set(sections) or time.monotonic() > deadline:
            return {section: judgement for section, judgement in found.items() if section in sections}
        time.sleep(_LOOK_SECONDS)


def judge_end(end: ProcessEnd) -> Judgement:
    """The verdict on a process that left no verdict in its row."""
    if end.stopped_because:
        return Judgement(Verdict.INTERRUPTED, end.stopped_because)
    if end.exit_code < 0:
        return Judgement(Verdict.INTERRUPTED, f"the crawl was ended by signal {-end.exit_code}")
    stated = stated_verdict(end)
    if stated is not None and not stated.verdict.is_green:
        return stated
    last = next((line.strip() for line in reversed(end.last_lines) if line.strip()), "")
    words = f"; its last words: {masked(last[:_LAST_WORDS])}" if last else ""
    return Judgement(
        Verdict.BUG, f"the crawl ended with exit code {end.exit_code} and left no verdict{words}"
    )


def stated_verdict(end: ProcessEnd) -> Judgement | None:
    """What the process said of itself in its last lines, if it did."""
    for line in reversed(end.last_lines):
        if found := _STATED.match(line):
            if found["verdict"] in set(Verdict):
                return Judgement(Verdict(found["verdict"]), found["sentence"])
        elif end.exit_code == EXIT_CONFIG and (found := _CONFIG.match(line)):
            return Judgement(Verdict.CONFIG, found["sentence"])
    return None


def _unread(end: ProcessEnd, error: StorageError) -> Judgement:
    stated = stated_verdict(end)
    if stated is not None and stated.verdict is Verdict.STORAGE:
        return stated
    return Judgement(Verdict.STORAGE, f"the run's row cannot be read: {error}")


def _without_row(start: RunStart, judgement: Judgement) -> Run:
    return Run(start.run_id, start.source, start.section, start.started_at, None, None, judgement)


def _required(run: Run | None, run_id: str) -> Run:
    if run is None:
        raise StorageError(f"run {run_id} was written and is not there")
    return run
