"""Stored dates that name no zone, so that they rest on the one of their source file."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.articledb.connection import Connection, cursor_of
from broadsheet.zonecheck import StoredDate

_RAW = """
CROSS JOIN LATERAL (
    SELECT f ->> 'raw_value' AS raw FROM jsonb_array_elements(v.fields) AS f
    WHERE f ->> 'field' = 'published_at' AND (f ->> 'is_chosen')::boolean LIMIT 1) AS stated
WHERE a.is_zone_assumed AND a.published_at IS NOT NULL AND raw IS NOT NULL
"""
_OF_URLS = f"""
SELECT u.url, a.published_at, raw
FROM news.article_urls AS u JOIN news.articles AS a USING (article_id)
JOIN news.article_versions AS v ON v.article_id = a.article_id AND v.version_no = a.version_count
{_RAW} AND u.url = ANY(%s)
"""  # noqa: S608 - made of constants
_NEWEST = f"""
SELECT a.url, a.published_at, raw
FROM (SELECT * FROM news.articles WHERE source = %s ORDER BY published_at DESC NULLS LAST LIMIT %s) AS a
JOIN news.article_versions AS v ON v.article_id = a.article_id AND v.version_no = a.version_count
{_RAW}
"""  # noqa: S608 - made of constants


def dates_of(connection: Connection, urls: Sequence[str]) -> list[StoredDate]:
    """Those of the stories at these addresses."""
    return _dates(connection, _OF_URLS, (list(urls),))


def newest_dates(connection: Connection, source: str, limit: int) -> list[StoredDate]:
    """Those among the stories of a source that were published last."""
    return _dates(connection, _NEWEST, (source, limit))


def _dates(connection: Connection, query: str, parameters: tuple[object, ...]) -> list[StoredDate]:
    with cursor_of(connection) as cursor:
        cursor.execute(query, parameters)
        return [StoredDate(*row) for row in cursor.fetchall()]
