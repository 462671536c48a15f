"""The statements that write what belongs to articles and pages: addresses, sections, byline, captures..."""

from __future__ import annotations

from broadsheet.articledb.statements import Statement

INSERT_URLS = Statement(
    "insert_urls",
    "jsonb",
    """
INSERT INTO news.article_urls (url, article_id, kind, first_seen_at)
SELECT url, article_id, kind, seen_at
FROM jsonb_to_recordset($1) AS i(url text, article_id bigint, kind text, seen_at timestamptz)
ORDER BY url
ON CONFLICT (url) DO NOTHING
""",
)

UPSERT_SECTIONS = Statement(
    "upsert_sections",
    "jsonb",
    """
INSERT INTO news.article_sections AS s (article_id, source, section, first_seen_at, last_seen_at)
SELECT article_id, source, section, seen_at, seen_at
FROM jsonb_to_recordset($1) AS i(article_id bigint, source text, section text, seen_at timestamptz)
ORDER BY article_id, source, section
ON CONFLICT (article_id, source, section) DO UPDATE SET
    first_seen_at = least(s.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(s.last_seen_at, excluded.last_seen_at)
WHERE excluded.first_seen_at < s.first_seen_at OR excluded.last_seen_at > s.last_seen_at
""",
)

DELETE_PARTS = Statement(
    "delete_parts",
    "bigint[]",
    """
WITH authors AS (DELETE FROM news.article_authors WHERE article_id = ANY($1)),
    images AS (DELETE FROM news.article_images WHERE article_id = ANY($1))
DELETE FROM news.article_links WHERE article_id = ANY($1)
""",
)

INSERT_AUTHORS = Statement(
    "insert_authors",
    "jsonb",
    """
INSERT INTO news.article_authors (article_id, position, name, kind, role, location, raw_value)
SELECT * FROM jsonb_to_recordset($1) AS i(
    article_id bigint, position integer, name text, kind text, role text, location text, raw_value text)
""",
)

INSERT_IMAGES = Statement(
    "insert_images",
    "jsonb",
    """
INSERT INTO news.article_images (article_id, position, url, caption, credit)
SELECT * FROM jsonb_to_recordset($1) AS i(
    article_id bigint, position integer, url text, caption text, credit text)
""",
)

INSERT_LINKS = Statement(
    "insert_links",
    "jsonb",
    """
INSERT INTO news.article_links (article_id, position, url, text, kind)
SELECT * FROM jsonb_to_recordset($1) AS i(
    article_id bigint, position integer, url text, text text, kind text)
""",
)

UPSERT_LIVE_ENTRIES = Statement(
    "upsert_live_entries",
    "jsonb",
    """
WITH i AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1) AS i(
        article_id bigint, entry_no integer, published_at timestamptz, headline text, body_text text,
        author text)
), surplus AS (
    DELETE FROM news.live_entries AS l
    USING (SELECT article_id, max(entry_no) AS last_no FROM i GROUP BY article_id) AS n
    WHERE l.article_id = n.article_id AND l.entry_no > n.last_no
)
INSERT INTO news.live_entries AS l (article_id, entry_no, published_at, headline, body_text, author)
SELECT article_id, entry_no, published_at, headline, body_text, author FROM i ORDER BY article_id, entry_no
ON CONFLICT (article_id, entry_no) DO UPDATE SET
    published_at = excluded.published_at, headline = excluded.headline,
    body_text = excluded.body_text, author = excluded.author
WHERE ROW(l.published_at, l.headline, l.body_text, l.author)
    IS DISTINCT FROM ROW(excluded.published_at, excluded.headline, excluded.body_text, excluded.author)
""",
)

INSERT_CAPTURES = Statement(
    "insert_captures",
    "jsonb",
    """
INSERT INTO news.captures (
    run_id, source, article_id, kind, url, final_url, status_code, response_headers, content_type, byte_count,
    sha256, raw_html_key, etag, last_modified, fetched_at, is_rendered)
SELECT i.* FROM jsonb_to_recordset($1) AS i(
    run_id text, source text, article_id bigint, kind text, url text, final_url text, status_code integer,
    response_headers jsonb, content_type text, byte_count bigint, sha256 bytea, raw_html_key text, etag text,
    last_modified text, fetched_at timestamptz, is_rendered boolean)
ORDER BY i.url
ON CONFLICT (url, fetched_at) DO UPDATE SET article_id = excluded.article_id
WHERE captures.article_id IS NULL AND excluded.article_id IS NOT NULL
""",
)

# A listing, feed or sitemap is recorded only when its bytes are others than the last time; two
# months back is far enough to look, and lets the planner leave older partitions alone.
UNCHANGED_LISTINGS = """
SELECT DISTINCT i.url
FROM jsonb_to_recordset(%(rows)s) AS i(url text, sha256 bytea, fetched_at timestamptz)
CROSS JOIN LATERAL (
    SELECT c.sha256 FROM news.captures AS c
    WHERE c.url = i.url AND c.fetched_at <= i.fetched_at AND c.fetched_at > %(since)s
    ORDER BY c.fetched_at DESC LIMIT 1
) AS last
WHERE last.sha256 = i.sha256
"""

INSERT_REJECTED = Statement(
    "insert_rejected",
    "jsonb",
    """
INSERT INTO news.rejected_pages (
    url, source, section, run_id, kind, reason, detail, status_code, raw_html_key, seen_at, is_retryable)
SELECT i.* FROM jsonb_to_recordset($1) AS i(
    url text, source text, section text, run_id text, kind text, reason text, detail text,
    status_code integer, raw_html_key text, seen_at timestamptz, is_retryable boolean)
ORDER BY i.run_id, i.url
ON CONFLICT (run_id, md5(url), reason) DO NOTHING
""",
)

# What was read now is no longer in quarantine, whichever section asked for it then.
RESOLVE_REJECTED = Statement(
    "resolve_rejected",
    "jsonb",
    """
UPDATE news.rejected_pages AS r SET resolved_at = now()
FROM jsonb_to_recordset($1) AS i(source text, kind text, url text, seen_at timestamptz)
WHERE r.url = i.url AND r.source = i.source AND r.kind = i.kind AND r.seen_at <= i.seen_at
    AND r.resolved_at IS NULL
""",
)

STATEMENTS = (
    INSERT_URLS,
    UPSERT_SECTIONS,
    DELETE_PARTS,
    INSERT_AUTHORS,
    INSERT_IMAGES,
    INSERT_LINKS,
    UPSERT_LIVE_ENTRIES,
    INSERT_CAPTURES,
    INSERT_REJECTED,
    RESOLVE_REJECTED,
)
