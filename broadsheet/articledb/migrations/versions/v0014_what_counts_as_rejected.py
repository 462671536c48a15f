"""What two counts of a run hold is said in full."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Comments alone."""
    run_file("0014_what_counts_as_rejected.sql")
