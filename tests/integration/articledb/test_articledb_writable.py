"""What a crawl finds out before its first request: whether this role and this server take its rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from broadsheet.articledb.connection import Connection, connect
from broadsheet.articledb.roles import ANALYST, UI, WRITER
from broadsheet.articledb.writable import check_writable
from broadsheet.errors import ConfigError
from broadsheet.local.ports import free_ports
from broadsheet.local.postgres import PostgresServer
from tests.integration.articledb.test_articledb_roles import logged_in


@pytest.mark.parametrize("role", [ANALYST, UI])
def test_a_role_that_only_reads_is_named_with_one_that_writes(news: Connection, role: str) -> None:
    """The key, the role, its setting, and who would do."""
    with logged_in(news, role) as connection, pytest.raises(ConfigError) as told:
        check_writable(connection)
    assert str(told.value) == (
        f"DATABASE_URL: the role {role} only reads, by its default_transaction_read_only; "
        "name one that writes, such as broadsheet"
    )


def test_a_role_that_lacks_privileges_is_told_of_all_and_how_to_get_them(news: Connection) -> None:
    """Of every table that it may not write to before anything is fetched; a member of the writer may."""
    name = f"partly_{news.info.dbname}"
    with news.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name}")
        cursor.execute(f"GRANT {WRITER} TO {name}")
    with logged_in(news, name) as connection:
        check_writable(connection)
        with news.cursor() as cursor:
            cursor.execute(f"REVOKE {WRITER} FROM {name}")
            cursor.execute(f"GRANT USAGE ON SCHEMA news TO {name}")
            cursor.execute(f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA news TO {name}")
            cursor.execute(f"REVOKE UPDATE ON news.captures FROM {name}")
        with pytest.raises(ConfigError) as told:
            check_writable(connection)
    with news.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {name}; DROP ROLE {name}")
    assert str(told.value) == (
        f"DATABASE_URL: the role {name} may not write all that a crawl writes (article_authors, "
        "article_images, article_links, captures, cut_listings, live_entries, source_hosts); "
        f"as their owner: GRANT broadsheet TO {name}"
    )


def test_the_writer_and_the_owner_may(news: Connection) -> None:
    """Whatever was migrated can be crawled into."""
    check_writable(news)
    with logged_in(news, WRITER) as connection:
        check_writable(connection)


def test_what_passes_by_itself_is_none_of_the_roles(news_database: str) -> None:
    """A database that takes no writes for now, as with a full disk, is one that is away: waited for."""
    with closing(connect(news_database)) as news, news.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {news.info.dbname} SET default_transaction_read_only = on")
    with closing(connect(news_database)) as again:
        check_writable(again)


@pytest.fixture
def standby(server_folder: Path) -> Iterator[PostgresServer]:
    """A server in recovery that can be read, as the second of a pair."""
    data, log = server_folder / "standby" / "data", server_folder / "standby.log"
    server = PostgresServer(data, *free_ports(1), "secret", log)
    server.start()
    server.stop()
    (data / "standby.signal").touch()
    server.start()
    yield server
    server.stop()


def test_a_standby_is_told_with_where_it_is_and_the_way_to_its_primary(standby: PostgresServer) -> None:
    """It answers and reads, and takes no row."""
    with closing(connect(standby.dsn("postgres"))) as connection, pytest.raises(ConfigError) as told:
        check_writable(connection)
    assert str(told.value) == (
        f"DATABASE_URL: the server at 127.0.0.1:{standby.port} is a standby, which only reads; "
        "name its primary, or all servers and target_session_attrs=read-write"
    )
