"""The slow services of one crawl, shared by its spider and its stages: the news database and the raw store.

Scrapy makes spider, stages and extensions one by one; they find each other's services by their crawler.
"""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from broadsheet import config
from broadsheet.articledb.connection import Connection, connect
from broadsheet.errors import StorageError
from broadsheet.gate import Gate
from broadsheet.rawstore import RawStore
from broadsheet.siteprofile.knowledge import Knowledge
from broadsheet.tally import RunTally
from broadsheet.workers import PATIENCE, Workers

# Two connections keep the database busy while one batch is being built; more would only wait for each other.
DATABASE_THREADS = 2
# The gate's statements take a millisecond; with a connection of their own no batch delays them.
GATE_THREADS = 1
LEASE_TIME = 10.0  # seconds until the places of a worker that was killed are free; the others renew theirs
# A put is mostly waiting; compression is the rest, and it releases the interpreter.
RAW_STORE_THREADS = 4


class Services:
    """Everything of a crawl that outlives one page."""

    def __init__(
        self, environment: Mapping[str, str], patience: float = PATIENCE, lease_time: float = LEASE_TIME
    ) -> None:
        dsn = config.database_url(environment)
        store = RawStore(config.raw_store(environment))
        self.database: Workers[Connection] = Workers(
            "database", lambda: connect(dsn), Connection.close, threads=DATABASE_THREADS, patience=patience
        )
        self.raw: Workers[RawStore] = Workers(
            "object store", lambda: store, lambda _: None, threads=RAW_STORE_THREADS, patience=patience
        )
        self.pacing: Workers[Connection] = Workers(
            "database of host budgets",
            lambda: connect(dsn),
            Connection.close,
            threads=GATE_THREADS,
            patience=patience,
        )
        self.gate = Gate(self.pacing, lease_time)
        self.tallies: dict[str, RunTally] = {}
        self.site = Knowledge()

    def absences(self) -> list[str]:
        """The services that are away, and for how long they are waited for, in words."""
        return [
            f"waiting for the {service.name}, given up in {left:.0f} s"
            for service in (self.database, self.raw, self.pacing)
            if (left := service.patience_left) is not None
        ]

    def close(self) -> None:
        """End all threads and connections."""
        self.database.close()
        self.raw.close()
        self.pacing.close()


_services: WeakKeyDictionary[object, Services] = WeakKeyDictionary()


def provide(owner: object, services: Services) -> None:
    """Make the services known for this crawler."""
    _services[owner] = services


def services_of(owner: object) -> Services:
    """The services of this crawler; StorageError when the crawl has opened none."""
    try:
        return _services[owner]
    except KeyError:
        raise StorageError("the crawl has no database and no object store open") from None
