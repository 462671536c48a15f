"""What storing an article costs, by size of batch: `python -m tests.benchmarks.store [ARTICLES]`.

CPU of this process and of the database's, each batch size several times over new articles; the
articles have the weight of real ones: 900 words, 30 candidates of fields, 20 links, 14 headers.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil

from broadsheet.article import Article, ArticleLink, Author, FieldValue, Image, Item, Page, RawObject
from broadsheet.articledb.connection import Connection, connect
from broadsheet.articledb.migrate import migrate
from broadsheet.articledb.store import store_items
from broadsheet.fingerprint import body_hash, content_hash
from broadsheet.local.ports import free_ports
from broadsheet.local.postgres import PostgresServer
from broadsheet.outcomes import Outcome, PageKind

BATCHES, ROUNDS, SEED = (1, 10, 25), 5, 2026
NOW = datetime.now(UTC)
VOCABULARY = [f"w{number}" for number in range(4000)]


def main(count: int) -> None:
    """Measure each batch size and print the medians with their range."""
    say(f"{count} articles a round, {ROUNDS} rounds, seed {SEED}")
    say("CPU ms per article, this process + the server")
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the server's own user passes through
        (port,) = free_ports(1)
        server = PostgresServer(folder / "data", port, "bench", folder / "log")
        server.start()
        try:
            migrate(server.dsn("postgres"))
            with closing(connect(server.dsn("postgres"))) as connection:
                measure(connection, count)
        finally:
            server.stop()


def measure(connection: Connection, count: int) -> None:
    """New articles, then the same ones seen again unchanged."""
    shuffler = random.Random(SEED)
    store_items(connection, [item(shuffler, "warm", 0)])
    for size in BATCHES:
        new, again = [], []
        for number in range(ROUNDS):
            items = [item(shuffler, f"{size}-{number}", place) for place in range(count)]
            new.append(cost(connection, items, size, Outcome.NEW))
            later = [
                replace(each, page=replace(each.page, fetched_at=NOW + timedelta(hours=2))) for each in items
            ]
            again.append(cost(connection, later, size, Outcome.UNCHANGED))
        say(f"batches of {size:2}: new {shown(new)}; unchanged {shown(again)}")


def say(line: str) -> None:
    """Print at once: a round takes seconds."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def cost(connection: Connection, items: Sequence[Item], size: int, outcome: Outcome) -> tuple[float, float]:
    """CPU milliseconds per article of this process and of the server's."""
    backend = psutil.Process(connection.info.backend_pid)
    here, there = time.process_time(), sum(backend.cpu_times()[:2])
    for first in range(0, len(items), size):
        answers = store_items(connection, items[first : first + size])
        assert {answer.outcome for answer in answers} == {outcome}
    spent = time.process_time() - here, sum(backend.cpu_times()[:2]) - there
    return spent[0] * 1000 / len(items), spent[1] * 1000 / len(items)


def shown(costs: Sequence[tuple[float, float]]) -> str:
    """Median and range of both."""
    return " + ".join(
        f"{statistics.median(values):.2f} ({min(values):.2f}-{max(values):.2f})"
        for values in zip(*costs, strict=True)
    )


def item(shuffler: random.Random, name: str, place: int) -> Item:
    """A story of its own."""
    address = f"https://bench.example/2026/11/a-story-with-a-slug-of-usual-length-{name}-{place}"
    paragraphs = (" ".join(shuffler.choices(VOCABULARY, k=90)) for _ in range(10))
    headline, body = f"Headline {name} {place}", "\n\n".join(paragraphs)
    story = Article(
        address,
        headline,
        body,
        deck="A deck that says in a sentence what it is about",
        authors=(Author("Ann Reed"), Author("Ben Low")),
        published_at=NOW,
        published_precision="second",
        tags=("harbour", "council", "votes"),
        language="en",
        images=tuple(Image(f"{address}/{number}.jpg", "A caption", "Photo: Reed") for number in range(3)),
        links=tuple(ArticleLink(f"{address}/other-{number}", "a link's text") for number in range(20)),
        fields=tuple(
            FieldValue(f"field_{number % 12}", body[:60], body[60:120], "meta", "meta[name=x]", number < 12)
            for number in range(30)
        ),
        content_hash=content_hash(headline, None, body, (), None),
        body_hash=body_hash(body),
        extractor_version="1",
    )
    headers = tuple((f"X-Header-{number}", "a value of usual length") for number in range(14))
    raw = RawObject(body_hash(body + name).hex(), f"sha256/{name}/{place}")  # type: ignore[union-attr]
    page = Page("run", "bench", "all", PageKind.ARTICLE, address, NOW, address, 200, headers, b"", raw=raw)
    return Item(page, story)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
