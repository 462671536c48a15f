"""`verdict`: what a section run came to, or the last one of each section, from their rows."""

from __future__ import annotations

import argparse
import uuid
from contextlib import closing

from broadsheet.articledb.connection import Connection, connect
from broadsheet.articledb.runs import latest_runs, read_run
from broadsheet.cli import EXIT_FAILED
from broadsheet.config import database_url
from broadsheet.errors import ConfigError
from broadsheet.runs import DEAD_AFTER, Run
from broadsheet.telling import passed_in_words

HELP = "what a section run, or the last one of each section, came to; the exit code is 0 only for green"
_WHERE = "run_id of news.crawl_runs: SELECT run_id, source, section, started_at FROM news.crawl_runs"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The run, or the source."""
    parser.add_argument(
        "of",
        metavar="RUN_ID-or-SOURCE",
        help=f"the id of a section run, {_WHERE}; or a source's name, for the last crawl of each section",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print verdict, sentence and counts; 0 only if every row is green. ConfigError for what is neither."""
    run_id = _run_id(arguments.of)
    with closing(connect(database_url())) as connection:
        if run_id is None:
            return _tell_of_source(connection, arguments.of)
        found = read_run(connection, run_id, is_silence_told=True)
    if found is None:
        print(f"{run_id}: no such run in the database; its id is {_WHERE}")
        return EXIT_FAILED
    print(_as_text(found))
    return 0 if _is_green(found) else EXIT_FAILED


def _tell_of_source(connection: Connection, source: str) -> int:
    runs = latest_runs(connection, source)
    if not runs:
        expected = f"the id of a section run, {_WHERE}; or the name of a source that was crawled"
        raise ConfigError(f"{source}: expected {expected}")
    for each in runs:
        said, *rest = _as_text(each).split("\n")
        print("\n".join([said, f"{each.run_id}, started {each.started_at:%Y-%m-%d %H:%M} UTC", *rest]))
    return 0 if all(map(_is_green, runs)) else EXIT_FAILED


def _is_green(run: Run) -> bool:
    return run.judgement is not None and run.judgement.verdict.is_green


def _run_id(text: str) -> str | None:
    """None for what may be a source's name."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return None


def _as_text(run: Run) -> str:
    said = f"{run.judgement.verdict}: {run.judgement.sentence}" if run.judgement else _silence(run)
    counts = ", ".join(
        f"{name.removesuffix('_count')} {count}" for name, count in run.counts.as_dict().items()
    )
    passed = f"\npassed over: {passed_in_words(run.passed)}" if run.passed else ""
    return f"{run.source}/{run.section}: {said}\n{counts}{passed}"


def _silence(run: Run) -> str:
    """Of a run that is under way, or was killed a moment ago."""
    seen = (
        f"; its last sign of life is of {run.heartbeat_at:%Y-%m-%d %H:%M:%S} UTC" if run.heartbeat_at else ""
    )
    minutes = DEAD_AFTER.total_seconds() / 60
    return f"no verdict yet{seen}. After {minutes:.0f} minutes without one it is interrupted"
