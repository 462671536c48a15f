"""In which order the entries of a live blog are numbered, and which fields have no column, is said."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Comments alone."""
    run_file("0015_order_of_entries.sql")
