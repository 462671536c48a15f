"""The whole of the news database, before there is data to migrate."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every relation with its comments."""
    for name in ("sources", "articles", "crawl", "views"):
        run_file(f"{revision}_{name}.sql")
