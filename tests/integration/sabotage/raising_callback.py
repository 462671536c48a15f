"""Settings of a crawl whose callback raises on every article."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from spiders.news import NewsSpider
from spiders.settings import *  # noqa: F403 - a settings module is its names

SPIDER_MODULES = [__name__]


class RaisingSpider(NewsSpider):
    """The news spider with a mistake in it."""

    name = "news"

    async def parse_article(self, response: Any) -> AsyncIterator[Any]:
        """Fails on every page, as a typing error in a callback would."""
        raise KeyError(f"a mistake of ours on {response.url}")
        yield


del NewsSpider  # else the module holds two spiders of one name
