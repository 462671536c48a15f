-- What is named to a run and becomes no row of listed_links is counted, so that nothing is unaccounted for.
ALTER TABLE news.crawl_runs
    ADD COLUMN passed jsonb NOT NULL DEFAULT '{}' CONSTRAINT crawl_runs_passed_check CHECK (jsonb_typeof(passed) = 'object');
COMMENT ON COLUMN news.crawl_runs.passed IS 'What was named and is no row of listed_links, as reason: count. Of sitemaps: other_section (entries of other sections, which account for them), out_of_range (a week older than the newest entry; in a backfill: of other days than those asked for), undated (left because nothing says how old they are), bad_url (entries without a usable address). In a backfill also links of archive pages, by the reasons of listed_links. unread_links: links of a page, or stories in its data, beyond the most that are read; unread_feeds, unread_sitemaps: files named and not read. An address that several files name counts for each. Empty ({}) while running, and when nothing was passed over.';

-- A dry run stores nothing, so it is no backfill whose days somebody may rely on.
ALTER TABLE news.crawl_runs
    DROP CONSTRAINT crawl_runs_kind_check,
    ADD CONSTRAINT crawl_runs_kind_check CHECK (kind IN ('crawl', 'backfill', 'dry_run')),
    DROP CONSTRAINT crawl_runs_range_check,
    ADD CONSTRAINT crawl_runs_range_check CHECK (
        (kind <> 'crawl') = (since_on IS NOT NULL) AND (since_on IS NULL) = (until_on IS NULL) AND since_on <= until_on);
UPDATE news.crawl_runs SET kind = 'dry_run'
WHERE kind = 'backfill' AND verdict_reason LIKE 'dry run, nothing stored:%';
COMMENT ON COLUMN news.crawl_runs.kind IS 'crawl: a look at what the section lists now; backfill: a walk through its archive, which says nothing about today; dry_run: a backfill that only reads the archive to say how long it would take, and stores nothing.';
COMMENT ON COLUMN news.crawl_runs.since_on IS 'First day a backfill or its dry run asked for, in the time zone of the section. Empty for a crawl.';
COMMENT ON COLUMN news.crawl_runs.until_on IS 'Last day a backfill or its dry run asked for, in the time zone of the section. Empty for a crawl.';
