"""Items through the stages, few bytes at a time: what is read from a page takes many times its size.

Scrapy stops fetching while 5 MB of responses are being processed, but what is under way by then arrives all
the same: sixteen pages of 8 MB, read side by side, would fill a gigabyte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.pipelines import ItemPipelineManager

from broadsheet.allowance import Allowance
from broadsheet.freeing import limit_arenas, return_free_memory
from broadsheet.unfolding import MAX_PAGE

if TYPE_CHECKING:
    from broadsheet.article import Item


class BoundedProcessor(ItemPipelineManager):
    """Scrapy's, with at most as many bytes of pages in the stages as the largest page may have."""

    def __init__(self, *middlewares: Any, **options: Any) -> None:
        super().__init__(*middlewares, **options)
        self._allowance = Allowance(MAX_PAGE)
        limit_arenas()

    async def process_item_async(self, item: Item) -> Any:
        """The item after the last stage."""
        async with self._allowance.held(item.page.size):
            if item.page.is_large:
                return_free_memory()  # what arriving pages took
            processed = await super().process_item_async(item)
        if item.page.is_large:
            return_free_memory()
        return processed
