"""One budget per host, kept where every worker can see it."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create what the gate asks before every request."""
    run_file(f"{revision}_politeness.sql")
