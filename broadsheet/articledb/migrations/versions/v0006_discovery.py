"""Two reasons to leave a link, probed addresses, cut-off lists."""

from __future__ import annotations

from broadsheet.articledb.migrations.sql import run_file

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Allow the reasons, create the two tables, say what the two columns of discovery mean."""
    run_file("0006_discovery.sql")
