"""Addresses that lead to an article because they redirected there once, or showed its page.

Sites let an address lead to another story by mistake, or for a while. Such a binding holds as long as the
address does: when it shows a story of its own, it is that story's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from broadsheet.articledb.connection import Cursor
from broadsheet.articledb.edge import as_json
from broadsheet.articledb.entries import Entry, Held, Role
from broadsheet.articledb.unproven import proves

_BOUND = frozenset({"alias", "redirect", "previous"})
_READ = """
SELECT i.position,
    EXISTS (SELECT FROM news.captures AS c WHERE c.article_id = i.article_id AND c.final_url = i.url),
    EXISTS (SELECT FROM news.captures AS c WHERE c.article_id = i.article_id AND c.final_url = i.home)
FROM jsonb_to_recordset(%(rows)s) AS i(position bigint, article_id bigint, url text, home text)
"""
_HAND_OVER = """
WITH own AS (
    UPDATE news.article_urls SET article_id = %(owner)s, kind = 'alias'
    WHERE url = %(url)s AND article_id = %(former)s
)
UPDATE news.listed_links SET article_id = %(owner)s WHERE url = %(url)s AND article_id = %(former)s
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """Where an article was read: at the bound address itself, and at its own."""

    is_here: bool
    is_at_home: bool


def bound(entries: Iterable[Entry], held: dict[str, Held]) -> list[Entry]:
    """The pages that answered under such an address, and say other than what the article does."""
    return [
        entry
        for entry in entries
        if entry.role is Role.ARTICLE and entry.final in held and _is_bound(entry, held[entry.final])
    ]


def _is_bound(entry: Entry, holder: Held) -> bool:
    is_guest = holder.kind in _BOUND and holder.url != entry.final
    is_other = holder.content_hash != entry.article.content_hash
    return is_guest and is_other and not proves(holder.url, entry.final)


def is_refuted(entry: Entry, reading: Reading, held: dict[str, Held]) -> bool:
    """Whether a page of another text takes its address from the article that holds it.

    Where the article was never read at that address, it does. Where it was, the page must not name it, and
    the article must have an address of its own at which it was read: else this is the article, rewritten.
    """
    named = held.get(entry.canonical) if entry.canonical != entry.final else None
    is_named = named is not None and named.article_id == held[entry.final].article_id
    return not reading.is_here or (reading.is_at_home and not is_named)


def readings(cursor: Cursor, entries: Sequence[Entry], held: dict[str, Held]) -> list[tuple[Entry, Reading]]:
    """The entries, each with where the article was read that holds its address."""
    rows = [
        {
            "position": entry.position,
            "article_id": held[entry.final].article_id,
            "url": entry.final,
            "home": held[entry.final].url,
        }
        for entry in entries
    ]
    if not rows:
        return []
    cursor.execute(_READ, {"rows": as_json(rows)})
    found = {position: Reading(*read) for position, *read in cursor.fetchall()}
    return [(entry, found[entry.position]) for entry in entries]


def release(entry: Entry, held: dict[str, Held]) -> None:
    """Take the address that answered, and those that led to it, from the article that holds it."""
    holder = held.pop(entry.final)
    entry.taken_from = holder.article_id
    for url in (entry.asked, *entry.redirects):
        if url in held and held[url].article_id == holder.article_id and url != holder.url:
            del held[url]


def hand_over(cursor: Cursor, entries: Iterable[Entry]) -> None:
    """Give what was taken to the articles that answered there, in the ledgers of all sections, too."""
    for entry in entries:
        if entry.taken_from is not None and entry.article_id not in {None, entry.taken_from}:
            taken = {"url": entry.final, "owner": entry.article_id, "former": entry.taken_from}
            cursor.execute(_HAND_OVER, taken)
