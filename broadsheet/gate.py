"""The gate that every request of a crawl passes: one budget per host, shared with all other workers.

A request waits here without holding anything; the database is asked by short statements.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from uuid import uuid4

from broadsheet.articledb import budgets
from broadsheet.articledb.budgets import Answer, Asker
from broadsheet.articledb.connection import Connection
from broadsheet.errors import BroadsheetError
from broadsheet.hostqueue import FAREWELL, HostQueue
from broadsheet.places import Slot
from broadsheet.waiting import Wait
from broadsheet.workers import Workers

log = logging.getLogger(__name__)


class Gate:
    """The gate of one process."""

    def __init__(self, workers: Workers[Connection], lease_time: float) -> None:
        self._workers, self._lease_time = workers, lease_time
        self._name = uuid4().hex
        self._queues: dict[str, HostQueue] = {}
        self._notes: set[asyncio.Task[None]] = set()

    async def enter(self, host: str, is_wanted: Callable[[], bool]) -> Slot:
        """Wait for leave to send a request.

        BackedOffError when the host asks for a long pause, NotWantedError when `is_wanted` says no
        meanwhile, StorageError when the database is away for too long.
        """
        if host not in self._queues:
            asker = Asker(host, self._name, self._lease_time)
            self._queues[host] = HostQueue(asker, self._workers)
        return await self._queues[host].enter(is_wanted)

    def sent(self, slot: Slot) -> None:
        """The request is on the wire, now: the delay to the next counts from here."""
        if slot.delay == 0:
            return
        note = asyncio.get_running_loop().create_task(self._note_start(slot, time.monotonic()))
        self._notes.add(note)
        note.add_done_callback(self._notes.discard)

    def leave(self, slot: Slot, answer: Answer) -> None:
        """The answer has arrived, or failed: the place is free."""
        self._queues[slot.host].leave(slot, answer)

    def waits(self) -> list[Wait]:
        """The hosts that requests of this process wait for now, and why."""
        return [wait for queue in self._queues.values() if (wait := queue.wait) is not None]

    async def state_crawl_delay(self, host: str, crawl_delay: float | None) -> None:
        """Have every worker heed what the host's robots.txt states."""
        if crawl_delay and host in self._queues:
            self._queues[host].ask_anew()
        await self._workers.run(lambda c: budgets.state_crawl_delay(c, host, crawl_delay))

    async def close(self) -> None:
        """Give every place back. Whoever still waits gets NotWantedError."""
        for queue in self._queues.values():
            await queue.close()
        if self._notes:
            await asyncio.wait(self._notes, timeout=FAREWELL)

    async def _note_start(self, slot: Slot, sent: float) -> None:
        def note(connection: Connection) -> None:
            budgets.note_start(connection, slot.host, slot.lease, time.monotonic() - sent)

        try:
            await self._workers.run(note)
        except BroadsheetError as error:  # nobody starts before the lease is given back or expires
            log.warning("%s: the start of a request was not noted: %s", slot.host, error)
