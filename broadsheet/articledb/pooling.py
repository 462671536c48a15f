"""Whether a connection has a session of its own: it has none behind a pooler that lends them by transaction.

Prepared statements, the lock that shows other sections' runs that this one is at work, and the limits of time
live in a session. Without one they are lost or left behind at moments that nobody chooses, and say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing

from psycopg2.extensions import connection as Connection  # noqa: N812 - as the package calls it

from broadsheet.errors import ConfigError

_LOOKS = 5  # a busy pooler may give each connection its own now and then
_SHARED = (
    "DATABASE_URL: leads to a pooler that gives each transaction another session; name the server itself, or "
    "a pooler whose pool_mode is session"
)


def settle_session(
    connection: Connection, settings: Mapping[str, str], open_another: Callable[[], Connection]
) -> None:
    """Make sure of the session of a connection that was just opened with these settings.

    A pooler names itself as the other end and drops the settings: they are made again. ConfigError when
    two connections at once are given one session, or one of them another.
    """
    if connection.info.backend_pid == _session(connection):
        return
    with closing(open_another()) as other:
        for _ in range(_LOOKS):
            before, others, after = _session(connection), _session(other), _session(connection)
            if before != after or before == others:
                raise ConfigError(_SHARED)
    with connection.cursor() as cursor:
        for name, value in settings.items():
            cursor.execute("SELECT set_config(%s, %s, false)", (name, value))


def _session(connection: Connection) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone() or (0,)
        return int(number)
