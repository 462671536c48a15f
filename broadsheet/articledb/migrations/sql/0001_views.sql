CREATE VIEW news.article_fields AS
SELECT v.article_id, v.version_no, f.field,
       row_number() OVER (PARTITION BY v.article_id, v.version_no, f.field ORDER BY f.ordinality)::integer AS candidate_no,
       f.value, f.raw_value, f.origin, f.locator, f.precision, f.is_chosen
FROM news.article_versions AS v
CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(v.fields) AS (
    field text, value text, raw_value text, origin text, locator text, precision text, is_chosen boolean
)) WITH ORDINALITY AS f;

COMMENT ON VIEW news.article_fields IS 'Provenance: every value a page stated for a field, chosen or not, and where it stood. Set by extract. Ask by article_id: it is unfolded from article_versions.fields.';
COMMENT ON COLUMN news.article_fields.article_id IS 'The article.';
COMMENT ON COLUMN news.article_fields.version_no IS 'The version it was read with, in article_versions.';
COMMENT ON COLUMN news.article_fields.field IS 'Name of the field, as the column of articles.';
COMMENT ON COLUMN news.article_fields.candidate_no IS 'Number of the candidate among those of its field, from 1, as the reader found them.';
COMMENT ON COLUMN news.article_fields.value IS 'The value, as text. Empty when the raw value was not believed, and for the body, which stands in article_versions.';
COMMENT ON COLUMN news.article_fields.raw_value IS 'What stood on the page before it was parsed. Empty for the body.';
COMMENT ON COLUMN news.article_fields.origin IS 'Where it comes from: json_ld, microdata, meta, markup, embedded_data, site_profile, source_rule, feed, sitemap, listing, http, inferred.';
COMMENT ON COLUMN news.article_fields.locator IS 'Where it stood: a CSS path, a JSON path, the name of a meta element.';
COMMENT ON COLUMN news.article_fields.precision IS 'How exact a time is: second, minute, hour, day. Empty for anything else.';
COMMENT ON COLUMN news.article_fields.is_chosen IS 'True for the value that stands in articles.';

CREATE VIEW news.latest AS
SELECT a.article_id, a.source,
       ARRAY(SELECT DISTINCT s.section FROM news.article_sections AS s
             WHERE s.article_id = a.article_id ORDER BY s.section) AS sections,
       a.url, a.headline, a.deck, a.authors, a.agencies, a.published_at,
       coalesce(a.published_at, a.first_seen_at) AS dated_at,
       a.first_seen_at, a.changed_at, a.version_count, a.language, a.content_type, a.access, a.word_count,
       a.duplicate_of, a.is_initial_load, a.status
FROM news.articles AS a
WHERE a.status <> 'merged'
ORDER BY coalesce(a.published_at, a.first_seen_at) DESC, a.article_id DESC;

COMMENT ON VIEW news.latest IS 'The articles with their sections, newest first. Ask with LIMIT or by source.';
COMMENT ON COLUMN news.latest.article_id IS 'The article, in articles.';
COMMENT ON COLUMN news.latest.source IS 'The source whose host the address is on.';
COMMENT ON COLUMN news.latest.sections IS 'Names of the sections that listed it, in order of name. {} when none did.';
COMMENT ON COLUMN news.latest.url IS 'Canonical address.';
COMMENT ON COLUMN news.latest.headline IS 'Headline now.';
COMMENT ON COLUMN news.latest.deck IS 'Deck now. Empty when the page has none.';
COMMENT ON COLUMN news.latest.authors IS 'Authors as displayed. {} when the page names nobody.';
COMMENT ON COLUMN news.latest.agencies IS 'News agencies credited. {} when none is.';
COMMENT ON COLUMN news.latest.published_at IS 'When the page says it was published, UTC. Empty when it does not say.';
COMMENT ON COLUMN news.latest.dated_at IS 'What the view is ordered by: published_at, or first_seen_at where the page states no date, UTC.';
COMMENT ON COLUMN news.latest.first_seen_at IS 'When it was first fetched, UTC.';
COMMENT ON COLUMN news.latest.changed_at IS 'When the current version was first seen, UTC.';
COMMENT ON COLUMN news.latest.version_count IS 'Number of versions seen.';
COMMENT ON COLUMN news.latest.language IS 'Language of the text. Empty when it cannot be told.';
COMMENT ON COLUMN news.latest.content_type IS 'What kind of page it is.';
COMMENT ON COLUMN news.latest.access IS 'free, metered, paywalled or unknown.';
COMMENT ON COLUMN news.latest.word_count IS 'Words of the body.';
COMMENT ON COLUMN news.latest.duplicate_of IS 'article_id of the article it is a copy of. Empty for an original.';
COMMENT ON COLUMN news.latest.is_initial_load IS 'True when found by the first crawl of its section.';
COMMENT ON COLUMN news.latest.status IS 'available, gone or redirected.';

