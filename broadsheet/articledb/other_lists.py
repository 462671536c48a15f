"""Whether the page at which a section's address ends is the list of another section of its source."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.articledb.connection import Connection, cursor_of
from broadsheet.articledb.edge import clean_text

_FEWEST = 5  # stories: of fewer, all may well stand on two lists
_NEARLY_ALL = 0.8  # of what the page shows; lists move on between two looks at them
_MOST = 0.5

# The list of a section is what its last run that ended well has seen on its page. A list of all news holds
# what any section's has, and more: it is this page only if the page shows most of it. What this section's own
# page has shown before tells its list at a new address.
_OTHER = """
WITH shown AS (
    SELECT DISTINCT url FROM unnest(%(urls)s::text[]) AS u(url)
), own AS (
    SELECT count(l.url) AS held_count, count(s.url) AS shown_count
    FROM news.listed_links AS l LEFT JOIN shown AS s USING (url)
    WHERE l.source = %(source)s AND l.section = %(section)s AND 'section_page' = ANY(l.ways)
        AND l.outcome NOT IN ('not_article', 'off_site')
), runs AS (
    SELECT DISTINCT ON (section) section, run_id FROM news.crawl_runs
    WHERE source = %(source)s AND section <> %(section)s AND kind = 'crawl' AND verdict IN ('ok', 'quiet')
    ORDER BY section, started_at DESC
), others AS (
    SELECT r.section, count(*) AS listed_count, count(s.url) AS shown_count
    FROM runs AS r JOIN news.listed_links AS l
        ON l.source = %(source)s AND l.section = r.section AND l.last_run_id = r.run_id
    LEFT JOIN shown AS s USING (url)
    WHERE 'section_page' = ANY(l.ways) AND l.outcome NOT IN ('not_article', 'off_site')
    GROUP BY r.section
)
SELECT o.section FROM others AS o, own, (SELECT count(*) AS count FROM shown) AS page
WHERE page.count >= %(fewest)s AND o.shown_count >= %(nearly_all)s * page.count
    AND own.shown_count < %(most)s * page.count
    AND o.shown_count >= CASE WHEN own.held_count > 0 THEN %(most)s ELSE %(nearly_all)s END * o.listed_count
ORDER BY o.shown_count DESC, o.section LIMIT 1
"""


def section_listing(connection: Connection, source: str, section: str, urls: Iterable[str]) -> str | None:
    """The other section whose list these stories are, taken together; None where they are nobody's."""
    asked: dict[str, object] = {"source": source, "section": section, "fewest": _FEWEST}
    asked |= {"nearly_all": _NEARLY_ALL, "most": _MOST, "urls": [clean_text(url) for url in urls]}
    with cursor_of(connection) as cursor:
        cursor.execute(_OTHER, asked)
        row = cursor.fetchone()
        return row[0] if row else None
