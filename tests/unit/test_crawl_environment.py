"""What a crawl's process is told, and what it is not."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from broadsheet import config
from broadsheet.errors import ConfigError
from dags.operators.environment import crawl_environment


@dataclass
class Connection:
    """As Airflow hands them out."""

    host: str | None = None
    login: str | None = None
    password: str | None = None
    schema: str | None = None
    port: int | None = None
    extra_dejson: dict[str, Any] = field(default_factory=dict)


DATABASE = Connection(
    "db.example", "writer", "p@ss/word:%", "news", 5433, {"sslmode": "require", "cursor": "x"}
)
STORE = Connection(
    login="key",
    password="secret",
    extra_dejson={"bucket_name": "raw", "endpoint_url": "https://s3.example", "region_name": "eu-west-1"},
)


def test_airflows_secrets_stay_behind():
    """Fernet key, JWT secret, its database and its Connections are no business of a crawl."""
    environment = {
        "PATH": "/bin",
        "AIRFLOW__CORE__FERNET_KEY": "x",
        "AIRFLOW__API_AUTH__JWT_SECRET": "x",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": "x",
        "AIRFLOW_CONN_NEWS_DB": "x",
        "AIRFLOW_CTX_DAG_ID": "x",
        "SOME_TOKEN": "x",
    }
    assert set(crawl_environment(environment)) == {"PATH", "PYTHONUNBUFFERED"}


def test_what_a_crawl_needs_is_passed():
    """Its own settings and what a process needs to run at all."""
    process = "PATH HOME LANG LC_ALL TZ TMPDIR PYTHONPATH"
    ours = "DATABASE_URL AWS_ACCESS_KEY_ID AWS_ENDPOINT_URL_S3 RAW_HTML_BUCKET SOURCES_DIR CRAWLER_CONTACT"
    needed = dict.fromkeys([*process.split(), *ours.split()], "x")
    assert crawl_environment(needed).items() >= needed.items()


def test_the_database_connection_becomes_an_address():
    """Every part arrives, whatever characters a password holds; what libpq does not know is left out."""
    address = urlsplit(config.database_url(crawl_environment({"DATABASE_URL": "postgresql://old"}, DATABASE)))
    assert (address.hostname, address.port, address.path) == ("db.example", 5433, "/news")
    assert (address.username, unquote(address.password)) == ("writer", DATABASE.password)
    assert address.query == "sslmode=require"


def test_the_store_connection_becomes_settings():
    """Bucket, keys, endpoint and region as the library reads them."""
    settings = config.raw_store(crawl_environment({}, store=STORE))
    assert settings == config.RawStoreSettings("raw", "https://s3.example", "key", "secret", "eu-west-1")


def test_the_service_part_of_a_store_connection_is_read():
    """Airflow's own form for several services."""
    extra = {"service_config": {"s3": {"bucket_name": "raw", "endpoint_url": "http://127.0.0.1:1"}}}
    settings = config.raw_store(crawl_environment({}, store=Connection(extra_dejson=extra)))
    assert (settings.bucket, settings.endpoint_url) == ("raw", "http://127.0.0.1:1")


def test_a_store_connection_without_endpoint_means_amazon():
    """An endpoint left over in the environment would send the pages elsewhere."""
    environment = {
        "AWS_ENDPOINT_URL_S3": "http://old",
        "AWS_ENDPOINT_URL": "http://old",
        "AWS_SESSION_TOKEN": "x",
    }
    store = Connection(login="key", password="secret", extra_dejson={"bucket_name": "raw"})
    made = crawl_environment(environment, store=store)
    assert not {"AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_SESSION_TOKEN"} & made.keys()


def test_keys_that_are_lent_keep_their_token():
    """And a token of other keys goes with none."""
    lent = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y", "AWS_SESSION_TOKEN": "z"}
    assert config.raw_store(crawl_environment(lent | {"RAW_HTML_BUCKET": "raw"})).session_token == "z"
    alone = {"AWS_SESSION_TOKEN": "z", "RAW_HTML_BUCKET": "raw"}
    assert config.raw_store(crawl_environment(alone)).session_token is None


def test_a_store_connection_without_keys_leaves_them_to_boto3():
    """A machine's role, or keys in the environment."""
    store = Connection(extra_dejson={"bucket_name": "raw"})
    made = crawl_environment({"AWS_ACCESS_KEY_ID": "mine", "AWS_SECRET_ACCESS_KEY": "too"}, store=store)
    assert (made["AWS_ACCESS_KEY_ID"], made["AWS_SECRET_ACCESS_KEY"]) == ("mine", "too")


@pytest.mark.parametrize(
    ("database", "store", "named"),
    [
        (Connection(schema="news"), None, "news_db: host"),
        (Connection(host="db.example"), None, "news_db: database"),
        (None, Connection(login="key", password="secret"), "news_s3: bucket_name"),
        (None, Connection(login="key", extra_dejson={"bucket_name": "raw"}), "news_s3: password"),
    ],
)
def test_an_incomplete_connection_is_named(database, store, named):
    """The message says which Connection lacks what."""
    with pytest.raises(ConfigError, match=named):
        crawl_environment({}, database, store)
