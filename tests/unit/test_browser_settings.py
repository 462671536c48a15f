"""What a source with `browser: true` needs on a machine, and what the others do not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import Settings

from broadsheet.errors import ConfigError
from broadsheet.sources import Source
from spiders.browser_settings import apply_browser

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Source(
    name="example",
    title="The Example",
    base_url="https://news.example",
    timezone="UTC",
    language="en",
    schedule="0 * * * *",
    sections=({"name": "all", "url": "https://news.example/"},),
)
SCRIPTED = SOURCE.model_copy(update={"browser": True})


def settings(**environment: str) -> Settings:
    return Settings({"BROADSHEET_ENVIRONMENT": environment})


def test_other_sources_need_nothing() -> None:
    """Neither the package nor a browser is looked for."""
    given = settings(CHROMIUM_PATH="/nowhere")
    apply_browser(given, SOURCE)
    assert "spiders.browser.Rendering" not in given.getdict("DOWNLOADER_MIDDLEWARES")


def test_the_browser_that_is_named_is_taken() -> None:
    """Any program: whether it is a Chromium shows when it is started."""
    given = settings(CHROMIUM_PATH=sys.executable)
    apply_browser(given, SCRIPTED)
    assert given["BROADSHEET_CHROMIUM"] == sys.executable
    assert "spiders.browser.Rendering" in given.getdict("DOWNLOADER_MIDDLEWARES")


def test_no_browser_is_a_wrong_setting() -> None:
    """One sentence with both ways out."""
    with pytest.raises(ConfigError, match=r"apt-get install chromium.* or set CHROMIUM_PATH"):
        apply_browser(settings(CHROMIUM_PATH="/nowhere/chromium"), SCRIPTED)


def test_no_package_is_a_wrong_setting() -> None:
    """As on a machine where only requirements.txt was installed."""
    script = (
        "import sys; sys.modules['playwright'] = None\n"
        "from tests.unit.test_browser_settings import *\n"
        "try: apply_browser(settings(), SCRIPTED)\n"
        "except ConfigError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert "pip install -r requirements-browser.txt" in done.stdout
