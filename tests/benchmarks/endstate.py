"""What a crawl leaves behind, so that two can be compared: rows without times and counts, and bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from typing import Any

import psycopg2

from broadsheet.config import RawStoreSettings
from broadsheet.errors import StorageError
from broadsheet.rawstore import RawStore
from tests.newsweb.requestlog import RequestLog

Row = tuple[Any, ...]
# An article is told by its address, not by its number. Left out is what may differ between one undisturbed
# run and a killed one with a second behind it: times, run ids, attempts. What the first of two runs
# stored is `known` to the second.
TABLES = {
    "articles": """
        SELECT a.url, a.source, a.headline, a.content_hash::text, a.body_hash::text, a.version_count,
            a.status, a.authors, a.published_at, a.raw_html_key, a.is_initial_load, a.cluster_role, o.url
        FROM news.articles AS a LEFT JOIN news.articles AS o ON o.article_id = a.duplicate_of""",
    "article_versions": """
        SELECT a.url, v.version_no, v.content_hash::text, v.raw_html_key, v.change_types, md5(v.fields::text)
        FROM news.article_versions AS v JOIN news.articles AS a USING (article_id)""",
    "article_sections": """
        SELECT a.url, s.source, s.section
        FROM news.article_sections AS s JOIN news.articles AS a USING (article_id)""",
    "article_urls": """
        SELECT u.url, u.kind, a.url FROM news.article_urls AS u JOIN news.articles AS a USING (article_id)""",
    "article_authors": """
        SELECT a.url, w.position, w.name, w.kind
        FROM news.article_authors AS w JOIN news.articles AS a USING (article_id)""",
    "article_images": """
        SELECT a.url, i.position, i.url, i.caption
        FROM news.article_images AS i JOIN news.articles AS a USING (article_id)""",
    "article_links": """
        SELECT a.url, l.position, l.url, l.text, l.kind
        FROM news.article_links AS l JOIN news.articles AS a USING (article_id)""",
    "listed_links": """
        SELECT l.source, l.section, l.url, CASE WHEN a.url IS NULL THEN l.outcome ELSE 'held' END, l.reason,
            a.url, l.ways
        FROM news.listed_links AS l LEFT JOIN news.articles AS a USING (article_id)""",
    "captured_pages": "SELECT DISTINCT url, raw_html_key FROM news.captures WHERE kind = 'article'",
    "rejected_pages": "SELECT DISTINCT url, reason FROM news.rejected_pages WHERE resolved_at IS NULL",
}
_KEYS = """
SELECT raw_html_key, 'articles' FROM news.articles WHERE raw_html_key IS NOT NULL
UNION SELECT raw_html_key, 'article_versions' FROM news.article_versions WHERE raw_html_key IS NOT NULL
UNION SELECT raw_html_key, 'captures' FROM news.captures
UNION SELECT raw_html_key, 'rejected_pages' FROM news.rejected_pages WHERE raw_html_key IS NOT NULL
"""
_TWICE = {
    "a version": "news.article_versions GROUP BY article_id, content_hash",
    "a capture": "news.captures GROUP BY url, run_id, sha256",
    "a canonical address": "news.article_urls WHERE kind = 'canonical' GROUP BY article_id",
}


def read(dsn: str) -> dict[str, set[Row]]:
    """The rows of every table that a crawl writes."""
    with closing(psycopg2.connect(dsn)) as connection, connection.cursor() as cursor:
        return {table: set(_rows(cursor, query)) for table, query in TABLES.items()}


def differences(expected: Mapping[str, set[Row]], found: Mapping[str, set[Row]]) -> Iterator[str]:
    """What is lost and what is there beyond, one line for each table."""
    for table, rows in expected.items():
        lost, more = rows - found[table], found[table] - rows
        if lost or more:
            sample = sorted(map(str, lost or more))[0]
            yield f"{table}: {len(lost)} lost, {len(more)} too many, such as {sample[:300]}"


def faults(dsn: str, settings: RawStoreSettings, log: RequestLog) -> Iterator[str]:
    """What no run may leave: something twice, a key that cannot be read, bytes the server never sent."""
    sent = {sha256(entry.body).hexdigest() for entry in list(log)}
    with closing(psycopg2.connect(dsn)) as connection, connection.cursor() as cursor:
        for name, rows in _TWICE.items():
            if twice := _rows(cursor, f"SELECT min(article_id) FROM {rows} HAVING count(*) > 1"):
                yield f"{name} is there twice: {len(twice)} times, such as that of article {twice[0][0]}"
        keys = _rows(cursor, _KEYS)
    with closing(RawStore(settings)) as store:
        for key, table in keys:
            try:
                digest = sha256(store.get(key)).hexdigest()
            except StorageError as error:
                yield f"{table} points at {key}, which cannot be read: {error}"
                continue
            if digest not in sent or not key.endswith(digest):
                yield f"{table} points at {key}, whose bytes the server never sent"


def _rows(cursor: Any, query: str) -> list[Row]:
    cursor.execute(query)
    return [tuple(tuple(v) if isinstance(v, list) else v for v in row) for row in cursor.fetchall()]
