"""An article under another form of its address, where no page names the canonical one.

AMP, print or mobile page, trailing slash, capitals: an address that is a form of a stored article's by itself
proves little, and so does an equal text (agencies' copies have it). Both together, within one source, do,
unless the pages name days of their own: the quiz of tomorrow has the words of today's, and counts on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from broadsheet.articledb.connection import Cursor
from broadsheet.articledb.edge import clean_text
from broadsheet.articledb.entries import Entry, Held, Role
from broadsheet.variants import is_plainer, is_variant

_SAME_MOMENT = timedelta(hours=12)  # statements of one publication lie nearer: zones, a day without time
# The article met first with this body, and those labelled as its copies.
_SAME_TEXT = """
SELECT k.body_hash, a.source, a.published_at, a.article_id, a.url, a.content_hash, a.first_seen_at,
    a.changed_at, a.version_count
FROM unnest(%(bodies)s::bytea[]) AS k(body_hash)
JOIN news.body_originals AS b ON b.body_hash = k.body_hash
JOIN news.articles AS a ON (a.article_id = b.article_id OR a.duplicate_of = b.article_id)
    AND a.body_hash = k.body_hash
WHERE a.source = ANY(%(sources)s)
ORDER BY a.article_id
FOR NO KEY UPDATE OF a
"""


def recognise_forms(cursor: Cursor, entries: Sequence[Entry], held: dict[str, Held]) -> None:
    """Assign to pages that seem new the stored article of which they are a form.

    The plainer of the two addresses is the canonical one from then on.
    """
    unknown = [entry for entry in entries if _may_be_form(entry)]
    if not unknown:
        return
    bodies = sorted({entry.article.body_hash or b"" for entry in unknown})
    sources = sorted({entry.page.source for entry in unknown})
    cursor.execute(_SAME_TEXT, {"bodies": bodies, "sources": sources})
    found = [(bytes(body), source, at, _held(*rest)) for body, source, at, *rest in cursor.fetchall()]
    for entry in unknown:
        told = entry.article.body_hash, entry.page.source
        at = entry.article.published_at
        same = (
            each for body, source, its, each in found if (body, source) == told and is_same_moment(at, its)
        )
        owner = next((each for each in same if is_variant(entry.final, each.url)), None)
        if owner is not None:
            held.setdefault(owner.url, owner)
            entry.assign(owner)
            if not is_plainer(entry.canonical, owner.url):
                entry.canonical = clean_text(owner.url)


def _may_be_form(entry: Entry) -> bool:
    is_new = entry.role is Role.ARTICLE and entry.held is None and not entry.is_led_elsewhere
    return is_new and entry.taken_from is None and entry.article.body_hash is not None


def is_same_moment(one: datetime | None, other: datetime | None) -> bool:
    """Whether both can be of one publication; what is not stated tells nothing apart."""
    return one is None or other is None or abs(one - other) <= _SAME_MOMENT


def _held(article_id: int, url: str, content_hash: bytes, *rest: object) -> Held:
    return Held(article_id, url, bytes(content_hash), *rest)  # type: ignore[arg-type]
