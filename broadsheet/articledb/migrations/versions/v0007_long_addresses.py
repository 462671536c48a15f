"""Quarantine takes addresses of any length."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Replace an index that an address of some thousand letters does not fit into."""
    run_file("0007_long_addresses.sql")
