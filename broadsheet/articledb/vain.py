"""Stories asked for in vain: whether all that is new to a section is, and when they are asked for again."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet import recheck
from broadsheet.articledb.connection import Connection, cursor_of
from broadsheet.articledb.edge import clean_text
from broadsheet.runs import RunStart

_RETRIES = ",".join(f"{after.total_seconds():.0f} seconds" for after in recheck.RETRIES)
# Not every story of a site can be read: where one is stored that was listed by the same run, or since, the
# others are exceptions.
_ONLY_IN_VAIN = """
WITH vain AS MATERIALIZED (
    SELECT url, first_listed_at, first_run_id FROM news.listed_links
    WHERE source = %(source)s AND section = %(section)s AND url = ANY(%(urls)s)
        AND article_id IS NULL AND attempt_count > 0 AND reason <> 'other_section'
), stored AS MATERIALIZED (
    SELECT first_listed_at, first_run_id FROM news.listed_links
    WHERE source = %(source)s AND section = %(section)s AND article_id IS NOT NULL AND ways <> '{archive}'
        AND (first_listed_at >= (SELECT min(first_listed_at) FROM vain)
            OR first_run_id IN (SELECT first_run_id FROM vain))
)
SELECT url FROM vain AS v WHERE NOT EXISTS (
    SELECT FROM stored AS s WHERE s.first_listed_at >= v.first_listed_at OR s.first_run_id = v.first_run_id)
"""
# Due again while the section is red, though its page is none of a story.
_ASK_LATER = f"""
UPDATE news.listed_links
SET next_check_at = now() + ('{{{_RETRIES}}}'::interval[])[least(attempt_count, {len(recheck.RETRIES)})]
WHERE source = %(source)s AND section = %(section)s AND url = ANY(%(urls)s) AND next_check_at IS NULL
    AND article_id IS NULL AND attempt_count > 0 AND outcome IN ('not_article', 'off_site')
    AND reason <> 'other_section'
"""  # noqa: S608 - made of constants


def only_in_vain(connection: Connection, run: RunStart, urls: Iterable[str]) -> set[str]:
    """Those asked for in vain, where no story is stored that was listed by the same run or since."""
    asked = {clean_text(url): url for url in urls}
    with cursor_of(connection) as cursor:
        place = {"source": run.source, "section": run.section}
        cursor.execute(_ONLY_IN_VAIN, {"urls": list(asked), **place})
        return {asked[url] for (url,) in cursor.fetchall()}


def ask_later(connection: Connection, run: RunStart, urls: Iterable[str]) -> None:
    """Have those asked for again after a while that led to something else than an article."""
    with cursor_of(connection) as cursor:
        place = {"source": run.source, "section": run.section}
        cursor.execute(_ASK_LATER, {"urls": [clean_text(url) for url in urls], **place})
