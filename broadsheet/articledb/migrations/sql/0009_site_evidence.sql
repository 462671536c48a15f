-- One row per source, rewritten as it grows; the profiles learned from it are versions that never change.
CREATE TABLE news.site_evidence (
    source text PRIMARY KEY,
    evidence jsonb NOT NULL,
    article_count integer NOT NULL,
    updated_at timestamptz NOT NULL
);

COMMENT ON TABLE news.site_evidence IS 'What the article pages of a source showed so far, counted by place and by text: what its next profile is learned from. Set by extract.';
COMMENT ON COLUMN news.site_evidence.source IS 'The source.';
COMMENT ON COLUMN news.site_evidence.evidence IS 'Counts by place (a path of tags and classes) and by text (a checksum). Older pages count for less and are forgotten at last.';
COMMENT ON COLUMN news.site_evidence.article_count IS 'Number of different articles counted in, ever.';
COMMENT ON COLUMN news.site_evidence.updated_at IS 'When pages were last counted in, UTC.';
COMMENT ON COLUMN news.site_profiles.profile IS 'What stands where on the article pages of this site: container (the place that holds the text of its stories), story, heading and furniture (places of its text, of its sub-headlines, and of what is not its own), labels and texts (checksums of lines and of paragraphs that article after article shows).';
COMMENT ON COLUMN news.site_profiles.article_count IS 'Number of different articles counted in when it was learned.';

-- Pages read before their site was known are looked for at the end of each run.
CREATE INDEX articles_without_profile ON news.articles (source, changed_at) WHERE profile_version IS NULL;
