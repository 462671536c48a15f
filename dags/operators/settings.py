"""The environment of this task's crawl, with Airflow's Connections where they are defined."""

from __future__ import annotations

import os

from airflow.sdk import Connection
from airflow.sdk.exceptions import AirflowNotFoundException

from dags.operators.environment import (
    DATABASE_CONNECTION,
    STORE_CONNECTION,
    crawl_environment,
)


def task_environment() -> dict[str, str]:
    """What a crawl started by this task may know."""
    return crawl_environment(os.environ, _defined(DATABASE_CONNECTION), _defined(STORE_CONNECTION))


def _defined(name: str) -> Connection | None:
    try:
        found: Connection = Connection.get(name)
    except AirflowNotFoundException:
        return None
    return found
