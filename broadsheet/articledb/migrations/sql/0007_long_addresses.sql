DROP INDEX news.rejected_pages_open;
CREATE INDEX rejected_pages_open ON news.rejected_pages (reason, seen_at DESC) WHERE resolved_at IS NULL;
