"""By which reader, with which rules of the source file, articles were read, and what their rows say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadsheet.articledb.connection import Connection, cursor_of

# The page of the row as `stored_pages` finds it; where it is not held, that of the version.
_READ_BY = """
SELECT a.article_id, s.section, a.extractor_version, coalesce(r.fetched_at, v.seen_at)
FROM (
    SELECT * FROM news.articles WHERE source = %(source)s AND article_id > %(after)s
    ORDER BY article_id LIMIT %(count)s) AS a
JOIN news.article_versions AS v ON v.article_id = a.article_id AND v.version_no = a.version_count
LEFT JOIN LATERAL (
    SELECT max(k.fetched_at) AS fetched_at FROM news.captures AS k
    WHERE k.article_id = a.article_id AND k.raw_html_key = a.raw_html_key AND k.fetched_at >= v.seen_at
) AS r ON true
LEFT JOIN LATERAL (
    SELECT section FROM news.article_sections
    WHERE article_id = a.article_id AND source = a.source ORDER BY first_seen_at, section LIMIT 1
) AS s ON true
ORDER BY a.article_id
"""
_MOST_AT_ONCE = 20_000  # articles that one statement looks at
_TEXTS = (
    "headline", "kicker", "section_label", "desk_label", "deck", "body_text", "correction_text", "authors",
    "agencies", "byline_location", "modified_at", "tags", "image_url", "image_caption", "image_credit",
    "content_type", "access",
)  # fmt: skip
_HELD = f"SELECT article_id, {', '.join(_TEXTS)} FROM news.articles WHERE article_id = ANY(%s)"  # noqa: S608


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Of one article: its section, the reader as its row names it, and when its page was fetched."""

    article_id: int
    section: str | None
    reader: str
    fetched_at: datetime


def read_by(connection: Connection, source: str, at_once: int = _MOST_AT_ONCE) -> list[ReadBy]:
    """All articles of a source. `at_once`: how many one statement looks at."""
    found: list[ReadBy] = []
    with cursor_of(connection) as cursor:
        while True:
            after = found[-1].article_id if found else 0
            cursor.execute(_READ_BY, {"source": source, "after": after, "count": at_once})
            rows = cursor.fetchall()
            if not rows:
                return found
            found += [ReadBy(*row) for row in rows]


def held(connection: Connection, article_ids: list[int]) -> dict[int, dict[str, object]]:
    """What the rows of these articles say to readers, by column; dates of publication and language aside."""
    with cursor_of(connection) as cursor:
        cursor.execute(_HELD, (article_ids,))
        return {row[0]: dict(zip(_TEXTS, row[1:], strict=True)) for row in cursor.fetchall()}
