"""The two Airflow Connections of a crawl, `news_db` and `news_s3`, made from what a crawl needs."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote, urlsplit

from broadsheet.config import RawStoreSettings


def as_fields(database_url: str, raw_store: RawStoreSettings) -> dict[str, dict[str, Any]]:
    """Connection id to its fields, as Airflow's REST API takes them."""
    address = urlsplit(database_url)
    database = {
        "conn_type": "postgres",
        "host": address.hostname,
        "port": address.port,
        "login": unquote(address.username or ""),
        "password": unquote(address.password or ""),
        "schema": address.path.lstrip("/"),
    }
    extra = {
        "endpoint_url": raw_store.endpoint_url,
        "region_name": raw_store.region,
        "bucket_name": raw_store.bucket,
    }
    store = {
        "conn_type": "aws",
        "login": raw_store.access_key_id,
        "password": raw_store.secret_access_key,
        "extra": json.dumps(extra),
    }
    return {"news_db": database, "news_s3": store}


def as_environment(database_url: str, raw_store: RawStoreSettings) -> dict[str, str]:
    """The same as environment variables of Airflow's processes, which win over those in its database."""
    store = as_fields(database_url, raw_store)["news_s3"]
    return {
        "AIRFLOW_CONN_NEWS_DB": database_url.replace("postgresql://", "postgres://", 1),
        "AIRFLOW_CONN_NEWS_S3": json.dumps({**store, "extra": json.loads(store["extra"])}),
    }
