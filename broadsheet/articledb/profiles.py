"""Site profiles and what they are learned from: grown under a lock, read without one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from broadsheet.articledb.connection import Connection, Cursor, cursor_of, transaction
from broadsheet.articledb.edge import as_json
from broadsheet.extraction.observation import Observation
from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.siteprofile.evidence import Evidence
from broadsheet.siteprofile.learning import profile_of

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


def grow(connection: Connection, source: str, seen: Sequence[Observation]) -> SiteProfile | None:
    """Count pages in; the source's profile afterwards, a new version where enough more was learned."""
    with transaction(connection) as cursor:
        cursor.execute(_BEGIN, (source, as_json(Evidence().as_json())))
        cursor.execute(_LOCK, (source,))
        evidence = Evidence.from_json(_only(cursor)[0])
        current = _current(cursor, source)
        if not sum(evidence.add(each) for each in seen):
            return current
        cursor.execute(_KEEP, (as_json(evidence.as_json()), evidence.total, source))
        learned = profile_of(evidence, source)
        if learned is None or not _is_news(learned, current):
            return current
        return _stored(cursor, learned)


def _is_news(learned: SiteProfile, current: SiteProfile | None) -> bool:
    if current is None or learned.container != current.container:
        return True
    is_more = learned.article_count >= (1 + _NEW_SHARE) * current.article_count
    return is_more and learned.as_json() != current.as_json()


def _stored(cursor: Cursor, learned: SiteProfile) -> SiteProfile:
    cursor.execute(_RETIRE, (learned.source,))
    stored = learned.as_json()
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
