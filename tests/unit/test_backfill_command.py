"""`python -m broadsheet backfill`: what was typed and set is checked before anything starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.cli import EXIT_CONFIG, main

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("missing", ["DATABASE_URL", "RAW_HTML_BUCKET"])
def test_without_a_setting_no_crawl_is_started(
    missing: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """One line that names it and how to get it, and nothing of a framework."""
    settings = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "RAW_HTML_BUCKET": "raw-html"}
    for name, value in {**settings, "SOURCES_DIR": str(ROOT / "sources")}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv(missing)
    assert main(["backfill", "sample", "--since", "2024-05-01", "--dry-run"]) == EXIT_CONFIG
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith(f"broadsheet: {missing} is not set")
    assert "set -a; . var/environment; set +a" in line
