"""Everything that is held of one address, for people who ask why it is there or why it is not. Read-only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from broadsheet.articledb.connection import Connection, Cursor, cursor_of
from broadsheet.articledb.runs import REASON_TO_TELL, VERDICT_TO_TELL

Row = dict[str, Any]

_FOUND = """
SELECT url, article_id FROM news.article_urls WHERE url = ANY(%(urls)s)
UNION SELECT url, article_id FROM news.listed_links WHERE url = ANY(%(urls)s)
UNION SELECT url, NULL FROM news.captures WHERE url = ANY(%(urls)s)
UNION SELECT url, NULL FROM news.rejected_pages WHERE url = ANY(%(urls)s)
"""
# However the capitals stand; it reads all links of a source, so it comes last.
_FOUND_IN_LOWER_CASE = """
SELECT url, article_id FROM news.listed_links
WHERE source = ANY(%(sources)s) AND lower(url) = ANY(%(urls)s) ORDER BY url LIMIT 20
"""
_OF_KEY = """
SELECT url, article_id FROM news.captures WHERE raw_html_key LIKE %(key)s
UNION SELECT a.url, v.article_id FROM news.article_versions AS v JOIN news.articles AS a USING (article_id)
    WHERE v.raw_html_key LIKE %(key)s
UNION SELECT url, NULL FROM news.rejected_pages WHERE raw_html_key LIKE %(key)s
ORDER BY article_id NULLS LAST, url LIMIT 20
"""
_ARTICLE = """
SELECT a.article_id, a.source, a.url, a.headline, a.published_at, a.published_precision, a.is_zone_assumed,
    a.modified_at, a.authors, a.agencies, a.content_type, a.access, a.language, a.word_count, a.status,
    a.status_at, a.merged_into, a.duplicate_of, o.url AS original_url, a.cluster_id, a.cluster_role,
    a.first_seen_at, a.last_seen_at, a.version_count, a.raw_html_key, a.extractor_version, a.profile_version,
    ARRAY(SELECT s.source || '/' || s.section FROM news.article_sections AS s
          WHERE s.article_id = a.article_id ORDER BY 1) AS sections
FROM news.articles AS a LEFT JOIN news.articles AS o ON o.article_id = a.duplicate_of
WHERE a.article_id = %(article_id)s
"""
_PARTS = {
    "addresses": """
SELECT url, kind, first_seen_at FROM news.article_urls WHERE article_id = %(article_id)s
ORDER BY first_seen_at DESC, url
""",
    "versions": """
SELECT version_no, seen_at, change_types, headline, raw_html_key, run_id FROM news.article_versions
WHERE article_id = %(article_id)s ORDER BY version_no DESC
""",
    "fields": """
SELECT field, value, raw_value, origin, locator, is_chosen FROM news.article_fields
WHERE article_id = %(article_id)s AND version_no = %(version_no)s ORDER BY field, candidate_no
""",
    "copies": """
SELECT article_id, source, url, cluster_role, first_seen_at FROM news.articles
WHERE (duplicate_of = %(article_id)s OR article_id = %(duplicate_of)s OR duplicate_of = %(duplicate_of)s)
    AND article_id <> %(article_id)s
ORDER BY first_seen_at DESC, article_id
""",
}
_LEDGER = """
SELECT source, section, url, outcome, reason, ways, first_listed_at, last_listed_at, attempt_count,
    article_id, next_check_at, next_check_at <= now() AS is_due, last_run_id
FROM news.listed_links WHERE url = ANY(%(urls)s) OR article_id = %(article_id)s
ORDER BY last_listed_at DESC, source, section, url
"""
_CAPTURES = """
SELECT fetched_at, kind, url, final_url, status_code, byte_count, raw_html_key, run_id, article_id
FROM news.captures WHERE url = ANY(%(urls)s) OR article_id = %(article_id)s
ORDER BY fetched_at DESC
"""
_REJECTIONS = """
SELECT seen_at, source, section, kind, url, reason, detail, status_code, raw_html_key, resolved_at, run_id
FROM news.rejected_pages WHERE url = ANY(%(urls)s) ORDER BY seen_at DESC
"""
# What a crawl passed over is told by the last that came to an end with it.
_LAST_RUNS = f"""
SELECT s.source, s.section, s.url, s.is_active, s.timezone, s.language, r.started_at, r.verdict,
    r.verdict_reason, r.retry_after_at, p.passed, p.started_at AS passed_at
FROM news.sections AS s
LEFT JOIN LATERAL (
    SELECT started_at, {VERDICT_TO_TELL}, {REASON_TO_TELL}, retry_after_at FROM news.crawl_runs AS c
    WHERE c.source = s.source AND c.section = s.section AND c.kind = 'crawl'
    ORDER BY c.started_at DESC LIMIT 1) AS r ON true
