"""Airflow's REST API, as far as `make run` and the tests need it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx

from broadsheet.local.errors import LocalError
from broadsheet.local.interruption import pause

_PAGE = 100  # the most Airflow gives at once
_POLL_SECONDS = 0.25
_RUN_POLL_SECONDS = 1.0
_PROBE_SECONDS = 2.0  # a server that is still starting may accept a call long before it answers
_ANSWER_SECONDS = 120.0  # on a machine that is busy with something else
_FINISHED = {"success", "failed"}
_NEEDED = ("metadatabase", "scheduler", "dag_processor")
_SEEN_SECONDS = 60.0  # for a DAG file to be parsed


class AirflowApi:
    """Logs in with the first call."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._client = httpx.Client(
            base_url=url, timeout=_ANSWER_SECONDS, trust_env=False
        )  # loopback needs no proxy

    def call(self, method: str, path: str, **arguments: Any) -> Any:
        """One call of /api/v2; the decoded answer, or LocalError with what Airflow said."""
        answer = self._request(method, path, **arguments)
        if answer.is_error:
            raise LocalError(f"Airflow answered {answer.status_code} to {method} {path}: {answer.text[:500]}")
        return answer.json() if answer.content else None

    def is_healthy(self) -> bool:
        """Whether the API answers and scheduler and dag-processor have reported to it."""
        try:
            parts = (
                self._client.get("/api/v2/monitor/health", timeout=_PROBE_SECONDS).raise_for_status().json()
            )
        except (httpx.HTTPError, ValueError):
            return False
        return all(parts[part]["status"] == "healthy" for part in _NEEDED)

    def wait_for_dag(self, dag_id: str, seconds: float = _SEEN_SECONDS) -> None:
        """Return once Airflow knows this DAG; LocalError with the import errors when it does not come."""
        deadline = time.monotonic() + seconds
        while not self._knows(dag_id):
            if time.monotonic() > deadline:
                raise LocalError(
                    f"Airflow found no DAG {dag_id}; import errors: {self.import_errors() or 'none'}"
                )
            pause(_POLL_SECONDS)

    def import_errors(self) -> dict[str, str]:
        """File name to what went wrong in it."""
        errors = self.call("GET", "/importErrors", params={"limit": _PAGE})["import_errors"]
        return {each["filename"]: each["stack_trace"] for each in errors}

    def set_paused(self, dag_id: str, is_paused: bool) -> bool:
        """Pause a DAG or let it run on its schedule; whether that was a change."""
        was_paused = bool(self.call("GET", f"/dags/{dag_id}")["is_paused"])
        self.call("PATCH", f"/dags/{dag_id}", json={"is_paused": is_paused})
        return was_paused != is_paused

    def trigger(self, dag_id: str, conf: dict[str, Any] | None = None) -> str:
        """Start a run now; its run id."""
        body = {"logical_date": None, "conf": conf or {}}  # Airflow insists on the null
        return str(self.call("POST", f"/dags/{dag_id}/dagRuns", json=body)["dag_run_id"])

    def dag_runs(self, dag_id: str) -> list[dict[str, Any]]:
        """Its runs, the newest first."""
        runs = self.call("GET", f"/dags/{dag_id}/dagRuns", params={"limit": _PAGE, "order_by": "-run_after"})
        return list(runs["dag_runs"])

    def dag_run(self, dag_id: str, run_id: str) -> dict[str, Any]:
        """One run."""
        return dict(self.call("GET", f"/dags/{dag_id}/dagRuns/{run_id}"))

    def wait_for_run(
        self,
        dag_id: str,
        run_id: str,
        seconds: float,
        while_waiting: Callable[[], None] = lambda: None,
    ) -> str:
        """How the run ended: success or failed."""
        deadline = time.monotonic() + seconds
        while (state := str(self.dag_run(dag_id, run_id)["state"])) not in _FINISHED:
            if time.monotonic() > deadline:
                raise LocalError(f"run {run_id} of {dag_id} is still {state} after {seconds:.0f} s")
            while_waiting()
            pause(_RUN_POLL_SECONDS)
        return state

    def task_instances(self, dag_id: str, run_id: str) -> list[dict[str, Any]]:
        """The tasks of a run, mapped ones each by themselves."""
        path = f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances"
        return list(self.call("GET", path, params={"limit": _PAGE})["task_instances"])

    def task_log(
        self, dag_id: str, run_id: str, task_id: str, map_index: int = -1, try_number: int = 1
    ) -> list[str]:
        """The messages of one try of a task, as the UI shows them."""
        path = f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task_id}/logs/{try_number}"
        answer = self.call(
            "GET", path, params={"map_index": map_index}, headers={"Accept": "application/json"}
        )
        return [str(each.get("event", "")) for each in answer["content"]]

    def set_connection(self, connection_id: str, **fields: Any) -> None:
        """Create or replace a Connection; `fields` as the API names them (conn_type, host, login, ...)."""
        self._request("DELETE", f"/connections/{connection_id}")  # 404 when there was none
        self.call("POST", "/connections", json={"connection_id": connection_id, **fields})

    def close(self) -> None:
        """Give up the connections."""
        self._client.close()

    def _knows(self, dag_id: str) -> bool:
        found = self.call("GET", "/dags", params={"dag_id_pattern": dag_id, "limit": _PAGE})["dags"]
        return any(each["dag_id"] == dag_id for each in found)

    def _request(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        if "Authorization" not in self._client.headers:
            self._log_in()
        return self._send(method, f"/api/v2{path}", **arguments)

    def _send(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        try:
            return self._client.request(method, path, **arguments)
        except httpx.TransportError as error:
            raise LocalError(f"Airflow does not answer {method} {path}: {error!r}") from error

    def _log_in(self) -> None:
        body = {"username": self._user, "password": self._password}
        answer = self._send("POST", "/auth/token", json=body)
        if answer.is_error:
            raise LocalError(f"Airflow refused the log-in of {self._user}: {answer.text[:500]}")
        self._client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
