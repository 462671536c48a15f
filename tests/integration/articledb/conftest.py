"""A fresh news database and a connection to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from broadsheet.articledb.connection import Connection, connect


@pytest.fixture
def news(news_database: str) -> Iterator[Connection]:
    """A connection to a news database of its own, without rows."""
    with closing(connect(news_database)) as connection:
        yield connection
