"""Reasons of their own for bombs, for pages too complex to read, and for XML with a DTD."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Widen the closed list of reasons."""
    run_file(f"{revision}_reasons_of_safety.sql")
