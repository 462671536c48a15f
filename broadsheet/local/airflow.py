"""Airflow on one machine: its four processes, and all of their configuration as environment variables."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from broadsheet.local import ROOT
from broadsheet.local.airflow_api import AirflowApi
from broadsheet.local.errors import LocalError
from broadsheet.local.ports import LOOPBACK
from broadsheet.local.process import Child
from broadsheet.local.secrets import Secrets, write_private

ADMIN = "admin"
NOTES = "notes"  # writes verdicts under the tasks, and may do no more than that needs
_NO_LOG_SERVER = "--skip-serve-logs"  # it would listen on every interface; the UI reads the shared folder
_START_SECONDS = 300.0  # 10-15 on two idle cores, 80 were seen on busy ones
_MIGRATION_SECONDS = 300.0  # from an older Airflow with much history
_TASK_SECONDS = 8.0  # for tasks told to stop; Airflow itself gives them 5 s
_TELL_AGAIN_SECONDS = 3.0  # what a crawl needs to end in order
_STOP_SECONDS = 30.0  # the triggerer needs up to 12 s
_USERS_OWN = ("AIRFLOW_CONN_", "AIRFLOW_VAR_")
# Without byte-code it starts in twice the time, measured by coverage in several times that.
_NOT_PASSED = ("AIRFLOW", "PYTHONDONTWRITEBYTECODE", "COVERAGE_PROCESS")
_WORKER_TITLE = "airflow worker -- LocalExecutor: "


@dataclass(frozen=True, slots=True)
class AirflowSettings:
    """Where one Airflow lives and what it runs. `metadata_url` is a postgresql:// address.

    `environment` is added to what its processes, and so its tasks, see.
    """

    home: Path
    port: int
    metadata_url: str
    secrets: Secrets = field(repr=False)
    dags: Path = ROOT / "dags"
    plugins: Path = ROOT / "plugins"
    parallelism: int = 8
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def url(self) -> str:
        """Where the UI answers."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def password_file(self) -> Path:
        """Where the log-in manager reads user names and passwords."""
        return self.home / "passwords.json"


class Airflow:
    """api-server, scheduler, dag-processor and triggerer, started and stopped together."""

    def __init__(self, settings: AirflowSettings) -> None:
        self.settings = settings
        self.api = AirflowApi(settings.url, ADMIN, settings.secrets.airflow_admin_password)
        self.scheduler = self._child("scheduler", _NO_LOG_SERVER)
        self.dag_processor = self._child("dag-processor")
        self.triggerer = self._child("triggerer", _NO_LOG_SERVER)
        self.api_server = self._child("api-server", "--host", LOOPBACK, "--port", str(settings.port))
        self.migration = self._child("db", "migrate")
        self.processes = (self.api_server, self.scheduler, self.dag_processor, self.triggerer)

    def migrate(self) -> None:
        """Bring the metadata database to this Airflow's version; takes some seconds even when it is."""
        self.launch_migration()
        self.finish_migration()

    def launch_migration(self) -> None:
        """Start the migration; it runs while others are started."""
        self._prepare()
        self.migration.start(self._environment(), cwd=self.settings.home)

    def finish_migration(self) -> None:
        """Wait for its end."""
        self.migration.wait_until(lambda: not self.migration.is_running, _MIGRATION_SECONDS)
        if self.migration.exit_code:
            raise LocalError(f"Airflow could not prepare its database; {self.migration.last_words()}")

    def launch(self) -> None:
        """Start the four processes; they are not ready yet when this returns."""
        self._prepare()
        for each in self.processes:
            each.start(self._environment(), cwd=self.settings.home)

    def wait_until_ready(self) -> None:
        """Return when the UI answers and the scheduler and the dag-processor report that they are alive."""
        self.api_server.wait_until(self._is_ready, _START_SECONDS)

    def start(self) -> None:
        """Both."""
        self.launch()
        self.wait_until_ready()

    def _is_ready(self) -> bool:
        for each in self.processes:
            each.require_running()
        return self.api.is_healthy()

    def stop(self) -> None:
        """Stop in an order in which nobody waits for somebody who is gone; running tasks are told to stop."""
        self.api.close()
        self.migration.stop(_STOP_SECONDS)
        # Tasks report through the api-server, and without it the scheduler hangs for a minute.
        self._stop_scheduler()
        others = (self.dag_processor, self.triggerer, self.api_server)
        for each in others:
            each.signal(signal.SIGTERM)
        for each in others:  # a second signal to the triggerer spares its wait: triggers start again with it
            each.stop(_STOP_SECONDS)

    def _stop_scheduler(self) -> None:
        self.scheduler.signal(signal.SIGTERM)
        deadline = time.monotonic() + _TASK_SECONDS
        while time.monotonic() < deadline and not self.scheduler.wait(0):
            # It waits for its tasks, which would go on to their own end. Told again, because a task that
            # is being started does not hear it.
            for worker in _busy_workers(self.scheduler):
                worker.terminate()
            self.scheduler.wait(_TELL_AGAIN_SECONDS)
        self.scheduler.stop(0)

    def _child(self, *words: str) -> Child:
        return Child(f"Airflow's {words[0]}", _command(*words), self._log(words[0]))

    def _log(self, name: str) -> Path:
        return self.settings.home / f"{name}.log"

    def _prepare(self) -> None:
        self.settings.home.mkdir(parents=True, exist_ok=True)
        secrets = self.settings.secrets
        passwords = {ADMIN: secrets.airflow_admin_password, NOTES: secrets.airflow_notes_password}
        # Airflow would invent passwords for users without one and print them.
        write_private(self.settings.password_file, json.dumps(passwords))

    def _environment(self) -> dict[str, str]:
        return {**_inherited(), **_configuration(self.settings), **self.settings.environment}


