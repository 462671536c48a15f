"""Stored pages read once more, by a better reader: the same version says it better, and is no new one.

What a publisher changed makes a version. What we read otherwise from the same bytes does not: article and
version are put right in place, so that no edit is told that nobody made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from broadsheet.article import Article, Item, Page, RawObject
from broadsheet.articledb import article_sql as sql
from broadsheet.articledb import parts_sql, rows
from broadsheet.articledb.assumed import IS_LANGUAGE_ASSUMED
from broadsheet.articledb.batch_parts import content_parts
from broadsheet.articledb.captures import captured_page
from broadsheet.articledb.connection import Connection, Cursor, cursor_of, transaction
from broadsheet.articledb.edge import as_json
from broadsheet.articledb.entries import Entry, entries_of
from broadsheet.articledb.statements import Statement, execute, prepare

# The response that the current version was read from. Stories of several pages are left out: they are joined
# from pages that belong together as they were fetched.
_STORED = """
SELECT a.article_id, a.version_count, a.published_at, a.language, c.raw_html_key, encode(c.sha256, 'hex'),
    c.run_id, s.source, s.section, c.kind, c.url, c.fetched_at, c.final_url, c.status_code,
    c.response_headers, c.is_rendered
FROM news.articles AS a
JOIN news.article_versions AS v ON v.article_id = a.article_id AND v.version_no = a.version_count
JOIN news.captures AS c ON c.article_id = a.article_id AND c.fetched_at = v.seen_at AND c.run_id = v.run_id
JOIN LATERAL (
    SELECT source, section FROM news.article_sections
    WHERE article_id = a.article_id AND source = c.source ORDER BY first_seen_at, section LIMIT 1
) AS s ON true
WHERE a.page_count = 1 AND c.raw_html_key = v.raw_html_key
    AND NOT v.fields @> '[{"field": "page_count", "origin": "markup"}]'  -- one of several, the others missing
"""
_OF_ARTICLES = f"{_STORED} AND a.article_id = ANY(%s) ORDER BY a.article_id"
# All that a source file's time zone and language decide: dates without a zone, those that were not
# understood, or not believed, in it, and languages that neither page nor text tells.
_RESTING = f"""
SELECT a.article_id, (%(is_all)s OR a.is_zone_assumed OR a.published_at IS NULL OR {IS_LANGUAGE_ASSUMED})
    AND (%(section)s::text IS NULL OR EXISTS (
        SELECT FROM news.article_sections AS s
        WHERE s.article_id = a.article_id AND s.source = a.source AND s.section = %(section)s))
FROM (
    SELECT * FROM news.articles WHERE source = %(source)s AND article_id > %(after)s
    ORDER BY article_id LIMIT %(count)s) AS a
JOIN news.article_versions AS v ON v.article_id = a.article_id AND v.version_no = a.version_count
ORDER BY a.article_id
"""  # noqa: S608 - made of constants
_MOST_AT_ONCE = 20_000  # articles that one statement looks at, for what it has to unfold of each: 0.2 s
_OF_URLS = f"{_STORED} AND a.source = %s AND a.url = ANY(%s) ORDER BY a.article_id"
_WITHOUT_PROFILE = f"""{_STORED}
    AND a.profile_version IS NULL AND a.source = %(source)s AND a.changed_at > now() - interval '2 days'
ORDER BY a.article_id LIMIT %(limit)s
"""
# A date of an earlier version stays, as ever; one that was read from this very page does not if it has none.
_IS_OF_EARLIER = "i.published_at IS NULL AND a.published_at IS DISTINCT FROM v.published_at"
# A later look at the page that made no version may have told another language than this version's page.
_IS_OF_LATER = """(a.raw_html_key IS DISTINCT FROM v.raw_html_key AND NOT v.fields
        @> jsonb_build_array(jsonb_build_object('field', 'language', 'value', a.language)))"""
_PUT_RIGHT = Statement(
    "put_article_right",
    "jsonb",
    f"""
UPDATE news.articles AS a SET
    {sql.as_read(_IS_OF_EARLIER, _IS_OF_LATER)},
    updated_at = CASE
        WHEN a.content_hash <> i.content_hash OR {sql.is_seen_otherwise(_IS_OF_EARLIER, _IS_OF_LATER)}
        THEN now() ELSE a.updated_at END
FROM {sql.ARTICLE_RECORDS}
JOIN news.article_versions AS v ON v.article_id = i.article_id
WHERE a.article_id = i.article_id AND v.version_no = a.version_count
    AND v.raw_html_key = i.raw_html_key AND v.seen_at = i.seen_at
RETURNING a.article_id
""",  # noqa: S608 - made of constants
)
_PUT_VERSION_RIGHT = Statement(
    "put_version_right",
    "jsonb",
    """
