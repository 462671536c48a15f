"""`backfill`: fetch what a source published in the past. The work is done by a crawl, a child process."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from broadsheet import config
from broadsheet.backfill.days import days_of
from broadsheet.cli import EXIT_FAILED
from broadsheet.sources import load_source, zone

HELP = "fetch what a source published in the past"
_REPOSITORY = Path(__file__).resolve().parents[2]
_OPTIONS = ("since", "until", "section", "request_budget")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The source, the days, and how much of it."""
    parser.description = (
        "Walks a source's sitemaps, archive pages and section pages back in time and stores the articles "
        "that were published on the days asked for. It keeps to the source's own pace and to robots.txt, "
        "says every few seconds how far it is, and may be stopped (Ctrl-C) and started again at any time: "
        "what is stored is not fetched twice."
    )
    parser.epilog = "The exit code is 0 only if every section's verdict is green; 2 for a wrong setting."
    parser.add_argument("source", help="the name in the source file")
    parser.add_argument("--since", required=True, metavar="DATE", help="the first day, such as 2024-05-01")
    parser.add_argument("--until", metavar="DATE", help="the last day; default: today")
    parser.add_argument("--section", metavar="NAME", help="one section only; default: all, one by one")
    parser.add_argument(
        "--request-budget",
        type=_positive,
        metavar="N",
        help="requests of one section; default: 20 times the source's own. What is left is for the next time",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="read the archive, store nothing, say how long it would take"
    )


def run(arguments: argparse.Namespace) -> int:
    """Check what was typed and set, then crawl; the exit code is the crawl's."""
    source = load_source(arguments.source)
    sections = [source.section(arguments.section)] if arguments.section else list(source.sections)
    for section in sections:
        days_of(arguments.since, arguments.until, zone(source, section), datetime.now(UTC))
    config.check_services()
    config.database_url()
    return _exit_code(_follow(_command(arguments)))


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text}: expected a number of requests, from 1 on")
    return int(text)


def _command(arguments: argparse.Namespace) -> list[str]:
    given = {name: getattr(arguments, name) for name in _OPTIONS} | {"source": arguments.source}
    given["dry_run"] = "1" if arguments.dry_run else None
    words = [word for name, value in given.items() if value for word in ("-a", f"{name}={value}")]
    return [sys.executable, "-m", "scrapy", "crawl", "backfill", *words]


def _follow(command: list[str]) -> int:
    """Wait for the crawl. Ctrl-C reaches it by itself: it stores what it holds, then ends."""
    with subprocess.Popen(command, cwd=_REPOSITORY) as process:  # noqa: S603 - the command is ours
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            return process.wait()
        finally:
            signal.signal(signal.SIGINT, before)


def _exit_code(ended_with: int) -> int:
    if ended_with >= 0:
        return ended_with
    sys.stderr.write(f"broadsheet: the backfill was ended by signal {-ended_with}; start it again to go on\n")
    return EXIT_FAILED
