"""Several writers at once, and connections that die: the end state is that of one quiet writer."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from broadsheet.article import Item, Stored
from broadsheet.articledb.connection import Connection, connect, is_connection_lost
from broadsheet.articledb.store import store_items
from broadsheet.errors import StorageError
from broadsheet.outcomes import Outcome, Reason
from tests.integration.articledb.items import (
    HOUR,
    NOON,
    failed,
    item,
    link,
    listing,
    page,
    rows,
    text,
    url,
    value,
)
from tests.waiting import wait_until

WRITERS = 4


def at_once(database: str, works: Sequence[Callable[[Connection], list[Stored]]]) -> list[list[Stored]]:
    """Each work in a thread with a connection of its own, all started together."""
    start = threading.Barrier(len(works))

    def run(work: Callable[[Connection], list[Stored]]) -> list[Stored]:
        with closing(connect(database)) as connection:
            start.wait()
            return work(connection)

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def in_batches(items: Sequence[Item], size: int) -> Callable[[Connection], list[Stored]]:
    """A crawl that stores its items in batches."""

    def work(connection: Connection) -> list[Stored]:
        return [
            answer
            for first in range(0, len(items), size)
            for answer in store_items(connection, items[first : first + size])
        ]

    return work


def shuffled(items: Sequence[Item], seed: int) -> list[Item]:
    """The items in another order for each seed."""
    return random.Random(seed).sample(list(items), len(items))


def of_run(items: Sequence[Item], number: int) -> list[Item]:
    """The items as a run of its own fetched them."""
    return [replace(each, page=replace(each.page, run_id=f"run-{number}")) for each in items]


def test_the_same_articles_from_several_crawls(news: Connection, news_database: str) -> None:
    """Every article is new for exactly one of the crawls, and one row with one version."""
    items = [item(number) for number in range(60)]
    answers = at_once(
        news_database, [in_batches(shuffled(of_run(items, seed), seed), 7) for seed in range(WRITERS)]
    )
    outcomes = [answer.outcome for part in answers for answer in part]
    assert outcomes.count(Outcome.NEW) == len(items)
    assert outcomes.count(Outcome.UNCHANGED) == len(items) * (WRITERS - 1)
    for table in (
        "articles",
        "article_versions",
        "article_urls",
        "article_sections",
        "captures",
        "listed_links",
    ):
        assert value(news, f"SELECT count(*) FROM news.{table}") == len(items), table


def test_the_same_edit_seen_by_several_crawls(news: Connection, news_database: str) -> None:
    """An edit is one version, whoever sees it first."""
    store_items(news, [item(number) for number in range(30)])
    edited = [item(number, NOON + HOUR, headline=f"Edited {number}") for number in range(30)]
    answers = at_once(
        news_database, [in_batches(shuffled(of_run(edited, seed), seed), 10) for seed in range(WRITERS)]
    )
    outcomes = [answer.outcome for part in answers for answer in part]
    assert outcomes.count(Outcome.CHANGED) == len(edited)
    assert value(news, "SELECT count(*) FROM news.article_versions") == 2 * len(edited)
    assert value(news, "SELECT count(*) FROM news.articles WHERE version_count = 2") == len(edited)


def test_addresses_that_several_crawls_find_to_be_of_their_own_stories_again(
    news: Connection, news_database: str
) -> None:
    """All led to one story: each story is new for one of the crawls, and that one is nobody's version."""
    own = [item(f"own{number}", NOON + HOUR) for number in range(20)]
    led = [replace(item("other"), page=page(each.page.url, final_url=url("other"))) for each in own]
    store_items(news, led)
    works = [in_batches(shuffled(of_run(own, seed), seed), 7) for seed in range(WRITERS)]
    outcomes = [answer.outcome for part in at_once(news_database, works) for answer in part]
    assert outcomes.count(Outcome.NEW) == len(own)
    assert outcomes.count(Outcome.UNCHANGED) == len(own) * (WRITERS - 1)
    assert value(news, "SELECT count(DISTINCT article_id) FROM news.listed_links") == len(own)
    assert rows(news, "SELECT count(*), max(version_count) FROM news.articles") == [(len(own) + 1, 1)]


