"""`make kills`: kill -9 of the crawl, Postgres or the object store, at seeded moments, and nothing is lost.

Each kill has a database and a bucket of its own. The same section is crawled again until it is green; what
is there then is compared with what an undisturbed run leaves. In the end each of the two servers is away
for a minute, in the middle of a larger crawl.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.articledb.migrate import migrate
from broadsheet.config import RawStoreSettings
from broadsheet.local.objectstore import ObjectStore
from broadsheet.local.postgres import PostgresServer
from broadsheet.rawstore import RawStore
from tests.benchmarks import endstate, moments, outages
from tests.benchmarks.moments import COMMITTED, SOMETIME, TRIGGERS, Moment
from tests.benchmarks.outages import POSTGRES, S3, end_all, say
from tests.benchmarks.pipeline import crawl_environment, servers
from tests.integration.crawling import finish, start, write_source
from tests.integration.forked import Forked, fork_server
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import late
from tests.newsweb.web import RunningPublisher

SECTION, PUBLISHER = "harbour", "courier"
CRAWL, MIGRATION = "the crawl", "the migration"
TEMPLATE = "migrated"
ANSWER_SECONDS = 0.25  # how long the site thinks about an article
MOST_RUNS = 4
LONGEST_AWAY = 1.5  # seconds until a killed server is started again


@dataclass(frozen=True)
class Kill:
    """What is killed, and when."""

    target: str
    moment: Moment
    away: float = 0.0

    def __str__(self) -> str:
        away = f", away {self.away:.1f} s" if self.target in {POSTGRES, S3} else ""
        return f"{self.target} {self.moment}{away}"


@dataclass
class Result:
    """What came of it."""

    kill: Kill
    happened: bool = False
    runs: list[str] = field(default_factory=list)  # verdicts
    losses: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.losses

    def line(self, number: int) -> str:
        state = "as undisturbed" if self.is_good else "; ".join(self.losses)
        missed = "" if self.happened else " (it had ended before)"
        return f"{number:3}  {self.kill}{missed}: {' -> '.join(self.runs)}: {state}"


class Scene:
    """Servers, a site, and the state that an undisturbed run leaves."""

    def __init__(self, folder: Path, postgres: PostgresServer, store: ObjectStore, web: NewsWeb) -> None:
        self.folder, self.postgres, self.store, self.web = folder, postgres, store, web
        self.admin = postgres.dsn("postgres")
        self.site: RunningPublisher = web.publisher(PUBLISHER)
        self.site.misbehave(late(ANSWER_SECONDS), kind="article")
        write_source(folder / "sources", self.site.source_yaml([SECTION], concurrency=2))
        moments.execute(self.admin, f"CREATE DATABASE {TEMPLATE}")
        began = time.monotonic()
        migrate(postgres.dsn(TEMPLATE))
        self.migration_seconds = time.monotonic() - began
        self._count = 0
        self._observe()

    def _observe(self) -> None:
        """One undisturbed run."""
        database, settings = self.fresh()
        fork_server().ask({"pid": 0})  # its own start is no part of a crawl
        began = time.monotonic()
        done = finish(self.crawl(database, settings))
        self.crawl_seconds = time.monotonic() - began
        self.expected = endstate.read(self.postgres.dsn(database))
        faults = list(endstate.faults(self.postgres.dsn(database), settings, self.web.log))
        truth = len(self.site.truth(SECTION))
        if done.exit_code or faults or len(self.expected["articles"]) != truth:
            raise RuntimeError(f"the undisturbed run is not good: {done.output[-2000:]} {faults}")

    def fresh(self, template: str = TEMPLATE) -> tuple[str, RawStoreSettings]:
        """A database and a bucket of their own."""
        self._count += 1
        database = f"kill{self._count}"
        moments.execute(self.admin, f"CREATE DATABASE {database} TEMPLATE {template}")
        settings = self.store.settings(f"raw-html-{self._count}")
        RawStore(settings).create_bucket()
        return database, settings

    def crawl(self, database: str, settings: RawStoreSettings) -> Forked:
        environment = crawl_environment(self.postgres.dsn(database), settings)
        return start(environment, self.folder / "sources", source=PUBLISHER, section=SECTION)

    def migrate(self, database: str) -> Forked:
        environment = {"DATABASE_URL": self.postgres.dsn(database)}
        return Forked(["broadsheet", "migrate"], environment)

    def suffer(self, kill: Kill) -> Result:
        """Kill, start again what was killed, crawl again to green, and compare."""
        result = Result(kill)
        is_migration = kill.moment.name == MIGRATION
        database, settings = self.fresh("template1" if is_migration else TEMPLATE)
        dsn = self.postgres.dsn(database)
        if is_migration:
            self._disturb(result, self.migrate(database), database, Moment(SOMETIME, after=kill.moment.after))
            migrate(dsn)
        else:
            moments.hold_up(dsn, kill.moment)
            self._disturb(result, self.crawl(database, settings), database, kill.moment)
        self._again(result, database, settings)
        result.losses += endstate.differences(self.expected, endstate.read(dsn))
        result.losses += endstate.faults(dsn, settings, self.web.log)
        moments.execute(self.admin, f"DROP DATABASE {database} WITH (FORCE)")
        return result

    def _disturb(self, result: Result, process: Forked, database: str, moment: Moment) -> None:
        kill = result.kill
        result.happened = moments.wait_for(moment, self.admin, database, lambda: process.poll() is not None)
        if kill.target in {CRAWL, MIGRATION}:
            process.kill()
        else:
            server = self.postgres if kill.target == POSTGRES else self.store
            end_all(server.process)
            time.sleep(kill.away)
            server.start()
        moments.let_go(self.postgres.dsn(database))
        done = finish(process)  # a crawl waits for a server that comes back
        result.runs.append(done.verdict or f"exit {done.exit_code}")

    def _again(self, result: Result, database: str, settings: RawStoreSettings) -> None:
        for _ in range(MOST_RUNS):
            done = finish(self.crawl(database, settings))
            result.runs.append(done.verdict)
            if done.exit_code == 0:
                return
        result.losses.append(f"not green after {MOST_RUNS} runs: {done.last_line}")


@contextmanager
def scene() -> Iterator[Scene]:
    """Servers as they ship, fsync on, and a site of sixteen articles."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="broadsheet-kills-")))
        folder.chmod(0o755)
        postgres, store = stack.enter_context(servers(folder))
        web = stack.enter_context(NewsWeb([PUBLISHER]))
        yield Scene(folder, postgres, store, web)


