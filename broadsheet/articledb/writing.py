"""Writes one batch inside one transaction, with a handful of statements whatever its size.

First everything that is known is looked up and locked, in the order of ids; then new articles claim
their addresses; then all the rest goes down in one message. Two items of one stored article that share
no address meet in the key of its versions, and the store writes such a batch item by item.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from broadsheet.article import Item, Stored
from broadsheet.articledb import article_sql as sql
from broadsheet.articledb import rows
from broadsheet.articledb.alternation import taking_turns
from broadsheet.articledb.batch_parts import batch_parts
from broadsheet.articledb.bindings import hand_over
from broadsheet.articledb.claims import settle_claims
from broadsheet.articledb.connection import Cursor
from broadsheet.articledb.edge import as_json, clean_text
from broadsheet.articledb.entries import Entry, Held, Role, entries_of, owner, rounds
from broadsheet.articledb.forms import recognise_forms
from broadsheet.articledb.live_blogs import note_entries
from broadsheet.articledb.parts_sql import UNCHANGED_LISTINGS
from broadsheet.articledb.rows import Row
from broadsheet.articledb.statements import execute
from broadsheet.outcomes import Outcome

_LOOK_BACK = timedelta(days=62)


def write(cursor: Cursor, items: Sequence[Item]) -> list[Stored]:
    """Write the items; the answers stand in their order."""
    entries = entries_of(items)
    for part in rounds(entries):
        _write_round(cursor, part)
    return [entry.stored for entry in sorted(entries, key=lambda entry: entry.position)]


def _write_round(cursor: Cursor, entries: Sequence[Entry]) -> None:
    held = _look_up(cursor, _addresses(entries))
    _assign(cursor, entries, held)
    articles = [entry for entry in entries if entry.role is Role.ARTICLE]
    _insert(cursor, articles)
    hand_over(cursor, articles)
    _update(cursor, [entry for entry in articles if entry.held], held)
    _recognise(cursor, [entry for entry in articles if entry.may_be_repeated])
    _label_copies(cursor, [entry for entry in articles if entry.is_content])
    _conclude(cursor, entries)
    note_entries(cursor, entries)
    execute(cursor, *batch_parts(entries, held))


def _assign(cursor: Cursor, entries: Sequence[Entry], held: dict[str, Held]) -> None:
    """Settle for each entry which stored article it is about, if any."""
    settle_claims(cursor, entries, held)
    for entry in entries:
        entry.assign(owner(entry, held))
    recognise_forms(cursor, entries, held)


def _addresses(entries: Iterable[Entry]) -> list[str]:
    found: set[str] = set()
    for entry in entries:
        found |= entry.addresses
        found.update(clean_text(link.url) for link in entry.page.links if link.outcome is Outcome.KNOWN)
    return sorted(found)


def _look_up(cursor: Cursor, urls: list[str]) -> dict[str, Held]:
    execute(cursor, (sql.LOOK_UP, urls))
    return {
        url: Held(article_id, canonical, bytes(content_hash), *rest)
        for url, article_id, canonical, content_hash, *rest in cursor.fetchall()
    }


def _insert(cursor: Cursor, articles: Sequence[Entry]) -> None:
    """Insert what is new. Whose address another batch claimed meanwhile is looked up again."""
    unknown = [entry for entry in articles if entry.held is None]
    while unknown:
        execute(cursor, (sql.INSERT_ARTICLES, as_json([rows.article_row(entry) for entry in unknown])))
        ids: dict[str, int] = dict(cursor.fetchall())
        for entry in unknown:
            entry.article_id = ids.get(entry.canonical)
            entry.outcome, entry.version_no = Outcome.NEW, 1
        unknown = [entry for entry in unknown if entry.article_id is None]
        if unknown:
            _assign(cursor, unknown, _look_up(cursor, _addresses(unknown)))
            unknown = [entry for entry in unknown if entry.held is None]


def _update(cursor: Cursor, articles: Sequence[Entry], held: dict[str, Held]) -> None:
    if not articles:
        return
    updates = []
    turns = taking_turns(cursor, articles)
    for entry in articles:
        updates.append(_decide(entry, is_turn=entry.position in turns))
        if entry.canonical not in held:
            _move(cursor, entry)
    current = [row for row in updates if row is not None]
    if current:
        execute(cursor, (sql.UPDATE_ARTICLES, as_json(current)))


def _decide(entry: Entry, *, is_turn: bool) -> Row | None:
    """Whether a known article changed; the row to write, None for a page older than what is held.

    `is_turn`: the page shows another form of the story, which takes turns with the one that is held.
    """
    held = entry.held
    if held is None:
        return None
    is_stale = entry.page.fetched_at < held.changed_at
    is_changed = not is_stale and not is_turn and entry.article.content_hash != held.content_hash
    entry.outcome = Outcome.CHANGED if is_changed else Outcome.UNCHANGED
    entry.version_no = held.version_count + is_changed
    if is_stale or is_turn:
        return None
    return {**rows.article_row(entry), "article_id": held.article_id, "is_changed": is_changed}


def _recognise(cursor: Cursor, entries: Sequence[Entry]) -> None:
    """A batch whose connection broke at COMMIT may be stored: written again, its answers are the same."""
    if not entries:
        return
    cursor.execute(sql.OWN_VERSIONS, {"rows": as_json([rows.version_key(entry) for entry in entries])})
    own = dict(cursor.fetchall())
    for entry in entries:
        if entry.article_id in own:
            first = Outcome.DUPLICATE if own[entry.article_id] else Outcome.NEW
            entry.outcome = first if entry.version_no == 1 else Outcome.CHANGED
            entry.is_repeated = True


def _move(cursor: Cursor, entry: Entry) -> None:
    """The article names another canonical address, which leads nowhere yet: it has moved there."""
    parameters = {"url": entry.canonical, "article_id": entry.article_id, "seen_at": entry.page.fetched_at}
    cursor.execute(sql.MOVE, parameters)


def _label_copies(cursor: Cursor, written: Sequence[Entry]) -> None:
    ids = [entry.article_id for entry in written if entry.article.body_hash is not None]
    if not ids:
        return
    execute(cursor, (sql.CLAIM_BODIES, ids), (sql.LABEL_COPIES, ids))
    copies = {article_id for (article_id,) in cursor.fetchall()}
    for entry in written:
        if entry.outcome is Outcome.NEW and entry.article_id in copies:
            entry.outcome = Outcome.DUPLICATE


def _conclude(cursor: Cursor, entries: Iterable[Entry]) -> None:
    """The outcome of everything that is no article."""
    unchanged = _unchanged_listings(cursor, [entry for entry in entries if entry.role is Role.LISTING])
    for entry in entries:
        if entry.role is Role.LISTING:
            entry.outcome = Outcome.UNCHANGED if entry.asked in unchanged else Outcome.CHANGED
        elif entry.role is Role.SIGHTING:
            entry.outcome = Outcome.UNCHANGED
        elif entry.failure:
            entry.outcome = entry.failure.reason.outcome


def _unchanged_listings(cursor: Cursor, listings: Sequence[Entry]) -> set[str]:
    kept = [rows.capture_row(entry) for entry in listings if entry.page.raw]
    unchanged = {entry.asked for entry in listings if not entry.page.raw}
    if kept:
        since = min(entry.page.fetched_at for entry in listings) - _LOOK_BACK
        cursor.execute(UNCHANGED_LISTINGS, {"rows": as_json(kept), "since": since})
        unchanged |= {url for (url,) in cursor.fetchall()}
    return unchanged