-- A look is a run that saw its section: ok, quiet or partial. A gap lies between two looks when a run in
-- between failed, or when the second came later than the schedule and one missed turn allow for.
CREATE VIEW news.gaps AS
WITH runs AS (
    SELECT source, section, started_at, verdict, verdict IN ('ok', 'quiet', 'partial') AS is_look,
           count(*) FILTER (WHERE verdict IN ('ok', 'quiet', 'partial')) OVER (
               PARTITION BY source, section ORDER BY started_at, run_id) AS stretch_no
    FROM news.crawl_runs WHERE verdict IS NOT NULL
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

COMMENT ON VIEW news.gaps IS 'When nobody was looking at a section: its runs failed, or did not take place. A lull outside the gaps is the publisher''s.';
COMMENT ON COLUMN news.gaps.source IS 'The source.';
COMMENT ON COLUMN news.gaps.section IS 'The section.';
COMMENT ON COLUMN news.gaps.from_at IS 'When the first look failed, or when one was due and did not take place, UTC.';
COMMENT ON COLUMN news.gaps.to_at IS 'When the section was next looked at, UTC; its listing then still showed some of what was published in between. Empty while the gap is open.';
COMMENT ON COLUMN news.gaps.verdict IS 'Verdict of the last failed run in the gap, in crawl_runs. Empty when no run took place at all.';

-- Partitions are made by whoever needs one first. The writing role owns nothing, so it asks this function.
CREATE FUNCTION news.ensure_captures_month(moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first_day timestamptz := date_trunc('month', moment, 'UTC');
    next_first_day timestamptz := date_trunc('month', moment AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC';
    partition_name text := 'captures_' || to_char(moment AT TIME ZONE 'UTC', 'YYYY_MM');
BEGIN
    IF to_regclass(format('news.%I', partition_name)) IS NOT NULL THEN
        RETURN;
    END IF;
    -- Asked again under the lock, and of the table: to_regclass may answer from what it remembers.
    PERFORM pg_advisory_xact_lock(hashtext('news.captures partitions'));
    IF EXISTS (SELECT FROM pg_class WHERE relnamespace = 'news'::regnamespace AND relname = partition_name) THEN
        RETURN;
    END IF;
    -- Made apart and then attached: that lets everybody else go on writing to the other months.
    EXECUTE format('CREATE TABLE news.%I (LIKE news.captures INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS)', partition_name);
    EXECUTE format('COMMENT ON TABLE news.%I IS %L', partition_name,
                   'The captures of ' || to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM') || ', a partition of captures.');
    EXECUTE format('ALTER TABLE news.captures ATTACH PARTITION news.%I FOR VALUES FROM (%L) TO (%L)',
                   partition_name, first_day, next_first_day);
END
$$;
COMMENT ON FUNCTION news.ensure_captures_month(timestamptz) IS 'Makes the partition of captures for the month of a moment, unless it is there; safe for many at once.';
REVOKE ALL ON FUNCTION news.ensure_captures_month(timestamptz) FROM PUBLIC;
