"""A crawl as ops start it: a child process, its exit code, its last line, and what it left behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extras

from broadsheet.config import raw_store
from broadsheet.rawstore import RawStore
from tests.conftest import owner_of
from tests.integration.forked import Forked

Environment = dict[str, str]  # variables of a crawl, by name


@dataclass(frozen=True)
class Crawl:
    """How a crawl ended."""

    exit_code: int
    output: str

    @property
    def last_line(self) -> str:
        return self.output.rstrip().rpartition("\n")[2]

    @property
    def verdict(self) -> str:
        return self.last_line.partition("verdict: ")[2].partition(":")[0]


def write_source(folder: Path, text: str, name: str = "source.yaml") -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def start(
    environment: Mapping[str, str],
    folder: Path,
    *,
    spider: str = "news",
    settings: Mapping[str, object] | None = None,
    **arguments: str,
) -> Forked:
    words = [word for name, value in arguments.items() for word in ("-a", f"{name}={value}")]
    words += [word for name, value in (settings or {}).items() for word in ("-s", f"{name}={value}")]
    return Forked(["scrapy", "crawl", spider, *words], {**environment, "SOURCES_DIR": str(folder)})


def finish(process: Forked) -> Crawl:
    output, _ = process.communicate(timeout=240)
    assert process.returncode is not None
    return Crawl(process.returncode, output)


def crawl(environment: Mapping[str, str], folder: Path, **arguments: Any) -> Crawl:
    return finish(start(environment, folder, **arguments))


@contextmanager
def cursor(environment: Mapping[str, str]) -> Iterator[Any]:
    with closing(psycopg2.connect(owner_of(environment))) as connection:
        connection.autocommit = True
        yield connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor)


def rows(environment: Mapping[str, str], query: str, *values: Any) -> list[dict[str, Any]]:
    with cursor(environment) as open_cursor:
        open_cursor.execute(query, values)
        return [dict(row) for row in open_cursor.fetchall()]


def stored_urls(environment: Mapping[str, str]) -> set[str]:
    return {row["url"] for row in rows(environment, "SELECT url FROM news.articles")}


def raw(environment: Mapping[str, str]) -> RawStore:
    return RawStore(raw_store(environment))
