"""The budget of a host: what every worker asks before a request and tells after it.

One short statement each, on a connection that is in nobody's hands while anybody waits or fetches. The
database's clock decides, so that workers need not agree on the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from broadsheet.articledb.connection import Connection, cursor_of
from broadsheet.articledb.edge import as_json
from broadsheet.waiting import Pace

_TAKE = "SELECT * FROM news.take_host_slots(%s, %s, %s, %s, %s)"
# Who waits for a turn that is far away has to be heard of within the life of a lease, or counts as gone.
_STAY_BRIEFLY = """
UPDATE news.host_budgets SET waiting = jsonb_set(
    waiting, ARRAY[%(asker)s, 'due'], to_jsonb(extract(epoch FROM clock_timestamp()) + %(lease_time)s))
WHERE host = %(host)s AND waiting -> %(asker)s IS NOT NULL
"""
_NOTE_START = """
UPDATE news.host_budgets SET
    last_start_at = greatest(last_start_at, clock_timestamp() - %(age)s * interval '1 second'),
    starting = NULL
WHERE host = %(host)s AND starting = %(lease)s
"""
# One that has expired is under way all the same, and counts again.
_RENEW = """
UPDATE news.host_budgets SET leases = leases || (
    SELECT jsonb_object_agg(l.id, extract(epoch FROM clock_timestamp()) + %(lease_time)s)
    FROM unnest(%(leases)s) AS l(id))
WHERE host = %(host)s
"""
_STATE_CRAWL_DELAY = """
INSERT INTO news.host_budgets AS b (host, crawl_delay) VALUES (%(host)s, %(crawl_delay)s)
ON CONFLICT (host) DO UPDATE SET crawl_delay = excluded.crawl_delay
WHERE b.crawl_delay IS DISTINCT FROM excluded.crawl_delay
"""
_BACKED_OFF = """
SELECT host, back_off_until, coalesce(back_off_reason, '') FROM news.host_budgets
WHERE host = ANY(%(hosts)s) AND back_off_until > now() + %(longer_than)s * interval '1 second'
"""
_PACES = """
SELECT host, coalesce(crawl_delay, 0), adaptive_delay, (SELECT count(*) FROM jsonb_object_keys(waiting))
FROM news.host_budgets WHERE host = ANY(%(hosts)s)
"""


class Ending(StrEnum):
    """How a request ended, as far as it says something about the host's health."""

    ANSWERED = "answered"
    FAILED = "failed"  # 5xx, timeout, broken connection
    REFUSED = "refused"  # 429, 503: too much
    UNSENT = "unsent"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for which host; a lease is given back, or ends after `lease_time` seconds."""

    host: str
    name: str
    lease_time: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A request that has ended. `lease` None: its place is used again. `back_off`, `latency`: seconds."""

    ending: Ending
    lease: str | None = None
    latency: float | None = None
    back_off: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """Leases for requests that may start at once, and in how many seconds there may be more.

    Whoever waits for these asks again within the time of a lease all the same; else its turn is gone.
    `delay` is the one in force, `back_off` how long the host wants to be left alone; seconds.
    """

    leases: Sequence[str]
    delay: float
    ask_again: float
    back_off: float


def take(connection: Connection, asker: Asker, wanted: int, ended: Iterable[Answer]) -> Grant:
    """Tell what has ended, and ask for `wanted` places."""
    answers = as_json([asdict(answer) for answer in ended])
    with cursor_of(connection) as cursor:
        cursor.execute(_TAKE, (asker.host, asker.name, wanted, asker.lease_time, answers))
        grant = Grant(*(cursor.fetchone() or ()))
        if wanted > len(grant.leases) and grant.ask_again > asker.lease_time:
            name = {"host": asker.host, "asker": asker.name, "lease_time": asker.lease_time}
            cursor.execute(_STAY_BRIEFLY, name)
        return grant


def note_start(connection: Connection, host: str, lease: str, age: float) -> None:
    """Say that the request was sent `age` seconds ago: the delay to the next counts from then."""
    with cursor_of(connection) as cursor:
        cursor.execute(_NOTE_START, {"host": host, "lease": lease, "age": age})


def renew(connection: Connection, asker: Asker, leases: Sequence[str]) -> None:
    """Keep the places of requests that take long."""
    with cursor_of(connection) as cursor:
        parameters = {"host": asker.host, "lease_time": asker.lease_time, "leases": list(leases)}
        cursor.execute(_RENEW, parameters)


def state_crawl_delay(connection: Connection, host: str, crawl_delay: float | None) -> None:
    """Keep what the host's robots.txt states."""
    with cursor_of(connection) as cursor:
        cursor.execute(_STATE_CRAWL_DELAY, {"host": host, "crawl_delay": crawl_delay})


def backed_off(
    connection: Connection, hosts: Iterable[str], longer_than: float
) -> dict[str, tuple[datetime, str]]:
    """Hosts that want to be left alone for more than so many seconds: until when, and for what."""
    with cursor_of(connection) as cursor:
        cursor.execute(_BACKED_OFF, {"hosts": list(hosts), "longer_than": longer_than})
        return {host: (until, reason) for host, until, reason in cursor.fetchall()}


def paces(connection: Connection, hosts: Iterable[str]) -> dict[str, Pace]:
    """How hosts are being treated, and by how many crawls."""
    with cursor_of(connection) as cursor:
        cursor.execute(_PACES, {"hosts": list(hosts)})
        return {host: Pace(*rest) for host, *rest in cursor.fetchall()}
