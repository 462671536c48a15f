"""How much there is of what, for people who want to see at a glance that the crawl works."""

from __future__ import annotations

from broadsheet.articledb.connection import Connection, cursor_of

_ARTICLES_PER_SECTION = """
SELECT source, section, count(*)
FROM news.article_sections
GROUP BY source, section
ORDER BY source, section
"""


def articles_per_section(connection: Connection) -> dict[tuple[str, str], int]:
    """Source and section to the number of articles seen in it; sections without any are not there."""
    with cursor_of(connection) as cursor:
        cursor.execute(_ARTICLES_PER_SECTION)
        return {(str(source), str(section)): int(count) for source, section, count in cursor.fetchall()}
