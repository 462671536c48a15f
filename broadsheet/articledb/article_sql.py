"""The statements that write articles. Each takes its rows as one JSON document.

Rows are written in the order of their keys, so that two batches with the same rows wait for each
other instead of locking each other out.
"""

from __future__ import annotations

from broadsheet.articledb.statements import Statement
from broadsheet.articledb.version_sql import INSERT_VERSIONS

LOOK_UP = Statement(
    "look_up",
    "text[]",
    """
SELECT u.url, a.article_id, a.url, a.content_hash, a.first_seen_at, a.changed_at, a.version_count,
    a.content_type = 'live_blog' AND NOT EXISTS (
        SELECT FROM news.article_versions AS v
        WHERE v.article_id = a.article_id AND v.version_no = a.version_count
            AND v.fields @> '[{"field": "coverage_ended_at", "is_chosen": true}]'),
    u.kind, u.first_seen_at
FROM news.article_urls AS u JOIN news.articles AS a ON a.article_id = u.article_id
WHERE u.url = ANY($1)
ORDER BY a.article_id
FOR NO KEY UPDATE OF a
""",
)

ARTICLE_RECORDS = """jsonb_to_recordset($1) AS i(
    article_id bigint, url text, source text, host text, run_id text, seen_at timestamptz, is_changed boolean,
    headline text, kicker text, section_label text, desk_label text, deck text, body_text text,
    correction_text text, authors text[], agencies text[], byline_location text, published_at timestamptz,
    published_precision text, published_offset text, is_zone_assumed boolean, modified_at timestamptz,
    language text, language_confidence real, tags text[], image_url text, image_caption text,
    image_credit text, content_type text, access text, visible_share real, page_count integer,
    word_count integer, content_hash bytea, body_hash bytea, raw_html_key text, extractor_version text,
    profile_version integer, taken_from bigint)"""

# The address decides who makes the article: who claims it first. Whoever comes second gets no row back,
# unless the claim of that article was found to be false.
INSERT_ARTICLES = Statement(
    "insert_articles",
    "jsonb",
    f"""
WITH i AS MATERIALIZED (SELECT * FROM {ARTICLE_RECORDS}),
claimed AS (
    INSERT INTO news.article_urls (url, article_id, kind, first_seen_at)
    SELECT url, nextval('news.articles_article_id_seq'), 'canonical', seen_at FROM i ORDER BY url
    ON CONFLICT (url) DO UPDATE SET
        article_id = excluded.article_id, kind = excluded.kind, first_seen_at = excluded.first_seen_at
    WHERE article_urls.article_id = (SELECT i.taken_from FROM i WHERE i.url = excluded.url)
    RETURNING url, article_id
)
INSERT INTO news.articles (
    article_id, cluster_id, source, url, headline, kicker, section_label, desk_label, deck, body_text,
    correction_text, authors, agencies, byline_location, published_at, published_precision, published_offset,
    is_zone_assumed, modified_at, language, language_confidence, tags, image_url, image_caption, image_credit,
    content_type, access, visible_share, page_count, word_count, status_at, content_hash, body_hash,
    first_seen_at, last_seen_at, changed_at, is_initial_load, raw_html_key, extractor_version,
    profile_version)
SELECT c.article_id, c.article_id,
    coalesce((SELECT o.source FROM news.sources AS o WHERE o.base_host = i.host
              ORDER BY o.source <> i.source, o.source LIMIT 1), i.source),
    i.url, i.headline, i.kicker, i.section_label, i.desk_label, i.deck, i.body_text,
    i.correction_text, i.authors, i.agencies, i.byline_location, i.published_at, i.published_precision,
    i.published_offset, i.is_zone_assumed, i.modified_at, i.language, i.language_confidence, i.tags,
    i.image_url, i.image_caption, i.image_credit, i.content_type, i.access, i.visible_share, i.page_count,
    i.word_count, i.seen_at, i.content_hash, i.body_hash, i.seen_at, i.seen_at, i.seen_at,
    coalesce(r.is_initial_load OR r.kind = 'backfill' AND (
        coalesce(i.published_at <= r.started_at - interval '1 day', true)
        OR NOT EXISTS (  -- nobody had looked at the section: it is the first to find what lies there
            SELECT FROM news.crawl_runs AS look
            WHERE look.source = r.source AND look.section = r.section AND look.kind = 'crawl'
                AND look.verdict IN ('ok', 'quiet', 'partial') AND look.started_at < r.started_at)), false),
    i.raw_html_key, i.extractor_version, i.profile_version
FROM claimed AS c JOIN i USING (url) LEFT JOIN news.crawl_runs AS r ON r.run_id = i.run_id
RETURNING url, article_id
""",  # noqa: S608 - made of constants
)

