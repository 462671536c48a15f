-- What a backfill adds: the kind of a run, the days it asked for, and when a link says it was published.

ALTER TABLE news.crawl_runs
    ADD COLUMN kind text NOT NULL DEFAULT 'crawl' CONSTRAINT crawl_runs_kind_check CHECK (kind IN ('crawl', 'backfill')),
    ADD COLUMN since_on date,
    ADD COLUMN until_on date,
    ADD CONSTRAINT crawl_runs_range_check CHECK (
        (kind = 'backfill') = (since_on IS NOT NULL) AND (since_on IS NULL) = (until_on IS NULL) AND since_on <= until_on);
COMMENT ON COLUMN news.crawl_runs.kind IS 'crawl: a look at what the section lists now; backfill: a walk through its archive, which says nothing about today.';
COMMENT ON COLUMN news.crawl_runs.since_on IS 'First day a backfill asked for, in the time zone of the section. Empty for a crawl.';
COMMENT ON COLUMN news.crawl_runs.until_on IS 'Last day a backfill asked for, in the time zone of the section. Empty for a crawl.';
COMMENT ON COLUMN news.crawl_runs.is_initial_load IS 'True for a crawl when none of the section had ended ok, quiet or partial before it started. False for a backfill.';

ALTER TABLE news.listed_links
    ADD COLUMN published_at timestamptz,
    DROP CONSTRAINT listed_links_reason_check,
    ADD CONSTRAINT listed_links_reason_check CHECK (reason IN (

        'dns', 'connection', 'timeout', 'tls', 'http_error', 'server_error', 'gone', 'blocked', 'robots', 'consent',
        'redirected', 'off_site', 'address_refused', 'too_large', 'too_many_redirects', 'bad_response', 'not_html',
        'empty', 'soft_404', 'no_headline', 'no_text', 'unreadable', 'bad_listing', 'navigation', 'other_section',
        'section_page', 'not_a_page', 'bad_url', 'budget', 'store_failed', 'row_refused', 'bug', 'interrupted', 'out_of_range', 'undated'));
COMMENT ON COLUMN news.listed_links.published_at IS 'When its page says that it was published, UTC; as long as the page was not read, what a sitemap or a feed says. Empty when neither says so.';

ALTER TABLE news.rejected_pages
    DROP CONSTRAINT rejected_pages_reason_check,
    ADD CONSTRAINT rejected_pages_reason_check CHECK (reason IN (

        'dns', 'connection', 'timeout', 'tls', 'http_error', 'server_error', 'gone', 'blocked', 'robots', 'consent',
        'redirected', 'off_site', 'address_refused', 'too_large', 'too_many_redirects', 'bad_response', 'not_html',
        'empty', 'soft_404', 'no_headline', 'no_text', 'unreadable', 'bad_listing', 'navigation', 'other_section',
        'section_page', 'not_a_page', 'bad_url', 'budget', 'store_failed', 'row_refused', 'bug', 'interrupted', 'out_of_range', 'undated'));

ALTER TABLE news.captures ADD COLUMN is_rendered boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN news.captures.is_rendered IS 'True when a browser ran the scripts of the page: the bytes are then the document it had built, not those that the server sent.';

COMMENT ON COLUMN news.articles.is_initial_load IS 'True when it was lying there before we looked: found by the first crawl of its section, or by a backfill that began a day or more after it was published.';
COMMENT ON COLUMN news.latest.is_initial_load IS 'True when found by the first crawl of its section, or in its archive by a backfill.';

-- A look is a run that saw its section: ok, quiet or partial. A gap lies between two looks when a run in
-- between failed, or when the second came later than the schedule and one missed turn allow for.
CREATE OR REPLACE VIEW news.gaps AS
WITH runs AS (
    SELECT source, section, started_at, verdict, verdict IN ('ok', 'quiet', 'partial') AS is_look,
           count(*) FILTER (WHERE verdict IN ('ok', 'quiet', 'partial')) OVER (
               PARTITION BY source, section ORDER BY started_at, run_id) AS stretch_no
    FROM news.crawl_runs WHERE verdict IS NOT NULL AND kind = 'crawl'
), stretches AS (  -- a look and the failures after it
    SELECT source, section, stretch_no,
           min(started_at) FILTER (WHERE is_look) AS from_look,
           min(started_at) FILTER (WHERE NOT is_look) AS failed_at,
           (array_agg(verdict ORDER BY started_at DESC) FILTER (WHERE NOT is_look))[1] AS verdict
    FROM runs GROUP BY source, section, stretch_no
), bounded AS (
    SELECT source, section, from_look, failed_at, verdict,
           lead(from_look) OVER (PARTITION BY source, section ORDER BY stretch_no) AS to_look
    FROM stretches
), judged AS (
    SELECT b.source, b.section, b.failed_at, b.to_look, b.verdict,
           CASE WHEN (b.to_look IS NOT NULL OR c.is_active)
                     AND coalesce(b.to_look, now()) > b.from_look + 2 * s.longest_pause
                THEN b.from_look + s.longest_pause END AS missed_at
    FROM bounded AS b
    LEFT JOIN news.sources AS s ON s.source = b.source
    LEFT JOIN news.sections AS c ON c.source = b.source AND c.section = b.section
)
SELECT source, section, least(failed_at, missed_at) AS from_at, to_look AS to_at, verdict
FROM judged
WHERE failed_at IS NOT NULL OR missed_at IS NOT NULL;
