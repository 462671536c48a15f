"""Stored pages read once more, by a better reader: the same version says it better, and is no new one.

What a publisher changed makes a version. What we read otherwise from the same bytes does not: article and
version are put right in place, so that no edit is told that nobody made, and the version is compared anew
with the one before it. The version is that of its own page; what a later look told beside its text is that of
the later page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from broadsheet.article import Article, Item
from broadsheet.articledb import article_sql as sql
from broadsheet.articledb import parts_sql, rows
from broadsheet.articledb.batch_parts import content_parts
from broadsheet.articledb.connection import Connection, Cursor, transaction
from broadsheet.articledb.edge import as_json, clean_text
from broadsheet.articledb.entries import Entry, entries_of
from broadsheet.articledb.statements import Statement, execute, prepare
from broadsheet.articledb.stored_pages import StoredPage
from broadsheet.articledb.version_sql import CHANGE_TYPES, VERSION_BEFORE

_IS_DATE_KEPT = "d.is_date_kept"
_PUT_RIGHT = Statement(
    "put_article_right",
    "jsonb",
    f"""
UPDATE news.articles AS a SET
    {sql.as_read(_IS_DATE_KEPT)},
    updated_at = CASE
        WHEN a.content_hash <> i.content_hash OR {sql.is_seen_otherwise(_IS_DATE_KEPT)}
        THEN now() ELSE a.updated_at END
FROM {sql.ARTICLE_RECORDS}
JOIN jsonb_to_recordset($1) AS d(article_id bigint, is_date_kept boolean) USING (article_id)
JOIN news.article_versions AS v ON v.article_id = i.article_id
WHERE a.article_id = i.article_id AND v.version_no = a.version_count
    AND v.seen_at = i.seen_at AND a.raw_html_key = i.raw_html_key
RETURNING a.article_id
""",  # noqa: S608 - made of constants
)
_PUT_VERSION_RIGHT = Statement(
    "put_version_right",
    "jsonb",
    f"""
UPDATE news.article_versions AS v SET
    headline = a.headline, deck = a.deck, body_text = a.body_text, authors = a.authors,
    correction_text = a.correction_text, published_at = i.published_at, modified_at = i.modified_at,
    content_hash = a.content_hash, fields = i.fields, change_types = {CHANGE_TYPES}
FROM jsonb_to_recordset($1) AS i(
    article_id bigint, published_at timestamptz, modified_at timestamptz, fields jsonb)
JOIN news.articles AS a ON a.article_id = i.article_id
{VERSION_BEFORE}
WHERE v.article_id = i.article_id AND v.version_no = a.version_count
""",  # noqa: S608 - made of constants
)
_STATEMENTS = (
    _PUT_RIGHT, _PUT_VERSION_RIGHT, sql.CLAIM_BODIES, sql.LABEL_COPIES, parts_sql.DELETE_PARTS,
    parts_sql.INSERT_AUTHORS, parts_sql.INSERT_IMAGES, parts_sql.INSERT_LINKS, parts_sql.UPSERT_LIVE_ENTRIES,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """What the reader of now makes of an article's pages: of that of its version, and of the others."""

    stored: StoredPage
    article: Article
    shown: Article
    last: Article

    @property
    def is_date_kept(self) -> bool:
        """Whether the row's date is of neither page: of an earlier version, or of a look between the two.

        It stays. One of this version's page or, where that is dated otherwise now, of any later one does not,
        if they have none.
        """
        stored = self.stored
        is_of_neither = not self.shown.published_at and stored.published_at != stored.version_published_at
        return is_of_neither and self.article.published_at == stored.version_published_at

    @property
    def published_at(self) -> datetime | None:
        """The date that the article's row is to have."""
        return self.stored.published_at if self.is_date_kept else self.row.published_at

    @property
    def row(self) -> Article:
        """What the article's row is to say: the text of its version, and beside it what was seen last.

        A later page that does not say when it was published takes no date away, as in a crawl. If its text is
        another to the reader of now, that is an edit for the next look to tell, with a version.
        """
        text, dated = self.article, self.shown if self.shown.published_at else self.article
        return replace(
            self.shown, headline=text.headline, deck=text.deck, body_text=text.body_text,
            authors=text.authors, correction_text=text.correction_text,
            content_hash=text.content_hash, body_hash=text.body_hash,
            published_at=dated.published_at, published_precision=dated.published_precision,
            published_offset=dated.published_offset, is_zone_assumed=dated.is_zone_assumed,
        )  # fmt: skip


def said_of(read: ReadAgain) -> dict[str, object]:
    """What the article's row is to say, by column, as the database holds it."""
    return {name: _held(value) for name, value in rows.article_row(_entry(read.stored, read.row)).items()}


def _held(value: object) -> object:
    if isinstance(value, tuple):
        return [_held(each) for each in value]
    return clean_text(value) if isinstance(value, str) else value


def put_right(connection: Connection, read: Sequence[ReadAgain]) -> int:
    """Write what the pages say after all; the number of articles that still were of these pages."""
    by_id = {each.stored.article_id: each for each in read}
    if not by_id:
        return 0
    prepare(connection, _STATEMENTS)
    with transaction(connection) as cursor:
        found = [_article_row(by_id[article_id]) for article_id in sorted(by_id)]
        execute(cursor, (_PUT_RIGHT, as_json(found)))
        done = [by_id[article_id] for (article_id,) in cursor.fetchall()]
        _write_parts(cursor, done)
    return len(done)


def _write_parts(cursor: Cursor, read: Sequence[ReadAgain]) -> None:
    if not read:
        return
    ids = [each.stored.article_id for each in read]
    entries = [_entry(each.stored, each.article) for each in read]
    last = [_entry(each.stored, each.last) for each in read]
    parts = [(statement, as_json(found)) for statement, found in content_parts(entries, last) if found]
    versions = as_json([rows.version_row(entry) for entry in entries])
    execute(
        cursor, (_PUT_VERSION_RIGHT, versions), (sql.CLAIM_BODIES, ids), (sql.LABEL_COPIES, ids),
        (parts_sql.DELETE_PARTS, ids), *parts,
    )  # fmt: skip


def _article_row(read: ReadAgain) -> rows.Row:
    stored, shown = read.stored, read.stored.shown.raw
    return {
        **rows.article_row(_entry(stored, read.row)),
        "article_id": stored.article_id,
        "is_changed": True,
        "is_date_kept": read.is_date_kept,
        "raw_html_key": shown.key if shown else None,
    }


def _entry(stored: StoredPage, article: Article) -> Entry:
    (entry,) = entries_of([Item(stored.page, article)])
    entry.article_id, entry.version_no = stored.article_id, stored.version_no
    return entry
