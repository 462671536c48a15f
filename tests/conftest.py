"""Real servers for the tests, started once per test process and only when a test asks for them."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from broadsheet.config import RawStoreSettings
from broadsheet.local.objectstore import Keys, ObjectStore
from broadsheet.local.objectstore_ports import ObjectStorePorts
from broadsheet.local.ports import free_ports
from broadsheet.local.postgres import PostgresServer
from broadsheet.rawstore import RawStore
from tests import descriptions

descriptions.read_once()
ROOT = Path(__file__).parent.parent
_QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}  # tests outlive no power cut
CRAWLER, _SECRET = "a_crawler", uuid.uuid4().hex  # a login of the role `broadsheet`
_OWNER = "TESTS_DATABASE_URL"
_PASSED = ("PATH", "HOME", "LANG", "TZ", "PYTHONPATH", "COV")  # the last: for `make coverage`


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """A folder that the database's own user may enter, unlike pytest's temporary folders."""
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-tests-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_server(server_folder: Path) -> Iterator[PostgresServer]:
    """A real PostgreSQL of this test process."""
    (port,) = free_ports(1)
    server = PostgresServer(
        server_folder / "postgres", port, uuid.uuid4().hex, server_folder / "postgres.log", _QUICK
    )
    server.start()
    yield server
    server.stop()


@contextmanager
def fresh_database(server: PostgresServer, template: str) -> Iterator[str]:
    """A new database, dropped in the end; its address."""
    name = f"test_{uuid.uuid4().hex}"
    _execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield server.dsn(name)
    finally:
        _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(server: PostgresServer, statement: str) -> None:
    with closing(psycopg2.connect(server.dsn("postgres"))) as connection:
        connection.autocommit = True  # CREATE DATABASE runs in no transaction
        connection.cursor().execute(statement)


@pytest.fixture(scope="session")
def migrated_template(postgres_server: PostgresServer) -> str:
    """The name of a database brought to this version once, for others to be copied from."""
    from broadsheet.articledb.migrate import migrate  # noqa: PLC0415 - only tests with a database pay for it

    _execute(postgres_server, "CREATE DATABASE migrated")
    migrate(postgres_server.dsn("migrated"))
    _execute(postgres_server, f"CREATE ROLE {CRAWLER} LOGIN PASSWORD '{_SECRET}' IN ROLE broadsheet")
    return "migrated"


@pytest.fixture
def empty_database(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of a fresh database with nothing in it."""
    with fresh_database(postgres_server, template="template1") as address:
        yield address


@pytest.fixture
def news_database(postgres_server: PostgresServer, migrated_template: str) -> Iterator[str]:
    """The address of a fresh news database, migrated and without rows."""
    with fresh_database(postgres_server, template=migrated_template) as address:
        yield address


def object_store_ports() -> ObjectStorePorts:
    """Free ones, below those that the system hands out for outgoing connections."""
    return ObjectStorePorts.free_above(random.randrange(10_000, 21_000))


@pytest.fixture(scope="session")
def object_store(server_folder: Path) -> Iterator[ObjectStore]:
    """A real S3 server of this test process, with keys that may write and keys that may only read."""
    keys = (
        Keys("writer", "writer", uuid.uuid4().hex),
        Keys("reader", "reader", uuid.uuid4().hex, is_read_only=True),
    )
    ports = object_store_ports()
    log = server_folder / "s3.log"
    # A bucket for nearly every test: far more files than the disk could hold if each were full.
    server = ObjectStore(server_folder / "s3", ports, keys, log, max_volumes=100_000)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def bucket(object_store: ObjectStore) -> RawStoreSettings:
    """A fresh bucket and the keys that may write to it."""
    settings = object_store.settings(f"raw-html-{uuid.uuid4().hex}")
    RawStore(settings).create_bucket()
    return settings


@pytest.fixture
def crawl_environment(news_database: str, bucket: RawStoreSettings) -> dict[str, str]:
    """The environment variables of a crawl, for a child process, over a fresh database and bucket."""
    return as_crawler(environment_of(news_database, bucket))


@pytest.fixture(scope="module")
def module_environment(
    postgres_server: PostgresServer,
    migrated_template: str,
    object_store: ObjectStore,
) -> Iterator[dict[str, str]]:
    """The same over a database and a bucket that all tests of a file share."""
    settings = object_store.settings(f"raw-html-{uuid.uuid4().hex}")
    RawStore(settings).create_bucket()
    with fresh_database(postgres_server, template=migrated_template) as address:
        yield as_crawler(environment_of(address, settings))


def as_crawler(environment: dict[str, str]) -> dict[str, str]:
    """The same for a login that may do what a crawl may, and no more; `owner_of` it may do anything."""
    owner = environment["DATABASE_URL"]
    host = urlsplit(owner).netloc.rpartition("@")[2]
    address = urlsplit(owner)._replace(netloc=f"{CRAWLER}:{_SECRET}@{host}").geturl()
    return {**environment, "DATABASE_URL": address, _OWNER: owner}


def owner_of(environment: Mapping[str, str]) -> str:
    """The address of the same database for whoever prepares a test, or breaks something in it.

    Of an environment that is no crawler's, as the benchmarks' are, it is the one given.
    """
    database = urlsplit(environment["DATABASE_URL"])
    owner = environment.get(_OWNER, environment["DATABASE_URL"])
    return database._replace(netloc=urlsplit(owner).netloc).geturl()


def environment_of(news_database: str, bucket: RawStoreSettings) -> dict[str, str]:
    """Those of a crawl over this database and this bucket."""
    assert bucket.access_key_id and bucket.secret_access_key and bucket.endpoint_url and bucket.region
    return {
        **{name: value for name, value in os.environ.items() if name.startswith(_PASSED)},
        "DATABASE_URL": news_database,
        "AWS_ENDPOINT_URL_S3": bucket.endpoint_url,
        "AWS_ACCESS_KEY_ID": bucket.access_key_id,
        "AWS_SECRET_ACCESS_KEY": bucket.secret_access_key,
        "AWS_DEFAULT_REGION": bucket.region,
        "RAW_HTML_BUCKET": bucket.bucket,
        "CRAWLER_CONTACT": "tests@example.org",
    }


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in a hook of the same name
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process runs all tests that need Airflow, in a row: it is too large to idle or to be many.

    So it is with the tests of a file that share what one crawl has stored.
    """
    for item in items:
        if needs_airflow(item):
            item.add_marker(pytest.mark.xdist_group("airflow"))
        elif "module_environment" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
    items.sort(key=lambda item: not needs_airflow(item))


def needs_airflow(item: pytest.Item) -> bool:
    """Whether the test takes the fixture, itself or by another."""
    return "airflow" in getattr(item, "fixturenames", ())
