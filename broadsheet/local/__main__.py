"""`python -m broadsheet.local up`: what `make run` calls."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from broadsheet.errors import BroadsheetError
from broadsheet.local.settings import from_environment
from broadsheet.local.up import FAILED, up


def main(argv: Sequence[str] | None = None) -> int:
    """Parse and do it."""
    parser = argparse.ArgumentParser(
        prog="python -m broadsheet.local", description="Broadsheet on this machine."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser(
        "up", help="start everything, crawl the sample newspaper, stay until Ctrl-C"
    )
    command.add_argument("--once", action="store_true", help="crawl once, stop; exit 0 only if all went well")
    arguments = parser.parse_args(argv)
    try:
        return up(from_environment(), once=arguments.once)
    except BroadsheetError as error:
        print(f"broadsheet: {error}", file=sys.stderr)
        return FAILED


if __name__ == "__main__":
    sys.exit(main())
