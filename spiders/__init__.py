"""Discover and fetch: two spiders, `news` and `backfill`, and what Scrapy runs around them.

Which file answers which question, in the order of a crawl:

Before the first request:
    settings                              which parts of Scrapy run, in which order, with which bounds?
    commands                              with which exit code does `scrapy crawl` end?
    arguments                             what may `-a` say?
    politeness                            what do a source's own keys mean to Scrapy?
    runs                                  which section run is under way, and what comes next?
    section_run                           what is known of one run while it lasts?

What is asked for:
    news                                  what a section begins with; its articles
    accepting                             in which language, and as what?
    listings                              stories of a listing, the list's next page
    guide                                 feeds and sitemaps that are named
    probes                                feeds and sitemaps where they usually stand
    guessed_pages                         the next page, where nothing says which it is
    reach                                 how far back on a first load?
    kept_places                           where earlier runs had to stop: where on, and what is given up?
    bare_pages                            how far behind pages that show no story?
    article_pages                         the further pages of a story
    following                             how many such stories are held at once?
    apart                                 what is read beside the event loop?
    nowhere                               what does a host answer where no page is?
    links                                 which of a listing's links are due, within the budget?
    budget                                has the run a request left, and room for a whole story?
    claiming                              who fetches a story that several sections list?
    backfill, backfill_run                the same for the past
    archive_walk, archive_desk            which of its listings are read, and which of their links are due?
    failed_listings                       what does it cost that one of them is not there?

On the way to the web and back:
    middlewares                           is it the source's own host, and does the run go on?
    robots                                does the site allow it?
    spending                              does the run's budget allow it?
    conditional                           has it changed since it was stored?
    polite                                is it its turn at the host?
    addresses                             may the name lead there?
    transfer                              how much may come?
    room, arriving                        and how much of it at once?
    failures                              what does an exception say about the page?
    pages                                 what has come, as a Page
    browser, browser_settings, rendering  pages that scripts build

What is kept of it:
    processing                            how many pages are read at once?
    watch                                 what was sent, what came, is the crawl alive?
    outages                               what happens while the database or the bucket is away?
    ending                                what did the run come to?
    zones                                 were its dates read in the zone of the site?
    learning                              what has the site shown, and which stored pages does that put right?
    logformat                             what does the log say?
"""
