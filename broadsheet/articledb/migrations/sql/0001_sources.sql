-- Sources and sections as configured. Nothing is deleted: what left its file becomes inactive.

CREATE TABLE news.sources (
    source text PRIMARY KEY,
    title text NOT NULL,
    base_url text NOT NULL,
    base_host text NOT NULL,
    timezone text NOT NULL,
    language text NOT NULL,
    schedule text NOT NULL,
    longest_pause interval NOT NULL,
    settings jsonb NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sources_base_host ON news.sources (base_host);

COMMENT ON TABLE news.sources IS 'The news sites as configured, one row per source file, kept when the file goes. Set when source files are read.';
COMMENT ON COLUMN news.sources.source IS 'Name of the source: lower-case letters, digits, underscores. Never reused for another site.';
COMMENT ON COLUMN news.sources.title IS 'Name of the site for people.';
COMMENT ON COLUMN news.sources.base_url IS 'Address of the site.';
COMMENT ON COLUMN news.sources.base_host IS 'Host of base_url in lower case without "www.", with its port where it is not the usual one. Articles on this host belong to this source.';
COMMENT ON COLUMN news.sources.timezone IS 'IANA time zone in which dates without a zone are read, and the schedule.';
COMMENT ON COLUMN news.sources.language IS 'Language of the site as configured, a BCP 47 tag.';
COMMENT ON COLUMN news.sources.schedule IS 'When its sections are crawled: five cron fields in the time zone of the source.';
COMMENT ON COLUMN news.sources.longest_pause IS 'Longest time between two scheduled crawls, worked out from schedule; news.gaps measures silence by it.';
COMMENT ON COLUMN news.sources.settings IS 'The whole source file as validated, sections included. Holds no secrets.';
COMMENT ON COLUMN news.sources.is_active IS 'False once the source file was removed. The rows of the source stay.';
COMMENT ON COLUMN news.sources.first_seen_at IS 'When the source was first read from a file.';
COMMENT ON COLUMN news.sources.updated_at IS 'When anything in this row last changed.';

CREATE TABLE news.sections (
    source text NOT NULL REFERENCES news.sources,
    section text NOT NULL,
    title text,
    url text NOT NULL,
    timezone text NOT NULL,
    language text NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, section)
);

COMMENT ON TABLE news.sections IS 'The sections of a source as configured: the unit of work, of a verdict and of an Airflow asset. Set when source files are read.';
COMMENT ON COLUMN news.sections.source IS 'The source it belongs to.';
COMMENT ON COLUMN news.sections.section IS 'Name of the section, unique within its source.';
COMMENT ON COLUMN news.sections.title IS 'Name of the section for people. Empty when the source file gives none.';
COMMENT ON COLUMN news.sections.url IS 'Address of the section page, or of a feed where the site has no section pages.';
COMMENT ON COLUMN news.sections.timezone IS 'IANA time zone for dates without a zone: the section''s own, else that of its source.';
COMMENT ON COLUMN news.sections.language IS 'Language as configured: the section''s own, else that of its source.';
COMMENT ON COLUMN news.sections.is_active IS 'False once the section left its source file, or the file was removed.';
COMMENT ON COLUMN news.sections.first_seen_at IS 'When the section was first read from a file.';
COMMENT ON COLUMN news.sections.updated_at IS 'When anything in this row last changed.';
