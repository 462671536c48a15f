"""The gates of two workers while their database is away."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing

import pytest

from broadsheet.articledb.budgets import Answer, Ending, paces
from broadsheet.articledb.connection import Connection, connect
from broadsheet.articledb.sources import sync_sources
from broadsheet.gate import Gate
from broadsheet.hostqueue import BackedOffError
from broadsheet.waiting import Pace, Wait
from broadsheet.workers import Workers
from tests.integration.articledb.items import source
from tests.integration.outages import Outage

HOST = "www.example.example"
LEASE_TIME = 1.5  # seconds; renewed three times in it
PATIENCE = 60  # seconds
ANSWER = Answer(Ending.ANSWERED, latency=0.1)


@pytest.fixture
def workers(news_database: str) -> Iterator[list[Workers[Connection]]]:
    """Those of two processes, and a host that one request may be sent to at a time."""
    with closing(connect(news_database)) as connection:
        sync_sources(connection, [source(request_delay=0.01, concurrency=1)])
    pools = [
        Workers(f"host budgets {number}", lambda: connect(news_database), Connection.close, threads=1)
        for number in (1, 2)
    ]
    yield pools
    for pool in pools:
        pool.close()


async def _go_away(outage: Outage, pools: list[Workers[Connection]]) -> None:
    """For longer than a lease, and until both have noticed that it is over."""
    noticed = [asyncio.Event() for _ in pools]
    for pool, event in zip(pools, noticed, strict=True):
        pool.on_back = lambda _, event=event: event.set()
    # A connection that is just being made would outlive the beginning of the outage, and nobody notice one.
    await asyncio.gather(*(pool.run(bool) for pool in pools))
    await asyncio.to_thread(outage, is_away=True)
    await asyncio.sleep(1.2 * LEASE_TIME)
    await asyncio.to_thread(outage, is_away=False)
    await asyncio.wait_for(asyncio.gather(*(event.wait() for event in noticed)), PATIENCE)


def test_a_place_whose_lease_ended_with_the_database_away_is_still_taken(
    news_database: str, workers: list[Workers[Connection]]
) -> None:
    """The answer is still arriving: whoever waits, here or in another process, comes after it, not before."""

    async def wait() -> int:
        first, second = (Gate(pool, LEASE_TIME) for pool in workers)
        slow = await first.enter(HOST, lambda: True)
        first.sent(slow)
        waiting = {asyncio.create_task(gate.enter(HOST, lambda: True)): gate for gate in (first, second)}
        await _go_away(Outage(news_database), workers)
        came_too_soon, _ = await asyncio.wait(waiting, timeout=LEASE_TIME)
        first.leave(slow, ANSWER)
        for entering in asyncio.as_completed(waiting, timeout=PATIENCE):
            slot = await entering
            next(gate for task, gate in waiting.items() if task.done() and task.result() is slot).leave(
                slot, ANSWER
            )
        for gate in (first, second):
            await gate.close()
        return len(came_too_soon)

    assert asyncio.run(wait()) == 0


def test_who_comes_after_a_long_pause_began_hears_of_it_at_once(workers: list[Workers[Connection]]) -> None:
    """Also when nobody was waiting as it began: the next section of the same crawl."""

    async def come_later() -> None:
        gate = Gate(workers[0], LEASE_TIME)
        slot = await gate.enter(HOST, lambda: True)
        gate.sent(slot)
        gate.leave(slot, Answer(Ending.REFUSED, latency=0.1, back_off=600, reason="HTTP 429"))
        await asyncio.sleep(LEASE_TIME)  # told to the database, with nobody waiting
        with pytest.raises(BackedOffError):
            await asyncio.wait_for(gate.enter(HOST, lambda: True), 10)
        await gate.close()

    asyncio.run(come_later())


def test_a_pause_that_was_lifted_holds_up_nobody(
    news_database: str, workers: list[Workers[Connection]]
) -> None:
    """Who was refused because of it stands in nobody's way for the hour that the host had asked for."""

    async def lift() -> None:
        gates = [Gate(pool, LEASE_TIME) for pool in workers]
        slot = await gates[0].enter(HOST, lambda: True)
        gates[0].sent(slot)
        gates[0].leave(slot, Answer(Ending.REFUSED, latency=0.1, back_off=3600, reason="HTTP 503"))
        for gate in gates:
            with pytest.raises(BackedOffError):
                await asyncio.wait_for(gate.enter(HOST, lambda: True), PATIENCE)
        with closing(connect(news_database)) as connection, connection.cursor() as cursor:
            cursor.execute("UPDATE news.host_budgets SET back_off_until = NULL")
            connection.commit()
        for gate in reversed(gates):  # who was refused last is the first to ask again
            gate.leave(await asyncio.wait_for(gate.enter(HOST, lambda: True), PATIENCE), ANSWER)
        for gate in gates:
            await gate.close()

    asyncio.run(lift())


def test_what_a_request_waits_for_can_be_told(workers: list[Workers[Connection]]) -> None:
    """How many wait in this process, at which pace, and how many crawls do."""

    async def tell() -> tuple[list[Wait], dict[str, Pace]]:
        first, second = (Gate(pool, LEASE_TIME) for pool in workers)
        slot = await first.enter(HOST, lambda: True)
        entering = [asyncio.create_task(gate.enter(HOST, lambda: True)) for gate in (first, second, second)]
        waits, found = second.waits(), await workers[0].run(lambda c: paces(c, [HOST]))
        while found[HOST].crawl_count < 2 or not all(wait.delay for wait in waits):  # until both were told
            await asyncio.sleep(0.02)
            waits, found = second.waits(), await workers[0].run(lambda c: paces(c, [HOST]))
        first.leave(slot, ANSWER)
        for gate in (first, second):
            await gate.close()
        await asyncio.gather(*entering, return_exceptions=True)
        assert not second.waits()
        return waits, found

    (wait,), found = asyncio.run(asyncio.wait_for(tell(), PATIENCE))
    assert (wait.host, wait.count, wait.delay, wait.back_off) == (HOST, 2, 0.01, 0)
    assert found == {HOST: Pace(crawl_delay=0, adaptive_delay=0, crawl_count=2)}
