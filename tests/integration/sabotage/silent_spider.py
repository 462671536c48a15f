"""Settings of a crawl that yields no items at all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from spiders.news import NewsSpider
from spiders.settings import *  # noqa: F403 - a settings module is its names

SPIDER_MODULES = [__name__]


class SilentSpider(NewsSpider):
    """The news spider that says nothing."""

    name = "news"

    async def parse_listing(self, response: Any) -> AsyncIterator[Any]:
        """Nothing follows from any listing."""
        for _ in ():
            yield response


del NewsSpider  # else the module holds two spiders of one name
