"""The roles of the news database: who may write, who may only read.

Roles belong to the whole server, privileges to one database. Roles are made without a password and
without the right to log in; `set_role_password` gives them both.
"""

from __future__ import annotations

import time

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import encrypt_password

from broadsheet.articledb.connection import Connection, Cursor, cursor_of

WRITER, ANALYST, UI = "broadsheet", "analyst", "broadsheet_ui"
_READ_ONLY = {"search_path": "news", "default_transaction_read_only": "on"}
# An analyst's query may think for minutes; a page of the Airflow UI is not waited for that long.
ROLES: dict[str, dict[str, str]] = {
    WRITER: {},
    ANALYST: {**_READ_ONLY, "statement_timeout": "5min"},
    UI: {**_READ_ONLY, "statement_timeout": "10s"},
}
# By default, too: the partitions to come are tables of their own to whoever asks for one by name.
_READ = """
GRANT USAGE ON SCHEMA news TO {0};
GRANT SELECT ON ALL TABLES IN SCHEMA news TO {0};
ALTER DEFAULT PRIVILEGES IN SCHEMA news GRANT SELECT ON TABLES TO {0}
"""
# A crawl deletes the parts of an article that its next version replaces, and places of lists that it has
# come back to; nothing else, so it may not.
EMPTIED = (
    "article_authors", "article_images", "article_links", "live_entries", "source_hosts", "cut_listings",
)  # fmt: skip
_WRITE = f"""
GRANT INSERT, UPDATE ON ALL TABLES IN SCHEMA news TO {{0}};
REVOKE INSERT, UPDATE ON news.alembic_version FROM {{0}};
GRANT DELETE ON {", ".join(f"news.{table}" for table in EMPTIED)} TO {{0}};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA news TO {{0}};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA news TO {{0}}
"""
_ALREADY_THERE = frozenset({"42710", "23505"})  # made by a migration of another database meanwhile
_MEANWHILE_CHANGED = "XX000"  # "tuple concurrently updated": PostgreSQL does not queue for roles
_TRIES, _PAUSE_SECONDS = 50, 0.02


def ensure_roles(connection: Connection) -> tuple[str, ...]:
    """Make the roles and grant them what is theirs; returns what could not be done, in sentences."""
    with cursor_of(connection) as cursor:
        if _may_create(cursor):
            for role, settings in ROLES.items():
                _create(cursor, role, settings)
        held = _held(cursor)
        for role in held:
            statements = _READ + (";" + _WRITE if role == WRITER else "")
            cursor.execute(sql.SQL(statements).format(sql.Identifier(role)))
    missing = ", ".join(role for role in ROLES if role not in held)
    if not missing:
        return ()
    return (
        f"missing: {missing}; this user may not create roles. "
        "Have an administrator create them, then migrate again: it grants what they need",
    )


def set_role_password(connection: Connection, role: str, password: str) -> None:
    """Let a role log in with a password. It is encrypted here, so the server's log cannot show it."""
    with cursor_of(connection) as cursor:
        secret = encrypt_password(password, role, connection, "scram-sha-256")
        statement = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}")
        _execute(cursor, statement.format(sql.Identifier(role), sql.Literal(secret)))


def _may_create(cursor: Cursor) -> bool:
    cursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
    return cursor.fetchone() == (True,)


def _held(cursor: Cursor) -> list[str]:
    cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) ORDER BY rolname", (list(ROLES),))
    return [str(name) for (name,) in cursor.fetchall()]


def _create(cursor: Cursor, role: str, settings: dict[str, str]) -> None:
    name = sql.Identifier(role)
    if role not in _held(cursor):
        _execute(cursor, sql.SQL("CREATE ROLE {} NOLOGIN").format(name))
    cursor.execute("SELECT coalesce(rolconfig, '{}') FROM pg_roles WHERE rolname = %s", (role,))
    (configured,) = cursor.fetchone() or ([],)
    for key, value in settings.items():
        if f"{key}={value}" not in configured:
            statement = sql.SQL("ALTER ROLE {} SET {} = {}")
            _execute(cursor, statement.format(name, sql.Identifier(key), sql.Literal(value)))


def _execute(cursor: Cursor, statement: sql.Composed) -> None:
    for left in reversed(range(_TRIES)):
        try:
            cursor.execute(statement)
        except psycopg2.Error as error:
            if error.pgcode in _ALREADY_THERE:
                return
            if error.pgcode != _MEANWHILE_CHANGED or not left:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return
