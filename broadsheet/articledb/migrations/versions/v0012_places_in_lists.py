"""A place in a list says how far runs go on there, and how many were refused there for good."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Two columns, which the version before leaves at their defaults."""
    run_file("0012_places_in_lists.sql")
