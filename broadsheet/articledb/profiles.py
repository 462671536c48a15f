"""Site profiles and what they are learned from: grown under a lock, read without one.

What is remembered of a site outlives its runs, for one that publishes an article an hour changes its pages
over several of them. A change waits in the same row until a run's verdict has told it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from broadsheet.articledb.connection import Connection, Cursor, cursor_of, transaction
from broadsheet.articledb.edge import as_json
from broadsheet.extraction.observation import Observation
from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.siteprofile.drift import Drift
from broadsheet.siteprofile.memory import Memory
from broadsheet.siteprofile.standing import known_rules

_CURRENT = """
SELECT profile_version, article_count, profile FROM news.site_profiles WHERE source = %s AND is_current
"""
# Runs of several sections grow one site's evidence: the row is there before it is locked.
_BEGIN = """
INSERT INTO news.site_evidence (source, evidence, article_count, updated_at) VALUES (%s, %s, 0, now())
ON CONFLICT (source) DO NOTHING
"""
_LOCK = "SELECT evidence FROM news.site_evidence WHERE source = %s FOR UPDATE"
_KEEP = """
UPDATE news.site_evidence SET evidence = %s, article_count = %s, updated_at = now() WHERE source = %s
"""
# To be told by the run that found it, or by another one once that has ended without telling it.
_UNTOLD = """
SELECT e.evidence #> '{fields,drift}' FROM news.site_evidence AS e
WHERE e.source = %(source)s AND jsonb_typeof(e.evidence #> '{fields,drift}') = 'object' AND (
    e.evidence #>> '{fields,drift,run_id}' = %(run_id)s
    OR EXISTS (
        SELECT 1 FROM news.crawl_runs AS r
        WHERE r.run_id = e.evidence #>> '{fields,drift,run_id}' AND r.verdict IS NOT NULL
    ))
"""
_TOLD = """
UPDATE news.site_evidence SET evidence = jsonb_set(evidence, '{fields,drift}', 'null') WHERE source = %s
"""
_DOUBTED = """
SELECT coalesce(jsonb_array_length(evidence #> '{fields,looks}'), 0) > 0 FROM news.site_evidence
WHERE source = %s
"""
_RETIRE = "UPDATE news.site_profiles SET is_current = false WHERE source = %s AND is_current"
_INSERT = """
INSERT INTO news.site_profiles (source, profile_version, profile, article_count, learned_at, is_current)
SELECT %(source)s, coalesce(max(profile_version), 0) + 1, %(profile)s, %(article_count)s, now(), true
FROM news.site_profiles WHERE source = %(source)s
RETURNING profile_version
"""
_NEW_SHARE = 0.2  # more articles than the current profile was learned from: it is not versioned for each


def current_profile(connection: Connection, source: str) -> SiteProfile | None:
    """The profile that pages of the source are read with; None while too little was seen of it."""
    with cursor_of(connection) as cursor:
        return _current(cursor, source)


def is_doubted(connection: Connection, source: str) -> bool:
    """Whether articles that the last runs looked at were unlike the site's: further ones decide."""
    with cursor_of(connection) as cursor:
        cursor.execute(_DOUBTED, (source,))
        row = cursor.fetchone()
        return row is not None and bool(row[0])


def untold_drift(connection: Connection, source: str, run_id: str) -> Drift | None:
    """What has changed on the site's pages, for this run to tell; None where nothing has, or it was told."""
    with cursor_of(connection) as cursor:
        cursor.execute(_UNTOLD, {"source": source, "run_id": run_id})
        row = cursor.fetchone()
        return Drift.from_json(row[0]) if row is not None else None


def note_told(connection: Connection, source: str) -> None:
    """A verdict says by now what has changed; the next runs are judged by the pages as they are."""
    with cursor_of(connection) as cursor:
        cursor.execute(_TOLD, (source,))


def grow(
    connection: Connection, source: str, seen: Sequence[Observation], run_id: str | None = None
) -> SiteProfile | None:
    """Count pages in; the source's profile afterwards, a new version where enough more was learned.

    `run_id`: of the run whose pages are compared with what is usual on the site; None for pages that may be
    of another age or a new section.
    """
    with transaction(connection) as cursor:
        cursor.execute(_BEGIN, (source, as_json(Memory().as_json())))
        cursor.execute(_LOCK, (source,))
        memory = Memory.from_json(_only(cursor)[0])
        current = _current(cursor, source)
        if not sum(memory.add(each, run_id) for each in seen):
            return current
        untold = memory.drift
        has_left = memory.conclude(run_id, current)
        cursor.execute(_KEEP, (as_json(memory.as_json()), memory.evidence.total, source))
        learned = memory.profile(source)
        if learned is None or not (has_left or _is_news(learned, current)):
            return current
        return _stored(cursor, learned, memory.drift if memory.drift is not untold else None)


def _is_news(learned: SiteProfile, current: SiteProfile | None) -> bool:
    if current is None or learned.container != current.container:
        return True
    if known_rules(learned.usual) - known_rules(current.usual):  # what a run compares its pages with
        return True
    is_more = learned.article_count >= (1 + _NEW_SHARE) * current.article_count
    return is_more and learned.as_json() != current.as_json()


def _stored(cursor: Cursor, learned: SiteProfile, drift: Drift | None) -> SiteProfile:
    """`drift`: what made the version before it useless, kept for people."""
    cursor.execute(_RETIRE, (learned.source,))
    stored = learned.as_json() | ({"drift": drift.as_json()} if drift is not None else {})
    cursor.execute(
        _INSERT,
        {"source": learned.source, "profile": as_json(stored), "article_count": learned.article_count},
    )
    return SiteProfile.from_json(learned.source, _only(cursor)[0], learned.article_count, stored)


def _current(cursor: Cursor, source: str) -> SiteProfile | None:
    cursor.execute(_CURRENT, (source,))
    row = cursor.fetchone()
    return SiteProfile.from_json(source, row[0], row[1], row[2]) if row is not None else None


def _only(cursor: Cursor) -> tuple[Any, ...]:
    row = cursor.fetchone()
    assert row is not None  # noqa: S101 - the statement before it sees to the row
    return row
