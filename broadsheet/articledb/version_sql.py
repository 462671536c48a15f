"""The statement that writes versions, and what one is compared with."""

from __future__ import annotations

from broadsheet.articledb.statements import Statement

# What of an article (a) is not as in its version before (p), of which the first has none.
CHANGE_TYPES = """CASE WHEN p.article_id IS NULL THEN '{}' ELSE array_remove(ARRAY[
        CASE WHEN p.headline <> a.headline THEN 'headline' END,
        CASE WHEN p.deck IS DISTINCT FROM a.deck THEN 'deck' END,
        CASE WHEN p.body_text <> a.body_text THEN 'body' END,
        CASE WHEN p.authors <> a.authors THEN 'authors' END,
        CASE WHEN p.correction_text IS DISTINCT FROM a.correction_text THEN 'correction' END], NULL) END"""
VERSION_BEFORE = """LEFT JOIN news.article_versions AS p
    ON p.article_id = a.article_id AND p.version_no = a.version_count - 1"""

INSERT_VERSIONS = Statement(
    "insert_versions",
    "jsonb",
    f"""
INSERT INTO news.article_versions (
    article_id, version_no, headline, deck, body_text, authors, correction_text, published_at, modified_at,
    content_hash, seen_at, run_id, raw_html_key, change_types, fields)
SELECT a.article_id, a.version_count, a.headline, a.deck, a.body_text, a.authors, a.correction_text,
    i.published_at, i.modified_at, a.content_hash, i.seen_at, i.run_id, i.raw_html_key,
    {CHANGE_TYPES}, i.fields
FROM jsonb_to_recordset($1) AS i(
    article_id bigint, seen_at timestamptz, run_id text, raw_html_key text, published_at timestamptz,
    modified_at timestamptz, fields jsonb)
JOIN news.articles AS a ON a.article_id = i.article_id
{VERSION_BEFORE}
ORDER BY a.article_id
""",  # noqa: S608 - made of constants
)