def test_copies_stored_at_once_have_one_original(news: Connection, news_database: str) -> None:
    """The same wire text at many addresses from many crawls: one original, all others name it."""
    works = [
        in_batches([item(f"{writer}-{n}", body_text=text(f"wire{n}")) for n in range(20)], 5)
        for writer in range(WRITERS)
    ]
    answers = at_once(news_database, works)
    outcomes = [answer.outcome for part in answers for answer in part]
    assert outcomes.count(Outcome.NEW) == 20
    query = """
        SELECT count(*) FILTER (WHERE duplicate_of IS NULL), count(DISTINCT cluster_id),
            bool_and(duplicate_of IS NULL OR duplicate_of = cluster_id)
        FROM news.articles GROUP BY body_hash
    """
    assert rows(news, query) == [(1, 1, True)] * 20


def test_listings_and_articles_of_two_crawls(news: Connection, news_database: str) -> None:
    """Two runs over the same section, listings and articles mixed, leave one row per link."""
    stories = [item(number) for number in range(40)]
    works = []
    for writer in range(WRITERS):
        pages = [
            listing(
                *(link(number) for number in range(first, first + 20)), at=NOON + timedelta(seconds=first)
            )
            for first in (0, 10, 20)
        ]
        works.append(in_batches(shuffled([*stories, *pages], writer), 9))
    at_once(news_database, works)
    assert value(news, "SELECT count(*) FROM news.articles") == 40
    assert rows(news, "SELECT DISTINCT (outcome IN ('new', 'unchanged')) FROM news.listed_links") == [(True,)]


def test_partitions_made_by_several_at_once(news: Connection, news_database: str) -> None:
    """Writers that meet a month without a partition do not get into each other's way."""
    months = [NOON - timedelta(days=31 * number) for number in range(60, 72)]
    items = [item(number, month) for number, month in enumerate(months)]
    works = [
        in_batches([item(f"{w}-{n}", month) for n, month in enumerate(months)], 3) for w in range(WRITERS)
    ]
    answers = at_once(news_database, works)
    assert {answer.outcome for part in answers for answer in part} <= {Outcome.NEW, Outcome.DUPLICATE}
    assert value(news, "SELECT count(*) FROM news.captures") == WRITERS * len(items)


def test_a_connection_killed_in_a_batch_leaves_nothing_behind(news: Connection, news_database: str) -> None:
    """StorageError, nothing half-written, and the same batch again stores all of it."""
    batch = [item(number) for number in range(5)]
    with closing(connect(news_database)) as doomed:
        with (
            news.cursor() as cursor
        ):  # holds the batch up in its middle: its articles are inserted, no version is
            cursor.execute("BEGIN; LOCK TABLE news.article_versions IN ACCESS EXCLUSIVE MODE")
            killer = threading.Thread(target=kill_when_waiting, args=(news_database, doomed.info.backend_pid))
            killer.start()
            with pytest.raises(StorageError) as raised:
                store_items(doomed, batch)
            killer.join()
            cursor.execute("ROLLBACK")
        assert is_connection_lost(raised.value)
    tables = ("articles", "article_urls", "article_versions", "captures", "listed_links")
    assert [value(news, f"SELECT count(*) FROM news.{table}") for table in tables] == [0] * len(tables)
    answers = store_items(news, batch)
    assert {answer.outcome for answer in answers} == {Outcome.NEW}


def kill_when_waiting(database: str, pid: int) -> None:
    """End a backend as soon as it waits for a lock."""
    with closing(connect(database)) as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s AND wait_event_type = 'Lock'"
        wait_until(lambda: value(connection, query, pid), "the batch waits", every=0.01)
        assert value(connection, "SELECT pg_terminate_backend(%s)", pid)


