"""Those of one process who wait for one host, and what asks the database for them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from broadsheet.articledb import budgets
from broadsheet.articledb.budgets import Answer, Asker, Ending
from broadsheet.articledb.connection import Connection
from broadsheet.errors import BroadsheetError
from broadsheet.places import REUSE, Places, Slot
from broadsheet.waiting import Wait
from broadsheet.workers import Workers

log = logging.getLogger(__name__)

# A host that asks for a longer pause ends the run, which comes back later: a worker is not held for it.
LONGEST_WAIT = 60.0
_MOST_AT_ONCE = 64  # places; no source file may state more
_RENEWALS = 3  # times within the life of a lease that it, or a turn, is renewed, so that one may come late
# After an outage every worker first renews the places it holds, for which it tries this often at least.
_SETTLING = 5.0
FAREWELL = 2.0  # seconds for giving places back when a crawl ends
_LOOK_AROUND = 1.0  # seconds after which a waiting request is asked whether anybody still wants it


class BackedOffError(Exception):
    """The host wants to be left alone for longer than a worker waits."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__("the host asked to be left alone")


class NotWantedError(Exception):
    """Whoever wanted the request has gone while it waited."""


@dataclass(slots=True)
class _Waiter:
    future: asyncio.Future[Slot]
    is_wanted: Callable[[], bool]


