"""The statements that write the ledger of listed links."""

from __future__ import annotations

from broadsheet import recheck
from broadsheet.articledb.statements import Statement

_RETRIES = ",".join(f"{after.total_seconds():.0f} seconds" for after in recheck.RETRIES)
# Left on a listing, and never fetched.
_LEFT = "{0}.outcome IN ('not_article', 'off_site') AND {0}.attempt_count = 0 AND {0}.article_id IS NULL"

# A story's ways are those that listed it as one: a section's page may name in a box what its feed brings.
# What only an archive names is old: its edits are over, and nobody looks again.
# What was decided on a listing (to be fetched, known, left) comes without an attempt; what a fetch
# came to says more, so the former gives way to it. A stored article that an earlier run looked at is `known`
# whatever a listing of this one makes of its link: which of its listings is written first does not matter.
# What another run has in hand is `known` without an article: where that is a run of the same section, the row
# stays its own, as it is. So it does where another listing's boxes name what that run has in hand.
# Nor does it whether a run's listing is written before what it put off, with its reason, or after.
# A stored article whose last look failed stays so, however often it is listed, until a look succeeds.
# The same answer written again, after a COMMIT whose own
# answer was lost, is no further attempt.
UPSERT = Statement(
    "upsert_links",
    "jsonb",
    f"""
INSERT INTO news.listed_links AS l (
    source, section, url, first_listed_at, last_listed_at, first_run_id, last_run_id, ways, outcome, reason,
    article_id, attempt_count, next_check_at, published_at)
SELECT source, section, url, seen_at, seen_at, run_id, run_id, ways, outcome, reason, article_id,
    attempt_count, next_check_at, published_at
FROM jsonb_to_recordset($1) AS i(
    source text, section text, url text, seen_at timestamptz, run_id text, ways text[], outcome text,
    reason text, article_id bigint, attempt_count integer, next_check_at timestamptz,
    published_at timestamptz)
ORDER BY source, section, url
ON CONFLICT (source, section, url) DO UPDATE SET
    first_listed_at = least(l.first_listed_at, excluded.first_listed_at),
    last_listed_at = greatest(l.last_listed_at, excluded.last_listed_at),
    last_run_id = CASE WHEN coalesce(excluded.article_id, l.article_id) IS NULL AND excluded.attempt_count = 0
            AND ((excluded.outcome = 'known' AND l.attempt_count > 0)
                OR (excluded.outcome <> 'pending' AND l.outcome = 'pending' AND l.reason IS NULL))
        THEN l.last_run_id ELSE excluded.last_run_id END,
    ways = CASE WHEN {_LEFT.format("excluded")} AND NOT ({_LEFT.format("l")}) THEN l.ways
        WHEN {_LEFT.format("l")} AND NOT ({_LEFT.format("excluded")}) AND excluded.ways <> '{{}}'
        THEN excluded.ways
        WHEN excluded.ways <@ l.ways THEN l.ways
        ELSE ARRAY(SELECT DISTINCT w FROM unnest(l.ways || excluded.ways) AS w ORDER BY w) END,
    article_id = coalesce(excluded.article_id, l.article_id),
    published_at = CASE WHEN l.article_id IS NULL AND l.reason IS DISTINCT FROM 'out_of_range'
        THEN coalesce(excluded.published_at, l.published_at)
        ELSE coalesce(l.published_at, excluded.published_at) END,
    (outcome, reason, attempt_count, next_check_at) = (
        SELECT CASE WHEN NOT d.gives_way THEN excluded.outcome
                WHEN d.is_looked_at AND l.last_run_id <> excluded.last_run_id THEN 'known'
                ELSE l.outcome END,
            CASE WHEN d.gives_way THEN l.reason ELSE excluded.reason END,
            CASE WHEN d.is_decision THEN l.attempt_count
                WHEN excluded.attempt_count > 0 THEN d.attempt_count ELSE 0 END,
            CASE WHEN d.is_decision THEN l.next_check_at
                WHEN excluded.attempt_count = 0 AND l.ways = '{{archive}}' THEN NULL
                WHEN excluded.attempt_count = 0 THEN excluded.next_check_at
                WHEN excluded.outcome NOT IN ('rejected', 'gone') THEN NULL
                WHEN d.attempt_count = 1 AND excluded.next_check_at IS NOT NULL THEN excluded.next_check_at
                ELSE excluded.last_listed_at
                    + ('{{{_RETRIES}}}'::interval[])[least(d.attempt_count, {len(recheck.RETRIES)})] END
        FROM (SELECT
            l.attempt_count + 1 - (l.attempt_count > 0 AND l.last_run_id = excluded.last_run_id
                AND l.last_listed_at = excluded.last_listed_at)::integer AS attempt_count,
            excluded.attempt_count = 0
                AND excluded.outcome NOT IN ('new', 'changed', 'unchanged', 'duplicate')
                AS is_decision,
            l.outcome IN ('new', 'changed', 'unchanged', 'duplicate') AS is_looked_at,
            CASE excluded.outcome
                WHEN 'pending' THEN l.attempt_count > 0
                    OR l.outcome NOT IN ('pending', 'not_article', 'off_site')
                    OR (l.outcome = 'pending' AND l.reason IS NOT NULL AND excluded.reason IS NULL
                        AND l.last_run_id = excluded.last_run_id)
                WHEN 'known' THEN (l.outcome IN ('new', 'changed', 'unchanged', 'duplicate')
                        AND l.last_run_id = excluded.last_run_id)
                    OR (excluded.article_id IS NULL AND l.article_id IS NULL
                        AND (l.attempt_count > 0 OR (l.outcome = 'pending' AND l.reason IS NULL)))
                    OR (l.attempt_count > 0 AND l.outcome IN ('rejected', 'gone')
                        AND l.article_id IS NOT DISTINCT FROM coalesce(excluded.article_id, l.article_id))
                ELSE excluded.attempt_count = 0
                    AND excluded.outcome IN ('not_article', 'off_site', 'rejected', 'gone')
                    AND (l.article_id IS NOT NULL OR l.attempt_count > 0 OR l.outcome = 'pending'
                        OR (l.outcome = 'not_article' AND excluded.reason = 'navigation'))
            END AS gives_way) AS d)
""",  # noqa: S608 - made of constants
)
# A look at an article counts for every section that lists it, and for every address it is listed by; but none
# that did not ask an address which leads elsewhere tells whether it still does. An address that answers has
# failed for no section.
SHARE_LOOK = Statement(
    "share_look",
    "jsonb",
    """
WITH r AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1) AS r(
        article_id bigint, url text, seen_at timestamptz, next_check_at timestamptz,
        shared_check_at timestamptz)
)
UPDATE news.listed_links AS l SET next_check_at = i.next_check_at,
    (outcome, reason, attempt_count) = (
        SELECT CASE WHEN f.is_back THEN 'known' ELSE l.outcome END,
            CASE WHEN f.is_back THEN NULL ELSE l.reason END,
            CASE WHEN f.is_back THEN 0 ELSE l.attempt_count END
        FROM (SELECT l.outcome IN ('rejected', 'gone') AND l.url IN (SELECT url FROM r)
            AND l.last_listed_at <= i.seen_at AS is_back) AS f)
FROM (
    SELECT article_id, NULL AS url, max(seen_at) AS seen_at, max(shared_check_at) AS next_check_at
    FROM r GROUP BY article_id
    UNION ALL
    SELECT article_id, url, max(seen_at), max(next_check_at) FROM r GROUP BY article_id, url
) AS i
WHERE l.article_id = i.article_id
    AND (l.next_check_at <= i.seen_at OR (l.outcome IN ('rejected', 'gone') AND l.url IN (SELECT url FROM r)))
    AND i.url IS NOT DISTINCT FROM (
    SELECT u.url FROM news.article_urls AS u
    WHERE u.url = l.url AND u.article_id = l.article_id AND u.kind = 'redirect')
""",
)
STATEMENTS = (UPSERT, SHARE_LOOK)
