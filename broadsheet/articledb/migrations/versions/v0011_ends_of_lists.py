"""Where lists were cut off says whether the next run goes on there; columns say what they count."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """One column, which the version before leaves at its default, and comments."""
    run_file("0011_ends_of_lists.sql")
