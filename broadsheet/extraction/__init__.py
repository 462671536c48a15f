"""A page in, an article out: `read(html, context)`.

Pure: it knows no network, clock, database or setting. Any bytes at all end in an Article or in
PageRejected, in bounded time. Every value comes with the place on the page that states it
(`Article.fields`); what the page does not state is None.
"""

from broadsheet.extraction.context import PageContext
from broadsheet.extraction.reader import EXTRACTOR_VERSION, Reading, read, read_whole

__all__ = ["EXTRACTOR_VERSION", "PageContext", "Reading", "read", "read_whole"]
