-- What discovery adds: two reasons to leave a link, which conventional addresses a site does not have, and where
-- the walk through a list was cut off.

ALTER TABLE news.listed_links
    DROP CONSTRAINT listed_links_reason_check,
    ADD CONSTRAINT listed_links_reason_check CHECK (reason IN (
        'dns', 'connection', 'timeout', 'tls', 'http_error', 'server_error', 'gone', 'blocked', 'robots',
        'consent', 'redirected', 'off_site', 'address_refused', 'too_large', 'bomb', 'too_many_redirects',
        'bad_response', 'not_html', 'empty', 'soft_404', 'no_headline', 'no_text', 'unreadable',
        'too_complex', 'unsafe_xml', 'bad_listing', 'navigation', 'other_section', 'section_page', 'advert',
        'variant', 'not_a_page', 'bad_url', 'budget', 'out_of_range', 'undated', 'store_failed',
        'row_refused', 'bug', 'interrupted'));

ALTER TABLE news.rejected_pages
    DROP CONSTRAINT rejected_pages_reason_check,
    ADD CONSTRAINT rejected_pages_reason_check CHECK (reason IN (
        'dns', 'connection', 'timeout', 'tls', 'http_error', 'server_error', 'gone', 'blocked', 'robots',
        'consent', 'redirected', 'off_site', 'address_refused', 'too_large', 'bomb', 'too_many_redirects',
        'bad_response', 'not_html', 'empty', 'soft_404', 'no_headline', 'no_text', 'unreadable',
        'too_complex', 'unsafe_xml', 'bad_listing', 'navigation', 'other_section', 'section_page', 'advert',
        'variant', 'not_a_page', 'bad_url', 'budget', 'out_of_range', 'undated', 'store_failed',
        'row_refused', 'bug', 'interrupted'));

CREATE TABLE news.probes (
    source text NOT NULL,
    url text NOT NULL CONSTRAINT probes_url_length CHECK (octet_length(url) <= 2000),
    is_there boolean NOT NULL,
    probed_at timestamptz NOT NULL,
    PRIMARY KEY (source, url)
);
COMMENT ON TABLE news.probes IS 'Conventional addresses of feeds and sitemaps that were tried because the site names none, so that they are not asked for again and again. Set by discovery.';
COMMENT ON COLUMN news.probes.source IS 'The source.';
COMMENT ON COLUMN news.probes.url IS 'The address that was tried, such as /sitemap.xml.';
COMMENT ON COLUMN news.probes.is_there IS 'Whether a feed or sitemap was there.';
COMMENT ON COLUMN news.probes.probed_at IS 'When it was last tried, UTC.';

CREATE TABLE news.cut_listings (
    source text NOT NULL,
    section text NOT NULL,
    url text NOT NULL CONSTRAINT cut_listings_url_length CHECK (octet_length(url) <= 2000),
    run_id text NOT NULL,
    cut_at timestamptz NOT NULL,
    PRIMARY KEY (source, section, url)
);
COMMENT ON TABLE news.cut_listings IS 'Where the walk through the pages of a section''s list was cut off by max_pages before it met what is known; the next run goes on there. Set by discovery.';
COMMENT ON COLUMN news.cut_listings.source IS 'The source.';
COMMENT ON COLUMN news.cut_listings.section IS 'The section.';
COMMENT ON COLUMN news.cut_listings.url IS 'The page of the list that is to be read next.';
COMMENT ON COLUMN news.cut_listings.run_id IS 'The run that stopped there, in crawl_runs.';
COMMENT ON COLUMN news.cut_listings.cut_at IS 'When it stopped, UTC.';

COMMENT ON COLUMN news.crawl_runs.is_listing_complete IS 'False when the section''s list goes on where the run could not follow: only by scripts, beyond max_pages, or because one of its pages failed. Feeds and sitemaps then carry the section.';
COMMENT ON COLUMN news.crawl_runs.missed_estimate IS 'Estimated number of articles of the section that neither its pages nor its feeds and sitemaps named, for the time that both cover: Chapman''s form of Lincoln and Petersen''s estimate, (m+1)(n+1)/(k+1)-1 for m articles on the pages, n in feeds and sitemaps, k in both, less those seen. Empty where there is only one way, or the two have nothing in common.';