UPDATE news.article_versions AS v SET
    headline = a.headline, deck = a.deck, body_text = a.body_text, authors = a.authors,
    correction_text = a.correction_text, published_at = i.published_at, modified_at = i.modified_at,
    content_hash = a.content_hash, fields = i.fields
FROM jsonb_to_recordset($1) AS i(
    article_id bigint, published_at timestamptz, modified_at timestamptz, fields jsonb)
JOIN news.articles AS a ON a.article_id = i.article_id
WHERE v.article_id = i.article_id AND v.version_no = a.version_count
""",
)
_STATEMENTS = (
    _PUT_RIGHT, _PUT_VERSION_RIGHT, sql.CLAIM_BODIES, sql.LABEL_COPIES, parts_sql.DELETE_PARTS,
    parts_sql.INSERT_AUTHORS, parts_sql.INSERT_IMAGES, parts_sql.INSERT_LINKS, parts_sql.UPSERT_LIVE_ENTRIES,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredPage:
    """The page that an article's current version was read from; its bytes lie in the object store."""

    article_id: int
    version_no: int
    published_at: datetime | None
    language: str | None
    page: Page


def stored_pages(connection: Connection, article_ids: Sequence[int]) -> list[StoredPage]:
    """The pages of these articles, as far as they are of one page and were kept."""
    with cursor_of(connection) as cursor:
        cursor.execute(_OF_ARTICLES, (list(article_ids),))
        return [_stored_page(row) for row in cursor.fetchall()]


def resting_articles(
    connection: Connection,
    source: str,
    section: str | None = None,
    *,
    is_all: bool = False,
    at_once: int = _MOST_AT_ONCE,
) -> list[int]:
    """The articles of a source, or of one section, that rest on the source file; or all of them.

    By their date or their language. `at_once`: how many one statement looks at.
    """
    asked = {"source": source, "section": section, "is_all": is_all, "count": at_once}
    found: list[int] = []
    seen: list[tuple[int, bool]] = [(0, False)]
    with cursor_of(connection) as cursor:
        while seen:
            cursor.execute(_RESTING, {**asked, "after": seen[-1][0]})
            seen = cursor.fetchall()
            found += [article_id for article_id, is_resting in seen if is_resting]
    return found


def pages_of(connection: Connection, source: str, urls: Sequence[str]) -> list[StoredPage]:
    """The pages of a source's articles by their addresses, as far as they are of one page and were kept."""
    with cursor_of(connection) as cursor:
        cursor.execute(_OF_URLS, (source, list(urls)))
        return [_stored_page(row) for row in cursor.fetchall()]


def pages_without_profile(connection: Connection, source: str, limit: int) -> list[StoredPage]:
    """The pages of a source that were stored of late, before anything was learned of the site."""
    with cursor_of(connection) as cursor:
        cursor.execute(_WITHOUT_PROFILE, {"source": source, "limit": limit})
        return [_stored_page(row) for row in cursor.fetchall()]


def put_right(connection: Connection, read: Sequence[tuple[StoredPage, Article]]) -> int:
    """Write what the pages say after all; the number of articles that still were of these pages."""
    entries = {stored.article_id: _entry(stored, article) for stored, article in read}
    if not entries:
        return 0
    prepare(connection, _STATEMENTS)
    with transaction(connection) as cursor:
        ordered = [entries[article_id] for article_id in sorted(entries)]
        execute(cursor, (_PUT_RIGHT, as_json([_article_row(entry) for entry in ordered])))
        done = [entries[article_id] for (article_id,) in cursor.fetchall()]
        _write_parts(cursor, done)
    return len(done)


def _write_parts(cursor: Cursor, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    ids = [entry.article_id for entry in entries]
    parts = [(statement, as_json(found)) for statement, found in content_parts(entries, entries) if found]
    versions = as_json([rows.version_row(entry) for entry in entries])
    execute(
        cursor, (_PUT_VERSION_RIGHT, versions), (sql.CLAIM_BODIES, ids), (sql.LABEL_COPIES, ids),
        (parts_sql.DELETE_PARTS, ids), *parts,
    )  # fmt: skip


def _article_row(entry: Entry) -> rows.Row:
    return {**rows.article_row(entry), "article_id": entry.article_id, "is_changed": True}


def _entry(stored: StoredPage, article: Article) -> Entry:
    (entry,) = entries_of([Item(stored.page, article)])
    entry.article_id, entry.version_no = stored.article_id, stored.version_no
    return entry


def _stored_page(row: tuple[Any, ...]) -> StoredPage:
    article_id, version_no, published_at, language, key, sha256, *captured = row
    page = replace(captured_page(captured), raw=RawObject(sha256, key))
    return StoredPage(article_id, version_no, published_at, language, page)
