"""Backfills: runs that look at the past, links with their dates, pages that a browser rendered."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; the view of gaps no longer takes a look at the past for a look at today."""
    run_file(f"{revision}_backfill.sql")
