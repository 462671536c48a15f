"""A running Airflow for the tests, started once and only when a test asks for it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from broadsheet.config import RawStoreSettings
from broadsheet.local import connections
from broadsheet.local.airflow import Airflow, AirflowSettings
from broadsheet.local.objectstore import ObjectStore
from broadsheet.local.ports import free_ports
from broadsheet.local.postgres import PostgresServer
from broadsheet.local.secrets import Secrets
from broadsheet.rawstore import RawStore
from broadsheet.sources import load_source
from tests.conftest import ROOT, fresh_database, needs_airflow, object_store_ports
from tests.integration.local_runs import Installation, Run
from tests.newsweb import NewsWeb, RunningPublisher


@dataclass(frozen=True)
class RunningAirflow:
    """Airflow with this repository's DAGs over an empty folder of sources.

    A source file written to `sources` is a DAG a second or two after `look_again`, and so is a file written
    to `more_dags`. Its Connections lie in its database: `connect` points them elsewhere, for the tasks that
    start afterwards.
    """

    server: Airflow
    sources: Path
    more_dags: Path
    database: str
    bucket: RawStoreSettings

    def connect(self, database: str | None = None, bucket: RawStoreSettings | None = None) -> None:
        """Set both Connections; to this fixture's own database and bucket where none is given."""
        for name, fields in connections.as_fields(database or self.database, bucket or self.bucket).items():
            self.server.api.set_connection(name, **fields)

    def look_again(self) -> None:
        """Ask, as people do at the UI, for the files of Dags to be read: by itself that takes ten seconds.

        The API asks only for files that it knows Dags of.
        """
        files = [("dags-folder", file.name) for file in (ROOT / "dags").glob("[!_]*.py")]
        files += [("more", file.name) for file in self.more_dags.glob("trials.py")]
        asking = (
            "INSERT INTO dag_priority_parsing_request (id, bundle_name, relative_fileloc)"
            " VALUES (md5(gen_random_uuid()::text), %s, %s)"
        )
        with closing(psycopg2.connect(self.server.settings.metadata_url)) as connection, connection:
            connection.cursor().executemany(asking, files)


@pytest.fixture
def web() -> Iterator[NewsWeb]:
    """The local news web with one of its papers; files that need others have a fixture of this name."""
    with NewsWeb(["courier"]) as running:
        yield running


@pytest.fixture
def site(web: NewsWeb) -> RunningPublisher:
    """That paper."""
    return web.publisher("courier")


@pytest.fixture(scope="session")
def airflow(
    postgres_server: PostgresServer, object_store: ObjectStore, migrated_template: str, server_folder: Path
) -> Iterator[RunningAirflow]:
    """A real Airflow. Tests that take it run in one process, one after the other."""
    sources = server_folder / "sources"
    sources.mkdir()
    more_dags = server_folder / "more" / "dags"
    more_dags.mkdir(parents=True)
    bucket = object_store.settings("airflow-raw-html")
    RawStore(bucket).create_bucket()
    with (
        fresh_database(postgres_server, template=migrated_template) as news,
        fresh_database(postgres_server, template="template1") as metadata,
    ):
        settings = AirflowSettings(
            server_folder / "airflow",
            *free_ports(1),
            metadata,
            Secrets(),
            environment=_environment(sources, more_dags),
        )
        server = Airflow(settings)
        server.migrate()
        _started.append(server)
        try:
            server.start()
            server.wait_until_ready()
            running = RunningAirflow(server, sources, more_dags, news, bucket)
            running.connect()
            yield running
        finally:
            _stop_airflow()
            shutil.rmtree(settings.home)


_started: list[Airflow] = []


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Idle, it takes memory and CPU, too: it ends with the last test that needs it."""
    if needs_airflow(item) and not (nextitem and needs_airflow(nextitem)):
        _stop_airflow()


def _stop_airflow() -> None:
    """At once: how `make run` ends it in order, with patience, is another test's promise."""
    for server in _started:
        server.api.close()
        for each in server.processes:
            each.stop(0)
    _started.clear()


def _environment(sources: Path, more_dags: Path) -> dict[str, str]:
    local = "airflow.dag_processing.bundles.local.LocalDagBundle"
    bundles = [
        {"name": "dags-folder", "classpath": local, "kwargs": {}},
        {"name": "more", "classpath": local, "kwargs": {"path": str(more_dags)}},
    ]
    return {
        "AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST": json.dumps(bundles),
        "SOURCES_DIR": str(sources),
        "CRAWLER_CONTACT": "tests@example.org",
    }


@pytest.fixture(scope="session")
def installation(server_folder: Path) -> Iterator[Installation]:
    """A folder without data and its own copy of the sample source, with a free port in it."""
    folder = server_folder / "make-run"
    sources = folder / "sources"
    sources.mkdir(parents=True)
    ui, database, news = free_ports(3)
    text = (ROOT / "sources" / "sample.yaml").read_text()
    port = urlsplit(load_source("sample", ROOT / "sources").base_url).port
    (sources / "sample.yaml").write_text(text.replace(f":{port}", f":{news}"))
    chosen = {
        "DATA_DIR": str(folder / "var"),
        "SOURCES_DIR": str(sources),
        "UI_PORT": str(ui),
        "DATABASE_PORT": str(database),
        "S3_PORT": str(object_store_ports().s3),
    }
    yield Installation(folder / "var", {**os.environ, **chosen})


@pytest.fixture(scope="session")
def once(installation: Installation) -> Run:
    """`make run ONCE=1` in the fresh folder, to its end."""
    run = installation.start("--once")
    run.process.wait(600)
    return run