def kills(seed: int, count: int, crawl_seconds: float, migration_seconds: float) -> list[Kill]:
    """Each target at each moment once, in an order of the seed; then any target at any moment."""
    chance = random.Random(seed)

    def of(target: str, name: str) -> Kill:
        length = migration_seconds if name == MIGRATION else crawl_seconds
        after = chance.uniform(0.1, 0.95) * length
        number = chance.randint(1, 3) if name in {"between put and commit", "during commit"} else 1
        return Kill(target, Moment(name, number, after), chance.uniform(0, LONGEST_AWAY))

    chosen = [of(target, name) for name in (*TRIGGERS, SOMETIME) for target in (CRAWL, POSTGRES)]
    chosen += [of(S3, SOMETIME), of(S3, "between put and commit"), of(POSTGRES, COMMITTED)]
    chosen += [of(MIGRATION, MIGRATION), of(POSTGRES, MIGRATION)]
    chance.shuffle(chosen)
    while len(chosen) < count:
        chosen.append(of(chance.choice((CRAWL, POSTGRES, S3)), SOMETIME))
    return chosen[:count]


def main() -> int:
    """Print one line a kill and a summary; 1 when anything was lost or is there twice."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.kills", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="decides what is killed when (default 1)")
    parser.add_argument("--count", type=int, default=30, help="kills (default 30)")
    parser.add_argument(
        "--away",
        type=float,
        default=outages.SECONDS,
        help=f"seconds of the long outages, 0 for none (default {outages.SECONDS:.0f})",
    )
    arguments = parser.parse_args()
    began = time.monotonic()
    with scene() as stage:
        chosen = kills(arguments.seed, arguments.count, stage.crawl_seconds, stage.migration_seconds)
        articles = len(stage.expected["articles"])
        say(f"seed {arguments.seed}; undisturbed: {articles} articles in {stage.crawl_seconds:.1f} s")
        results = []
        for number, kill in enumerate(chosen, 1):
            results.append(stage.suffer(kill))
            say(results[-1].line(number))
    bad = [result for result in results if not result.is_good]
    hit = sum(result.happened for result in results)
    say(
        f"{len(results)} kills, {hit} while it ran: {len(bad)} with a loss "
        f"({time.monotonic() - began:.0f} s, seed {arguments.seed})"
    )
    long = outages.run(arguments.away) if arguments.away else []
    return 1 if bad or not all(result.is_good for result in long) else 0


if __name__ == "__main__":
    sys.exit(main())
