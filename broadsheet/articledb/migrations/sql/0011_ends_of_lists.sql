ALTER TABLE news.cut_listings
    ADD COLUMN state text NOT NULL DEFAULT 'cut' CHECK (state IN ('cut', 'bare', 'ended'));
COMMENT ON TABLE news.cut_listings IS 'Where a walk through the pages of a section''s list had to stop before it met what is known, and whether the next run goes on there. Set by discovery.';
COMMENT ON COLUMN news.cut_listings.url IS 'The page of the list before which it stopped.';
COMMENT ON COLUMN news.cut_listings.state IS 'cut: stopped by max_pages, the request budget or a page that failed; the next run goes on there. bare: behind pages that show no story and lead on; the next run goes on there. ended: it did, and saw no story either; no run goes on there for 30 days.';
COMMENT ON COLUMN news.crawl_runs.is_listing_complete IS 'False when the section''s list goes on where the run could not follow: only by scripts, beyond max_pages or the request budget, behind a page that failed, or behind pages that show no story. Feeds and sitemaps then carry the section.';
COMMENT ON COLUMN news.crawl_runs.pending_count IS 'Links of the section that wait for a later run once this one has ended: those it left, and those of earlier runs that it did not come to. While it runs, its own alone; of a backfill, those of its days. They are rows of listed_links with the outcome pending.';
