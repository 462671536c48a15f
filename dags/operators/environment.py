"""The environment of a crawl: what it needs of ours, the Connections, none of Airflow's secrets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from broadsheet.errors import ConfigError

DATABASE_CONNECTION, STORE_CONNECTION = "news_db", "news_s3"
_NEEDED = frozenset({"PATH", "HOME", "LANG", "TZ", "TMPDIR", "PYTHONPATH"})
_SETTINGS = frozenset({"DATABASE_URL", "RAW_HTML_BUCKET", "SOURCES_DIR", "CRAWLER_CONTACT", "CHROMIUM_PATH"})
_PREFIXES = ("LC_", "AWS_")
_LIBPQ = (
    "ssl",
    "gss",
    "keepalives",
    "connect_timeout",
    "options",
    "target_session_attrs",
    "application_name",
)


class AirflowConnection(Protocol):
    """What is read of an Airflow Connection."""

    host: str | None
    login: str | None
    password: str | None
    schema: str | None
    port: int | None

    @property
    def extra_dejson(self) -> dict[str, Any]:
        """The extra field."""


def crawl_environment(
    environment: Mapping[str, str],
    database: AirflowConnection | None = None,
    store: AirflowConnection | None = None,
) -> dict[str, str]:
    """The variables a crawl gets. A Connection that is not defined leaves the word to the environment."""
    kept = {name: value for name, value in environment.items() if _is_passed(name)}
    kept["PYTHONUNBUFFERED"] = "1"  # what a crawl says is to be read while it runs
    if database is not None:
        kept["DATABASE_URL"] = _database_url(database)
    if store is not None:
        return {name: value for name, value in kept.items() if name not in _replaced(store)} | dict(
            _store_settings(store)
        )
    return kept


def _replaced(store: AirflowConnection) -> frozenset[str]:
    # A Connection without an endpoint means Amazon's own; its keys go with no session token but their own.
    endpoints = frozenset({"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"})
    return endpoints | {"AWS_SESSION_TOKEN"} if store.login else endpoints


def _is_passed(name: str) -> bool:
    return name in _NEEDED or name in _SETTINGS or name.startswith(_PREFIXES)


def _database_url(connection: AirflowConnection) -> str:
    host = _required(DATABASE_CONNECTION, "host", connection.host)
    database = _required(DATABASE_CONNECTION, "database (schema)", connection.schema)
    user = quote(connection.login or "", safe="")
    password = f":{quote(connection.password, safe='')}" if connection.password else ""
    port = f":{connection.port}" if connection.port else ""
    # The extra field may hold keys for Airflow's own hook; libpq refuses an option that it does not know.
    options = {key: value for key, value in connection.extra_dejson.items() if key.startswith(_LIBPQ)}
    query = f"?{urlencode(options)}" if options else ""
    who = f"{user}{password}@" if user else ""
    return f"postgresql://{who}{host}{port}/{quote(database, safe='')}{query}"


def _store_settings(connection: AirflowConnection) -> Iterator[tuple[str, str]]:
    extra = connection.extra_dejson
    service = extra.get("service_config", {}).get("s3", {})
    yield (
        "RAW_HTML_BUCKET",
        _required(
            STORE_CONNECTION, "bucket_name in extra", extra.get("bucket_name") or service.get("bucket_name")
        ),
    )
    stated = {
        "AWS_ENDPOINT_URL_S3": service.get("endpoint_url") or extra.get("endpoint_url"),
        "AWS_DEFAULT_REGION": extra.get("region_name"),
    }
    yield from ((name, str(value)) for name, value in stated.items() if value)
    if (
        connection.login
    ):  # without a key pair boto3 finds one where it always looks, such as the machine's role
        yield "AWS_ACCESS_KEY_ID", connection.login
        yield "AWS_SECRET_ACCESS_KEY", _required(STORE_CONNECTION, "password", connection.password)


def _required(connection: str, name: str, value: str | None) -> str:
    if not value:
        raise ConfigError(f"Connection {connection}: {name} is empty; fill it in under Admin > Connections")
    return str(value)