_WHEN_CHANGED = (
    "headline", "deck", "body_text", "correction_text", "authors", "word_count", "body_hash",
)  # fmt: skip
_SEEN = (
    "kicker", "section_label", "desk_label", "agencies", "byline_location", "modified_at", "tags",
    "image_url", "image_caption", "image_credit", "content_type", "access", "page_count", "language",
)  # fmt: skip
_UNSEEN = ("content_hash", "language_confidence", "visible_share", "extractor_version", "profile_version")
_PUBLICATION = ("published_at", "published_precision", "published_offset", "is_zone_assumed")
_IS_UNDATED = "i.published_at IS NULL"


def as_read(is_date_kept: str) -> str:
    """What a page says, assigned to an article's columns; when its date stays as it is."""
    return ",\n    ".join((
        *(f"{name} = CASE WHEN i.is_changed THEN i.{name} ELSE a.{name} END" for name in _WHEN_CHANGED),
        *(f"{name} = i.{name}" for name in (*_SEEN, *_UNSEEN)),
        *(f"{name} = CASE WHEN {is_date_kept} THEN a.{name} ELSE i.{name} END" for name in _PUBLICATION),
    ))  # fmt: skip


def is_seen_otherwise(is_date_kept: str) -> str:
    """Whether a reader would see something else beside the text; what is kept as above."""
    held, read = (", ".join(f"{row}.{name}" for name in _SEEN) for row in "ai")
    date = "(a.published_at, a.published_precision) IS DISTINCT FROM (i.published_at, i.published_precision)"
    return f"((ROW({held}) IS DISTINCT FROM ROW({read})) OR (NOT ({is_date_kept}) AND {date}))"


# Only rows in which a reader would see something else. What the page no longer states is taken
# away, except when it was published: that stays true.
UPDATE_ARTICLES = Statement(
    "update_articles",
    "jsonb",
    f"""
UPDATE news.articles AS a SET
    {as_read(_IS_UNDATED)},
    version_count = a.version_count + i.is_changed::integer,
    changed_at = CASE WHEN i.is_changed THEN i.seen_at ELSE a.changed_at END,
    last_seen_at = greatest(a.last_seen_at, i.seen_at),
    raw_html_key = coalesce(i.raw_html_key, a.raw_html_key),
    updated_at = now()
FROM {ARTICLE_RECORDS}
WHERE a.article_id = i.article_id AND (i.is_changed OR {is_seen_otherwise(_IS_UNDATED)})
""",  # noqa: S608 - made of constants
)

# A sighting. An article that answers again is no longer gone.
TOUCH = Statement(
    "touch",
    "jsonb",
    """
UPDATE news.articles AS a SET
    first_seen_at = least(a.first_seen_at, t.seen_at),
    last_seen_at = greatest(a.last_seen_at, t.seen_at),
    status = CASE WHEN t.is_back THEN 'available' ELSE a.status END,
    status_at = CASE WHEN t.is_back THEN t.seen_at ELSE a.status_at END,
    updated_at = CASE WHEN t.is_back THEN now() ELSE a.updated_at END
FROM (
    SELECT i.article_id, i.seen_at, i.is_fetched AND s.status IN ('gone', 'redirected') AS is_back
    FROM jsonb_to_recordset($1) AS i(article_id bigint, seen_at timestamptz, is_fetched boolean)
    JOIN news.articles AS s ON s.article_id = i.article_id
) AS t
WHERE a.article_id = t.article_id
    AND (t.seen_at > a.last_seen_at OR t.seen_at < a.first_seen_at OR t.is_back)
""",
)

