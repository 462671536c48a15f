"""Quarantine: what is in it, and which of its links shall be fetched again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadsheet.article import Page
from broadsheet.articledb.captures import captured_page
from broadsheet.articledb.connection import Connection, cursor_of
from broadsheet.articledb.edge import as_json
from broadsheet.outcomes import Reason

# A page may fail in every run: it counts once, by its last failure.
_LAST = """
SELECT DISTINCT ON (source, section, kind, url)
    source, section, kind, url, reason, run_id, status_code, raw_html_key, seen_at
FROM news.rejected_pages
WHERE resolved_at IS NULL
    AND source = coalesce(%(source)s, source) AND section = coalesce(%(section)s, section)
ORDER BY source, section, kind, url, seen_at DESC
"""
_SUMMARIES = f"""
SELECT reason, count(*), count(raw_html_key) FILTER (WHERE kind = 'article'),
    count(*) FILTER (WHERE kind <> 'article'), max(seen_at), (array_agg(url ORDER BY seen_at DESC))[1]
FROM ({_LAST}) AS last GROUP BY reason ORDER BY count(*) DESC, reason
"""  # noqa: S608 - made of constants
_PAGES = f"""
SELECT o.reason, o.raw_html_key, o.run_id, o.source, o.section, o.kind, o.url, o.seen_at,
    coalesce(c.final_url, o.url), coalesce(o.status_code, c.status_code), coalesce(c.response_headers, '[]'),
    coalesce(c.is_rendered, false)
FROM (SELECT * FROM ({_LAST}) AS last WHERE reason = %(reason)s
      ORDER BY seen_at DESC, url LIMIT %(limit)s) AS o
LEFT JOIN news.captures AS c ON c.url = o.url AND c.fetched_at = o.seen_at
ORDER BY o.seen_at DESC, o.url
"""  # noqa: S608 - made of constants
# Due since it was listed: what came due later is left alone where its failure lasts.
_MAKE_DUE = """
UPDATE news.listed_links AS l SET next_check_at = least(now(), l.last_listed_at)
FROM jsonb_to_recordset(%(links)s) AS i(source text, section text, url text)
JOIN news.sections AS s ON s.source = i.source AND s.section = i.section AND s.is_active
WHERE l.source = i.source AND l.section = i.section AND l.url = i.url
RETURNING l.source, l.section, l.url
"""
_SECTIONS = "SELECT source, section FROM news.sections"
Link = tuple[str, str, str]  # source, section, url


@dataclass(frozen=True, slots=True)
class ReasonSummary:
    """What is in quarantine for one reason and not read since; a page counts once per section."""

    reason: Reason
    page_count: int
    kept_count: int  # pages whose bytes are stored
    listing_count: int  # section pages, feeds and sitemaps among them
    newest_at: datetime
    sample_url: str


@dataclass(frozen=True, slots=True)
class RejectedPage:
    """The last failure of one page as it came, but for its bytes, which lie at the key if they were kept."""

    reason: Reason
    raw_html_key: str | None
    page: Page

    @property
    def link(self) -> Link:
        """Its row in the ledger."""
        return self.page.source, self.page.section, self.page.url


def sections_ever(connection: Connection) -> set[tuple[str, str]]:
    """Source and section of all that were ever configured, removed ones too: their pages may be in it."""
    with cursor_of(connection) as cursor:
        cursor.execute(_SECTIONS)
        return set(cursor.fetchall())


def summaries(
    connection: Connection, source: str | None = None, section: str | None = None
) -> list[ReasonSummary]:
    """One per reason, the most frequent first."""
    with cursor_of(connection) as cursor:
        cursor.execute(_SUMMARIES, {"source": source, "section": section})
        return [ReasonSummary(Reason(reason), *rest) for reason, *rest in cursor.fetchall()]


def open_pages(
    connection: Connection, reason: Reason, source: str | None, section: str | None, limit: int | None
) -> list[RejectedPage]:
    """The pages rejected for a reason and not read since, the latest first."""
    parameters = {"reason": reason, "source": source, "section": section, "limit": limit}
    with cursor_of(connection) as cursor:
        cursor.execute(_PAGES, parameters)
        return [_rejected(row) for row in cursor.fetchall()]


def make_due(connection: Connection, links: Sequence[Link]) -> set[Link]:
    """Have the next run of their section fetch the links; those of which this is not possible are missing.

    Not possible: a link that is not in the ledger, or whose section no source file has any more.
    """
    if not links:
        return set()
    rows = [{"source": source, "section": section, "url": url} for source, section, url in links]
    with cursor_of(connection) as cursor:
        cursor.execute(_MAKE_DUE, {"links": as_json(rows)})
        return {(source, section, url) for source, section, url in cursor.fetchall()}


def _rejected(row: tuple[Any, ...]) -> RejectedPage:
    reason, key, *captured = row
    return RejectedPage(Reason(reason), key, captured_page(captured))
