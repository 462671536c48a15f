"""What of a batch needs no answer from the database: all of it goes down in one message."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from broadsheet.article import Article, Failure
from broadsheet.articledb import article_sql, ledger_sql, rows
from broadsheet.articledb import parts_sql as sql
from broadsheet.articledb.edge import as_json, clean_text
from broadsheet.articledb.entries import Entry, Held, Role
from broadsheet.articledb.ledger_rows import is_storable, ledger_rows, looks, missing_rows
from broadsheet.articledb.rows import Row
from broadsheet.articledb.statements import Statement
from broadsheet.articledb.version_sql import INSERT_VERSIONS
from broadsheet.outcomes import Outcome, PageKind, Reason

Part = tuple[Statement, object]


def batch_parts(entries: Sequence[Entry], held: dict[str, Held]) -> Iterator[Part]:
    """The statements of a batch with their rows, those without rows left out."""
    replaced = [entry.held.article_id for entry in entries if entry.held and entry.is_content]
    if replaced:
        yield sql.DELETE_PARTS, replaced
    for statement, found in _parts(entries, held):
        if found:
            yield statement, as_json(found)


def _parts(entries: Sequence[Entry], held: dict[str, Held]) -> Iterator[tuple[Statement, list[Row]]]:
    content = [entry for entry in entries if entry.is_content]
    articles = [entry for entry in entries if entry.role is Role.ARTICLE]
    known = list(_known_articles(entries, held))
    yield article_sql.TOUCH, _touch_rows(entries, known)
    yield article_sql.MARK_MISSING, missing_rows(entries, held)
    yield INSERT_VERSIONS, [rows.version_row(entry) for entry in content]
    yield sql.INSERT_URLS, [row for entry in articles for row in rows.url_rows(entry)]
    yield sql.UPSERT_SECTIONS, _section_rows(entries, known)
    yield from content_parts(content, articles)
    kept = [entry for entry in entries if _is_kept(entry)]
    parts = [rows.part_row(entry, part) for entry in kept for part in entry.page.parts if part.raw]
    yield sql.INSERT_CAPTURES, [*map(rows.capture_row, kept), *parts]
    yield sql.INSERT_REJECTED, list(_rejections(entries))
    yield (
        sql.RESOLVE_REJECTED,
        [row for entry in entries if entry.failure is None for row in _read_rows(entry)],
    )
    links = ledger_rows(entries, held)
    yield ledger_sql.UPSERT, links
    yield ledger_sql.SHARE_LOOK, looks(links)


def content_parts(
    content: Sequence[Entry], articles: Sequence[Entry]
) -> Iterator[tuple[Statement, list[Row]]]:
    """What belongs to the text of new versions, and the entries of all articles that are live blogs."""
    yield sql.INSERT_AUTHORS, _rows_of(content, rows.author_rows)
    yield sql.INSERT_IMAGES, _rows_of(content, rows.image_rows)
    yield sql.INSERT_LINKS, _rows_of(content, rows.link_rows)
    yield sql.UPSERT_LIVE_ENTRIES, _rows_of(articles, rows.live_rows)


def _rows_of(entries: Iterable[Entry], build: Callable[[int, Article], list[Row]]) -> list[Row]:
    return [row for entry in entries if entry.article_id for row in build(entry.article_id, entry.article)]


def _known_articles(entries: Iterable[Entry], held: dict[str, Held]) -> Iterator[tuple[int, Entry]]:
    """Stored articles that a listing showed again."""
    for entry in entries:
        for link in entry.page.links:
            found = held.get(clean_text(link.url))
            article_id = link.article_id or (found and found.article_id)
            if link.outcome is Outcome.KNOWN and article_id:
                yield article_id, entry


def _seen_articles(entries: Iterable[Entry]) -> Iterator[tuple[int, Entry]]:
    for entry in entries:
        if entry.role in {Role.ARTICLE, Role.SIGHTING} and entry.article_id:
            yield entry.article_id, entry


def _touch_rows(entries: Iterable[Entry], known: Iterable[tuple[int, Entry]]) -> list[Row]:
    found: dict[int, Row] = {}
    for article_id, entry in known:
        found[article_id] = _touch(article_id, entry, is_fetched=False)
    for article_id, entry in _seen_articles(entries):
        if entry.held:
            found[article_id] = _touch(article_id, entry, is_fetched=True)
    return list(found.values())


def _touch(article_id: int, entry: Entry, *, is_fetched: bool) -> Row:
    return {"article_id": article_id, "seen_at": entry.page.fetched_at, "is_fetched": is_fetched}


def _section_rows(entries: Iterable[Entry], known: Iterable[tuple[int, Entry]]) -> list[Row]:
    found = {
        (article_id, entry.page.source, entry.page.section): entry.page.fetched_at
        for article_id, entry in (*known, *_seen_articles(entries))
    }
    return [
        {"article_id": article_id, "source": source, "section": section, "seen_at": seen_at}
        for (article_id, source, section), seen_at in found.items()
    ]


def _is_kept(entry: Entry) -> bool:
    if entry.page.raw is None or entry.page.status_code is None:
        return False
    if entry.failure and entry.failure.reason is Reason.ROW_REFUSED:
        return False  # its headers or address may be what was refused
    return entry.role is not Role.LISTING or entry.outcome is Outcome.CHANGED


def _is_pending(entry: Entry) -> bool:
    """Not fetched after all: the ledger holds it for a later run, so nothing is to be mended."""
    return entry.outcome is Outcome.PENDING and entry.page.kind is PageKind.ARTICLE


def _read_rows(entry: Entry) -> Iterator[Row]:
    for page in (entry.page, *entry.page.parts):
        if page.failure is None:
            url = clean_text(page.url)
            yield {"source": page.source, "kind": page.kind, "url": url, "seen_at": page.fetched_at}


def _rejections(entries: Iterable[Entry]) -> Iterator[Row]:
    for entry in entries:
        if entry.failure and not _is_pending(entry) and entry.failure.reason is not Reason.OTHER_SECTION:
            yield rows.rejection_row(entry.page, entry.asked, entry.failure)
        missing = entry.page.missing_part
        if missing is not None and missing.failure is not None:
            # Without its bytes, which are captured: read again alone it would be an article of its own.
            lost = rows.rejection_row(missing, clean_text(missing.url), missing.failure)
            yield lost | {"raw_html_key": None}
        for link in entry.page.links:
            if not is_storable(link.url):
                failure = Failure(Reason.BAD_URL, f"listed on {entry.asked}: longer than an address may be")
                yield rows.rejection_row(entry.page, link.url, failure)
