"""The first crawl of the sample newspaper through Airflow, told section by section."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from broadsheet.local.airflow_api import AirflowApi
from broadsheet.local.interruption import pause

_PATIENCE_SECONDS = 900.0  # a run takes about a minute
_OWN_RUN_SECONDS = 10.0
_POLL_SECONDS = 0.5
_ACTIVE = {"queued", "running"}
_TROUBLE = {"failed", "up_for_retry"}
_WORDS = {
    "running": "is being crawled",
    "up_for_retry": "did not succeed and will be tried again",
    "success": "is done",
    "failed": "failed",
    "upstream_failed": "was not crawled",
}


@dataclass
class FirstRun:
    """One run of a DAG: the one under way, or a new one."""

    api: AirflowApi
    dag_id: str
    say: Callable[[str], None]
    _told: dict[str, str] = field(default_factory=dict)
    _sections: dict[int, str] = field(default_factory=dict)  # by their place in the plan

    def begin(self) -> str:
        """Switch the DAG on and have a run; its id."""
        self.api.wait_for_dag(self.dag_id)
        # Switched on, a DAG at once makes up for the last time of its schedule: that is the run then.
        patience = _OWN_RUN_SECONDS if self.api.set_paused(self.dag_id, False) else 0
        return self._active(patience) or self.api.trigger(self.dag_id)

    def finish(self, run_id: str, while_waiting: Callable[[], None]) -> bool:
        """Tell what happens until it ends; whether it is green."""

        def look() -> None:
            while_waiting()
            self._tell(run_id)

        state = self.api.wait_for_run(self.dag_id, run_id, _PATIENCE_SECONDS, look)
        self._tell(run_id)
        return state == "success"

    def _active(self, patience: float) -> str | None:
        deadline = time.monotonic() + patience
        while True:
            for run in self.api.dag_runs(self.dag_id):
                if run["state"] in _ACTIVE:
                    return str(run["dag_run_id"])
            if time.monotonic() >= deadline:
                return None
            pause(_POLL_SECONDS)

    def _tell(self, run_id: str) -> None:
        for task in self.api.task_instances(self.dag_id, run_id):
            name, state = name_of(task, self._sections), str(task["state"])
            if name and state in _WORDS and self._told.get(name) != state:
                self._told[name] = state
                self.say(_sentence(name, state, task.get("note")))


def name_of(task: dict[str, Any], known: dict[int, str]) -> str | None:
    """The section of a crawl task; of another task its own name, unless there is nothing to tell of it.

    A task learns its section's name a moment after its start, and forgets it when it is to be tried again.
    """
    place = task["map_index"]
    if place < 0:
        return str(task["task_id"]) if task["state"] in _TROUBLE else None
    if task["rendered_map_index"] not in {None, str(place)}:
        known[place] = str(task["rendered_map_index"])
    return known.get(place) or (None if task["state"] == "running" else f"section {place + 1}")


def _sentence(name: str, state: str, note: str | None) -> str:
    return f"{name} {_WORDS[state]}" + (f": {note}" if note and state != "running" else "")
