"""The monthly partitions of news.captures: made by whoever needs one first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import psycopg2.errors

from broadsheet.articledb.connection import Connection, cursor_of

MONTHS_AHEAD = 3  # a crawl then never has to make one, unless nobody migrated for a quarter of a year


def months_from(moment: datetime, count: int) -> list[datetime]:
    """The first days of `count` months, beginning with that of the moment."""
    first = moment.astimezone(UTC).year * 12 + moment.astimezone(UTC).month - 1
    return [datetime(*_year_month(number), 1, tzinfo=UTC) for number in range(first, first + count)]


def ensure_months(connection: Connection, months: Iterable[datetime]) -> None:
    """Have a partition for each month. Each in its own transaction: making one locks what writers need."""
    with cursor_of(connection) as cursor:
        for month in sorted({moment.astimezone(UTC).replace(day=1) for moment in months}):
            cursor.execute("SELECT news.ensure_captures_month(%s)", (month,))


def is_month_missing(error: BaseException | None) -> bool:
    """Whether a row found no partition; unlike a refused value that error names no constraint."""
    return isinstance(error, psycopg2.errors.CheckViolation) and error.diag.constraint_name is None


def _year_month(number: int) -> tuple[int, int]:
    return number // 12, number % 12 + 1