class HostQueue:
    """Those who wait for one host, and the one task that asks for them."""

    def __init__(self, asker: Asker, workers: Workers[Connection]) -> None:
        self._asker, self._workers = asker, workers
        self._waiting: deque[_Waiter] = deque()
        self._places = Places()
        self._ask_at = 0.0
        self._counts_until = 0.0  # those who wait in the database: until then this worker is one of them
        self._told = (0.0, 0.0)  # the delay in force, and until when the host wants to be left alone
        self._settled_at = 0.0
        self._woken = asyncio.Event()
        self._asking: asyncio.Task[None] | None = None

    async def enter(self, is_wanted: Callable[[], bool]) -> Slot:
        """Wait for a place; raises what `Gate.enter` does."""
        kept = self._places.take_kept()
        if kept is not None:
            return kept
        waiter = _Waiter(asyncio.get_running_loop().create_future(), is_wanted)
        self._waiting.append(waiter)
        self._stir()
        try:
            return await waiter.future
        except asyncio.CancelledError:
            if waiter.future.done() and not waiter.future.cancelled() and not waiter.future.exception():
                self._places.release(waiter.future.result())  # it came in the same moment
            self._stir()
            raise

    @property
    def wait(self) -> Wait | None:
        """Who stands here, and why; None when nobody does."""
        if not self._waiting:
            return None
        delay, left_alone_until = self._told
        return Wait(self._asker.host, len(self._waiting), delay, max(left_alone_until - time.monotonic(), 0))

    def leave(self, slot: Slot, answer: Answer) -> None:
        """Give a place to whoever waits here, or back."""
        if answer.ending is not Ending.ANSWERED:
            self.ask_anew()
        if self._places.is_reusable(slot):
            self._places.note(answer)
            self._pass_on(slot)
        else:
            self._places.release(slot, answer)
        self._stir()

    def ask_anew(self) -> None:
        """Use no place again that was granted before now: its terms have changed."""
        self._places.ask_anew()

    async def close(self) -> None:
        """Give every place back, and send away whoever waits."""
        while self._waiting:
            self._refuse(NotWantedError())
        self._places.release_all()
        self._stir()
        if self._asking is not None:
            with contextlib.suppress(TimeoutError):  # with the database away, the leases end by themselves
                await asyncio.wait_for(self._asking, FAREWELL)

    def _pass_on(self, slot: Slot) -> None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.future.done():
                waiter.future.set_result(slot)
                return
        self._places.keep(slot)

    def _refuse(self, error: Exception) -> None:
        waiter = self._waiting.popleft()
        if not waiter.future.done():
            waiter.future.set_exception(error)

    def _stir(self) -> None:
        self._woken.set()
        if self._asking is None or self._asking.done():
            self._asking = asyncio.get_running_loop().create_task(self._ask_on())

    async def _ask_on(self) -> None:
        while True:
            self._drop_unwanted()
            self._places.drop_outlived()
            pause = self._pause()
            if pause is None:
                return
            if pause > 0:
                self._woken.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), pause)
            elif self._is_renewal_due():
                await self._renew()
            else:
                await self._ask()

    def _drop_unwanted(self) -> None:
        for _ in range(len(self._waiting)):
            if self._waiting[0].future.done() or not self._waiting[0].is_wanted():
                self._refuse(NotWantedError())
            else:
                self._waiting.rotate(-1)

    def _pause(self) -> float | None:
        """Seconds until the database is to be asked; None when there is nothing to ask for."""
        if self._places.has_released or self._is_renewal_due():
            return 0
        if self._waiting:
            return min(max(self._ask_at - time.monotonic(), 0), _LOOK_AROUND)
        if self._counts_until > time.monotonic() + _LOOK_AROUND:
            return 0  # to be waited for no longer: whoever comes later would stand behind nobody
        if self._places.has_kept:
            return REUSE
        return min(_LOOK_AROUND, self._asker.lease_time / _RENEWALS) if self._places.leases else None

    def _is_renewal_due(self) -> bool:
        return time.monotonic() - self._places.oldest > self._asker.lease_time / _RENEWALS

    async def _renew(self) -> None:
        leases, now = self._places.leases, time.monotonic()

        def renew(connection: Connection) -> None:
            self._heed_outage(now)
            budgets.renew(connection, self._asker, leases)

        try:
            await self._workers.run(renew)
        except BroadsheetError as error:
            log.warning("%s: places not kept: %s", self._asker.host, error)
        self._places.renew(leases, now)

    def _heed_outage(self, asked: float) -> bool:
        """Whether leases may have ended since the first try of this call: then none is taken for now."""
        is_late = time.monotonic() - asked > self._asker.lease_time / _RENEWALS
        if is_late:
            self._settled_at = time.monotonic() + _SETTLING
        return is_late

    async def _ask(self) -> None:
        answers, held = self._places.hand_over(), self._places.leases
        self._counts_until = 0.0  # without a place to ask for, the database forgets this worker
        wanted, asked = min(len(self._waiting), _MOST_AT_ONCE), time.monotonic()

        def take(connection: Connection) -> budgets.Grant:
            if self._heed_outage(asked) and held:
                budgets.renew(connection, self._asker, held)
            is_settled = time.monotonic() >= self._settled_at
            return budgets.take(connection, self._asker, wanted if is_settled else 0, answers)

        try:
            grant = await self._workers.run(take)
        except Exception as error:  # whoever waits must not wait for ever
            while self._waiting:
                self._refuse(error)
            return
        self._heed(grant, wanted)

    def _heed(self, grant: budgets.Grant, wanted: int) -> None:
        now = time.monotonic()
        stay = self._asker.lease_time / _RENEWALS  # so often at least it is to be heard that we wait
        self._ask_at = max(now + min(grant.ask_again, stay), self._settled_at)
        self._told = grant.delay, now + grant.back_off
        if len(grant.leases) < wanted:
            self._counts_until = now + grant.ask_again
        self._places.add(grant.leases, now)
        for lease in grant.leases:
            self._pass_on(Slot(self._asker.host, lease, grant.delay, now))
        if grant.back_off > LONGEST_WAIT:
            until = datetime.now(UTC) + timedelta(seconds=grant.back_off)
            self._ask_at = self._settled_at  # who comes later is to hear of it at once, not after the pause
            for _ in range(min(wanted, len(self._waiting))):  # for who came meanwhile it may be over
                self._refuse(BackedOffError(until))
