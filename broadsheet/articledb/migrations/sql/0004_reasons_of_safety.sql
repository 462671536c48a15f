-- The reasons that HTTP and XML made to hurt are rejected with.

ALTER TABLE news.listed_links DROP CONSTRAINT listed_links_reason_check;
ALTER TABLE news.listed_links ADD CONSTRAINT listed_links_reason_check CHECK (reason IN (
    'dns', 'connection', 'timeout', 'tls', 'http_error', 'server_error', 'gone', 'blocked', 'robots', 'consent',
    'redirected', 'off_site', 'address_refused', 'too_large', 'bomb', 'too_many_redirects', 'bad_response',
    'not_html', 'empty', 'soft_404', 'no_headline', 'no_text', 'unreadable', 'too_complex', 'unsafe_xml',
    'bad_listing', 'navigation', 'other_section', 'section_page', 'not_a_page', 'bad_url', 'budget',
    'store_failed', 'row_refused', 'bug', 'interrupted',
    'out_of_range', 'undated'));

ALTER TABLE news.rejected_pages DROP CONSTRAINT rejected_pages_reason_check;
ALTER TABLE news.rejected_pages ADD CONSTRAINT rejected_pages_reason_check CHECK (reason IN (
    'dns', 'connection', 'timeout', 'tls', 'http_error', 'server_error', 'gone', 'blocked', 'robots', 'consent',
    'redirected', 'off_site', 'address_refused', 'too_large', 'bomb', 'too_many_redirects', 'bad_response',
    'not_html', 'empty', 'soft_404', 'no_headline', 'no_text', 'unreadable', 'too_complex', 'unsafe_xml',
    'bad_listing', 'navigation', 'other_section', 'section_page', 'not_a_page', 'bad_url', 'budget',
    'store_failed', 'row_refused', 'bug', 'interrupted',
    'out_of_range', 'undated'));
