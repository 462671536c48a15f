"""Stores items: one transaction per batch, tried again when it may help, apart when a row is refused."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import psycopg2

from broadsheet.article import Failure, Item, Stored
from broadsheet.articledb import article_sql, ledger_sql, parts_sql
from broadsheet.articledb.captures import ensure_months, is_month_missing
from broadsheet.articledb.connection import (
    Connection,
    Cursor,
    is_refused_content,
    is_retried,
    summary,
    transaction,
)
from broadsheet.articledb.statements import prepare
from broadsheet.articledb.writing import write
from broadsheet.errors import StorageError
from broadsheet.outcomes import Reason

Write = Callable[[Cursor, Sequence[Item]], list[Stored]]
_STATEMENTS = (*article_sql.STATEMENTS, *parts_sql.STATEMENTS, *ledger_sql.STATEMENTS)
_TRIES = 8
_PAUSE_SECONDS = 0.01  # doubled each time, and by chance: two that collided must not collide again


def store_items(connection: Connection, items: Sequence[Item]) -> list[Stored]:
    """Write all rows of the items in one transaction; the answers stand in the items' order.

    A row that the database refuses costs its own item only: that one is quarantined, with the outcome
    REJECTED and the reason ROW_REFUSED. StorageError when the database failed; nothing is stored then.
    """
    if not items:
        return []
    prepare(connection, _STATEMENTS)
    try:
        return _patiently(connection, items, write)
    except (ValueError, StorageError) as error:
        if isinstance(error, StorageError) and not is_refused_content(error.__cause__):
            raise
    return _patiently(connection, items, _write_apart)


def _patiently(connection: Connection, items: Sequence[Item], write_all: Write) -> list[Stored]:
    attempt, months = 1, list[datetime]()
    while True:
        try:
            # Tried again like the rest: it waits for locks that writers hold, and may be the one of a
            # deadlock that has to give way.
            ensure_months(connection, months)
            with transaction(connection) as cursor:
                return write_all(cursor, items)
        except StorageError as error:
            is_partition_missing = is_month_missing(error.__cause__)
            if attempt == _TRIES or not (is_partition_missing or is_retried(error.__cause__)):
                raise
        if is_partition_missing:
            months = [item.page.fetched_at for item in items]
        time.sleep(random.uniform(0, _PAUSE_SECONDS * 2**attempt))  # noqa: S311 - spreads, hides nothing
        attempt += 1


def _write_apart(cursor: Cursor, items: Sequence[Item]) -> list[Stored]:
    return [_write_one(cursor, item) for item in items]


def _write_one(cursor: Cursor, item: Item) -> Stored:
    cursor.execute("SAVEPOINT item")
    try:
        (stored,) = write(cursor, [item])
    except ValueError as error:
        detail = str(error)
    except psycopg2.Error as error:
        if is_month_missing(error) or not is_refused_content(error):
            raise
        detail = summary(error)
    else:
        cursor.execute("RELEASE SAVEPOINT item")
        return stored
    cursor.execute("ROLLBACK TO SAVEPOINT item")
    (stored,) = write(cursor, [_refused(item, detail)])
    return stored


def _refused(item: Item, detail: str) -> Item:
    failure = Failure(Reason.ROW_REFUSED, detail)
    return replace(item, article=None, failure=failure, page=replace(item.page, links=(), parts=()))
