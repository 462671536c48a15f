ALTER TABLE news.cut_listings
    ADD COLUMN pages_left integer CONSTRAINT cut_listings_pages_left CHECK (pages_left > 0),
    ADD COLUMN failure_count integer NOT NULL DEFAULT 0 CONSTRAINT cut_listings_failure_count CHECK (failure_count >= 0);
COMMENT ON COLUMN news.cut_listings.pages_left IS 'Pages of the list that runs may still read from here on, this one among them: where the section''s first load was cut off, which goes back as far as max_pages says. Empty: as far as it takes to meet what is known.';
COMMENT ON COLUMN news.cut_listings.failure_count IS 'Runs since then that were told there that it is not to be had, such as by a 400 or 403. The third gives the place up.';
