"""The data dictionary, made from the comments of a live database.

`python -m broadsheet.articledb.dictionary > docs/data-dictionary.md` with DATABASE_URL set.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from broadsheet import config
from broadsheet.articledb.connection import Connection, connect, cursor_of
from broadsheet.articledb.meanings import OUTCOMES, REASONS, VERDICTS

# The order in which a reader meets them; a relation that is not named here comes last.
_CHAPTERS = {
    "What was published": (
        "articles", "article_versions", "article_sections", "article_urls", "article_authors",
        "article_images", "article_links", "live_entries", "article_fields", "body_originals",
    ),
    "How it got here": (
        "sources", "sections", "crawl_runs", "listed_links", "captures", "rejected_pages", "site_profiles",
        "site_evidence",
        "source_hosts", "host_budgets",
    ),
    "Views": ("latest", "gaps"),
}  # fmt: skip
_REST = "The database itself"
_RELATIONS = """
SELECT c.oid, c.relname, c.relkind = 'v', coalesce(obj_description(c.oid, 'pg_class'), '')
FROM pg_class AS c
WHERE c.relnamespace = 'news'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
ORDER BY c.relname
"""
_COLUMNS = """
SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
    coalesce(col_description(a.attrelid, a.attnum), ''),
    coalesce(a.attnum = ANY(k.conkey), false),
    (SELECT pg_get_constraintdef(l.oid) FROM pg_constraint AS l
     WHERE l.conrelid = a.attrelid AND l.contype = 'c' AND l.conkey = ARRAY[a.attnum]
     AND pg_get_constraintdef(l.oid) LIKE '%%ARRAY[%%' LIMIT 1)
FROM pg_attribute AS a
LEFT JOIN pg_constraint AS k ON k.conrelid = a.attrelid AND k.contype = 'p'
WHERE a.attrelid = ANY(%s) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum
"""
_Word = TypeVar("_Word", bound=StrEnum)
_WORD = re.compile(r"'([^']*)'::text")
_HEAD = """\
# Data dictionary

Made from the comments of the database by `python -m broadsheet.articledb.dictionary`; a test compares
the two. Do not edit: change the comment in a migration instead. `docs/analysts.md` shows how to ask.

- `_at` is an instant, `timestamp with time zone`; the database speaks UTC. `_count` is a number, `is_` a
  boolean.
- "May be empty": *no* means that there always is a value. *yes* means that there is none when the page
  states none: no value is invented. Lists are never null; a page that states none gives `{}`.
- Keys are in bold. A closed list names its allowed values; anything else is refused.

## Known weaknesses

- A time is as good as its page: see `published_precision` and `is_zone_assumed`, and `article_fields` for
  what else the page said. `first_seen_at` is ours, and only as fine as the schedule of the section;
  `news.gaps` says when nobody was looking.
- Copies are found when their bodies are the same word for word, from thirty words on. Excerpts and
  rewrites are not labelled yet, nor are pages that two addresses show without saying so.
- An edit and its reversal between two looks are not seen; the looks become fewer with the days.
- `missed_estimate` is empty where pages and feeds share too little; a source has no row in `site_profiles`
  before three different articles of it were read.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column as the catalogue describes it."""

    name: str
    type: str
    is_required: bool
    comment: str
    is_key: bool
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or a view with its columns."""

    name: str
    is_view: bool
    comment: str
    columns: tuple[Column, ...]


def read_relations(connection: Connection) -> list[Relation]:
    """Every relation of the schema, in order of name; partitions are part of their parent."""
    with cursor_of(connection) as cursor:
        cursor.execute(_RELATIONS)
        found = cursor.fetchall()
        cursor.execute(_COLUMNS, ([oid for oid, *_ in found],))
        columns: defaultdict[int, list[Column]] = defaultdict(list)
        for oid, name, type_name, is_required, comment, is_key, check in cursor.fetchall():
            allowed = tuple(_WORD.findall(check or ""))
            columns[oid].append(Column(name, type_name, is_required, comment, is_key, allowed))
    return [Relation(name, is_view, comment, tuple(columns[oid])) for oid, name, is_view, comment in found]


def render(relations: Iterable[Relation]) -> str:
    """The whole page."""
    by_name = {relation.name: relation for relation in relations}
    parts = [_HEAD]
    for chapter, names in _CHAPTERS.items():
        parts.append(f"## {chapter}\n")
        parts += ["\n".join(_relation(by_name.pop(name))) for name in names]
    parts.append(f"## {_REST}\n")
    parts += ["\n".join(_relation(relation)) for relation in by_name.values()]
    parts += _words()
    return "\n".join(parts)


def _relation(relation: Relation) -> Iterator[str]:
    yield f"### news.{relation.name}\n"
    yield f"{relation.comment}\n"
    if relation.is_view:
        yield "| column | type | meaning |\n|---|---|---|"
        for column in relation.columns:
            yield f"| `{column.name}` | {column.type} | {_cell(column.comment)} |"
    else:
        yield "| column | type | may be empty | meaning |\n|---|---|---|---|"
        for column in relation.columns:
            yield f"| {_name(column)} | {column.type} | {_empty(column)} | {_meaning(column)} |"
    yield ""


def _name(column: Column) -> str:
    return f"**`{column.name}`**" if column.is_key else f"`{column.name}`"


def _empty(column: Column) -> str:
    return "no" if column.is_required else "yes"


def _meaning(column: Column) -> str:
    allowed = f" Allowed: {', '.join(f'`{word}`' for word in column.allowed)}." if column.allowed else ""
    return _cell(column.comment) + allowed


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _words() -> Iterator[str]:
    yield "## The words\n"
    yield from _table("Verdicts of a run (`crawl_runs.verdict`)", VERDICTS)
    yield from _table("Outcomes of a link (`listed_links.outcome`)", OUTCOMES)
    yield from _table("Reasons (`listed_links.reason`, `rejected_pages.reason`)", REASONS)


def _table(title: str, meanings: Mapping[_Word, str]) -> Iterator[str]:
    rows = "\n".join(f"| `{word}` | {meaning} |" for word, meaning in meanings.items())
    yield f"### {title}\n\n| word | meaning |\n|---|---|\n{rows}\n"


if __name__ == "__main__":
    with closing(connect(config.database_url())) as live:
        sys.stdout.write(render(read_relations(live)))
