"""The pipeline's reader as the scorers of article extraction call it: one page, or a publisher's pages.

python score.py --extractor tests.benchmarks.readers:page --part pages
python score.py --extractor tests.benchmarks.readers:site --part sites --site
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from broadsheet.article import Article
from broadsheet.errors import PageRejected
from broadsheet.extraction import PageContext, read

# What a page of unknown address is taken to be fetched from: no site's, and no front page either.
_NO_ADDRESS = "http://page.invalid/unknown"


def page(html: bytes, url: str | None) -> dict[str, Any]:
    """What is read from one page of which nothing else is known; empty when it is no article."""
    context = PageContext(url or _NO_ADDRESS, datetime.now(UTC))
    try:
        return _scored(read(html, context))
    except PageRejected:
        return {}


def site(pages: Sequence[tuple[bytes, str | None]]) -> list[dict[str, Any]]:
    """What is read from each of a publisher's pages, in their order."""
    return [page(html, url) for html, url in pages]


def _scored(article: Article) -> dict[str, Any]:
    return {
        "headline": article.headline,
        "body_text": article.body_text,
        "authors": [each.name for each in article.authors],
        "published_at": _published(article),
        "language": article.language,
    }


def _published(article: Article) -> str | None:
    """The time stated; none where a page says "2 hours ago", for when it was fetched is not known here."""
    chosen = next((each for each in article.fields if each.field == "published_at" and each.is_chosen), None)
    if article.published_at is None or chosen is None or chosen.locator.endswith("(relative)"):
        return None
    return article.published_at.isoformat()
