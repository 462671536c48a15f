"""Whether a role and its server take what a crawl writes; asked before anything is fetched.

Only what no waiting mends is told: a database that is made read-only for a while, as for its full disk, is
one that is away.
"""

from __future__ import annotations

from broadsheet.articledb.connection import Connection, cursor_of
from broadsheet.articledb.roles import EMPTIED, WRITER
from broadsheet.errors import ConfigError

_ASKED = """
SELECT current_user, pg_is_in_recovery(),
    EXISTS (
        SELECT FROM pg_settings
        WHERE name = 'default_transaction_read_only' AND setting = 'on'
            AND source IN ('user', 'database user')),
    ARRAY(
        SELECT relname::text FROM pg_class
        WHERE relnamespace = to_regnamespace('news') AND relkind IN ('r', 'p') AND NOT relispartition
            AND relname <> 'alembic_version'
            AND NOT (
                has_table_privilege(oid, 'INSERT') AND has_table_privilege(oid, 'UPDATE')
                AND (relname <> ALL(%(emptied)s) OR has_table_privilege(oid, 'DELETE')))
        ORDER BY 1)
"""


def check_writable(connection: Connection) -> None:
    """ConfigError for a standby, and for a role that only reads or lacks a privilege on any table."""
    with cursor_of(connection) as cursor:
        cursor.execute(_ASKED, {"emptied": list(EMPTIED)})
        ((role, is_standby, is_reader, closed),) = cursor.fetchall()
    if is_standby:
        raise ConfigError(
            f"DATABASE_URL: the server at {connection.info.host}:{connection.info.port} is a standby, which "
            "only reads; name its primary, or all servers and target_session_attrs=read-write"
        )
    if is_reader:
        raise ConfigError(
            f"DATABASE_URL: the role {role} only reads, by its default_transaction_read_only; "
            f"name one that writes, such as {WRITER}"
        )
    if closed:
        raise ConfigError(
            f"DATABASE_URL: the role {role} may not write all that a crawl writes ({', '.join(closed)}); "
            f"as their owner: GRANT {WRITER} TO {role}"
        )