LEFT JOIN LATERAL (
    SELECT started_at, passed FROM news.crawl_runs AS c
    WHERE c.source = s.source AND c.section = s.section AND c.kind = 'crawl' AND c.passed <> '{{}}'
    ORDER BY c.started_at DESC LIMIT 1) AS p ON true
WHERE s.source = ANY(%(sources)s) ORDER BY s.source, s.section
"""  # noqa: S608 - made of constants
_SOURCES = """
SELECT source, title, base_url, is_active, settings FROM news.sources ORDER BY source
"""
_NEAREST = """
SELECT url, outcome, reason, hits FROM (
    SELECT DISTINCT ON (url) url, outcome, reason, last_listed_at, length(url) AS long,
        (SELECT count(*) FROM unnest(%(words)s::text[]) AS w WHERE position(w IN lower(url)) > 0) AS hits
    FROM news.listed_links WHERE source = ANY(%(sources)s) ORDER BY url, last_listed_at DESC) AS l
WHERE hits > 0 ORDER BY hits DESC, long, last_listed_at DESC, url LIMIT 3
"""
_MOST_ROWS = 200  # of anything; who has more of it asks in SQL


@dataclass(slots=True)
class Facts:
    """The rows about an address, newest first, each as a dictionary by column."""

    urls: list[str]
    article: Row | None = None
    addresses: list[Row] = field(default_factory=list)
    versions: list[Row] = field(default_factory=list)
    fields: list[Row] = field(default_factory=list)
    copies: list[Row] = field(default_factory=list)
    ledger: list[Row] = field(default_factory=list)
    captures: list[Row] = field(default_factory=list)
    rejections: list[Row] = field(default_factory=list)
    sections: list[Row] = field(default_factory=list)  # of the sources it belongs to, with their last run


def found(connection: Connection, urls: Sequence[str]) -> dict[str, int | None]:
    """Which of the addresses are known anywhere, with the article that each leads to."""
    return _urls(connection, _FOUND, {"urls": list(urls)})


def found_in_lower_case(
    connection: Connection, urls: Sequence[str], sources: Sequence[str]
) -> dict[str, int | None]:
    """Links of these sources that differ from the addresses by capitals only."""
    return _urls(connection, _FOUND_IN_LOWER_CASE, {"urls": list(urls), "sources": list(sources)})


def found_by_digest(connection: Connection, sha256: str) -> dict[str, int | None]:
    """The addresses that these bytes came from."""
    return _urls(connection, _OF_KEY, {"key": f"%{sha256}"})


def configured_sources(connection: Connection) -> list[Row]:
    """Every source there is or was, with its settings."""
    with cursor_of(connection) as cursor:
        return _rows(cursor, _SOURCES, {})


def nearest_links(connection: Connection, sources: Sequence[str], words: Sequence[str]) -> list[Row]:
    """Links of these sources whose addresses share the most of these words."""
    with cursor_of(connection) as cursor:
        return _rows(cursor, _NEAREST, {"sources": list(sources), "words": list(words)})


def facts(
    connection: Connection, urls: Sequence[str], article_id: int | None, sources: Sequence[str] = ()
) -> Facts:
    """All that is held of the addresses and of the article, if they lead to one."""
    gathered = Facts(list(urls))
    with cursor_of(connection) as cursor:
        article = _rows(cursor, _ARTICLE, {"article_id": article_id}) if article_id else []
        if article:
            gathered.article = article[0]
            asked = {**article[0], "version_no": article[0]["version_count"]}
            for name, query in _PARTS.items():
                setattr(gathered, name, _rows(cursor, query, asked))
            gathered.urls += [row["url"] for row in gathered.addresses if row["url"] not in gathered.urls]
        asked = {"urls": gathered.urls, "article_id": article_id}
        gathered.ledger = _rows(cursor, _LEDGER, asked)
        gathered.captures = _rows(cursor, _CAPTURES, asked)
        gathered.rejections = _rows(cursor, _REJECTIONS, asked)
        named = {row["source"] for row in (*article, *gathered.ledger, *gathered.rejections)} | set(sources)
        gathered.sections = _rows(cursor, _LAST_RUNS, {"sources": sorted(named)})
    return gathered


def _urls(connection: Connection, query: str, parameters: Row) -> dict[str, int | None]:
    with cursor_of(connection) as cursor:
        cursor.execute(query, parameters)
        answer: dict[str, int | None] = {}
        for url, article_id in cursor.fetchall():
            answer[url] = answer.get(url) or article_id
        return answer


def _rows(cursor: Cursor, query: str, parameters: Row) -> list[Row]:
    cursor.execute(query, parameters)
    names = [column.name for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchmany(_MOST_ROWS)]
