"""Slow clients: bounded threads, patience while a service is away, a fresh client after a failure."""

import asyncio
import threading
import time

import pytest

from broadsheet.errors import RowRefused, StorageError
from broadsheet.workers import Workers


def workers(threads: int = 2, patience: float = 5.0) -> tuple[Workers[object], list[object], list[object]]:
    made: list[object] = []
    closed: list[object] = []

    def make() -> object:
        made.append(object())
        return made[-1]

    return Workers("service", make, closed.append, threads=threads, patience=patience), made, closed


def test_work_never_runs_on_more_threads_than_stated_nor_on_the_loop() -> None:
    pool, made, _ = workers(threads=2)
    seen: set[int] = set()

    def work(_: object) -> None:
        seen.add(threading.get_ident())
        time.sleep(0.01)

    async def run() -> None:
        await asyncio.gather(*(pool.run(work) for _ in range(10)))

    asyncio.run(run())
    pool.close()
    assert len(seen) == len(made) == 2
    assert threading.get_ident() not in seen


def test_a_service_that_comes_back_is_waited_for_and_both_are_told() -> None:
    pool, made, closed = workers(threads=1)
    told: list[str] = []
    pool.on_away, pool.on_back = lambda _: told.append("away"), lambda _: told.append("back")
    answers = [StorageError("no"), StorageError("no"), "here"]

    def work(_: object) -> str:
        answer = answers.pop(0)
        if isinstance(answer, StorageError):
            raise answer
        return str(answer)

    assert asyncio.run(pool.run(work)) == "here"
    assert told == ["away", "back"]
    assert len(made) == 3, "a client that failed is not used again"
    assert closed == made[:2]


def test_patience_ends() -> None:
    pool, _, _ = workers(patience=0.3)

    def work(_: object) -> None:
        raise StorageError("gone for good")

    began = time.monotonic()
    with pytest.raises(StorageError, match="gone for good"):
        asyncio.run(pool.run(work))
    assert 0.3 <= time.monotonic() - began < 3


def test_patience_ends_for_one_thing_that_never_works_though_all_else_does() -> None:
    """A disk full for one table: heartbeats succeed beside it, and must not start the waiting anew."""
    pool, _, _ = workers(patience=0.5)
    given_up: list[str] = []
    pool.on_given_up = given_up.append

    def fail(_: object) -> None:
        raise StorageError("disk full")

    async def run() -> None:
        call = asyncio.ensure_future(pool.run(fail))
        while not call.done():
            await pool.run(lambda _: None)
            await asyncio.sleep(0.02)
        await call

    with pytest.raises(StorageError, match="disk full"):
        asyncio.run(asyncio.wait_for(run(), 10))
    assert given_up == ["service"]


def test_a_refused_row_is_not_an_outage() -> None:
    pool, made, _ = workers(threads=1)
    calls: list[int] = []

    def work(_: object) -> None:
        calls.append(1)
        raise RowRefused("bad value")

    with pytest.raises(RowRefused):
        asyncio.run(pool.run(work))
    assert (len(calls), len(made)) == (1, 1)


def test_other_exceptions_pass_at_once() -> None:
    pool, _, _ = workers()

    def work(_: object) -> None:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        asyncio.run(pool.run(work))


def test_how_long_a_service_that_is_away_is_still_waited_for_can_be_told() -> None:
    """Nothing while it is there; afterwards less and less of the patience."""
    pool, _, _ = workers(patience=60)
    seen: list[float | None] = [pool.patience_left]
    answers = [StorageError("no"), "here"]
    pool.on_away = lambda _: seen.append(pool.patience_left)

    def work(_: object) -> str:
        if isinstance(answer := answers.pop(0), StorageError):
            raise answer
        return str(answer)

    assert asyncio.run(pool.run(work)) == "here"
    pool.close()
    left = seen[1]
    assert seen[0] is None and left is not None and 0 < left <= 60
    assert pool.patience_left is None
