"""Addresses that an article holds only because its page named them: nothing of it has ever answered there.

Such a claim is believed as long as nobody contradicts it. It keeps no listed story from being fetched, and it
ends when what answers there is another story: the article goes back to the address where it was read.
"""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.articledb.connection import Cursor
from broadsheet.articledb.entries import Held
from broadsheet.variants import is_variant, is_variant_by_words, names_another_day

# With the addresses at which the article was read, the last one first. Without any there is nothing to say.
_UNPROVEN = """
SELECT u.url, ARRAY(
    SELECT o.url FROM news.captures AS c
    JOIN news.article_urls AS o ON o.url = c.final_url AND o.article_id = c.article_id
    WHERE c.article_id = u.article_id AND c.kind = 'article' GROUP BY o.url ORDER BY max(c.fetched_at) DESC)
FROM news.article_urls AS u
WHERE u.url = ANY(%s) AND u.kind NOT IN ('alias', 'redirect')
    AND NOT EXISTS (SELECT FROM news.captures AS c WHERE c.url = u.url AND c.article_id IS NOT NULL)
    AND NOT EXISTS (SELECT FROM news.captures AS c WHERE c.article_id = u.article_id AND c.final_url = u.url)
"""
_GO_BACK = """
WITH own AS (
    UPDATE news.article_urls SET kind = 'canonical' WHERE url = %(own)s AND article_id = %(article_id)s
)
UPDATE news.articles SET url = %(own)s, updated_at = now() WHERE article_id = %(article_id)s
"""
# What a listing noted of the address while it led to the article.
_FORGET = """
UPDATE news.listed_links SET article_id = NULL
WHERE url = %(url)s AND article_id = %(article_id)s AND outcome = 'known'
"""


def unproven(cursor: Cursor, urls: Iterable[str]) -> dict[str, list[str]]:
    """Those of the addresses, each with where its article was read, last read first.

    An address that is a form of one where the article was read is proven, unless one of them names a day:
    what recurs has an address for its last issue.
    """
    asked = sorted(set(urls))
    if not asked:
        return {}
    cursor.execute(_UNPROVEN, (asked,))
    found: dict[str, list[str]] = dict(cursor.fetchall())
    return {url: own for url, own in found.items() if own and not any(proves(each, url) for each in own)}


def proves(own: str, url: str) -> bool:
    """Whether an address is the article's by being a form of one where it was read."""
    is_recurring = is_variant_by_words(own, url) and names_another_day(own, url)
    return is_variant(own, url) and not is_recurring


def go_back(cursor: Cursor, url: str, holder: Held, own: str) -> None:
    """Take an address from the article that claimed it; `own` is where that one was read."""
    claim = {"url": url, "own": own, "article_id": holder.article_id}
    if holder.url == url:
        cursor.execute(_GO_BACK, claim)
    cursor.execute(_FORGET, claim)
