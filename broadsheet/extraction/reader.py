"""From bytes to an Article: the order in which the parts of a page are read."""

from __future__ import annotations

import lxml.html
from lxml.etree import ParserError
from w3lib.encoding import html_to_unicode

from broadsheet.article import Article
from broadsheet.errors import PageRejected
from broadsheet.extraction import body
from broadsheet.extraction.context import PageContext
from broadsheet.outcomes import Reason

EXTRACTOR_VERSION = "1"


def read(html: bytes, context: PageContext) -> Article:
    """What the page says. PageRejected when it is no article."""
    _, text = html_to_unicode(context.header("content-type"), html)
    if not text.strip():
        raise PageRejected(Reason.EMPTY, "no bytes but white space")
    try:
        root = lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except ParserError as error:
        raise PageRejected(Reason.NOT_HTML, str(error)) from error
    headline = next((" ".join("".join(map(str, h.itertext())).split()) for h in root.iter("h1")), "")
    if not headline:
        raise PageRejected(Reason.NO_HEADLINE, "no heading holds text")
    story = body.extract(root)
    if not story:
        raise PageRejected(Reason.NO_TEXT, "no paragraphs of a story were found")
    return Article(url=context.url, headline=headline, body_text=story, extractor_version=EXTRACTOR_VERSION)
