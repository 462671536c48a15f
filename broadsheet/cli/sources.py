"""`sources`: check the source files; write a new one from a section's address."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from broadsheet.cli import EXIT_CONFIG
from broadsheet.config import crawler_contact
from broadsheet.counting import counted
from broadsheet.errors import ConfigError
from broadsheet.sources import WebUrl, load_file, load_folder, sources_dir

HELP = "check the source files; make a new one from a section's address"
_OPTIONS = {
    "name": "the source's name, [a-z][a-z0-9_]*; default: from the address",
    "section": "the section's name; default: the last part of the address",
    "title": "the site's title; default: what the page says",
    "language": "such as en or pt-BR; default: what the page says",
    "timezone": "such as Europe/Berlin; no page says it",
    "schedule": 'five cron fields; default: "*/15 * * * *"',
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Two commands: check and add."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="check | add")
    check = commands.add_parser("check", help="validate files; exit code 2 when any is refused")
    check.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: all of SOURCES_DIR")
    add = commands.add_parser("add", help="a new file from a section's address")
    add.add_argument("url", help="the section's page, or its feed where it has none")
    for option, meaning in _OPTIONS.items():
        add.add_argument(f"--{option}", help=meaning)
    add.add_argument("--private-network", action="store_true", help="an intranet site")
    unseen = "write the file although the site does not give the section's page, or its robots.txt forbids it"
    add.add_argument("--unseen", action="store_true", help=unseen)


def run(arguments: argparse.Namespace) -> int:
    """Check or add."""
    return _check(arguments.files) if arguments.action == "check" else _add(arguments)


def _check(paths: list[Path]) -> int:
    files = [load_file(path) for path in paths] if paths else load_folder(_folder())
    for file in files:
        for error in file.errors:
            print(error)
        if file.misnamed:
            print(f"{file.misnamed}; it is read all the same")
    refused = [file for file in files if file.errors]
    print(f"{len(files) - len(refused)} of {counted(len(files), 'source file is', 'source files are')} good")
    return EXIT_CONFIG if refused else 0


def _add(arguments: argparse.Namespace) -> int:
    from broadsheet.drafting import draft_source, save_draft  # noqa: PLC0415 - check needs no HTML parser

    url = _web_url(arguments.url)
    given = {option: getattr(arguments, option) for option in _OPTIONS}
    folder = _folder()
    draft = draft_source(
        url,
        given,
        crawler_contact(),
        is_private=arguments.private_network,
        may_be_unseen=arguments.unseen,
    )
    path = save_draft(draft, folder)
    print(f"{path}:\n{draft.text}", flush=True)
    if draft.unseen:
        sys.stderr.write(
            f"broadsheet: the section's page was not seen, look whether it is there: {draft.unseen}\n"
        )
    print(
        f"Next: look at it and at what it would take (python -m broadsheet links --source {draft.name}), "
        "python -m broadsheet sources check, and switch its Dag on in Airflow's UI."
    )
    return 0


def _web_url(text: str) -> str:
    try:
        return TypeAdapter(WebUrl).validate_python(text)
    except ValidationError as error:
        expected = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise ConfigError(f"{text}: expected {expected}") from error


def _folder() -> Path:
    folder = sources_dir()
    if not folder.is_dir():
        raise ConfigError(f"SOURCES_DIR: {folder} is not a folder")
    return folder
