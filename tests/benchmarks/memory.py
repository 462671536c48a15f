"""`make memory`: the most memory that one crawl takes, over a site of 10,000 pages and over bombs.

`python -m tests.benchmarks.memory [--pages N]`; exit code 1 when the bar of 400 MB is missed or pages are.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import brotli
import psycopg2

from broadsheet.articledb.migrate import migrate
from broadsheet.config import RawStoreSettings
from broadsheet.local.objectstore import ObjectStore
from broadsheet.local.postgres import PostgresServer
from broadsheet.rawstore import RawStore
from tests.benchmarks.pipeline import ROOT, SCRAPY, servers
from tests.benchmarks.server import Canned
from tests.conftest import environment_of
from tests.newsweb.large_pages import large_pages

_HIGHEST = re.compile(r"VmHWM:\s+(\d+) kB")
BAR = 400  # MB
_LINKS = 500  # of one listing page
_TEMPLATES, _SIZE = 20, 120_000  # pages differ in one number a paragraph, which makes each a story of its own
_MEGABYTE = 1024 * 1024
SOURCE = """
name: memory
title: The Memory Post
base_url: {base}
timezone: UTC
language: en
schedule: "0 0 * * *"
request_delay: 0
concurrency: 16
request_budget: 1000000
private_network: true
sections:
  - {{name: {section}, url: "{base}/{section}/", max_pages: 1000, feeds: [], sitemaps: []}}
"""


class Made(dict[bytes, bytes]):
    """Answers by target, made when they are asked for."""

    def __init__(self, make: Callable[[str], bytes | None]) -> None:
        super().__init__()
        self._make = make

    def get(self, target: bytes, missing: bytes = b"") -> bytes:  # type: ignore[override]
        return self._make(target.decode()) or missing


def answer(body: bytes, *headers: str) -> bytes:
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/html", f"Content-Length: {len(body)}", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


class Site:
    """A section of so many stories over its pages, and one of bombs."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._templates = [page.body.decode() for page in large_pages(_TEMPLATES, size=_SIZE)]
        self._bombs = bombs(self._templates[0])

    def answer(self, target: str) -> bytes | None:
        path, _, query = target.partition("?page=")
        if path == "/robots.txt":
            return answer(b"User-agent: *\nDisallow:\n")
        if path == "/news/":
            return answer(self._listing(int(query or 1)))
        if path == "/bombs/":
            return answer(
                _page_of(
                    f"/bombs/a-story-that-unfolds-{name}-88{number:04d}"
                    for number, name in enumerate(self._bombs)
                )
            )
        number = int(path.rpartition("-")[2])
        if path.startswith("/bombs/"):
            return list(self._bombs.values())[number - 880_000]
        return answer(self._templates[number % _TEMPLATES].replace("<p>", f"<p>Number {number}. ").encode())

    def _listing(self, page: int) -> bytes:
        first, last = (page - 1) * _LINKS, min(page * _LINKS, self._count)
        links = _page_of(
            f"/news/a-story-of-the-day-with-number-{100_000 + number}" for number in range(first, last)
        )
        more = f'<link rel="next" href="/news/?page={page + 1}">' if last < self._count else ""
        return links.replace(b"</head>", f"{more}</head>".encode())


def _page_of(paths: Iterator[str]) -> bytes:
    cards = "".join(
        f'<article><h2><a href="{path}">A story of the day, told at length: {path[-6:]}</a></h2></article>'
        for path in paths
    )
    return f"<html><head><title>News</title></head><body><main><h1>News</h1>{cards}</main></body></html>".encode()


