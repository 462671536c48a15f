"""When a live blog last moved: its text and its entries tell, not what the page states of its changes.

Some pages state the moment of each look as that of their last change, or of an entry that stood there before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from broadsheet.article import Article, LiveEntry
from broadsheet.articledb.connection import Cursor
from broadsheet.articledb.edge import clean_text
from broadsheet.articledb.entries import Entry
from broadsheet.outcomes import Outcome

_STORED = """
SELECT article_id, body_text, headline, published_at FROM news.live_entries WHERE article_id = ANY(%s)
"""


def note_entries(cursor: Cursor, entries: Iterable[Entry]) -> None:
    """Give the pages of stored live blogs the entries that are stored of them."""
    followed = [entry for entry in entries if entry.is_live and entry.held]
    if not followed:
        return
    cursor.execute(_STORED, ([entry.article_id for entry in followed],))
    stored: dict[int, list[LiveEntry]] = {}
    for article_id, body_text, headline, published_at in cursor.fetchall():
        stored.setdefault(article_id, []).append(LiveEntry(body_text, headline, published_at))
    for entry in followed:
        entry.entries_before = tuple(stored.get(entry.article_id or 0, ()))


def moved_at(entry: Entry) -> datetime:
    """The last change as far as it is known.

    At first sight what the page states; later a change of the text, an entry that was not there, or the time
    of one that has kept its time.
    """
    if entry.held is None:
        return _stated_at(entry.article, entry.page.fetched_at)
    shown = entry.item.article.live_entries if entry.item.article else entry.entries_before
    if entry.outcome is Outcome.CHANGED or _words(shown) - _words(entry.entries_before):
        return entry.page.fetched_at
    kept = _times(shown) & _times(entry.entries_before)
    return max(entry.held.changed_at, *(time for _, time in kept)) if kept else entry.held.changed_at


def _stated_at(article: Article, checked_at: datetime) -> datetime:
    stated = (article.modified_at, *(each.published_at for each in article.live_entries))
    return max(filter(None, stated), default=checked_at)


def _words(entries: Iterable[LiveEntry]) -> Counter[str]:
    """How often each text stands there: a goal may be told in the words of the one before."""
    return Counter(map(_text, entries))


def _times(entries: Iterable[LiveEntry]) -> set[tuple[str, datetime]]:
    return {(_text(each), each.published_at) for each in entries if each.published_at}


def _text(entry: LiveEntry) -> str:
    return clean_text(f"{entry.headline or ''}\n{entry.body_text}")
