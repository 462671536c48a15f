"""Which version of the news database this code belongs to."""

from __future__ import annotations

from broadsheet.articledb.connection import MIGRATE_HINT, Connection, cursor_of
from broadsheet.errors import SchemaMismatch

# The newest revision; a test compares it with the folder of revisions, which needs alembic to be read.
VERSION = "0015"
_HELD = """
SELECT version_num FROM news.alembic_version
"""


def check_version(connection: Connection) -> None:
    """SchemaMismatch unless the database is of exactly this version."""
    held = held_version(connection)
    if held != VERSION:
        named = f"of version {held}" if held else "not migrated yet"
        raise SchemaMismatch(
            f"the news database is {named}, this code is of version {VERSION}; {MIGRATE_HINT}"
        )


def held_version(connection: Connection) -> str | None:
    """The version of the database; None before the first migration."""
    with cursor_of(connection) as cursor:
        cursor.execute("SELECT to_regclass('news.alembic_version') IS NOT NULL")
        if cursor.fetchone() != (True,):
            return None
        cursor.execute(_HELD)
        row = cursor.fetchone()
        return str(row[0]) if row else None
