"""While a service is away nothing is fetched that could not be stored; after too long the run is given up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from broadsheet.services import Services

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger("broadsheet")


class Outages:
    """Pauses the engine of a crawl, and calls `stop_run` before it goes on without the service."""

    def __init__(self, crawler: Crawler, services: Services, stop_run: Callable[[], None]) -> None:
        self._crawler, self._stop_run = crawler, stop_run
        self._away: set[str] = set()
        for service in (services.database, services.raw, services.pacing):
            service.on_away, service.on_back = self._pause, self._unpause
            service.on_given_up = self._give_up

    def _pause(self, name: str) -> None:
        self._away.add(name)
        log.warning("fetching pauses until the %s is back", name)
        if self._crawler.engine is not None:
            self._crawler.engine.pause()

    def _unpause(self, name: str) -> None:
        self._away.discard(name)
        if self._crawler.engine is not None and not self._away:
            log.warning("fetching goes on: the %s is back", name)
            self._crawler.engine.unpause()

    def _give_up(self, name: str) -> None:
        """Stop the run; the engine must go on, or the requests that are left would wait for ever."""
        self._away.discard(name)
        log.error("giving up: the %s was away for too long", name)
        self._stop_run()
        if self._crawler.engine is not None:
            self._crawler.engine.unpause()
