"""Starts everything in order, watches it, and stops it in the opposite order."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from typing import Self

from broadsheet.counting import counted
from broadsheet.local.first_run import FirstRun
from broadsheet.local.guardian import Guardian
from broadsheet.local.installation import Installation
from broadsheet.local.interruption import pause
from broadsheet.local.memory import MemoryWatch
from broadsheet.local.process import Child
from broadsheet.local.report import Report, Sample, environment_file
from broadsheet.local.secrets import write_private
from broadsheet.rawstore import RawStore

_WATCH_SECONDS = 0.5


class Supervisor:
    """The processes of one installation, as a context: what was started is stopped at its end."""

    def __init__(self, parts: Installation, guardian: Guardian, say: Callable[[str], None]) -> None:
        self._parts, self._guardian, self._say = parts, guardian, say
        self._started_at = time.monotonic()
        self._memory = MemoryWatch()
        self._running = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    def start(self) -> None:
        """Start everything; the UI answers, and the bucket and the rows can be used, when this returns."""
        self._start_servers()
        parts, airflow = self._parts, self._parts.airflow
        is_current = parts.databases.is_metadata_current()
        self._running.callback(self._stop, "Airflow", airflow.stop, airflow.migration, *airflow.processes)
        if is_current:
            self._launch_airflow()
        else:
            self._say("preparing Airflow's database")
            airflow.launch_migration()
            self._guardian.add(airflow.migration.pid)
        self._prepare_news()
        if not is_current:
            airflow.finish_migration()
            parts.databases.mark_metadata_current()
            self._launch_airflow()
        airflow.wait_until_ready()
        self._say(f"Airflow's UI answers at {airflow.settings.url}")

    def article_counts(self) -> dict[str, int]:
        """Section of the sample to number of articles."""
        sample = self._parts.sample
        return {} if sample is None else self._parts.databases.article_counts(sample.name)

    def crawl_sample(self) -> bool:
        """Crawl the sample newspaper through Airflow; whether the run is green."""
        sample = self._parts.sample
        if sample is None:
            return False
        run = FirstRun(self._parts.airflow.api, f"crawl_{sample.name}", self._say)
        self._say(f"crawling {sample.title}: {counted(len(sample.sections), 'section')}")
        return run.finish(run.begin(), self._look_after)

    def report(self, *, stays: bool = True) -> str:
        """Where everything is, and whether it stays there."""
        parts, sample = self._parts, self._parts.sample
        self._memory.sample()
        return Report(
            data=parts.settings.data,
            seconds=time.monotonic() - self._started_at,
            memory=self._memory.peak,
            ui_url=parts.airflow.settings.url,
            ui_password=parts.secrets.airflow_admin_password,
            analyst_url=parts.databases.analyst,
            reader=parts.raw_store_to_read,
            inner_ports=parts.settings.s3_ports.all()[1:],
            sample=None if sample is None else Sample(sample.title, sample.base_url, self.article_counts()),
            command=parts.settings.command(),
            stays=stays,
        ).text()

    def watch(self) -> None:
        """Stay until one of the processes ends, which is a LocalError; or until interrupted."""
        while True:
            self._require_all()
            pause(_WATCH_SECONDS)

    def _start_servers(self) -> None:
        parts = self._parts
        self._begin("PostgreSQL", parts.postgres.launch, parts.postgres.stop, parts.postgres.process)
        self._begin("the S3 server", parts.store.launch, parts.store.stop, parts.store.process)
        if parts.newsweb is not None:
            web = parts.newsweb
            self._begin("the sample newspaper", web.launch, web.stop, web.process)
        parts.postgres.wait_until_ready()
        parts.databases.create()

    def _prepare_news(self) -> None:
        parts = self._parts
        self._say("bringing the news database to this version")
        parts.databases.migrate_news()
        parts.store.wait_until_ready()
        with closing(RawStore(parts.raw_store, connections=1)) as bucket:
            bucket.create_bucket()
        if parts.newsweb is not None:
            parts.newsweb.wait_until_ready()
        settings = environment_file(parts.databases.news, parts.raw_store, parts.settings.sources)
        write_private(parts.settings.data / "environment", settings)

    def _launch_airflow(self) -> None:
        self._say("starting Airflow: api-server, scheduler, dag-processor, triggerer")
        airflow = self._parts.airflow
        airflow.launch()
        for child in airflow.processes:
            self._guardian.add(child.pid)

    def _begin(self, name: str, launch: Callable[[], None], stop: Callable[[], None], child: Child) -> None:
        self._say(f"starting {name}")
        self._running.callback(self._stop, name, stop, child)
        launch()
        self._guardian.add(child.pid)

    def _stop(self, name: str, stop: Callable[[], None], *children: Child) -> None:
        self._say(f"stopping {name}")
        stop()
        for child in children:
            if child.was_started:
                self._guardian.remove(child.pid)

    def _look_after(self) -> None:
        self._require_all()
        self._memory.sample_now_and_then()

    def _require_all(self) -> None:
        for child in self._parts.children:
            child.require_running()
