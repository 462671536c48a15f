"""Collect single values into batches, each flushed by its size or its age, whichever comes first.

Never by size, idleness or the end of the crawl alone: Scrapy stops fetching while 5 MB of responses are
being processed, so a batch that waits for more pages than that would wait for ever.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Value = TypeVar("Value")
Result = TypeVar("Result")

MAX_SIZE = 50
MAX_AGE = 0.05  # seconds


class Batcher(Generic[Value, Result]):
    """Hands batches to `write` and gives every caller the result of its own value.

    `write` returns as many results as it got values, in order; what it raises reaches every caller
    of that batch. Belongs to one event loop.
    """

    def __init__(
        self,
        write: Callable[[Sequence[Value]], Awaitable[Sequence[Result]]],
        *,
        max_size: int = MAX_SIZE,
        max_age: float = MAX_AGE,
    ) -> None:
        self._write, self._max_size, self._max_age = write, max_size, max_age
        self._waiting: list[tuple[Value, asyncio.Future[Result]]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._writing: set[asyncio.Task[None]] = set()

    async def put(self, value: Value) -> Result:
        """Add a value; return its result once its batch is written."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._waiting.append((value, future))
        if len(self._waiting) >= self._max_size:
            self._flush()
        elif self._timer is None:
            self._timer = loop.call_later(self._max_age, self._flush)
        return await future

    def _flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        batch, self._waiting = self._waiting, []
        if batch:
            task = asyncio.get_running_loop().create_task(self._write_batch(batch))
            self._writing.add(task)  # the loop itself keeps only weak references to tasks
            task.add_done_callback(self._writing.discard)

    async def _write_batch(self, batch: list[tuple[Value, asyncio.Future[Result]]]) -> None:
        try:
            results = await self._write([value for value, _ in batch])
            pairs = list(zip(batch, results, strict=True))
        except Exception as error:
            for _, future in _undecided(batch):
                future.set_exception(error)
        else:
            for (_, future), result in pairs:
                if not future.done():
                    future.set_result(result)


def _undecided(
    batch: list[tuple[Value, asyncio.Future[Result]]],
) -> list[tuple[Value, asyncio.Future[Result]]]:
    # A caller may have been cancelled meanwhile.
    return [(value, future) for value, future in batch if not future.done()]
