"""Prepared statements: parsed and planned once per connection instead of once per batch.

Each takes one parameter, as $1: mostly its rows, as one JSON document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from broadsheet.articledb.connection import Connection, Cursor, cursor_of

_ready: WeakKeyDictionary[Connection, dict[str, Statement]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement under a name, with the type of its parameter."""

    name: str
    takes: str
    sql: str


def prepare(connection: Connection, statements: Iterable[Statement]) -> None:
    """Have the statements ready on this connection; only what is new to it talks to the server."""
    ready = _ready.get(connection, {})
    wanted = ready | {each.name: each for each in statements}
    if wanted.keys() == ready.keys():
        return
    texts = [f"PREPARE {each.name} ({each.takes}) AS {each.sql}" for each in wanted.values()]
    with cursor_of(connection) as cursor:
        # An attempt that broke off may have left some of them.
        cursor.execute(";".join(["DEALLOCATE ALL", *texts]))
    _ready[connection] = wanted


def execute(cursor: Cursor, *calls: tuple[Statement, object]) -> None:
    """Run prepared statements in this order, sent as one message; the cursor has the last one's rows."""
    if not calls:
        return
    text = ";".join(f"EXECUTE {statement.name} (%s)" for statement, _ in calls)
    cursor.execute(text, [parameter for _, parameter in calls])
