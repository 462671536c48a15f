"""What was seen of a site is counted up from crawl to crawl; its profile is learned from that."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the table, and say what a profile holds."""
    run_file("0009_site_evidence.sql")
