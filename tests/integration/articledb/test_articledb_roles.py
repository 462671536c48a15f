"""Who may do what, and how a connection is refused."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
import psycopg2.errors
import pytest

from broadsheet.articledb.connection import Connection, connect
from broadsheet.articledb.ledger import known_links
from broadsheet.articledb.migrate import migrate
from broadsheet.articledb.roles import ANALYST, ROLES, UI, WRITER, set_role_password
from broadsheet.articledb.runs import finish_run, start_run
from broadsheet.articledb.sources import sync_sources
from broadsheet.articledb.store import store_items
from broadsheet.errors import ConfigError, StorageError
from broadsheet.local.ports import free_ports
from broadsheet.outcomes import Outcome, Verdict
from broadsheet.runs import Judgement, RunCounts, RunStart
from broadsheet.workers import Workers
from tests.integration.articledb.items import HOUR, NOON, item, link, listing, rows, source, url, value

READERS = (ANALYST, UI)
PASSWORD = "a pass'word with \\ and é"


@contextmanager
def logged_in(news: Connection, role: str) -> Iterator[Connection]:
    """A connection as one of the roles, by password."""
    set_role_password(news, role, PASSWORD)
    told = news.info
    keywords = {
        "host": told.host,
        "port": told.port,
        "dbname": told.dbname,
        "user": role,
        "password": PASSWORD,
    }
    with closing(psycopg2.connect(**keywords)) as connection:
        connection.autocommit = True
        yield connection


@pytest.mark.parametrize("role", READERS)
def test_readers_read_and_write_nothing(news: Connection, role: str) -> None:
    """Every relation can be read, none can be written, not even by undoing the role's settings."""
    store_items(news, [item("a")])
    writes = ("DELETE FROM articles", "UPDATE articles SET headline = ''", "CREATE TABLE news.x ()")
    names = "SELECT relname FROM pg_class WHERE relnamespace = 'news'::regnamespace AND relkind IN ('r', 'v')"
    relations = [name for (name,) in rows(news, names)]
    with logged_in(news, role) as connection, connection.cursor() as cursor:
        assert value(connection, "SELECT headline FROM articles") == "Headline a"
        for relation in relations:
            cursor.execute(f"SELECT * FROM news.{relation} LIMIT 1")
        cursor.execute("SET default_transaction_read_only = off")
        for statement in writes:
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(statement)


@pytest.mark.parametrize("role", READERS)
def test_readers_have_a_time_limit(news: Connection, role: str) -> None:
    """A query that never ends is ended; the role says when."""
    with logged_in(news, role) as connection, connection.cursor() as cursor:
        assert value(connection, "SHOW statement_timeout") == ROLES[role]["statement_timeout"]
        cursor.execute("SET statement_timeout = '50ms'")
        with pytest.raises(psycopg2.errors.QueryCanceled):
            cursor.execute("SELECT pg_sleep(10)")


def test_the_writer_can_do_a_crawl(news: Connection) -> None:
    """Everything a crawl writes, edits, months without a partition included."""
    with logged_in(news, WRITER) as connection:
        sync_sources(connection, [source()])
        start_run(connection, RunStart("run-1", "example", "politics", NOON))
        batch = [item("a"), listing(link("a"), link("b")), item("old", NOON - 40_000 * HOUR)]
        assert [answer.outcome for answer in store_items(connection, batch)] == [
            Outcome.NEW,
            Outcome.CHANGED,
            Outcome.NEW,
        ]
        store_items(connection, [item("a", NOON + HOUR, headline="Other", authors=())])
        assert known_links(connection, "example", "politics", [url("a")])[url("a")].outcome is Outcome.CHANGED
        assert finish_run(connection, "run-1", Judgement(Verdict.OK, "fine"), RunCounts())


@pytest.mark.parametrize("table", ["articles", "article_versions", "listed_links", "captures", "crawl_runs"])
def test_the_writer_deletes_nothing(news: Connection, table: str) -> None:
    """A crawl deletes no rows, and could not."""
    with logged_in(news, WRITER) as connection, connection.cursor() as cursor:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(f"DELETE FROM news.{table}")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("UPDATE news.alembic_version SET version_num = '0'")


