"""`python -m broadsheet migrate`: brings the news database to the version of this code."""

from __future__ import annotations

import argparse

from broadsheet import config
from broadsheet.articledb.migrate import MigrationReport, migrate

HELP = "bring the database to this version (serialised; safe to repeat)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: DATABASE_URL says which database."""


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes them
    """Migrate, and say what was done."""
    report = migrate(config.database_url())
    print(_sentence(report))
    for notice in report.notices:
        print(f"notice: {notice}")
    return 0


def _sentence(report: MigrationReport) -> str:
    if not report.applied:
        return f"The news database is of version {report.after} already; nothing to do."
    before = f"version {report.before}" if report.before else "nothing"
    return f"The news database went from {before} to version {report.after}."
