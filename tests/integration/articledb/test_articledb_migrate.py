"""Migrations: repeatable, serialised, complete; versions that do not fit are named."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest

from broadsheet import article
from broadsheet.articledb.connection import Connection, connect
from broadsheet.articledb.migrate import migrate, revisions
from broadsheet.articledb.store import store_items
from broadsheet.articledb.version import VERSION, check_version
from broadsheet.errors import SchemaMismatch
from broadsheet.outcomes import Outcome, PageKind, Reason, Verdict, Way
from tests.integration.articledb.items import item, rows, value

ROOT = Path(__file__).parents[3]
SHARED_LISTS = {
    "crawl_runs_verdict_check": Verdict,
    "listed_links_outcome_check": Outcome,
    "listed_links_reason_check": Reason,
    "rejected_pages_reason_check": Reason,
    "listed_links_ways_check": Way,
    "captures_kind_check": PageKind,
    "rejected_pages_kind_check": PageKind,
    "articles_content_type_check": article.ContentType,
    "articles_access_check": article.Access,
    "articles_published_precision_check": article.Precision,
    "article_authors_kind_check": article.AuthorKind,
    "article_urls_kind_check": article.UrlKind,
    "article_links_kind_check": article.LinkKind,
}


def test_from_nothing_and_again(empty_database: str) -> None:
    """The first migration says what it applied, the second that there was nothing to do."""
    first, second = migrate(empty_database), migrate(empty_database)
    assert (first.before, first.after, first.applied) == (None, VERSION, revisions())
    assert (second.before, second.after, second.applied) == (VERSION, VERSION, ())


def test_several_at_once(empty_database: str) -> None:
    """One migrates, the others wait and find it done."""
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(migrate, [empty_database] * 4))
    assert sorted(report.applied for report in reports) == [(), (), (), revisions()]
    with closing(connect(empty_database)) as connection:
        check_version(connection)


def test_several_databases_of_one_server_at_once(
    empty_database: str, news: Connection, news_database: str
) -> None:
    """Roles belong to all databases of a server; migrations of two do not trip over each other."""
    with news.cursor() as cursor:
        cursor.execute("ALTER ROLE analyst RESET ALL; ALTER ROLE broadsheet_ui RESET ALL")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, [empty_database, news_database] * 2))
    query = "SELECT rolconfig @> '{statement_timeout=5min}' FROM pg_roles WHERE rolname = 'analyst'"
    assert value(news, query) is True


def test_a_migration_that_fails_leaves_nothing(empty_database: str) -> None:
    """All of it or none of it; the next one starts afresh."""
    with closing(connect(empty_database)) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA news; CREATE TABLE news.gaps (x integer)")
        with pytest.raises(Exception, match="gaps"):
            migrate(empty_database)
        assert rows(connection, "SELECT relname FROM pg_class WHERE relnamespace = 'news'::regnamespace") == [
            ("gaps",)
        ]
        cursor.execute("DROP TABLE news.gaps")
    assert migrate(empty_database).applied == revisions()


def test_the_code_knows_its_newest_revision() -> None:
    """The version the code asks for is the newest migration there is."""
    assert revisions()[-1] == VERSION


def test_a_database_that_was_never_migrated(empty_database: str) -> None:
    """The sentence names the version and the way out."""
    with (
        closing(connect(empty_database)) as connection,
        pytest.raises(SchemaMismatch, match=f"not migrated.*{VERSION}.*python -m broadsheet migrate"),
    ):
        check_version(connection)


def test_a_database_of_another_version(news: Connection, news_database: str) -> None:
    """Both versions are named; a newer one is not migrated backwards."""
    with news.cursor() as cursor:
        cursor.execute("UPDATE news.alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaMismatch, match=f"9999.*{VERSION}.*python -m broadsheet migrate, as the owner"):
        check_version(news)
    with pytest.raises(SchemaMismatch, match=f"9999.*newer.*{VERSION}"):
        migrate(news_database)


def test_storing_into_an_empty_database_says_what_to_do(empty_database: str) -> None:
    """A crawl that meets no schema is told to migrate."""
    with (
        closing(connect(empty_database)) as connection,
        pytest.raises(SchemaMismatch, match="python -m broadsheet migrate"),
    ):
        store_items(connection, [item("a")])


def test_the_command_says_what_it_did(empty_database: str) -> None:
    """`python -m broadsheet migrate` from nothing, and again."""
    sentences = [command(empty_database).stdout for _ in range(2)]
    assert VERSION in sentences[0]
    assert "nothing to do" in sentences[1]


def command(database: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    environment = {**os.environ, "DATABASE_URL": database}
    words = [sys.executable, "-m", "broadsheet", "migrate"]
    return subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)


def test_every_relation_and_column_is_commented(news: Connection) -> None:
    """Tables, views, partitions, and every column of theirs."""
    relations = """
        SELECT c.relname FROM pg_class AS c
        WHERE c.relnamespace = 'news'::regnamespace AND c.relkind IN ('r', 'p', 'v')
            AND coalesce(obj_description(c.oid, 'pg_class'), '') = ''
    """
    columns = """
        SELECT c.relname, a.attname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'news'::regnamespace AND c.relkind IN ('r', 'p', 'v')
            AND a.attnum > 0 AND NOT a.attisdropped AND coalesce(col_description(c.oid, a.attnum), '') = ''
    """
    assert rows(news, relations) == []
    assert rows(news, columns) == []
    assert value(news, "SELECT count(*) FROM pg_inherits WHERE inhparent = 'news.captures'::regclass") > 0


@pytest.mark.parametrize(("constraint", "words"), SHARED_LISTS.items(), ids=list(SHARED_LISTS))
def test_closed_lists_are_those_of_the_code(news: Connection, constraint: str, words: Iterable[str]) -> None:
    """A CHECK constraint allows the words of the code, all of them and no other."""
    query = (
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s AND conparentid = 0 LIMIT 1"
    )
    allowed = re.findall(r"'([^']*)'::text", value(news, query, constraint))
    known = [word.value for word in words] if is_enum(words) else list(get_args(words))
    assert sorted(allowed) == sorted(known)


def is_enum(words: object) -> bool:
    return isinstance(words, type) and issubclass(words, StrEnum)


def test_names_say_what_they_are(news: Connection) -> None:
    """`_at` is an instant with time zone, `_count` a number, `is_` a boolean; text arrays are never null."""
    query = r"""
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
            pg_get_expr(d.adbin, d.adrelid)
        FROM pg_class AS c
        JOIN pg_attribute AS a ON a.attrelid = c.oid
        LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'news'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND a.attnum > 0
    """
    for relation, column, type_name, is_required, default in rows(news, query):
        place = f"{relation}.{column}"
        if column.endswith("_at"):
            assert type_name == "timestamp with time zone", place
        if column.endswith("_count"):
            assert type_name in {"integer", "bigint"}, place
        if column.startswith(("is_", "has_")):
            assert type_name == "boolean", place
        if type_name == "text[]" and relation not in {"latest"}:
            assert is_required, place
            assert default == "'{}'::text[]", place
        assert (
            type_name not in {"timestamp without time zone", "character varying"}
            or relation == "alembic_version"
        )
