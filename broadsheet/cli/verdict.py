"""`verdict`: what a section run came to, from its row."""

from __future__ import annotations

import argparse
import uuid
from contextlib import closing

from broadsheet.articledb.connection import connect
from broadsheet.articledb.runs import read_run
from broadsheet.cli import EXIT_FAILED
from broadsheet.config import database_url
from broadsheet.errors import ConfigError
from broadsheet.runs import DEAD_AFTER, Run
from broadsheet.telling import passed_in_words

HELP = "what a section run came to; the exit code is 0 only when it is green"
_WHERE = "run_id of news.crawl_runs: SELECT run_id, source, section, started_at FROM news.crawl_runs"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The run."""
    parser.add_argument("run_id", metavar="RUN_ID", help=f"the id of a section run, {_WHERE}")


def run(arguments: argparse.Namespace) -> int:
    """Print verdict, sentence and counts; 0 only when the row says green. ConfigError for what is no id."""
    run_id = _run_id(arguments.run_id)
    with closing(connect(database_url())) as connection:
        found = read_run(connection, run_id, is_silence_told=True)
    if found is None:
        print(f"{run_id}: no such run in the database; its id is {_WHERE}")
        return EXIT_FAILED
    print(_as_text(found))
    return 0 if found.judgement and found.judgement.verdict.is_green else EXIT_FAILED


def _run_id(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise ConfigError(f"{text}: expected the id of a section run, {_WHERE}") from None


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
