"""The moments at which something is killed: after a while, or when the database is at a certain statement."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg2

_PAUSE = 0.6  # seconds that the statement is held up, for the kill to hit it
_PATIENCE = 60.0
_LOOK = 0.004
# Once in a transaction, so that a batch of many rows is not held up for each of them.
_HOLD = f"""
CREATE FUNCTION public.hold_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('kills.held', true), '') = '' THEN
        PERFORM set_config('kills.held', '1', true), pg_sleep({_PAUSE});
    END IF;
    RETURN NULL;
END $$
"""
TRIGGERS = {
    "as the run's row is opened": "AFTER INSERT ON news.crawl_runs FOR EACH STATEMENT",
    "as the listing is written": "AFTER INSERT ON news.listed_links FOR EACH STATEMENT",
    "between put and commit": "AFTER INSERT ON news.article_versions FOR EACH STATEMENT",
    "during commit": "AFTER INSERT ON news.articles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW",
    "as the verdict is written": "AFTER UPDATE OF verdict ON news.crawl_runs FOR EACH STATEMENT",
}
COMMITTED = "committed, not yet answered"
SOMETIME = "at any moment"
_WAITING = "SELECT pid, xact_start FROM pg_stat_activity WHERE datname = %s AND wait_event = %s"


@dataclass(frozen=True)
class Moment:
    """When: the `number`-th time that the database is there, or `after` seconds."""

    name: str
    number: int = 1
    after: float = 0.0

    def __str__(self) -> str:
        if self.name == SOMETIME:
            return f"after {self.after:.2f} s"
        if self.name not in {*TRIGGERS, COMMITTED}:
            return f"{self.after:.2f} s into {self.name}"
        return f"{self.name} (no. {self.number})" if self.number > 1 else self.name


def hold_up(dsn: str, moment: Moment) -> None:
    """Have the database pause at that moment, from now on until `let_go`."""
    trigger = TRIGGERS.get("between put and commit" if moment.name == COMMITTED else moment.name)
    if trigger is None:
        return
    kind = "CONSTRAINT TRIGGER" if "DEFERRABLE" in trigger else "TRIGGER"
    execute(dsn, _HOLD, f"CREATE {kind} hold_up {trigger} EXECUTE FUNCTION public.hold_up()")


def let_go(dsn: str) -> None:
    """No more pauses, nor standbys that are waited for."""
    execute(dsn, "ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()")  # or all wait
    execute(dsn, "DROP FUNCTION IF EXISTS public.hold_up() CASCADE")


def wait_for(moment: Moment, admin: str, database: str, is_over: Callable[[], bool]) -> bool:
    """Return at the moment; False when it was over before."""
    if moment.name == SOMETIME:
        return _until(time.monotonic() + moment.after, is_over)
    with closing(psycopg2.connect(admin)) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        if not _waits(cursor, database, "PgSleep", moment.number, is_over):
            return False
        if moment.name != COMMITTED:
            return True
        # The session has committed and waits for a standby that is not there, before it says so.
        cursor.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        cursor.execute("SELECT pg_reload_conf()")
        return _waits(cursor, database, "SyncRep", 1, is_over)


def _waits(cursor: Any, database: str, event: str, number: int, is_over: Callable[[], bool]) -> bool:
    seen: set[tuple[Any, ...]] = set()
    deadline = time.monotonic() + _PATIENCE
    while not is_over() and time.monotonic() < deadline:
        cursor.execute(_WAITING, (database, event))
        seen.update(cursor.fetchall())
        if len(seen) >= number:
            return True
        time.sleep(_LOOK)
    return False


def _until(deadline: float, is_over: Callable[[], bool]) -> bool:
    while time.monotonic() < deadline:
        if is_over():
            return False
        time.sleep(_LOOK)
    return True


def execute(dsn: str, *statements: str) -> None:
    """Run statements, each on its own."""
    with closing(psycopg2.connect(dsn)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
