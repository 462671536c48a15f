"""Scrapy that fetches the benchmark's pages and stores nothing: what no pipeline can undercut."""

from __future__ import annotations

import os
from typing import Any

from scrapy import Spider


def addresses() -> list[str]:
    """The pages of this round."""
    return [f"{os.environ['BENCH_BASE']}/{number}.html" for number in range(int(os.environ["BENCH_COUNT"]))]


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