# What a run found missing becomes gone when a later run still finds it so. The link's row holds the last
# attempt's reason, but the run that last listed it, which may be this one: only the very same answer, written
# again after a COMMIT whose own answer was lost, is no second look.
MARK_MISSING = Statement(
    "mark_missing",
    "jsonb",
    """
UPDATE news.articles AS a SET status = i.status, status_at = i.seen_at, updated_at = now()
FROM jsonb_to_recordset($1) AS i(
    article_id bigint, status text, reason text, source text, section text, url text, run_id text,
    seen_at timestamptz)
JOIN news.listed_links AS l ON l.source = i.source AND l.section = i.section AND l.url = i.url
WHERE a.article_id = i.article_id AND a.status = 'available'
    AND l.reason = i.reason AND l.attempt_count > 0
    AND (l.last_run_id <> i.run_id OR l.last_listed_at < i.seen_at)
""",
)

MOVE = """
WITH claimed AS (
    INSERT INTO news.article_urls (url, article_id, kind, first_seen_at)
    VALUES (%(url)s, %(article_id)s, 'canonical', %(seen_at)s)
    ON CONFLICT (url) DO NOTHING
    RETURNING url, article_id
), previous AS (
    UPDATE news.article_urls AS u SET kind = 'previous' FROM claimed AS c
    WHERE u.article_id = c.article_id AND u.kind = 'canonical'
)
UPDATE news.articles AS a SET url = c.url, updated_at = now() FROM claimed AS c
WHERE a.article_id = c.article_id
"""

# Of these responses, those that are captured with the version that is current: the article, and whether
# it is a copy.
OWN_VERSIONS = """
SELECT a.article_id, a.duplicate_of IS NOT NULL
FROM jsonb_to_recordset(%(rows)s) AS i(
    article_id bigint, url text, run_id text, seen_at timestamptz)
JOIN news.articles AS a ON a.article_id = i.article_id
JOIN news.article_versions AS v ON v.article_id = a.article_id AND v.version_no = a.version_count
WHERE v.run_id = i.run_id AND v.seen_at = i.seen_at AND EXISTS (
    SELECT FROM news.captures AS c
    WHERE c.url = i.url AND c.fetched_at = i.seen_at AND c.run_id = i.run_id)
"""

CLAIM_BODIES = Statement(
    "claim_bodies",
    "bigint[]",
    """
INSERT INTO news.body_originals (body_hash, article_id)
SELECT a.body_hash, a.article_id FROM news.articles AS a
WHERE a.article_id = ANY($1) AND a.body_hash IS NOT NULL
ORDER BY a.body_hash, a.changed_at, a.article_id
ON CONFLICT (body_hash) DO NOTHING
""",
)

# The article we met first with this body is the original, or what that one was copied from. An
# article that was itself copied stays an original.
LABEL_COPIES = Statement(
    "label_copies",
    "bigint[]",
    """
UPDATE news.articles AS a SET
    duplicate_of = coalesce(o.duplicate_of, o.article_id), cluster_id = o.cluster_id, cluster_role = 'copy'
FROM news.body_originals AS b JOIN news.articles AS o ON o.article_id = b.article_id
WHERE a.article_id = ANY($1) AND b.body_hash = a.body_hash
    AND a.duplicate_of IS NULL AND coalesce(o.duplicate_of, o.article_id) <> a.article_id
    AND NOT EXISTS (SELECT FROM news.articles AS c WHERE c.duplicate_of = a.article_id)
RETURNING a.article_id
""",
)

STATEMENTS = (
    LOOK_UP,
    INSERT_ARTICLES,
    UPDATE_ARTICLES,
    TOUCH,
    MARK_MISSING,
    CLAIM_BODIES,
    LABEL_COPIES,
    INSERT_VERSIONS,
)
