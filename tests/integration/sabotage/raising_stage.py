"""Settings of a crawl whose pipeline raises on every item."""

from __future__ import annotations

from typing import Any

from spiders.settings import *  # noqa: F403 - a settings module is its names
from spiders.settings import ITEM_PIPELINES as STAGES


class Raise:
    """A stage with a mistake in it."""

    def process_item(self, item: Any) -> Any:
        """Fails on every item."""
        raise KeyError(f"a mistake of ours with {item.page.url}")


ITEM_PIPELINES = {**STAGES, f"{__name__}.Raise": 150}
