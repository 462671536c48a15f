"""What of stored articles rests on their source file: dates that name no zone, languages nobody states."""

from __future__ import annotations

import json
from collections.abc import Sequence

from broadsheet.articledb.connection import Connection, cursor_of
from broadsheet.extraction.language import OF_SOURCE_FILE
from broadsheet.zonecheck import StoredDate

# The text is the version's; a later look that told another date made none.
_RAW = """
CROSS JOIN LATERAL (
    SELECT f ->> 'raw_value' AS raw FROM jsonb_array_elements(v.fields) AS f
    WHERE f ->> 'field' = 'published_at' AND (f ->> 'is_chosen')::boolean LIMIT 1) AS stated
WHERE a.is_zone_assumed AND a.published_at = v.published_at AND raw IS NOT NULL
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

# Of the current version `v`: neither its page nor its text tells the language.
_CHOSEN = json.dumps([{"field": "language", "locator": OF_SOURCE_FILE, "is_chosen": True}])
IS_LANGUAGE_ASSUMED = f"v.fields @> '{_CHOSEN}'"
# What a later look at the page has told is in the article's row, without another version.
_LANGUAGES = f"""
SELECT a.url, a.language
FROM (SELECT * FROM news.articles WHERE source = %s ORDER BY published_at DESC NULLS LAST LIMIT %s) AS a
JOIN news.article_versions AS v ON v.article_id = a.article_id AND v.version_no = a.version_count
WHERE {IS_LANGUAGE_ASSUMED} AND a.language <> ALL(%s)
    AND v.fields @> jsonb_build_array(jsonb_build_object('field', 'language', 'value', a.language))
"""  # noqa: S608 - made of constants


def dates_of(connection: Connection, urls: Sequence[str]) -> list[StoredDate]:
    """Those of the stories at these addresses."""
    return _dates(connection, _OF_URLS, (list(urls),))


def newest_dates(connection: Connection, source: str, limit: int) -> list[StoredDate]:
    """Those among the stories of a source that were published last."""
    return _dates(connection, _NEWEST, (source, limit))


def languages_of_before(
    connection: Connection, source: str, limit: int, languages: Sequence[str]
) -> list[tuple[str, str]]:
    """Addresses and languages of those, among the stories published last, that the source file gave theirs.

    Not of those it gives the same now: `languages`, without region.
    """
    with cursor_of(connection) as cursor:
        cursor.execute(_LANGUAGES, (source, limit, list(languages)))
        return [(url, language) for url, language in cursor.fetchall()]


def _dates(connection: Connection, query: str, parameters: tuple[object, ...]) -> list[StoredDate]:
    with cursor_of(connection) as cursor:
        cursor.execute(query, parameters)
        return [StoredDate(*row) for row in cursor.fetchall()]
