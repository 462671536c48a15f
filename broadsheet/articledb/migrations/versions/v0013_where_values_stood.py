"""Comments that say of which version a value is, and what a value of several names is."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Comments alone: nothing is stored otherwise than before."""
    run_file("0013_where_values_stood.sql")
