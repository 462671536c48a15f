"""Sources and sections as configured, kept beside what was crawled from them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from broadsheet.articledb.connection import Connection, Cursor, cursor_of, transaction
from broadsheet.articledb.edge import as_json
from broadsheet.articledb.rows import host_of
from broadsheet.articledb.schedules import longest_pause
from broadsheet.hosts import budget_hosts
from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement
from broadsheet.sources import Source

_PAUSES = """
SELECT DISTINCT schedule, timezone, longest_pause FROM news.sources WHERE source = ANY(%(names)s)
"""
# Rows are touched only when the file says something else.
_UPSERT_SOURCES = """
INSERT INTO news.sources AS s (
    source, title, base_url, base_host, timezone, language, schedule, longest_pause, settings)
SELECT source, title, base_url, base_host, timezone, language, schedule, longest_pause, settings
FROM jsonb_to_recordset(%(sources)s) AS i(
    source text, title text, base_url text, base_host text, timezone text, language text, schedule text,
    longest_pause interval, settings jsonb)
ORDER BY source
ON CONFLICT (source) DO UPDATE SET
    title = excluded.title, base_url = excluded.base_url, base_host = excluded.base_host,
    timezone = excluded.timezone, language = excluded.language, schedule = excluded.schedule,
    longest_pause = excluded.longest_pause, settings = excluded.settings, is_active = true, updated_at = now()
WHERE NOT s.is_active OR s.settings <> excluded.settings OR s.longest_pause <> excluded.longest_pause
"""
_UPSERT_SECTIONS = """
INSERT INTO news.sections AS s (source, section, title, url, timezone, language)
SELECT source, section, title, url, timezone, language
FROM jsonb_to_recordset(%(sections)s) AS i(
    source text, section text, title text, url text, timezone text, language text)
ORDER BY source, section
ON CONFLICT (source, section) DO UPDATE SET
    title = excluded.title, url = excluded.url, timezone = excluded.timezone, language = excluded.language,
    is_active = true, updated_at = now()
WHERE NOT s.is_active OR ROW(s.title, s.url, s.timezone, s.language)
    IS DISTINCT FROM ROW(excluded.title, excluded.url, excluded.timezone, excluded.language)
"""
_UPSERT_HOSTS = """
INSERT INTO news.source_hosts AS h (host, source, request_delay, concurrency)
SELECT host, source, request_delay, concurrency FROM jsonb_to_recordset(%(hosts)s) AS i(
    host text, source text, request_delay double precision, concurrency integer)
ORDER BY host, source
ON CONFLICT (host, source) DO UPDATE SET
    request_delay = excluded.request_delay, concurrency = excluded.concurrency
WHERE (h.request_delay, h.concurrency) <> (excluded.request_delay, excluded.concurrency)
"""
_DELETE_HOSTS = """
DELETE FROM news.source_hosts AS h
WHERE h.source = ANY(%(names)s) AND NOT EXISTS (
    SELECT FROM jsonb_to_recordset(%(hosts)s) AS i(host text, source text)
    WHERE i.source = h.source AND i.host = h.host)
"""
_DEACTIVATE_SECTIONS = """
UPDATE news.sections AS s SET is_active = false, updated_at = now()
WHERE s.is_active AND s.source = ANY(%(names)s) AND NOT EXISTS (
    SELECT FROM jsonb_to_recordset(%(sections)s) AS i(source text, section text)
    WHERE i.source = s.source AND i.section = s.section)
"""
_DEACTIVATE_SOURCES = """
UPDATE news.sources SET is_active = false, updated_at = now()
WHERE is_active AND source <> ALL(%(present)s);
UPDATE news.sections SET is_active = false, updated_at = now()
WHERE is_active AND source <> ALL(%(present)s)
"""
_HELD_SECTIONS = """
SELECT section, verdict, verdict_reason, retry_after_at FROM (
    SELECT DISTINCT ON (section) section, verdict, verdict_reason, retry_after_at
    FROM news.crawl_runs WHERE source = %(source)s AND verdict IS NOT NULL AND kind = 'crawl'
    ORDER BY section, started_at DESC) AS latest
WHERE verdict = 'blocked' AND retry_after_at > now()
"""


def sync_sources(
    connection: Connection, sources: Sequence[Source], *, folder_names: Collection[str] | None = None
) -> None:
    """Write the sources and their sections as configured; a section that left its file becomes inactive.

    `folder_names` are the names of all sources that still have a file, refused files included: any
    other source becomes inactive. Without it the rest is left as it is, as for a crawl of one source.
    """
    names = [source.name for source in sources]
    parameters: dict[str, Any] = {
        "names": names,
        "sections": as_json([row for source in sources for row in _section_rows(source)]),
        "hosts": as_json([row for source in sources for row in _host_rows(source)]),
        "present": [*names, *(folder_names or ())],
    }
    statements = [
        _UPSERT_SOURCES,
        _UPSERT_SECTIONS,
        _UPSERT_HOSTS,
        _DELETE_HOSTS,
        _DEACTIVATE_SECTIONS,
    ]
    if folder_names is not None:
        statements.append(_DEACTIVATE_SOURCES)
    with transaction(connection) as cursor:
        pauses = _held_pauses(cursor, names)
        parameters["sources"] = as_json([_source_row(source, pauses) for source in sources])
        cursor.execute(";".join(statements), parameters)


def held_sections(connection: Connection, source: str) -> dict[str, Judgement]:
    """Sections whose last finished run was blocked until a time that has not come yet."""
    with cursor_of(connection) as cursor:
        cursor.execute(_HELD_SECTIONS, {"source": source})
        return {
            section: Judgement(Verdict(verdict), sentence, retry_after_at)
            for section, verdict, sentence, retry_after_at in cursor.fetchall()
        }


def _held_pauses(cursor: Cursor, names: list[str]) -> dict[tuple[str, str], timedelta]:
    # Working one out takes milliseconds, which is much for hundreds of sources at every plan.
    cursor.execute(_PAUSES, {"names": names})
    return {(schedule, timezone): pause for schedule, timezone, pause in cursor.fetchall()}


def _source_row(source: Source, pauses: dict[tuple[str, str], timedelta]) -> dict[str, Any]:
    pause = pauses.get((source.schedule, source.timezone)) or longest_pause(source.schedule, source.timezone)
    return {
        "source": source.name,
        "title": source.title,
        "base_url": source.base_url,
        "base_host": host_of(source.base_url),
        "timezone": source.timezone,
        "language": source.language,
        "schedule": source.schedule,
        "longest_pause": f"{pause.total_seconds()} seconds",
        "settings": source.model_dump(mode="json"),
    }


def _section_rows(source: Source) -> list[dict[str, Any]]:
    return [
        {
            "source": source.name,
            "section": section.name,
            "title": section.title,
            "url": section.url,
            "timezone": section.timezone or source.timezone,
            "language": section.language or source.language,
        }
        for section in source.sections
    ]


def _host_rows(source: Source) -> list[dict[str, Any]]:
    stated = {"request_delay": source.request_delay, "concurrency": source.concurrency}
    return [{"host": host, "source": source.name, **stated} for host in sorted(budget_hosts(source))]