def test_a_deadlock_is_nobodys_loss(news: Connection, news_database: str) -> None:
    """A batch that the server picked as the victim of a deadlock is written after all."""
    store_items(news, [item("a"), item("b")])
    with closing(connect(news_database)) as rival, rival.cursor() as cursor:
        cursor.execute("SET deadlock_timeout = '1min'")  # so that the store's side is the victim
        cursor.execute("BEGIN")
        cursor.execute("UPDATE news.articles SET last_seen_at = now() WHERE url = %s", (url("b"),))
        with ThreadPoolExecutor(1) as pool, closing(connect(news_database)) as connection:
            edits = [item(name, NOON + HOUR, headline=f"Edited {name}") for name in "ab"]
            waiting = pool.submit(store_items, connection, edits)
            query = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s AND wait_event_type = 'Lock'"
            wait_until(lambda: value(news, query, connection.info.backend_pid), "the batch waits")
            cursor.execute("UPDATE news.articles SET last_seen_at = now() WHERE url = %s", (url("a"),))
            cursor.execute("COMMIT")
            answers = waiting.result()
    assert [answer.outcome for answer in answers] == [Outcome.CHANGED, Outcome.CHANGED]
    assert value(news, "SELECT count(*) FROM news.article_versions") == 4


def test_a_server_that_takes_no_writes_is_a_storage_error(news: Connection) -> None:
    """A read-only database is not the rows' fault: StorageError, nothing rejected."""
    with news.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    with pytest.raises(StorageError, match=r"read-only.*a role and a server that may write"):
        store_items(news, [item("a")])


BATCH = [
    item("new"),
    item("copy", NOON + timedelta(seconds=1), body_text=text("wire")),
    item("edited", NOON + HOUR, headline="Edited"),
    item("same", NOON + HOUR),
    failed("lost", Reason.TIMEOUT),
    listing(link("new"), link("later")),
]


def test_a_batch_stored_again_after_a_lost_commit_answers_as_the_first_time(
    news: Connection, news_database: str
) -> None:
    """What was new is counted as new though the first answer never arrived, and nothing is written twice."""
    store_items(news, of_run([item("wire", body_text=text("wire")), item("edited"), item("same")], 0))
    lost = store_items(news, BATCH)
    before = everything(news)
    with closing(connect(news_database)) as another:
        assert store_items(another, BATCH)[:4] == lost[:4]
    assert [answer.outcome for answer in lost][:4] == [
        Outcome.NEW,
        Outcome.DUPLICATE,
        Outcome.CHANGED,
        Outcome.UNCHANGED,
    ]
    assert everything(news) == before


def everything(news: Connection) -> dict[str, list[tuple[object, ...]]]:
    """All that a run writes."""
    tables = (
        "articles",
        "article_versions",
        "article_urls",
        "article_sections",
        "article_authors",
        "captures",
    )
    return {
        table: rows(news, f"SELECT t::text FROM news.{table} AS t ORDER BY 1")
        for table in (*tables, "listed_links", "rejected_pages")
    }


def test_a_connection_that_dies_at_commit_loses_no_count(news: Connection, news_database: str) -> None:
    """The server has committed and cannot say so any more: the batch again finds itself stored."""
    batch = [item(number) for number in range(5)]
    name = value(news, "SELECT current_database()")
    with news.cursor() as cursor:
        # The session waits for a standby that is not there: committed, and not yet told.
        cursor.execute(f"ALTER DATABASE {name} SET synchronous_commit = on")
        cursor.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        cursor.execute("SELECT pg_reload_conf()")
        try:
            with closing(connect(news_database)) as doomed, ThreadPoolExecutor(1) as pool:
                storing = pool.submit(store_items, doomed, batch)
                kill_at_commit(news, doomed.info.backend_pid)
                with pytest.raises(StorageError):
                    storing.result()
        finally:
            cursor.execute("ALTER SYSTEM RESET synchronous_standby_names")
            cursor.execute("SELECT pg_reload_conf()")
    assert value(news, "SELECT count(*) FROM news.articles") == len(batch), "it was committed"
    assert {answer.outcome for answer in store_items(news, batch)} == {Outcome.NEW}


def kill_at_commit(news: Connection, pid: int) -> None:
    """End a backend as soon as it has committed and waits to say so."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s AND wait_event = 'SyncRep'"
    wait_until(lambda: value(news, query, pid), "the batch comes to its commit", every=0.01)
    assert value(news, "SELECT pg_terminate_backend(%s)", pid)
