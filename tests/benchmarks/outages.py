"""Postgres or the object store away for a full minute, in the middle of a crawl of large pages.

The crawl waits and goes on: every page is stored, every key readable, and what it holds meanwhile is bounded.
A part of `make kills`; by itself `python -m tests.benchmarks.outages [--seconds N]`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import psutil
import psycopg2

from broadsheet.errors import StorageError
from broadsheet.local.process import Child
from broadsheet.rawstore import RawStore
from tests.benchmarks import memory
from tests.benchmarks.memory import BAR, Crawl

POSTGRES, S3 = "Postgres", "the object store"
SECONDS = 60.0
_PAGES = 3500  # of 120 KB: more than the bar, should a crawl keep what it cannot store
_BEFORE = 100  # articles that are stored when the outage begins
_PATIENCE = 600.0  # seconds for a crawl that takes two minutes without the outage


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one outage."""

    target: str
    seconds: float
    verdict: str
    stored: int
    unreadable: int
    peak: float  # MB

    @property
    def is_good(self) -> bool:
        """Whether nothing is missing and the memory stayed under the bar."""
        return self.verdict == "ok" and self.stored == _PAGES and not self.unreadable and self.peak < BAR

    def line(self) -> str:
        """One line for people."""
        return (
            f"{self.target} away for {self.seconds:.0f} s: {self.verdict}, {self.stored} of {_PAGES} "
            f"articles, {self.unreadable} keys unreadable, peak {self.peak:.0f} MB (bar {BAR} MB)"
        )


def suffer(target: str, seconds: float, folder: Path) -> Result:
    """Crawl, take the server away for that long once some articles are stored, and count at the end."""
    with memory.scene("news", _PAGES, folder) as stage:
        crawl = stage.start()
        _wait_for_articles(crawl, stage.dsn)
        server = stage.postgres if target == POSTGRES else stage.store
        end_all(server.process)
        away_until = time.monotonic() + seconds
        crawl.watch(lambda: time.monotonic() > away_until)
        server.start()
        deadline = time.monotonic() + _PATIENCE
        crawl.watch(lambda: time.monotonic() > deadline)
        verdict = crawl.end()
        keys, store = _keys(stage.dsn), RawStore(stage.settings)
        unreadable = sum(not _is_readable(store, key) for key in keys)
    return Result(target, seconds, verdict, len(keys), unreadable, crawl.peak)


def end_all(child: Child) -> None:
    """kill -9 of a server and of all its processes."""
    server = psutil.Process(child.pid)
    for process in [server, *server.children(recursive=True)]:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    child.wait(30)


def _wait_for_articles(crawl: Crawl, dsn: str) -> None:
    with closing(psycopg2.connect(dsn)) as connection:
        connection.autocommit = True
        cursor = connection.cursor()

        def is_under_way() -> bool:
            cursor.execute("SELECT count(*) FROM news.articles")
            return bool(cursor.fetchone()[0] >= _BEFORE)  # type: ignore[index]

        crawl.watch(is_under_way)


def _keys(dsn: str) -> list[str]:
    with closing(psycopg2.connect(dsn)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT raw_html_key FROM news.articles")
        return [key for (key,) in cursor.fetchall()]


def _is_readable(store: RawStore, key: str) -> bool:
    try:
        return sha256(store.get(key)).hexdigest() in key
    except StorageError:
        return False


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="broadsheet-outages-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def run(seconds: float) -> list[Result]:
    """Both outages, each line printed as it is known."""
    results = []
    with _folder() as root:
        for number, target in enumerate((POSTGRES, S3)):
            results.append(suffer(target, seconds, root / str(number)))
            say(results[-1].line())
    return results


def say(line: str) -> None:
    """Print at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """1 when something is missing or the memory missed its bar."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.outages", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"default {SECONDS:.0f}")
    return int(not all(result.is_good for result in run(parser.parse_args().seconds)))


if __name__ == "__main__":
    sys.exit(main())
