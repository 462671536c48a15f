"""What make run puts into Airflow's Connections is what a crawl reads out of them."""

from __future__ import annotations

import subprocess

import pytest

from broadsheet.config import RawStoreSettings, database_url, raw_store
from broadsheet.local import connections
from broadsheet.local.report import environment_file
from dags.operators.environment import crawl_environment

DATABASE = "postgresql://broadsheet:p%40ss%2Fword@127.0.0.1:5433/news"
STORE = RawStoreSettings("raw-html", "http://127.0.0.1:8333", "key", "s3cret/+=", "us-east-1")


@pytest.fixture
def read(airflow_home, monkeypatch):
    """A Connection as a task gets it from the environment."""
    from airflow.sdk import Connection  # noqa: PLC0415 - not before its home folder is set

    def read(name: str, value: str):
        return (
            Connection.from_json(value, name) if value.startswith("{") else Connection.from_uri(value, name)
        )

    return read


def test_a_crawl_gets_the_database_and_the_bucket_of_make_run(read):
    """Through Airflow's own reading of both Connections nothing is lost, special letters included."""
    written = connections.as_environment(DATABASE, STORE)
    database = read("news_db", written["AIRFLOW_CONN_NEWS_DB"])
    store = read("news_s3", written["AIRFLOW_CONN_NEWS_S3"])
    environment = crawl_environment({}, database, store)
    assert database_url(environment) == DATABASE
    assert raw_store(environment) == STORE


def test_a_shell_reads_the_environment_file(tmp_path, monkeypatch):
    """`. var/environment` gives a crawl by hand the same settings."""
    file = tmp_path / "environment"
    file.write_text(environment_file(DATABASE, STORE, tmp_path / "my sources"))
    shell = subprocess.run(
        ["/bin/sh", "-c", f"set -a; . {file}; env -0"], capture_output=True, text=True, check=True, env={}
    )
    environment = dict(line.split("=", 1) for line in shell.stdout.split("\0") if line)
    assert database_url(environment) == DATABASE
    assert raw_store(environment) == STORE
    assert environment["SOURCES_DIR"] == str(tmp_path / "my sources")
