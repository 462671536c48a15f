"""Prepared statements: parsed and planned once per connection instead of once per batch.

Each takes one parameter, as $1: mostly its rows, as one JSON document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakSet

from broadsheet.articledb.connection import Connection, Cursor, cursor_of

_ready: WeakSet[Connection] = WeakSet()


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement under a name, with the type of its parameter."""

    name: str
    takes: str
    sql: str


def prepare(connection: Connection, statements: Iterable[Statement]) -> None:
    """Have the statements ready on this connection; only the first call talks to the server."""
    if connection in _ready:
        return
    texts = [f"PREPARE {each.name} ({each.takes}) AS {each.sql}" for each in statements]
    with cursor_of(connection) as cursor:
        # An attempt that broke off may have left some of them.
        cursor.execute(";".join(["DEALLOCATE ALL", *texts]))
    _ready.add(connection)


def execute(cursor: Cursor, *calls: tuple[Statement, object]) -> None:
    """Run prepared statements in this order, sent as one message; the cursor has the last one's rows."""
    if not calls:
        return
    text = ";".join(f"EXECUTE {statement.name} (%s)" for statement, _ in calls)
    cursor.execute(text, [parameter for _, parameter in calls])
