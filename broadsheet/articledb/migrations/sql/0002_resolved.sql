ALTER TABLE news.rejected_pages ADD COLUMN resolved_at timestamptz;
CREATE INDEX rejected_pages_open ON news.rejected_pages (reason, source, url) WHERE resolved_at IS NULL;

COMMENT ON COLUMN news.rejected_pages.resolved_at IS 'When the same address was read after all, by a later fetch or from its stored bytes, UTC. Empty while it was not.';
