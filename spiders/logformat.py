"""One line a page would bury the lines that matter, and a scraped item holds the whole page."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter, LogFormatterResult

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.http import Response
    from twisted.python.failure import Failure


class QuietItems(LogFormatter):
    """Names the page of an item instead of printing the item."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        """At debug level: what became of which address."""
        outcome = item.stored.outcome if item.stored else "unstored"
        return {"level": logging.DEBUG, "msg": "%s %s", "args": (outcome, item.page.url)}

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """The address of the page whose item failed, with the traceback that Scrapy adds."""
        args = (item.page.url, type(exception).__name__, exception)
        return {"level": logging.ERROR, "msg": "failed: %s: %s: %s", "args": args}
