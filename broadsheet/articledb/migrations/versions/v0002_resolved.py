"""Quarantine says what was read after all."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add when a rejected page was read after all, and find those that were not."""
    run_file("0002_resolved.sql")
