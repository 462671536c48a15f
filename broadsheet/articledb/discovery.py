"""What discovery remembers of a site: pages that were stories or not, absent addresses, cut lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from broadsheet.articledb.connection import Connection, cursor_of
from broadsheet.runs import RunStart

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
# Stories may come to stand there one day, as a feed may.
_CUTS = """
SELECT url, state, pages_left, failure_count FROM news.cut_listings
WHERE source = %s AND section = %s AND (state <> 'ended' OR cut_at > now() - interval '30 days')
ORDER BY cut_at, url
"""
_NOTE_CUT = """
INSERT INTO news.cut_listings (source, section, url, run_id, cut_at, state, pages_left)
VALUES (%s, %s, %s, %s, now(), %s, %s)
ON CONFLICT (source, section, url) DO UPDATE
SET run_id = excluded.run_id, cut_at = excluded.cut_at, state = excluded.state,
    pages_left = excluded.pages_left, failure_count = 0
"""
_COUNT_FAILURES = """
UPDATE news.cut_listings SET failure_count = failure_count + 1
WHERE source = %s AND section = %s AND url = ANY(%s)
"""
_FORGET_CUTS = """
DELETE FROM news.cut_listings
WHERE source = %s AND section = %s
    AND ((run_id <> %s AND url = ANY(%s)) OR (state = 'ended' AND cut_at <= now() - interval '30 days'))
"""


class Cut(StrEnum):
    """Why a run stopped before a page of the list, and whether the next one goes on there."""

    CUT = "cut"  # by max_pages, the budget or a failure: it does
    BARE = "bare"  # behind pages that show no story and lead on: it does
    ENDED = "ended"  # it did, and saw no story either: none goes on there for a month


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the list at which a run had to stop."""

    url: str
    cut: Cut
    pages_left: int | None = None  # may be read from here on, this one among them; None: as many as are new
    failure_count: int = 0  # runs since then that were told that it is not to be had


@dataclass(frozen=True, slots=True)
class Remembered:
    """What earlier runs left for this one."""

    fetched: tuple[tuple[str, bool], ...] = ()  # addresses, and whether each was a story
    probes: tuple[tuple[str, bool], ...] = ()  # conventional addresses, and whether each was there
    places: tuple[Place, ...] = ()  # where runs had to stop


def remembered(connection: Connection, source: str, section: str) -> Remembered:
    """What is known of a section before its run."""
    with cursor_of(connection) as cursor:
        cursor.execute(_FETCHED, {"source": source, "section": section, "limit": _PAGES_LOOKED_AT})
        fetched = tuple((url, is_story) for url, is_story in cursor.fetchall())
        cursor.execute(_PROBES, (source,))
        probes = tuple((url, is_there) for url, is_there in cursor.fetchall())
        cursor.execute(_CUTS, (source, section))
        places = tuple(Place(url, Cut(state), *numbers) for url, state, *numbers in cursor.fetchall())
        return Remembered(fetched, probes, places)


def note_probe(connection: Connection, source: str, url: str, *, is_there: bool) -> None:
    """Remember whether a conventional address has what it is for."""
    with cursor_of(connection) as cursor:
        cursor.execute(_NOTE_PROBE, (source, url, is_there))


def note_cut(connection: Connection, run: RunStart, place: Place) -> None:
    """Remember the page of the list before which a run stopped. No failure is counted there yet."""
    with cursor_of(connection) as cursor:
        given = run.source, run.section, place.url, run.run_id, place.cut, place.pages_left
        cursor.execute(_NOTE_CUT, given)


def count_failures(connection: Connection, run: RunStart, urls: Sequence[str]) -> None:
    """One more run was told that these pages are not to be had."""
    with cursor_of(connection) as cursor:
        cursor.execute(_COUNT_FAILURES, (run.source, run.section, list(urls)))


def forget_cuts(connection: Connection, run: RunStart, urls: Sequence[str]) -> None:
    """The run has gone on at these pages, or gave them up; those at which it stopped itself stay."""
    with cursor_of(connection) as cursor:
        cursor.execute(_FORGET_CUTS, (run.source, run.section, run.run_id, list(urls)))
