"""A real Chromium, with an empty profile, for looking at Airflow's pages as people do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PATIENCE = 120_000  # milliseconds; other tests run on the same cores
# A style may name its colour in any notation; a painted point has red, green and blue.
_COLOUR = """element => {
    const brush = document.createElement('canvas').getContext('2d');
    for (; element; element = element.parentElement) {
        brush.clearRect(0, 0, 1, 1);
        brush.fillStyle = getComputedStyle(element).backgroundColor;
        brush.fillRect(0, 0, 1, 1);
        const [red, green, blue, opacity] = brush.getImageData(0, 0, 1, 1).data;
        if (opacity) return [red, green, blue];
    }
}"""


def find_chromium() -> str:
    """The browser of this machine. The test is skipped where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"nobody looked at the pages: none of {', '.join(BROWSERS)} is installed here")
    return found


@contextmanager
def open_page(executable: str) -> Iterator[Page]:
    """An empty page of a browser that nobody has used before."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.set_default_timeout(_PATIENCE)
        yield page
        browser.close()


def colour(element: Locator) -> str:
    """What the eye sees behind a text: red, green or neither."""
    red, green, blue = element.evaluate(_COLOUR)
    if red > 2 * max(green, blue):
        return "red"
    return "green" if green > 2 * max(red, blue) else "neither"
