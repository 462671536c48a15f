"""Crawl publishers that lie as files and print recall, what is no article, and sections, against the bars."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from broadsheet.rawstore import RawStore
from tests.benchmarks import moments
from tests.benchmarks.discovery import Score
from tests.benchmarks.pipeline import servers
from tests.benchmarks.written.crawled import Crawled, measure


def main() -> int:
    """Print each publisher and the sum; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.written", description=__doc__)
    parser.add_argument(
        "folder", type=Path, help="publishers, as tests/benchmarks/written/__init__.py has them"
    )
    parser.add_argument("names", nargs="*", help="these alone, by the names of their folders")
    arguments = parser.parse_args()
    folders = _publishers(arguments.folder, arguments.names)
    if not folders:
        parser.error(f"no publisher (a folder with site.json) in {arguments.folder}")
    total = Score()
    for crawled in _crawled(folders):
        total.add(crawled.score)
        _say(*crawled.lines())
    _say(f"{'all':28} {total.line()}")
    return 0 if total.is_within_bars else 1


def _say(*lines: str) -> None:
    """Print at once: a publisher takes half a minute."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _publishers(folder: Path, names: list[str]) -> list[Path]:
    found = sorted(path.parent for path in folder.glob("*/site.json"))
    return [each for each in found if not names or each.name in names]


def _crawled(folders: list[Path]) -> Iterator[Crawled]:
    """Each publisher in turn, with a database and a bucket of its own."""
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as name:
        place = Path(name)
        place.chmod(0o755)  # the database server's own user passes through
        with servers(place) as (postgres, store):
            for number, folder in enumerate(folders):
                moments.execute(postgres.dsn("postgres"), f"CREATE DATABASE written{number}")
                settings = store.settings(f"raw-html-{number}")
                RawStore(settings).create_bucket()
                yield measure(folder, place / f"sources{number}", postgres.dsn(f"written{number}"), settings)


if __name__ == "__main__":
    sys.exit(main())
