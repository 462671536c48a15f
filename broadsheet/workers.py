"""Slow clients in threads of their own, with patience for a service that is away.

Each service has one bounded executor, so that neither blocks the event loop, the other, or the names
that Scrapy's own ten threads resolve.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

from broadsheet.errors import RowRefused, StorageError

Client = TypeVar("Client")
Result = TypeVar("Result")

log = logging.getLogger(__name__)

PATIENCE = 90.0  # seconds that a crawl waits for a service to come back; a restart of either takes less
_FIRST_WAIT, _LONGEST_WAIT = 0.2, 5.0


class Workers(Generic[Client]):
    """A bounded pool of threads, each with a client of its own, made when first needed.

    `make_client` runs in the thread; `close_client` too. A call that ends in StorageError is repeated
    with a fresh client until `patience` is over; `on_away`, `on_back` and `on_given_up` are told in
    the event loop.
    """

    def __init__(
        self,
        name: str,
        make_client: Callable[[], Client],
        close_client: Callable[[Client], None],
        *,
        threads: int,
        patience: float = PATIENCE,
    ) -> None:
        self.name, self.patience = name, patience
        self._make_client, self._close_client = make_client, close_client
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._local = threading.local()
        self._clients: set[Client] = set()
        self._away_since: float | None = None
        self.on_away: Callable[[str], None] = lambda _: None
        self.on_back: Callable[[str], None] = lambda _: None
        self.on_given_up: Callable[[str], None] = lambda _: None

    async def run(self, work: Callable[[Client], Result]) -> Result:
        """Do the work in a thread. StorageError once the service has been away for longer than `patience`."""
        wait, began = _FIRST_WAIT, time.monotonic()
        while True:
            try:
                result = await asyncio.get_running_loop().run_in_executor(self._executor, self._call, work)
            except RowRefused:
                raise
            except StorageError as error:
                self._note_away(error)
                # By the call as well: a service that does everything but this one thing is away for it.
                if self._is_patience_over() or time.monotonic() - began > self.patience:
                    self.on_given_up(self.name)
                    raise
                await asyncio.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT)
            else:
                self._note_back()
                return result

    @property
    def patience_left(self) -> float | None:
        """Seconds until a service that is away is given up; None while it is there."""
        if self._away_since is None:
            return None
        return max(self._away_since + self.patience - time.monotonic(), 0.0)

    def close(self) -> None:
        """End the threads and close their clients; waits for work under way."""
        self._executor.shutdown(wait=True)
        for client in self._clients:
            self._close_client(client)
        self._clients.clear()

    def _call(self, work: Callable[[Client], Result]) -> Result:
        client: Client | None = getattr(self._local, "client", None)
        if client is None:
            client = self._local.client = self._make_client()
            self._clients.add(client)
        try:
            return work(client)
        except StorageError:
            self._forget(client)
            raise

    def _forget(self, client: Client) -> None:
        self._local.client = None
        self._clients.discard(client)
        try:
            self._close_client(client)
        except Exception:  # it is broken already, and the error that told so is under way
            log.debug("closing a broken %s client failed", self.name, exc_info=True)

    def _note_away(self, error: StorageError) -> None:
        if self._away_since is None:
            self._away_since = time.monotonic()
            log.warning("%s is away, waiting up to %.0f s: %s", self.name, self.patience, error)
            self.on_away(self.name)

    def _note_back(self) -> None:
        if self._away_since is not None:
            log.warning("%s is back after %.1f s", self.name, time.monotonic() - self._away_since)
            self._away_since = None
            self.on_back(self.name)

    def _is_patience_over(self) -> bool:
        return self._away_since is not None and time.monotonic() - self._away_since > self.patience