def bombs(page: str) -> dict[str, bytes]:
    """What costs the most memory before it is refused, or while it is read; each several times at once."""
    top = "<!DOCTYPE html>" + page.partition("</h1>")[0] + "</h1><p>"
    noise = page.encode() + b"<!--" + bytes(range(65, 91)) * (5 * _MEGABYTE // 26) + b"-->"
    line = "A line of a text that is a little longer than this, and ends like any other. "
    kinds = {
        "gzip": answer(gzip.compress(bytes(300 * _MEGABYTE)), "Content-Encoding: gzip"),
        "brotli": answer(brotli.compress(bytes(300 * _MEGABYTE), quality=3), "Content-Encoding: br"),
        # As much as the caps just let pass.
        "emoji": answer((top + "\U0001f30a" * 1_400_000).encode()),
        "marks": answer((top + "a\u0301\u0323" * 1_120_000).encode()),
        "long": answer((top + " word of a story" * 355_000).encode()),
        "wide": answer((top + f"<p>{line}" * 70_000).encode()),
        "attributes": answer(
            (top + "".join(f"<p class=x{n} id=y{n}>A word." for n in range(78_000))).encode()
        ),
        "links": answer((top + "".join(f"<p>{line}<a href=/{n}>A</a>" for n in range(32_000))).encode()),
        "deep": answer((top + "<div>" * 3_000_000).encode()),
        "tags": answer(b"<b>" * (15 * _MEGABYTE // 3)),
        "noise": answer(noise),
        "endless": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"<p>more</p>" * (2 * _MEGABYTE),
        "head": b"HTTP/1.1 200 OK\r\n" + b"X-Filler: " + b"x\r\nX-Filler: " * 3_000_000,
    }
    return {f"{name}{number}": made for number in range(4) for name, made in kinds.items()}


@contextmanager
def served(count: int) -> Iterator[str]:
    """The site on a free port, in a thread: its memory is not the crawl's."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    made = Made(Site(count).answer)
    start = loop.create_server(lambda: Canned(made), "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(start, loop).result()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


class Crawl:
    """A crawl as a process of its own, and the peak of its resident memory in MB, as the kernel keeps it.

    That of a child's usage would count ours too, from which it was forked.
    """

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self._log, self.peak = log, 0.0
        with log.open("wb") as output:
            self._child = subprocess.Popen(
                [*SCRAPY, "crawl", "news", "-a", "source=memory"],
                env=environment,
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def watch(self, is_enough: Callable[[], bool] = lambda: False) -> None:
        """Note the peak until it ends, or until it is enough."""
        while self._child.poll() is None and not is_enough():
            found = _HIGHEST.search(Path(f"/proc/{self._child.pid}/status").read_text())
            self.peak = max(self.peak, int(found[1]) / 1024 if found else 0)
            time.sleep(0.1)

    def end(self) -> str:
        """The verdict; one that still runs is killed, and has none."""
        if self._child.poll() is None:
            self._child.kill()
            self._child.wait()
        return self._log.read_text().rpartition("verdict: ")[2].partition(":")[0]


@dataclass(frozen=True, slots=True)
class Scene:
    """Servers of its own, the site, and how it is crawled."""

    postgres: PostgresServer
    store: ObjectStore
    dsn: str
    settings: RawStoreSettings
    environment: dict[str, str]
    log: Path

    def start(self) -> Crawl:
        return Crawl(self.environment, self.log)


@contextmanager
def scene(section: str, count: int, folder: Path) -> Iterator[Scene]:
    """That section of a site of so many stories, nothing of it crawled yet."""
    folder.mkdir()
    folder.chmod(0o755)
    with servers(folder) as (postgres, store), served(count) as base:
        dsn = postgres.dsn("news")
        _create(postgres.dsn("postgres"))
        migrate(dsn)
        settings = store.settings("memory")
        RawStore(settings).create_bucket()
        sources = folder / "sources"
        sources.mkdir()
        (sources / "memory.yaml").write_text(SOURCE.format(base=base, section=section))
        environment = environment_of(dsn, settings) | {"SOURCES_DIR": str(sources)}
        yield Scene(postgres, store, dsn, settings, environment, folder / "crawl.log")


def measure(section: str, count: int, folder: Path) -> tuple[float, int]:
    """Crawl that section; what it took, and how many articles are stored."""
    with scene(section, count, folder) as stage:
        crawl = stage.start()
        crawl.watch()
        with closing(psycopg2.connect(stage.dsn)) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM news.articles")
            ((stored,),) = cursor.fetchall()
    return crawl.peak, stored


def _create(dsn: str) -> None:
    with closing(psycopg2.connect(dsn)) as connection:
        connection.autocommit = True
        connection.cursor().execute("CREATE DATABASE news")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.memory", description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000, help="stories of the site (default 10,000)")
    count = parser.parse_args().pages
    missed = 0
    with tempfile.TemporaryDirectory(prefix="broadsheet-memory-") as name:
        root = Path(name)
        root.chmod(0o755)
        for section, expected in (("news", count), ("bombs", 1)):
            began = time.monotonic()
            print(f"{section}: being crawled; some minutes", flush=True)
            peak, stored = measure(section, count, root / section)
            is_met = peak < BAR and stored >= expected
            missed += not is_met
            print(
                f"{section}: {stored} articles, peak {peak:.0f} MB (bar {BAR} MB), "
                f"{time.monotonic() - began:.0f} s",
                flush=True,
            )
            if not is_met:
                print((root / section / "crawl.log").read_text()[-2000:])
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())
