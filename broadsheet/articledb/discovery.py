"""What discovery remembers of a site: pages that were stories or not, absent addresses, cut lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.articledb.connection import Connection, cursor_of

_PAGES_LOOKED_AT = 600  # the last of a section: enough to know the forms of its addresses
_FETCHED = """
SELECT url, article_id IS NOT NULL FROM news.listed_links
WHERE source = %(source)s AND section = %(section)s AND (article_id IS NOT NULL
    OR (attempt_count > 0 AND reason IN ('no_headline', 'no_text', 'not_html', 'soft_404')))
ORDER BY last_listed_at DESC LIMIT %(limit)s
"""
# A site may get a feed one day: what was not there is asked for again after a month.
_PROBES = "SELECT url, is_there FROM news.probes WHERE source = %s AND probed_at > now() - interval '30 days'"
_NOTE_PROBE = """
INSERT INTO news.probes (source, url, is_there, probed_at) VALUES (%s, %s, %s, now())
ON CONFLICT (source, url) DO UPDATE SET is_there = excluded.is_there, probed_at = excluded.probed_at
"""
_CUTS = "SELECT url FROM news.cut_listings WHERE source = %s AND section = %s ORDER BY cut_at, url"
_NOTE_CUT = """
INSERT INTO news.cut_listings (source, section, url, run_id, cut_at) VALUES (%s, %s, %s, %s, now())
ON CONFLICT (source, section, url) DO UPDATE SET run_id = excluded.run_id, cut_at = excluded.cut_at
"""
_FORGET_CUTS = (
    "DELETE FROM news.cut_listings WHERE source = %s AND section = %s AND run_id <> %s AND url = ANY(%s)"
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What earlier runs left for this one."""

    fetched: tuple[tuple[str, bool], ...] = ()  # addresses, and whether each was a story
    probes: tuple[tuple[str, bool], ...] = ()  # conventional addresses, and whether each was there
    cuts: tuple[str, ...] = ()  # pages of the list at which a run had to stop


def remembered(connection: Connection, source: str, section: str) -> Remembered:
    """What is known of a section before its run."""
    with cursor_of(connection) as cursor:
        cursor.execute(_FETCHED, {"source": source, "section": section, "limit": _PAGES_LOOKED_AT})
        fetched = tuple((url, is_story) for url, is_story in cursor.fetchall())
        cursor.execute(_PROBES, (source,))
        probes = tuple((url, is_there) for url, is_there in cursor.fetchall())
        cursor.execute(_CUTS, (source, section))
        return Remembered(fetched, probes, tuple(url for (url,) in cursor.fetchall()))


def note_probe(connection: Connection, source: str, url: str, *, is_there: bool) -> None:
    """Remember whether a conventional address has what it is for."""
    with cursor_of(connection) as cursor:
        cursor.execute(_NOTE_PROBE, (source, url, is_there))


def note_cut(connection: Connection, source: str, section: str, url: str, run_id: str) -> None:
    """Remember the page of the list at which a run stopped."""
    with cursor_of(connection) as cursor:
        cursor.execute(_NOTE_CUT, (source, section, url, run_id))


def forget_cuts(connection: Connection, source: str, section: str, run_id: str, urls: Sequence[str]) -> None:
    """The run has gone on at these pages; those at which it stopped itself stay."""
    with cursor_of(connection) as cursor:
        cursor.execute(_FORGET_CUTS, (source, section, run_id, list(urls)))
