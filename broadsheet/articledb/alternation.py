"""Forms of a story that take turns, such as two headlines that a site tries on its readers.

Each is a version when it is first seen, and so is the first return to one: that may be an edit taken back.
A further return within a day is none, or the list of versions would never end; what comes back later than
that has settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from broadsheet.articledb.connection import Cursor
from broadsheet.articledb.edge import as_json
from broadsheet.articledb.entries import Entry, Held
from broadsheet.articledb.rows import digest

_TURN = timedelta(days=1)
_FEWEST = 3  # versions with which something has come back once
_KNOWN_AGAIN = """
SELECT i.position
FROM jsonb_to_recordset(%(rows)s) AS i(position bigint, article_id bigint, content_hash bytea)
JOIN news.article_versions AS v USING (article_id)
WHERE v.version_no = 1 OR v.change_types <> '{}'  -- what was only misread did not come back
GROUP BY i.position, i.content_hash
HAVING count(*) > count(DISTINCT v.content_hash) AND bool_or(v.content_hash = i.content_hash)
"""


def taking_turns(cursor: Cursor, articles: Iterable[Entry]) -> set[int]:
    """The positions of pages that show a known form of an article whose forms take turns."""
    asked = [
        {
            "position": entry.position,
            "article_id": entry.held.article_id,
            "content_hash": digest(entry.article.content_hash),
        }
        for entry in articles
        if entry.held is not None and _may_take_turns(entry, entry.held)
    ]
    if not asked:
        return set()
    cursor.execute(_KNOWN_AGAIN, {"rows": as_json(asked)})
    return {position for (position,) in cursor.fetchall()}


def _may_take_turns(entry: Entry, held: Held) -> bool:
    age = entry.page.fetched_at - held.changed_at
    is_another = entry.article.content_hash != held.content_hash
    return is_another and held.version_count >= _FEWEST and timedelta(0) <= age < _TURN
