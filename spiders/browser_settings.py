"""Switches the browser on for a source that asks for one; nothing of it is loaded for the others."""

from __future__ import annotations

import importlib.util
import shutil
from typing import TYPE_CHECKING

from broadsheet.errors import ConfigError

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from broadsheet.sources import Source

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_RENDERING, _ORDER = "spiders.browser.Rendering", 40  # nearer to the spider than any other


def apply_browser(settings: BaseSettings, source: Source) -> None:
    """ConfigError when the source wants a browser and there is none."""
    if not source.browser:
        return
    if importlib.util.find_spec("playwright") is None:
        raise ConfigError(
            f"{source.name}: browser: true needs the package playwright, which is not installed; "
            "pip install -r requirements-browser.txt"
        )
    settings.set("BROADSHEET_CHROMIUM", _executable(settings, source), priority="spider")
    middlewares = settings.getdict("DOWNLOADER_MIDDLEWARES") | {_RENDERING: _ORDER}
    settings.set("DOWNLOADER_MIDDLEWARES", middlewares, priority="spider")


def _executable(settings: BaseSettings, source: Source) -> str:
    named = settings["BROADSHEET_ENVIRONMENT"].get("CHROMIUM_PATH", "")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        missing = f"CHROMIUM_PATH={named} is no program" if named else "no Chromium is installed here"
        raise ConfigError(
            f"{source.name}: browser: true, but {missing}; install it (Debian: apt-get install chromium) or "
            "set CHROMIUM_PATH to where it is"
        )
    return found
