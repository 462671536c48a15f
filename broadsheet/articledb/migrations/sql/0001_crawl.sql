-- How it got here.

CREATE TABLE news.crawl_runs (
    run_id text PRIMARY KEY,
    source text NOT NULL,
    section text NOT NULL,
    dag_id text,
    dag_run_id text,
    try_number integer,
    started_at timestamptz NOT NULL,
    heartbeat_at timestamptz NOT NULL,
    finished_at timestamptz,
    verdict text CONSTRAINT crawl_runs_verdict_check CHECK (verdict IN (
        'ok', 'quiet', 'partial', 'blocked', 'consent', 'drift', 'unreachable', 'storage', 'config', 'interrupted', 'bug')),
    verdict_reason text,
    retry_after_at timestamptz,
    request_count integer NOT NULL DEFAULT 0,
    byte_count bigint NOT NULL DEFAULT 0,
    listed_count integer NOT NULL DEFAULT 0,
    new_count integer NOT NULL DEFAULT 0,
    changed_count integer NOT NULL DEFAULT 0,
    unchanged_count integer NOT NULL DEFAULT 0,
    duplicate_count integer NOT NULL DEFAULT 0,
    rejected_count integer NOT NULL DEFAULT 0,
    pending_count integer NOT NULL DEFAULT 0,
    is_listing_complete boolean,
    missed_estimate integer,
    is_initial_load boolean NOT NULL,
    CONSTRAINT crawl_runs_finished_check CHECK (
        (verdict IS NULL) = (finished_at IS NULL) AND (verdict IS NULL) = (verdict_reason IS NULL))
) WITH (fillfactor = 70);  -- rewritten by each heartbeat
CREATE INDEX crawl_runs_section_started_at ON news.crawl_runs (source, section, started_at DESC);
CREATE INDEX crawl_runs_running ON news.crawl_runs (source) WHERE verdict IS NULL;

COMMENT ON TABLE news.crawl_runs IS 'One row per run of a section, written when it starts. Set by the crawl; the verdict decides the Airflow task.';
COMMENT ON COLUMN news.crawl_runs.run_id IS 'Identity of the run, chosen by whoever started it.';
COMMENT ON COLUMN news.crawl_runs.source IS 'The source.';
COMMENT ON COLUMN news.crawl_runs.section IS 'The section.';
COMMENT ON COLUMN news.crawl_runs.dag_id IS 'Airflow DAG that started it. Empty when started by hand.';
COMMENT ON COLUMN news.crawl_runs.dag_run_id IS 'Airflow DAG run that started it. Empty when started by hand.';
COMMENT ON COLUMN news.crawl_runs.try_number IS 'Which try of the Airflow task it was, from 1. Empty when started by hand.';
COMMENT ON COLUMN news.crawl_runs.started_at IS 'When it started, UTC.';
COMMENT ON COLUMN news.crawl_runs.heartbeat_at IS 'When it last reported to be alive, UTC, by the clock of the database.';
COMMENT ON COLUMN news.crawl_runs.finished_at IS 'When the verdict was written, UTC, by the clock of the database. Empty while running.';
COMMENT ON COLUMN news.crawl_runs.verdict IS 'What the run came to; ok and quiet are green. Empty while running.';
COMMENT ON COLUMN news.crawl_runs.verdict_reason IS 'The verdict in one sentence. Empty while running.';
COMMENT ON COLUMN news.crawl_runs.retry_after_at IS 'Before when the section must not be crawled again, UTC. Empty unless the site named a time, or blocked us.';
COMMENT ON COLUMN news.crawl_runs.request_count IS 'Requests sent, robots.txt, redirects and retries included.';
COMMENT ON COLUMN news.crawl_runs.byte_count IS 'Bytes received, as transferred.';
COMMENT ON COLUMN news.crawl_runs.listed_count IS 'Links to articles of the section that were listed.';
COMMENT ON COLUMN news.crawl_runs.new_count IS 'Articles stored for the first time, copies not counted.';
COMMENT ON COLUMN news.crawl_runs.changed_count IS 'Articles that got another version.';
COMMENT ON COLUMN news.crawl_runs.unchanged_count IS 'Articles fetched again and found as they were.';
COMMENT ON COLUMN news.crawl_runs.duplicate_count IS 'Articles stored for the first time that are copies of another.';
COMMENT ON COLUMN news.crawl_runs.rejected_count IS 'Pages that could not be fetched, read or stored.';
COMMENT ON COLUMN news.crawl_runs.pending_count IS 'Links that were listed and left for a later run.';
COMMENT ON COLUMN news.crawl_runs.is_listing_complete IS 'False when the listing could not be walked to where everything is known. Empty while running, or when nothing was listed.';
COMMENT ON COLUMN news.crawl_runs.missed_estimate IS 'Estimated number of articles of the section we have never seen. Empty when there is nothing to estimate from.';
COMMENT ON COLUMN news.crawl_runs.is_initial_load IS 'True when no run of the section had ended ok, quiet or partial before this one started.';