@pytest.fixture
def owned(empty_database: str) -> Iterator[str]:
    """The address of an empty database as its owner, who may not create roles."""
    with closing(connect(empty_database)) as connection, connection.cursor() as cursor:
        told = connection.info
        owner = f"owner_{told.dbname}"
        cursor.execute(f"CREATE ROLE {owner}; ALTER DATABASE {told.dbname} OWNER TO {owner}")
        set_role_password(connection, owner, "secret")
        yield f"postgresql://{owner}:secret@{told.host}:{told.port}/{told.dbname}"
        cursor.execute("DROP SCHEMA IF EXISTS news CASCADE")
        cursor.execute(f"REASSIGN OWNED BY {owner} TO postgres; DROP OWNED BY {owner}; DROP ROLE {owner}")


def test_a_user_who_may_not_create_roles(news: Connection, owned: str) -> None:
    """Who owns a database can migrate it: a missing role is named, and granted its due once it is there."""
    with news.cursor() as cursor:
        cursor.execute("ALTER ROLE analyst RENAME TO analyst_away")
        try:
            without = migrate(owned)
        finally:
            cursor.execute("ALTER ROLE analyst_away RENAME TO analyst")
    assert without.applied
    assert [notice for notice in without.notices if ANALYST in notice]
    assert migrate(owned).notices == ()
    with closing(connect(owned)) as connection:
        assert value(connection, "SELECT has_table_privilege('analyst', 'news.articles', 'SELECT')")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://postgres:{secret}@{host}:{port}/{name}", "password authentication failed"),
        ("postgresql://nobody_known:{secret}@{host}:{port}/{name}", "nobody_known"),
        ("postgresql://{user}:{password}@{host}:{port}/no_such_database", "no_such_database"),
        ("postgresql://postgres:{secret}@{host}:{port}x/{name}", "DATABASE_URL"),
        ("postgresql://postgres:{secret}@[{host}/{name}", "DATABASE_URL"),
        ("postgresql://postgres:pass@{secret}@{host}:{port}/{name}", "DATABASE_URL"),
    ],
)
def test_a_wrong_address_is_a_matter_of_configuration(news: Connection, address: str, told: str) -> None:
    """Password, role, database, the address itself: a sentence that says it and not the password."""
    set_role_password(news, ANALYST, PASSWORD.encode().hex())
    at = news.info
    values = {"secret": "hunter2hunter2", "host": at.host, "port": at.port, "name": at.dbname}
    wrong = address.format(user=ANALYST, password=PASSWORD.encode().hex(), **values)
    with pytest.raises(ConfigError, match=told) as raised:
        connect(wrong)
    assert "hunter2" not in str(raised.value)
    assert raised.value.__cause__ is None or "hunter2" not in str(raised.value.__cause__)


def test_a_server_that_is_away_is_a_storage_error() -> None:
    """Nobody listens: trying again may help."""
    (port,) = free_ports(1)
    with pytest.raises(StorageError, match="cannot be reached"):
        connect(f"postgresql://postgres:secret@127.0.0.1:{port}/news")


def test_connections_speak_utc_and_have_limits(news: Connection) -> None:
    """Times come back in UTC; no statement, lock or idle transaction waits for ever."""
    assert value(news, "SELECT now()").utcoffset().total_seconds() == 0
    for setting in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        assert value(news, f"SHOW {setting}") != "0"


def test_a_server_that_has_too_many_connections_is_waited_for(news: Connection) -> None:
    """It is away, not misconfigured: the crawl's workers try again, and get one when another lets go."""
    told = news.info
    role = f"crowded_{uuid.uuid4().hex}"
    address = f"postgresql://{role}:secret@{told.host}:{told.port}/{told.dbname}"
    with news.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'secret' CONNECTION LIMIT 1")
    seen: list[str] = []
    with closing(connect(address)) as other:
        workers = Workers("database", lambda: connect(address), Connection.close, threads=1)

        def let_go(_: str) -> None:
            seen.append("away")
            other.close()

        workers.on_away, workers.on_back = let_go, lambda _: seen.append("back")
        with pytest.raises(StorageError, match="too many connections"):
            connect(address)
        assert asyncio.run(workers.run(lambda connection: value(connection, "SELECT 1"))) == 1
        workers.close()
    assert seen == ["away", "back"]
    with news.cursor() as cursor:
        cursor.execute(f"DROP ROLE {role}")
