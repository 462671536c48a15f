"""A pooler between a crawl and its database: one that keeps sessions apart will do, another is refused."""

from __future__ import annotations

from contextlib import closing

import pytest

from broadsheet.articledb.connection import connect
from broadsheet.errors import ConfigError
from tests.integration.articledb.items import value
from tests.integration.articledb.pooler import pooler


def test_sessions_lent_by_transaction_are_refused(news_database: str) -> None:
    """Claims and prepared statements would come and go unseen: what to do is told before anything is done."""
    with (
        pooler(news_database, is_by_session=False) as address,
        pytest.raises(ConfigError, match="pool_mode is session"),
    ):
        connect(address)


def test_a_session_of_its_own_has_its_settings(news_database: str) -> None:
    """Through a pooler, too, which leaves out what was asked for at the start."""
    with pooler(news_database, is_by_session=True) as address, closing(connect(address)) as connection:
        assert value(connection, "SHOW statement_timeout") == "30s"
        assert value(connection, "SHOW timezone") == "UTC"


def test_a_pooler_that_refuses_settings_is_told_apart(news_database: str) -> None:
    """As poolers do by default; the key that mends it is named."""
    with (
        pooler(news_database, is_by_session=True, ignores_options=False) as address,
        pytest.raises(ConfigError, match="ignore_startup_parameters = options"),
    ):
        connect(address)
