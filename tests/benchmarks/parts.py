"""What a page costs, part by part, against the design's budget: CPU of this process, median over batches."""

from __future__ import annotations

import statistics
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from broadsheet.article import Article, Item, Page
from broadsheet.articledb import runs
from broadsheet.articledb.connection import connect
from broadsheet.articledb.labels import held
from broadsheet.articledb.store import store_items
from broadsheet.extraction import PageContext, read
from broadsheet.normalising import normalise
from broadsheet.outcomes import PageKind
from broadsheet.rawstore import RawStore
from broadsheet.runs import RunStart
from tests.newsweb.large_pages import large_pages

# Milliseconds, from the table "What a page may cost" of the design; reading is that of a site not known yet.
BUDGET = {"fetch": 3.9, "compress and put": 2.6, "read": 8.0, "normalise, dedupe, rows": 1.0}
BATCH = 10  # pages; what a crawl of large pages has in a batch


def parts(dsn: str, store: RawStore, count: int, bare_ms: float) -> None:
    """Print each part's milliseconds a page beside its budget; fetching is what bare Scrapy took."""
    costs: dict[str, list[float]] = {name: [] for name in BUDGET}
    costs["fetch"].append(bare_ms)
    with closing(connect(dsn)) as connection:
        start = RunStart(str(uuid.uuid4()), "bench", "all", datetime.now(UTC))
        runs.start_run(connection, start)
        for items in _batches(count, start.run_id):
            stored = _timed(costs["compress and put"], items, lambda item: _put(store, item))
            articles = _timed(costs["read"], stored, _read)
            began = time.process_time()
            rows = [replace(item, article=normalise(item.article)) for item in articles if item.article]
            held(connection, [_key(item.article) for item in rows if item.article])
            store_items(connection, rows)
            costs["normalise, dedupe, rows"].append(1000 * (time.process_time() - began) / len(items))
    for name, budget in BUDGET.items():
        sys.stdout.write(f"{name:24} {statistics.median(costs[name]):6.2f} ms/page   budget {budget:.1f}\n")


def _batches(count: int, run_id: str) -> list[list[Item]]:
    pages = [
        Item(
            Page(
                run_id, "bench", "all", PageKind.ARTICLE, f"http://127.0.0.1:9{page.path}", datetime.now(UTC),
                final_url=f"http://127.0.0.1:9{page.path}", status_code=200,
                headers=(("Content-Type", "text/html; charset=utf-8"),), body=page.body,
            )
        )
        for page in large_pages(count, seed=int(time.time()))
    ]  # fmt: skip
    return [pages[place : place + BATCH] for place in range(0, count, BATCH)]


def _key(article: Article) -> tuple[str, bytes | None, bytes | None]:
    return article.url, article.content_hash, article.body_hash


def _timed(costs: list[float], items: Sequence[Item], work: Callable[[Item], Any]) -> list[Item]:
    began = time.process_time()
    results = [work(item) for item in items]
    costs.append(1000 * (time.process_time() - began) / len(items))
    return results


def _put(store: RawStore, item: Item) -> Item:
    return replace(item, page=replace(item.page, raw=store.put(item.page.body, "text/html")))


def _read(item: Item) -> Item:
    page = item.page
    context = PageContext(page.final_url, page.fetched_at, page.headers, "en", "UTC", "The Bench Post")
    return replace(item, article=read(page.body, context))
