"""What dedupe asks before the rows are written: is this address, is this text held already?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.articledb.connection import Connection, cursor_of
from broadsheet.articledb.edge import clean_text

# Arrays of the three parts of each key, taken apart side by side.
_HELD = """
SELECT a.article_id, coalesce(a.content_hash = k.content_hash, false),
    CASE WHEN o.article_id <> coalesce(a.article_id, 0) THEN coalesce(o.duplicate_of, o.article_id) END,
    a.extractor_version, a.profile_version
FROM unnest(%(urls)s::text[], %(content)s::bytea[], %(bodies)s::bytea[])
    WITH ORDINALITY AS k(url, content_hash, body_hash, position)
LEFT JOIN news.article_urls AS u ON u.url = k.url
LEFT JOIN news.articles AS a ON a.article_id = u.article_id
LEFT JOIN news.body_originals AS b ON b.body_hash = k.body_hash
LEFT JOIN news.articles AS o ON o.article_id = b.article_id
ORDER BY k.position
"""
Key = tuple[str, bytes | None, bytes | None]


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of one address and one text. An opinion: the database decides when it stores."""

    article_id: int | None  # the article the address leads to
    is_same_content: bool  # ... whose current version has this content
    copy_of: int | None  # another article with this body: the original
    extractor_version: str | None = None  # who read that version
    profile_version: int | None = None


def held(connection: Connection, keys: Sequence[Key]) -> list[Held]:
    """For each (url, content_hash, body_hash), in one statement, in their order."""
    if not keys:
        return []
    urls, content, bodies = zip(*keys, strict=True)
    parameters = {"urls": [clean_text(url) for url in urls], "content": list(content), "bodies": list(bodies)}
    with cursor_of(connection) as cursor:
        cursor.execute(_HELD, parameters)
        return [Held(*row) for row in cursor.fetchall()]
