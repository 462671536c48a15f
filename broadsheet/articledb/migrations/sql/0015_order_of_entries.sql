COMMENT ON TABLE news.live_entries IS 'The entries of a live blog as last seen, the oldest first. Set by extract.';
COMMENT ON COLUMN news.live_entries.entry_no IS 'Place among the entries when last fetched, from 1 for the oldest; in the order of the page where they state no times.';
COMMENT ON COLUMN news.article_fields.field IS 'Name of the field, as the column of articles. Beside these: charset and replacement_count, of the bytes; drop, what a rule of the source file took out of the page; coverage_ended_at, of a live blog.';
