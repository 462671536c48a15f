"""Brings a database to the version of this code: serialised, repeatable, all or nothing."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg2
import sqlalchemy
import sqlalchemy.exc
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from broadsheet.articledb.captures import MONTHS_AHEAD, ensure_months, months_from
from broadsheet.articledb.connection import Connection, connect, cursor_of, explained
from broadsheet.articledb.roles import ensure_roles
from broadsheet.articledb.version import VERSION, held_version
from broadsheet.errors import SchemaMismatch

_REVISIONS = Path(__file__).with_name("migrations")
_LOCK = int.from_bytes(b"BROADSHT")  # one number for all who migrate this schema
_PREPARE = """
CREATE SCHEMA IF NOT EXISTS news;
COMMENT ON SCHEMA news IS 'News articles, and how they were found.'
"""
_COMMENT_VERSION = """
COMMENT ON TABLE news.alembic_version IS 'The version of this schema. Set by python -m broadsheet migrate.';
COMMENT ON COLUMN news.alembic_version.version_num IS 'The newest migration that was applied.'
"""


@dataclass(frozen=True, slots=True)
class MigrationReport:
    """What a migration did. `notices` are sentences on what someone else must do."""

    before: str | None  # None: there was no news database
    after: str
    applied: tuple[str, ...]
    notices: tuple[str, ...] = ()


def migrate(dsn: str) -> MigrationReport:
    """Bring the database to this version. Others who do the same wait; a second time does nothing."""
    with closing(connect(dsn, application_name="broadsheet migrate")) as connection:
        with cursor_of(connection) as cursor:
            # Building an index may take long, and so may waiting for whoever builds it.
            cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))  # until this connection closes
        before = held_version(connection)
        applied = _upgrade(connection, before)
        notices = ensure_roles(connection)
        ensure_months(connection, months_from(datetime.now(UTC), MONTHS_AHEAD))
    return MigrationReport(before, VERSION, applied, notices)


def revisions() -> tuple[str, ...]:
    """Every revision there is, oldest first."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(script.revision for script in scripts.walk_revisions())[::-1]


def _upgrade(connection: Connection, before: str | None) -> tuple[str, ...]:
    known = revisions()
    if before is not None and before not in known:
        raise SchemaMismatch(
            f"the news database is of version {before}, which is newer than this code ({VERSION}); "
            "update the code, it does not migrate backwards"
        )
    applied = known[known.index(before) + 1 :] if before else known
    if applied:
        with cursor_of(connection) as cursor:
            cursor.execute(_PREPARE)
        _run_alembic(connection)
        with cursor_of(connection) as cursor:
            cursor.execute(_COMMENT_VERSION)
    return applied


def _run_alembic(connection: Connection) -> None:
    connection.autocommit = False  # SQLAlchemy begins and commits by the driver
    engine = sqlalchemy.create_engine(
        "postgresql+psycopg2://", creator=lambda: connection, poolclass=sqlalchemy.StaticPool
    )
    try:
        with engine.connect() as wrapped, wrapped.begin():
            config = _config()
            config.attributes["connection"] = wrapped
            command.upgrade(config, "head")
    except sqlalchemy.exc.DBAPIError as error:
        if isinstance(error.orig, psycopg2.Error):
            raise explained(error.orig) from error.orig
        raise
    finally:
        if not connection.closed:
            connection.rollback()
            connection.autocommit = True


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_REVISIONS).replace("%", "%%"))
    return config
