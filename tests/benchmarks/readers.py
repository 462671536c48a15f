"""The pipeline's reader as the scorers of article extraction call it: one page, or a publisher's pages.

python score.py --extractor tests.benchmarks.readers:page --part pages
python score.py --extractor tests.benchmarks.readers:site --part sites --site
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any

from broadsheet.article import Article
from broadsheet.errors import PageRejected
from broadsheet.extraction import PageContext, Reading, read_whole
from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.siteprofile.learning import learn

# What a page of unknown address is taken to be fetched from: no site's, and no front page either.
_NO_ADDRESS = "http://page.invalid/unknown"


def page(html: bytes, url: str | None) -> dict[str, Any]:
    """What is read from one page of which nothing else is known; empty when it is no article."""
    return _scored(_read(html, url))


def site(pages: Sequence[tuple[bytes, str | None]]) -> list[dict[str, Any]]:
    """What is read from each of a publisher's pages, in their order, once the others were seen, too."""
    alone = [_read(html, url) for html, url in pages]
    profile = learn(reading.observation for reading in alone if reading is not None)
    if profile is None:
        return [_scored(reading) for reading in alone]
    return [_scored(_read(html, url, profile)) for html, url in pages]


def _read(html: bytes, url: str | None, profile: SiteProfile | None = None) -> Reading | None:
    context = PageContext(url or _NO_ADDRESS, datetime.now(UTC), profile=profile)
    try:
        return read_whole(html, context)
    except PageRejected:
        return None


def _scored(reading: Reading | None) -> dict[str, Any]:
    if reading is None:
        return {}
    article = reading.article
    return {
        "headline": article.headline,
        "body_text": article.body_text,
        "authors": [each.name for each in article.authors],
        "published_at": _published(article),
        "language": article.language,
    }


def _published(article: Article) -> str | None:
    """The time at the offset stated; none where it is relative: when it was fetched is not known here."""
    chosen = next((each for each in article.fields if each.field == "published_at" and each.is_chosen), None)
    if article.published_at is None or chosen is None or chosen.locator.endswith("(relative)"):
        return None
    return article.published_at.astimezone(_zone(article.published_offset)).isoformat()


def _zone(offset: str | None) -> tzinfo:
    """The zone of "+02:00" or "Z", whose midnight is meant; UTC where only a name is stated."""
    try:
        return datetime.strptime(offset or "Z", "%z").tzinfo or UTC
    except ValueError:
        return UTC
