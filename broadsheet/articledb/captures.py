"""news.captures: its monthly partitions, made by whoever needs one first, what was last kept of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg2.errors

from broadsheet.article import Headers, Page
from broadsheet.articledb.connection import Connection, cursor_of
from broadsheet.articledb.edge import as_json, clean_text
from broadsheet.outcomes import PageKind

MONTHS_AHEAD = 3  # a crawl then never has to make one, unless nobody migrated for a quarter of a year

# A version is that of the address that answered: after a redirect it says nothing about the one asked for.
_HELD = """
SELECT i.url, c.final_url, c.etag, c.last_modified, c.response_headers, encode(c.sha256, 'hex'),
    c.raw_html_key, EXISTS (
        SELECT FROM news.articles AS a JOIN news.article_versions AS v
            ON v.article_id = a.article_id AND v.version_no = a.version_count
        WHERE a.article_id = c.article_id AND v.fields @> '[{"field": "page_count", "origin": "markup"}]')
FROM jsonb_to_recordset(%(rows)s) AS i(url text, is_article boolean)
CROSS JOIN LATERAL (
    SELECT * FROM news.captures AS k WHERE k.url = i.url AND k.fetched_at > %(since)s
    ORDER BY k.fetched_at DESC LIMIT 1
) AS c
WHERE c.status_code = 200 AND (c.etag <> '' OR c.last_modified <> '')
    AND (c.kind = 'article') = i.is_article AND (c.article_id IS NOT NULL OR NOT i.is_article)
"""


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """The bytes last kept of an address, and by what names the server knows them."""

    final_url: str
    etag: str | None
    last_modified: str | None
    headers: Headers
    sha256: str
    key: str
    is_in_parts: bool = False  # one of several pages of an article, whether or not all could be had


def captured_page(row: Sequence[Any]) -> Page:
    """A page as it was fetched, but for its bytes.

    The row: run_id, source, section, kind, url, fetched_at, final_url, status_code, response_headers,
    is_rendered.
    """
    run_id, source, section, kind, url, fetched_at, final_url, status_code, headers, is_rendered = row
    return Page(
        run_id, source, section, PageKind(kind), url, fetched_at, final_url, status_code,
        tuple((name, value) for name, value in headers), is_rendered=is_rendered,
    )  # fmt: skip


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


def versions_held(
    connection: Connection, asked: Iterable[tuple[str, bool]], since: datetime
) -> dict[str, HeldVersion]:
    """What was last kept of each address, if its server named that version, with ETag or Last-Modified.

    Asked with whether an article must have been read from it. `since` lets older partitions alone.
    """
    wanted = {clean_text(url): (url, is_article) for url, is_article in asked}
    rows = [{"url": url, "is_article": is_article} for url, (_, is_article) in wanted.items()]
    with cursor_of(connection) as cursor:
        cursor.execute(_HELD, {"rows": as_json(rows), "since": since})
        return {wanted[url][0]: HeldVersion(*rest) for url, *rest in cursor.fetchall()}
