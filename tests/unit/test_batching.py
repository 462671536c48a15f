"""Batches are flushed by size or by age, and every caller gets the result of its own value."""

import asyncio
import time
from collections.abc import Sequence

import pytest

from broadsheet.batching import Batcher


class Recorder:
    def __init__(self, error: Exception | None = None) -> None:
        self.batches: list[list[int]] = []
        self.error = error

    async def write(self, values: Sequence[int]) -> list[int]:
        self.batches.append(list(values))
        if self.error:
            raise self.error
        return [value * 10 for value in values]


def test_a_full_batch_is_written_at_once() -> None:
    recorder = Recorder()

    async def run() -> list[int]:
        batcher = Batcher(recorder.write, max_size=3, max_age=60)
        return list(await asyncio.gather(*(batcher.put(n) for n in range(3))))

    assert asyncio.run(asyncio.wait_for(run(), 5)) == [0, 10, 20]
    assert recorder.batches == [[0, 1, 2]]


def test_a_batch_that_never_fills_is_written_by_its_age() -> None:
    """The case that stands still for ever when a batch of 50 waits for a 23rd page that is not fetched."""
    recorder = Recorder()

    async def run() -> list[int]:
        batcher = Batcher(recorder.write, max_size=50, max_age=0.05)
        return list(await asyncio.gather(*(batcher.put(n) for n in range(22))))

    began = time.monotonic()
    assert asyncio.run(asyncio.wait_for(run(), 5)) == [n * 10 for n in range(22)]
    assert time.monotonic() - began >= 0.05
    assert recorder.batches == [list(range(22))]


def test_the_last_part_filled_batch_is_written_too() -> None:
    recorder = Recorder()

    async def run() -> None:
        batcher = Batcher(recorder.write, max_size=4, max_age=0.01)
        await asyncio.gather(*(batcher.put(n) for n in range(10)))

    asyncio.run(asyncio.wait_for(run(), 5))
    assert recorder.batches == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]


def test_a_failed_write_reaches_every_caller_of_its_batch_and_no_other() -> None:
    recorder = Recorder(error=RuntimeError("away"))

    async def run() -> list[object]:
        batcher = Batcher(recorder.write, max_size=2, max_age=0.01)
        results = await asyncio.gather(*(batcher.put(n) for n in range(2)), return_exceptions=True)
        recorder.error = None
        return [*results, await batcher.put(7)]

    first, second, third = asyncio.run(asyncio.wait_for(run(), 5))
    assert isinstance(first, RuntimeError)
    assert isinstance(second, RuntimeError)
    assert third == 70


def test_a_writer_that_returns_too_few_results_is_an_error_and_not_a_wait() -> None:
    async def short(values: Sequence[int]) -> list[int]:
        return list(values)[:-1]

    async def run() -> None:
        batcher = Batcher(short, max_size=2, max_age=0.01)
        await asyncio.gather(batcher.put(1), batcher.put(2))

    with pytest.raises(ValueError, match="zip"):
        asyncio.run(asyncio.wait_for(run(), 5))


def test_a_cancelled_caller_does_not_hurt_its_batch() -> None:
    recorder = Recorder()

    async def run() -> int:
        batcher = Batcher(recorder.write, max_size=50, max_age=0.05)
        first = asyncio.ensure_future(batcher.put(1))
        second = asyncio.ensure_future(batcher.put(2))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert asyncio.run(asyncio.wait_for(run(), 5)) == 20