def _configuration(settings: AirflowSettings) -> dict[str, str]:
    sections: dict[str, Mapping[str, object]] = {
        "CORE": {
            "EXECUTOR": "LocalExecutor",
            "PARALLELISM": settings.parallelism,
            "LOAD_EXAMPLES": False,
            "DAGS_FOLDER": settings.dags,
            "PLUGINS_FOLDER": settings.plugins,
            "FERNET_KEY": settings.secrets.airflow_fernet_key,
            "EXECUTION_API_SERVER_URL": f"{settings.url}/execution/",
            "SIMPLE_AUTH_MANAGER_USERS": f"{ADMIN}:admin,{NOTES}:user",
            "SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": settings.password_file,
            "HOSTNAME_CALLABLE": "socket.gethostname",  # the default asks DNS, which may not answer
        },
        "DATABASE": {
            "SQL_ALCHEMY_CONN": f"postgresql+psycopg2://{settings.metadata_url.partition('://')[2]}"
        },
        "API": {
            "HOST": LOOPBACK,
            "PORT": settings.port,
            "BASE_URL": settings.url,
            "WORKERS": 1,
            "SECRET_KEY": settings.secrets.airflow_session_secret,
        },
        "API_AUTH": {"JWT_SECRET": settings.secrets.airflow_jwt_secret},
        "DAG_PROCESSOR": {"REFRESH_INTERVAL": 10, "MIN_FILE_PROCESS_INTERVAL": 10},  # a new source shows soon
        # Tasks of a scheduler that was killed are noticed within a minute, not after five.
        "SCHEDULER": {"ORPHANED_TASKS_CHECK_INTERVAL": 30, "TASK_INSTANCE_HEARTBEAT_TIMEOUT": 60},
        "LOGGING": {"BASE_LOG_FOLDER": settings.home / "logs"},
        "WORKERS": {"MIN_HEARTBEAT_INTERVAL": 1},  # a killed or failed task is noticed within a second
        "USAGE_DATA_COLLECTION": {"ENABLED": False},
    }
    named = {
        f"AIRFLOW__{section}__{key}": str(value)
        for section, keys in sections.items()
        for key, value in keys.items()
    }
    notes = {
        "conn_type": "http",
        "host": settings.url,
        "login": NOTES,
        "password": settings.secrets.airflow_notes_password,
    }
    return {"AIRFLOW_HOME": str(settings.home), "AIRFLOW_CONN_AIRFLOW_API": json.dumps(notes), **named}


def _inherited() -> dict[str, str]:
    """The user's environment without the settings of another Airflow, and without what makes it slow."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.startswith(_USERS_OWN) or not name.startswith(_NOT_PASSED)
    }


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "airflow", *words]


def _busy_workers(scheduler: Child) -> Iterator[psutil.Process]:
    if not scheduler.is_running:
        return
    for process in psutil.Process(scheduler.pid).children():
        try:
            title = " ".join(process.cmdline())
        except psutil.Error:
            continue
        if title.startswith(_WORKER_TITLE) and not title.startswith(f"{_WORKER_TITLE}<idle>"):
            yield process
