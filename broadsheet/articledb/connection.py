"""Connections to the news database, and what its errors mean to a caller.

Connections are in autocommit mode, so that a read is one round trip; `transaction` writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import psycopg2.extensions

from broadsheet.articledb.pooling import settle_session
from broadsheet.errors import BroadsheetError, ConfigError, SchemaMismatch, StorageError

Connection = psycopg2.extensions.connection  # under a name that callers outside this package may use
Cursor = psycopg2.extensions.cursor

# A batch takes milliseconds; what takes this long hangs, and a crawl that waits longer is stopped anyway.
_SESSION = {
    "timezone": "UTC",
    "datestyle": "ISO",
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    "plan_cache_mode": "force_generic_plan",
}
# A vanished server is noticed within about a minute, not after the kernel's two hours.
_KEEPALIVES: dict[str, Any] = {"keepalives_idle": 20, "keepalives_interval": 10, "keepalives_count": 3}
_LOST_CLASSES = ("08", "57P")  # connection exceptions; shut down, crashed, starting up
_OWNER = "as the owner of the database (make run does so at its start)"
MIGRATE_HINT = f"run: python -m broadsheet migrate, {_OWNER}"
_RETRIED = frozenset({"40001", "40P01"})  # serialisation failure, deadlock
# 22 data exceptions, 23 constraints, 54 program limits (an index entry that is too long), 21 cardinality
_CONTENT_CLASSES = ("21", "22", "23", "54")
_MISSING_RELATION = frozenset({"42P01", "42703", "42883", "3F000"})
_READ_ONLY = "25006"  # read_only_sql_transaction: a role that only reads, or a standby
_FORBIDDEN = frozenset({"42501"})
# Without the client's message: it quotes parts of the address, which may be part of the password.
_UNREADABLE = (
    "DATABASE_URL: not an address that PostgreSQL's client can read; expected "
    "postgresql://user:password@host:port/database, special characters of the password as %40 and the like"
)
_OPTIONS_REFUSED = (
    "DATABASE_URL: leads to a pooler that refuses the session's settings; give it "
    "ignore_startup_parameters = options, and pool_mode = session"
)
_NO_SUCH_LOGIN = (
    "password authentication failed",
    "no password supplied",
    "does not exist",
    "no pg_hba.conf entry",
    "is not permitted to log in",
    "permission denied for database",
)


def connect(dsn: str, *, application_name: str = "broadsheet", connect_timeout: int = 5) -> Connection:
    """A connection with UTC and time limits that fit a crawl.

    StorageError when the server is away, ConfigError when it refuses this login, knows no such database or is
    a pooler that lends sessions by transaction.
    """

    def opened() -> Connection:
        return _opened(dsn, application_name=application_name, connect_timeout=connect_timeout)

    connection = opened()
    try:
        settle_session(connection, _SESSION, opened)
    except psycopg2.Error as error:
        connection.close()
        raise explained(error) from error
    except ConfigError:
        connection.close()
        raise
    return connection


def _opened(dsn: str, **options: Any) -> Connection:
    settings = " ".join(f"-c {name}={value}" for name, value in _SESSION.items())
    try:
        connection: Connection = psycopg2.connect(
            dsn, options=settings, client_encoding="UTF8", **_KEEPALIVES, **options
        )
    except psycopg2.ProgrammingError:
        raise ConfigError(_UNREADABLE) from None
    except psycopg2.OperationalError as error:
        if str(error).startswith("invalid ") or "@" in str(error):
            raise ConfigError(_UNREADABLE) from None
        raise _refusal(error) from error
    connection.autocommit = True
    return connection


@contextmanager
def cursor_of(connection: Connection) -> Iterator[Cursor]:
    """A cursor for single statements, each its own transaction; errors are ours.

    A statement that is wrong in itself is a mistake in this package, and raised as it is.
    """
    try:
        with connection.cursor() as cursor:
            yield cursor
    except psycopg2.Error as error:
        if _is_mistake(error):
            raise
        raise explained(error) from error


@contextmanager
def transaction(connection: Connection) -> Iterator[Cursor]:
    """A cursor inside one transaction: committed at the end, rolled back on any exception."""
    with cursor_of(connection) as cursor:
        cursor.execute("BEGIN")
        try:
            yield cursor
            cursor.execute("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise
        if cursor.statusmessage != "COMMIT":  # an error inside was swallowed
            raise StorageError("the database rolled a transaction back instead of committing it")


def is_connection_lost(error: BaseException | None) -> bool:
    """Whether the connection is gone, so that the caller must open another."""
    if isinstance(error, psycopg2.InterfaceError):
        return True
    if isinstance(error, psycopg2.Error):
        return not _is_mistake(error) and (error.pgcode is None or error.pgcode.startswith(_LOST_CLASSES))
    return isinstance(error, StorageError) and is_connection_lost(error.__cause__)


def is_retried(error: BaseException | None) -> bool:
    """Whether the same transaction may pass when it is tried again at once."""
    return isinstance(error, psycopg2.Error) and error.pgcode in _RETRIED


def is_refused_content(error: BaseException | None) -> bool:
    """Whether it was the rows' content that the database would not take."""
    return isinstance(error, psycopg2.Error) and (error.pgcode or "").startswith(_CONTENT_CLASSES)


def _is_mistake(error: psycopg2.Error) -> bool:
    return isinstance(error, psycopg2.ProgrammingError) and error.pgcode not in {
        *_MISSING_RELATION,
        *_FORBIDDEN,
    }


def explained(error: psycopg2.Error) -> BroadsheetError:
    """The exception of ours for an error of the driver; the driver's is its cause."""
    told = summary(error)
    if error.pgcode in _MISSING_RELATION:
        return SchemaMismatch(f"the news database is not of this version ({told}); {MIGRATE_HINT}")
    if error.pgcode in _FORBIDDEN:
        return ConfigError(f"DATABASE_URL: the role lacks a privilege: {told}; {MIGRATE_HINT}")
    if error.pgcode == _READ_ONLY:
        return StorageError(
            f"the news database failed: {told}; DATABASE_URL needs a role and a server that may write"
        )
    return StorageError(f"the news database failed: {told}")


def summary(error: psycopg2.Error) -> str:
    """What happened, in one line, with the column or constraint it happened at."""
    told = error.diag.message_primary or str(error).strip() or type(error).__name__
    place = error.diag.constraint_name or error.diag.column_name
    line = told.splitlines()[0]
    return f"{line} ({place})" if place and place not in line else line


def _refusal(error: psycopg2.OperationalError) -> BroadsheetError:
    # A line for each address of the host, and under it perhaps a question, which is none of ours.
    lines = [line for line in str(error).strip().splitlines() if line.strip() and not line[0].isspace()]
    told = lines[-1].strip() if lines else "no reason given"
    if "unsupported startup parameter" in told:
        return ConfigError(_OPTIONS_REFUSED)
    if any(sign in told for sign in _NO_SUCH_LOGIN) and "FATAL" in told:
        return ConfigError(f"DATABASE_URL: the server refused: {told.partition('FATAL:')[2].strip()}")
    return StorageError(f"the news database cannot be reached: {told}")


def _roll_back(connection: Connection) -> None:
    # With the connection gone the server has rolled back by itself.
    if connection.closed:
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
    except psycopg2.Error:
        connection.close()
