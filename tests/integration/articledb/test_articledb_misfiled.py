"""What ops do about stories that were filed under a section while its address led to another's list."""

from __future__ import annotations

import re
from pathlib import Path

from broadsheet.articledb.connection import Connection
from broadsheet.articledb.sources import sync_sources
from broadsheet.articledb.store import store_items
from tests.integration.articledb.items import item, rows, source

OPS = Path(__file__).resolve().parents[3] / "docs" / "ops.md"
_FILED = """
UPDATE news.article_sections AS s SET first_seen_at = i.first::timestamptz, last_seen_at = i.last::timestamptz
FROM (VALUES
    ('a', '2026-11-02 08:00+00', '2026-11-02 20:00+00'), ('b', '2026-11-02 08:00+00', '2026-11-02 20:00+00'),
    ('c', '2026-11-02 08:00+00', '2026-11-05 20:00+00'), ('d', '2026-10-02 08:00+00', '2026-11-02 20:00+00')
    ) AS i(name, first, last) JOIN news.articles AS a ON a.headline = 'Headline ' || i.name
WHERE s.article_id = a.article_id AND s.section = 'politics' RETURNING 1
"""
_ELSEWHERE = """
INSERT INTO news.article_sections (article_id, source, section, first_seen_at, last_seen_at)
SELECT article_id, 'example', 'harbour', now(), now() FROM news.articles
WHERE headline <> 'Headline b' RETURNING 1
"""


def test_what_another_section_has_and_came_while_it_did_is_found_and_taken_back(news: Connection) -> None:
    """Not the section's own (b), what it lists still (c), nor what it had before (d)."""
    sync_sources(news, [source("example", "politics", "harbour")])
    store_items(news, [item(name) for name in "abcd"])
    rows(news, _FILED)
    rows(news, _ELSEWHERE)
    page = OPS.read_text()
    queries = re.findall(r"^```sql\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (query,) = (each for each in queries if "article_sections" in each)
    (found,) = rows(news, query)
    assert found[2] == "Headline a"
    (statement,) = re.findall(r"`(DELETE\s+FROM\s+news\.article_sections.*?)`", page, re.DOTALL)
    taken = statement.replace("...", str(found[0])) + " RETURNING article_id"
    assert rows(news, taken) == [(found[0],)]
    assert rows(news, query) == []
