"""Which days are asked for, which listings of the past may name their stories, which links to fetch.

Pure: nothing here fetches or queries. `days` is the range, `periods` reads dates out of addresses,
`selection` decides about sitemaps and links, `guesses` what it means that a listing fails, `judging` says
what a backfill came to.
"""
