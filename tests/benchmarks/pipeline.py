"""The pipeline benchmark: Broadsheet, bare Scrapy and the usual hand-made pipeline over the same pages.

New content each round, process start counted alike for all, rows and objects checked afterwards.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2

from broadsheet.articledb.migrate import migrate
from broadsheet.config import RawStoreSettings
from broadsheet.local.objectstore import Keys, ObjectStore, ObjectStorePorts
from broadsheet.local.ports import free_ports
from broadsheet.local.postgres import PostgresServer
from broadsheet.rawstore import RawStore
from tests.benchmarks.measure import Cost, run
from tests.benchmarks.parts import parts
from tests.benchmarks.reading import reading
from tests.newsweb.large_pages import write_site

ROOT = Path(__file__).resolve().parents[2]
SCRAPY = [sys.executable, "-m", "scrapy"]
CONTESTANTS = ("broadsheet", "bare", "handmade")
PARTS_PAGES = 100  # enough for a median over batches of ten
BAR = 2  # times cheaper than the hand-made pipeline
SOURCE = """
name: bench
title: The Bench Post
base_url: {base}
timezone: UTC
language: en
schedule: "0 0 * * *"
request_delay: 0
concurrency: 16
request_budget: 100000
private_network: true
sections:
  - name: all
    url: {base}/news/
"""


@dataclass(frozen=True, slots=True)
class Round:
    """One round's pages, served."""

    base: str
    count: int
    folder: Path


@contextmanager
def servers(folder: Path) -> Iterator[tuple[PostgresServer, ObjectStore]]:
    """A database server and an object store, durable as they ship: fsync on."""
    ports = free_ports(11)
    postgres = PostgresServer(folder / "postgres", ports[0], uuid.uuid4().hex, folder / "postgres.log")
    keys = (Keys("writer", "writer", uuid.uuid4().hex),)
    store = ObjectStore(folder / "s3", ObjectStorePorts(*ports[1:]), keys, folder / "s3.log")
    postgres.start()
    store.start()
    try:
        yield postgres, store
    finally:
        store.stop()
        postgres.stop()


@contextmanager
def served(folder: Path, count: int, seed: int) -> Iterator[Round]:
    """Pages nobody has seen before, with a section page that lists them, behind a server of their own."""
    folder.mkdir()
    paths = [page.path for page in write_site(folder, count, seed)]
    (folder / "paths.txt").write_text("\n".join(paths))
    command = [sys.executable, "-m", "tests.benchmarks.server", str(folder)]
    child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    try:
        yield Round(f"http://127.0.0.1:{child.stdout.readline().strip()}", count, folder)
    finally:
        child.communicate()


def command_of(name: str) -> list[str]:
    """How each contestant is started."""
    if name == "broadsheet":
        return [*SCRAPY, "crawl", "news", "-a", "source=bench"]
    spider = str(ROOT / "tests" / "benchmarks" / f"{name}.py")
    return [*SCRAPY, "runspider", spider]


def contest(name: str, one: Round, environment: Mapping[str, str], folder: Path) -> Cost:
    """Let one contestant crawl a round."""
    sources = folder / "sources"
    sources.mkdir(exist_ok=True)
    (sources / "bench.yaml").write_text(SOURCE.format(base=one.base))
    extra = {
        "SOURCES_DIR": str(sources),
        "BENCH_BASE": one.base,
        "BENCH_PATHS": str(one.folder / "paths.txt"),
    }
    cwd = ROOT if name == "broadsheet" else folder  # a spider of its own knows nothing of our settings
    return run(
        command_of(name), {**environment, **extra, "PYTHONPATH": str(ROOT)}, cwd, folder / f"{name}.log"
    )


def check(name: str, one: Round, dsn: str, settings: RawStoreSettings) -> None:
    """Every page is a row, and every row's object is its page; AssertionError otherwise."""
    if name == "bare":
        return
    table = "news.articles" if name == "broadsheet" else "handmade"
    stored = _query(dsn, f"SELECT count(*) FROM {table} WHERE url LIKE '{one.base}/%'")
    assert stored == [(one.count,)], f"{name} stored {stored} of {one.count}"
    if name == "broadsheet":
        store = RawStore(settings)
        for url, key in _query(
            dsn,
            "SELECT final_url, raw_html_key FROM news.captures "
            f"WHERE kind = 'article' AND final_url LIKE '{one.base}/%'",
        ):
            assert store.get(key) == (one.folder / url.removeprefix(one.base + "/")).read_bytes(), url


def _query(dsn: str, statement: str) -> list[tuple[Any, ...]]:
    with closing(psycopg2.connect(dsn)) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def benchmark(pages: int, rounds: int) -> int:
    """Print each contestant's figures and the ratios; the exit code is 1 when a ratio misses its bar."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="broadsheet-bench-")))
        folder.chmod(0o755)
        postgres, server = stack.enter_context(servers(folder))
        settings, dsn = server.settings("bench"), postgres.dsn("postgres")
        RawStore(settings).create_bucket()
        migrate(dsn)
        costs: dict[str, list[Cost]] = {name: [] for name in CONTESTANTS}
        for number in range(rounds):
            with served(folder / f"round{number}", pages, seed=1000 + number) as one:
                _let_all_run(costs, one, number, dsn, settings, folder)
        exit_code = report(costs, pages)
        bare = statistics.median(cost.cpu for cost in costs["bare"])
        parts(dsn, RawStore(settings), min(pages, PARTS_PAGES), 1000 * bare / pages)
        reading(min(pages, PARTS_PAGES))
    return exit_code


def _let_all_run(
    costs: dict[str, list[Cost]], one: Round, number: int, dsn: str, settings: RawStoreSettings, folder: Path
) -> None:
    """One round; who begins changes from round to round, since machines change their pace."""
    environment = {**os.environ, **crawl_environment(dsn, settings)}
    first = number % len(CONTESTANTS)
    for name in CONTESTANTS[first:] + CONTESTANTS[:first]:
        costs[name].append(contest(name, one, environment, folder))
        check(name, one, dsn, settings)
        sys.stdout.write(f"round {number + 1}  {name:10}  {costs[name][-1].line(one.count)}\n")
        sys.stdout.flush()


def report(costs: dict[str, list[Cost]], pages: int) -> int:
    """Medians and ratios."""
    cpu = {name: statistics.median(cost.cpu for cost in several) for name, several in costs.items()}
    for name, seconds in cpu.items():
        sys.stdout.write(f"median   {name:10}  {1000 * seconds / pages:6.1f} ms CPU/page\n")
    better, dearer = cpu["handmade"] / cpu["broadsheet"], cpu["broadsheet"] / cpu["bare"]
    sys.stdout.write(f"hand-made / broadsheet: {better:.2f} (bar {BAR}, goal 4)\n")
    sys.stdout.write(f"broadsheet / bare:      {dearer:.2f} (goal 3)\n")
    return 0 if better >= BAR else 1


def crawl_environment(dsn: str, settings: RawStoreSettings) -> dict[str, str]:
    """What a crawl is told of its database and its bucket."""
    return {
        "DATABASE_URL": dsn,
        "AWS_ENDPOINT_URL_S3": settings.endpoint_url or "",
        "AWS_ACCESS_KEY_ID": settings.access_key_id or "",
        "AWS_SECRET_ACCESS_KEY": settings.secret_access_key or "",
        "AWS_DEFAULT_REGION": settings.region or "us-east-1",
        "RAW_HTML_BUCKET": settings.bucket,
    }
