"""Issues of what recurs: briefings, quizzes and forecasts have one headline and the same words in address.

Two days of publication tell them apart, or the addresses where they were read. Then neither a canonical
address that all of them name, nor a redirect from it to the last of them, makes them one article.
"""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.articledb.connection import Cursor
from broadsheet.articledb.entries import Entry, Held
from broadsheet.articledb.forms import is_same_moment
from broadsheet.variants import is_variant, is_variant_by_words

_READ_AT = """
SELECT a.article_id, a.published_at, ARRAY(
    SELECT DISTINCT c.final_url FROM news.captures AS c
    WHERE c.article_id = a.article_id AND c.kind = 'article')
FROM news.articles AS a WHERE a.article_id = ANY(%s)
"""


def note_issues(cursor: Cursor, articles: Iterable[Entry], held: dict[str, Held]) -> None:
    """Note for each page which of its addresses lead to an article of another day."""
    likely = {
        entry.position: (entry, _by_words(entry, held)) for entry in articles if entry.final not in held
    }
    ids = sorted({held[url].article_id for _, urls in likely.values() for url in urls})
    if not ids:
        return
    cursor.execute(_READ_AT, (ids,))
    read = {article_id: (published_at, urls) for article_id, published_at, urls in cursor.fetchall()}
    for entry, urls in likely.values():
        others = set()
        for url in urls:
            published_at, answered = read[held[url].article_id]
            is_same = is_same_moment(entry.article.published_at, published_at)
            if not is_same or not all(is_variant(entry.final, each) for each in answered):
                others.add(url)
        entry.other_issues = frozenset(others)


def _by_words(entry: Entry, held: dict[str, Held]) -> set[str]:
    return {url for url in entry.addresses & held.keys() if is_variant_by_words(url, entry.final)}
