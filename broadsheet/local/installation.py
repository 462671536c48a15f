"""The parts of one installation, put together from its settings and its secrets."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.config import RawStoreSettings
from broadsheet.local import connections
from broadsheet.local.airflow import Airflow, AirflowSettings
from broadsheet.local.databases import Databases
from broadsheet.local.newsweb import NewsWeb
from broadsheet.local.objectstore import Keys, ObjectStore
from broadsheet.local.postgres import PostgresServer
from broadsheet.local.process import Child
from broadsheet.local.secrets import Secrets, load_or_create
from broadsheet.local.settings import BUCKET, LocalSettings
from broadsheet.sources import Source, load_folder

SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Installation:
    """Servers that are not started yet. There is no newsweb where the sample source was removed."""

    settings: LocalSettings
    secrets: Secrets = field(repr=False)
    postgres: PostgresServer
    databases: Databases
    store: ObjectStore
    airflow: Airflow
    sample: Source | None
    newsweb: NewsWeb | None

    @property
    def ui_url(self) -> str:
        """Where Airflow's UI answers."""
        return self.airflow.settings.url

    @property
    def raw_store(self) -> RawStoreSettings:
        """The bucket, for who may write to it."""
        return self.store.settings(BUCKET)

    @property
    def raw_store_to_read(self) -> RawStoreSettings:
        """The bucket, for everybody else."""
        return self.store.settings(BUCKET, self.store.keys[1])

    @property
    def children(self) -> tuple[Child, ...]:
        """Every process that must not end."""
        web = () if self.newsweb is None else (self.newsweb.process,)
        return (self.postgres.process, self.store.process, *web, *self.airflow.processes)


def assemble(settings: LocalSettings) -> Installation:
    """Read or make the secrets and put the parts together."""
    log = settings.data / "log"
    log.mkdir(parents=True, exist_ok=True)
    secrets = load_or_create(settings.data / "secrets.json")
    postgres = PostgresServer(
        settings.data / "postgres", settings.database_port, secrets.postgres_password, log / "postgres.log"
    )
    databases = Databases(postgres, secrets)
    store = ObjectStore(settings.data / "s3", settings.s3_ports, _keys(secrets), log / "s3.log")
    sample = _sample(settings.sources)
    newsweb = None if sample is None else NewsWeb(sample, log / "newsweb.log")
    airflow = Airflow(_airflow_settings(settings, secrets, databases, store.settings(BUCKET)))
    return Installation(settings, secrets, postgres, databases, store, airflow, sample, newsweb)


def _keys(secrets: Secrets) -> tuple[Keys, ...]:
    return (
        Keys("broadsheet", secrets.s3_write_key_id, secrets.s3_write_key),
        Keys("reader", secrets.s3_read_key_id, secrets.s3_read_key, is_read_only=True),
    )


def _airflow_settings(
    settings: LocalSettings, secrets: Secrets, databases: Databases, store: RawStoreSettings
) -> AirflowSettings:
    return AirflowSettings(
        home=settings.data / "airflow",
        port=settings.ui_port,
        metadata_url=databases.metadata,
        secrets=secrets,
        environment={
            **connections.as_environment(databases.news, store),
            "SOURCES_DIR": str(settings.sources),
        },
    )


def _sample(folder: Path) -> Source | None:
    for file in load_folder(folder):
        if file.source is not None and file.source.name == SAMPLE:
            return file.source
        if file.errors and file.path.stem == SAMPLE:
            raise file.errors[0]
    return None
