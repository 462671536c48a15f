"""Profiles say where fields stand, and evidence what of late was elsewhere; the dictionary says so."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Say what the two documents hold by now; their tables stay as they are."""
    run_file("0010_places_of_fields.sql")
