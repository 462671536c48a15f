"""An amount that tasks share: whoever wants more than is left waits for its turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Allowance:
    """So much at a time, in the order asked; more than all of it is had alone. Belongs to one event loop."""

    def __init__(self, total: int) -> None:
        self._left = self._total = total
        self._turn = asyncio.Lock()  # nobody small overtakes a large one for ever
        self._returned = asyncio.Condition()

    @asynccontextmanager
    async def held(self, amount: int) -> AsyncIterator[None]:
        """Wait until that much is left, and hold it meanwhile."""
        amount = min(amount, self._total)
        async with self._turn, self._returned:
            await self._returned.wait_for(lambda: amount <= self._left)
            self._left -= amount
        try:
            yield
        finally:
            self._left += amount
            async with self._returned:
                self._returned.notify_all()
