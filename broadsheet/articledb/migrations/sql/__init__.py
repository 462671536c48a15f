"""The SQL files of the revisions."""

from __future__ import annotations

from pathlib import Path

from alembic import op


def run_file(name: str) -> None:
    """Run one SQL file as it is: no bind parameters, so colons and percent signs mean themselves."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(text, execution_options={"no_parameters": True})
