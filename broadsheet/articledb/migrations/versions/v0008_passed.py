"""What a run passed over is counted in its row; a dry run is a kind of its own."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the counts, allow the kind, and call the dry runs so that were taken for backfills."""
    run_file("0008_passed.sql")
