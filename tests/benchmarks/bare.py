"""Scrapy that fetches the benchmark's pages and stores nothing: what no pipeline can undercut."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from scrapy import Spider


def addresses() -> list[str]:
    """The pages of this round."""
    paths = Path(os.environ["BENCH_PATHS"]).read_text(encoding="utf-8").split()
    return [os.environ["BENCH_BASE"] + path for path in paths]


class Bare(Spider):
    """As `scrapy startproject` would have it, with the same concurrency as Broadsheet's."""

    name = "bare"
    start_urls = addresses()
    custom_settings = {  # noqa: RUF012 - Scrapy's way
        "LOG_LEVEL": "WARNING",
        "TELNETCONSOLE_ENABLED": False,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    }

    def parse(self, response: Any) -> None:
        """Nothing."""
