"""`make run`: one command from nothing to crawled articles, and back to nothing running."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from broadsheet.errors import BroadsheetError
from broadsheet.local.errors import LocalError
from broadsheet.local.guardian import Guardian
from broadsheet.local.installation import Installation, assemble
from broadsheet.local.interruption import Interrupted, noted
from broadsheet.local.lock import Lock
from broadsheet.local.ports import are_free, taken
from broadsheet.local.settings import LocalSettings
from broadsheet.local.supervisor import Supervisor

OK, FAILED, INTERRUPTED = 0, 1, 130
Say = Callable[[str], None]


def up(settings: LocalSettings, *, once: bool) -> int:
    """Start everything and stay, or with `once` crawl once and stop; the exit code."""
    say = _progress()
    try:
        with noted(), _alone(settings) as (parts, guardian), Supervisor(parts, guardian, say) as supervisor:
            code = _run_once(supervisor, parts, say) if once else _run(supervisor, parts, say)
        say(f"stopped; the data is kept in {settings.data}")
    except Interrupted:
        say(f"stopped as asked; the data is kept in {settings.data}")
        return INTERRUPTED if once else OK
    except BroadsheetError as error:
        print(f"\nbroadsheet: {error}", file=sys.stderr, flush=True)
        return FAILED
    return code


def _run(supervisor: Supervisor, parts: Installation, say: Say) -> int:
    supervisor.start()
    if parts.sample is not None and not supervisor.article_counts() and not supervisor.crawl_sample():
        say(f"the first run is red; everything is left running so that it can be seen why: {parts.ui_url}")
    print(f"\n{supervisor.report()}\n", flush=True)
    supervisor.watch()
    return OK


def _run_once(supervisor: Supervisor, parts: Installation, say: Say) -> int:
    supervisor.start()
    is_green = supervisor.crawl_sample()
    counts = supervisor.article_counts()
    print(f"\n{supervisor.report(stays=False)}\n", flush=True)
    problem = _problem(parts, counts, is_green=is_green)
    if problem:
        say(f"not as it should be: {problem}")
    return FAILED if problem else OK


def _problem(parts: Installation, counts: dict[str, int], *, is_green: bool) -> str | None:
    if parts.sample is None:
        return f"{parts.settings.sources} has no sample.yaml, so there was nothing to crawl"
    if not is_green:
        return f"the run is red; its log is in {parts.airflow.settings.home / 'logs'}"
    empty = [section.name for section in parts.sample.sections if not counts.get(section.name)]
    return f"the run is green, but there are no articles of {', '.join(empty)}" if empty else None


@contextmanager
def _alone(settings: LocalSettings) -> Iterator[tuple[Installation, Guardian]]:
    """The only run on this data, with its ports free and its guardian at hand."""
    settings.make_folder()
    lock = Lock(settings.data / "lock")
    lock.acquire()
    try:
        parts = assemble(settings)
        _require_ports(settings, parts)
        guardian = Guardian(lock)
        try:
            yield parts, guardian
        finally:
            guardian.close()
    finally:
        lock.release()


def _require_ports(settings: LocalSettings, parts: Installation) -> None:
    for port, (purpose, variable) in settings.ports().items():
        if not are_free([port]):
            way_out = f"Choose another: {settings.command(**{variable: settings.proposal(variable)})}"
            raise LocalError(taken(port, purpose, way_out))
    if parts.newsweb is not None and not are_free([parts.newsweb.port], may_share=True):
        file = settings.sources / "sample.yaml"
        way_out = f"End that, or write another port wherever this one stands in {file}"
        raise LocalError(taken(parts.newsweb.port, "the sample newspaper", way_out))


def _progress() -> Say:
    started_at = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - started_at:6.1f} s  {text}", flush=True)

    return say