CREATE TABLE news.listed_links (
    source text NOT NULL,
    section text NOT NULL,
    url text NOT NULL CONSTRAINT listed_links_url_length CHECK (octet_length(url) <= 2000),
    first_listed_at timestamptz NOT NULL,
    last_listed_at timestamptz NOT NULL,
    first_run_id text NOT NULL,
    last_run_id text NOT NULL,
    ways text[] NOT NULL DEFAULT '{}' CONSTRAINT listed_links_ways_check CHECK (
        ways <@ ARRAY['section_page', 'pagination', 'feed', 'sitemap', 'archive']),
    outcome text NOT NULL CONSTRAINT listed_links_outcome_check CHECK (outcome IN (
        'new', 'changed', 'unchanged', 'known', 'duplicate', 'not_article', 'off_site', 'rejected', 'pending', 'gone')),
    reason text CONSTRAINT listed_links_reason_check CHECK (reason IN (
        'dns', 'connection', 'timeout', 'tls', 'http_error', 'server_error', 'gone', 'blocked', 'robots', 'consent',
        'redirected', 'off_site', 'address_refused', 'too_large', 'too_many_redirects', 'bad_response', 'not_html',
        'empty', 'soft_404', 'no_headline', 'no_text', 'unreadable', 'bad_listing', 'navigation', 'other_section',
        'section_page', 'not_a_page', 'bad_url', 'budget', 'store_failed', 'row_refused', 'bug', 'interrupted')),
    article_id bigint REFERENCES news.articles,
    attempt_count integer NOT NULL DEFAULT 0,
    next_check_at timestamptz,
    PRIMARY KEY (source, section, url)
) WITH (fillfactor = 80);  -- touched whenever the link is listed again
CREATE INDEX listed_links_pending ON news.listed_links (source, section, last_listed_at) WHERE outcome = 'pending';
CREATE INDEX listed_links_next_check_at ON news.listed_links (source, section, next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX listed_links_url ON news.listed_links (url);
CREATE INDEX listed_links_article_id ON news.listed_links (article_id) WHERE article_id IS NOT NULL;

COMMENT ON TABLE news.listed_links IS 'The ledger: one row per link that a section listed, with what became of it. Set by discovery and store.';
COMMENT ON COLUMN news.listed_links.source IS 'The source.';
COMMENT ON COLUMN news.listed_links.section IS 'The section that listed the link.';
COMMENT ON COLUMN news.listed_links.url IS 'The address as listed, made absolute and canonical.';
COMMENT ON COLUMN news.listed_links.first_listed_at IS 'When it was first listed, UTC.';
COMMENT ON COLUMN news.listed_links.last_listed_at IS 'When it was last listed or fetched, UTC.';
COMMENT ON COLUMN news.listed_links.first_run_id IS 'The run that first listed it, in crawl_runs.';
COMMENT ON COLUMN news.listed_links.last_run_id IS 'The run that last listed or fetched it, in crawl_runs.';
COMMENT ON COLUMN news.listed_links.ways IS 'By which ways it became known. {} when it was fetched without being listed.';
COMMENT ON COLUMN news.listed_links.outcome IS 'What became of it last: new, changed, unchanged, duplicate (a copy) as stored; known: listed again, not fetched; pending: to be fetched; not_article, off_site: left; rejected: failed, see reason; gone: removed.';
COMMENT ON COLUMN news.listed_links.reason IS 'Why. Empty where the outcome says it all.';
COMMENT ON COLUMN news.listed_links.article_id IS 'The article it leads to. Empty when it led to none.';
COMMENT ON COLUMN news.listed_links.attempt_count IS 'Fetches that failed since the last that did not.';
COMMENT ON COLUMN news.listed_links.next_check_at IS 'When it is to be fetched again, UTC. Empty when it is not.';

-- A sequence of its own: before PostgreSQL 17 a partitioned table has no identity column.
CREATE SEQUENCE news.captures_capture_id_seq;
CREATE TABLE news.captures (
    capture_id bigint NOT NULL DEFAULT nextval('news.captures_capture_id_seq'),
    run_id text NOT NULL,
    source text NOT NULL,
    article_id bigint,
    kind text NOT NULL CONSTRAINT captures_kind_check CHECK (kind IN ('article', 'listing', 'feed', 'sitemap')),
    url text NOT NULL CONSTRAINT captures_url_length CHECK (octet_length(url) <= 2000),
    final_url text NOT NULL,
    status_code integer NOT NULL,
    response_headers jsonb NOT NULL,
    content_type text,
    byte_count bigint NOT NULL,
    sha256 bytea NOT NULL,
    raw_html_key text NOT NULL,
    etag text,
    last_modified text,
    fetched_at timestamptz NOT NULL,
    PRIMARY KEY (capture_id, fetched_at),
    CONSTRAINT captures_url_fetched_at_key UNIQUE (url, fetched_at)
) PARTITION BY RANGE (fetched_at);
ALTER SEQUENCE news.captures_capture_id_seq OWNED BY news.captures.capture_id;
CREATE INDEX captures_article_id ON news.captures (article_id) WHERE article_id IS NOT NULL;

COMMENT ON TABLE news.captures IS 'Every response whose bytes were kept, with what is needed to read it again as the first time; a partition per month of fetched_at. A listing, feed or sitemap only when its bytes changed. Set by store.';
COMMENT ON COLUMN news.captures.capture_id IS 'Identity of the capture; nothing refers to it by a foreign key.';
COMMENT ON COLUMN news.captures.run_id IS 'The run that fetched it, in crawl_runs.';
COMMENT ON COLUMN news.captures.source IS 'The source it was fetched for.';
COMMENT ON COLUMN news.captures.article_id IS 'The article read from it. Empty for a listing, and where no article was read.';
COMMENT ON COLUMN news.captures.kind IS 'What it was asked for as.';
COMMENT ON COLUMN news.captures.url IS 'The address that was asked for.';
COMMENT ON COLUMN news.captures.final_url IS 'The address that answered, after redirects.';
COMMENT ON COLUMN news.captures.status_code IS 'HTTP status of the answer.';
COMMENT ON COLUMN news.captures.response_headers IS 'Headers of the answer: pairs of name and value, in order.';
COMMENT ON COLUMN news.captures.content_type IS 'The header Content-Type. Empty when it was missing.';
COMMENT ON COLUMN news.captures.byte_count IS 'Bytes of the page after transfer and content decoding.';
COMMENT ON COLUMN news.captures.sha256 IS 'SHA-256 of those bytes.';
COMMENT ON COLUMN news.captures.raw_html_key IS 'Key of those bytes in the bucket; the same bytes have the same key.';
COMMENT ON COLUMN news.captures.etag IS 'The header ETag. Empty when it was missing.';
COMMENT ON COLUMN news.captures.last_modified IS 'The header Last-Modified as sent. Empty when it was missing.';
COMMENT ON COLUMN news.captures.fetched_at IS 'When the answer arrived, UTC.';

CREATE TABLE news.rejected_pages (
    rejected_page_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url text NOT NULL,
    source text NOT NULL,
    section text NOT NULL,
    run_id text NOT NULL,
    kind text NOT NULL CONSTRAINT rejected_pages_kind_check CHECK (kind IN ('article', 'listing', 'feed', 'sitemap')),
    reason text NOT NULL CONSTRAINT rejected_pages_reason_check CHECK (reason IN (
        'dns', 'connection', 'timeout', 'tls', 'http_error', 'server_error', 'gone', 'blocked', 'robots', 'consent',
        'redirected', 'off_site', 'address_refused', 'too_large', 'too_many_redirects', 'bad_response', 'not_html',
        'empty', 'soft_404', 'no_headline', 'no_text', 'unreadable', 'bad_listing', 'navigation', 'other_section',
        'section_page', 'not_a_page', 'bad_url', 'budget', 'store_failed', 'row_refused', 'bug', 'interrupted')),
    detail text NOT NULL,
    status_code integer,
    raw_html_key text,
    seen_at timestamptz NOT NULL,
    is_retryable boolean NOT NULL
);
-- A page is quarantined once per run, even when its batch was tried twice. By digest: URLs may be of any length here.
CREATE UNIQUE INDEX rejected_pages_run_id_url_reason ON news.rejected_pages (run_id, md5(url), reason);
CREATE INDEX rejected_pages_reason_seen_at ON news.rejected_pages (reason, seen_at DESC);
CREATE INDEX rejected_pages_url ON news.rejected_pages USING hash (url);
CREATE INDEX rejected_pages_seen_at ON news.rejected_pages (seen_at DESC);

COMMENT ON TABLE news.rejected_pages IS 'Quarantine: every page and request that failed, once per run and reason. Set by store.';
COMMENT ON COLUMN news.rejected_pages.rejected_page_id IS 'Identity of the row.';
COMMENT ON COLUMN news.rejected_pages.url IS 'The address that was asked for.';
COMMENT ON COLUMN news.rejected_pages.source IS 'The source it was asked for.';
COMMENT ON COLUMN news.rejected_pages.section IS 'The section it was asked for.';
COMMENT ON COLUMN news.rejected_pages.run_id IS 'The run that asked for it, in crawl_runs.';
COMMENT ON COLUMN news.rejected_pages.kind IS 'What it was asked for as.';
COMMENT ON COLUMN news.rejected_pages.reason IS 'Why it was rejected; the same list as in listed_links.';
COMMENT ON COLUMN news.rejected_pages.detail IS 'The reason in words, for whoever looks into it; may be empty text.';
COMMENT ON COLUMN news.rejected_pages.status_code IS 'HTTP status of the answer. Empty when there was no answer.';
COMMENT ON COLUMN news.rejected_pages.raw_html_key IS 'Key of the page in the bucket. Empty when there was no body, or it was not kept.';
COMMENT ON COLUMN news.rejected_pages.seen_at IS 'When it failed, UTC.';
COMMENT ON COLUMN news.rejected_pages.is_retryable IS 'Whether fetching the same address again may end otherwise.';

CREATE TABLE news.site_profiles (
    source text NOT NULL,
    profile_version integer NOT NULL CONSTRAINT site_profiles_profile_version_check CHECK (profile_version >= 1),
    profile jsonb NOT NULL,
    article_count integer NOT NULL,
    learned_at timestamptz NOT NULL,
    is_current boolean NOT NULL,
    PRIMARY KEY (source, profile_version)
);
CREATE UNIQUE INDEX site_profiles_current ON news.site_profiles (source) WHERE is_current;

COMMENT ON TABLE news.site_profiles IS 'What was learned of a site from its own pages, version by version. Set by extract.';
COMMENT ON COLUMN news.site_profiles.source IS 'The source.';
COMMENT ON COLUMN news.site_profiles.profile_version IS 'Version of the profile, from 1.';
COMMENT ON COLUMN news.site_profiles.profile IS 'Where the parts of an article stand on the pages of this site.';
COMMENT ON COLUMN news.site_profiles.article_count IS 'Number of different articles it was learned from.';
COMMENT ON COLUMN news.site_profiles.learned_at IS 'When it was learned, UTC.';
COMMENT ON COLUMN news.site_profiles.is_current IS 'True for the one version that pages are read with.';
