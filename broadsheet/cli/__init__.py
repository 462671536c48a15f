"""The command line, one module per command.

A command module has `HELP` (one line), `add_arguments(parser)` and `run(arguments) -> int`.
Modules are imported when their command is typed, so that `--help` stays quick.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from broadsheet.errors import BroadsheetError, ConfigError
from broadsheet.masking import masked

COMMANDS = {
    "migrate": "bring the database to this version (serialised; safe to repeat)",
    "sources": "check the source files; make a new one from a section's address",
    "plan": "which sections of a source are due now",
    "verdict": "what a section run, or the last one of each section, came to",
    "backfill": "fetch what a source published in the past",
    "links": "which links of a page, feed or sitemap a crawl would take, and why the others are left",
    "read": "what is read from one page, and where each value came from",
    "why": "why an article is there as it is, or is not: everything held of one address",
    "reread": "read stored articles again, after time zone, language or a rule in a source file was mended",
    "retry": "what is in quarantine and why; try the pages of one reason again",
}
EXIT_FAILED, EXIT_CONFIG = 1, 2


class Command(Protocol):
    """What a command module offers."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it; the return value is the exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Errors of ours are one sentence on stderr: exit 2 for settings, 1 otherwise."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="python -m broadsheet", description="Broadsheet's command line.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary.capitalize() + ".")
        if words[:1] == [name]:
            _module(name).add_arguments(command)
    arguments = parser.parse_args(words)
    return _run(_module(arguments.command), arguments)


def _told(code: int) -> int:
    sys.stdout.flush()
    return code


def _run(command: Command, arguments: argparse.Namespace) -> int:
    try:
        return _told(command.run(arguments))
    except BrokenPipeError:
        # Who reads us, `head` or `less`, has seen enough. Python would flush, and complain, once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED
    except ConfigError as error:
        sys.stderr.write(f"broadsheet: {masked(str(error))}\n")
        return EXIT_CONFIG
    except BroadsheetError as error:
        sys.stderr.write(f"broadsheet: {masked(str(error))}\n")
        return EXIT_FAILED


def _module(name: str) -> Command:
    return cast(Command, importlib.import_module(f"broadsheet.cli.{name}"))
