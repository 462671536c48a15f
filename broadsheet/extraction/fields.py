"""From a Page to an Article: the order in which its fields are decided."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.article import Article
from broadsheet.extraction import (
    access,
    authors,
    canonical,
    kind,
    links,
    live,
    media,
    published,
    source_rules,
)
from broadsheet.extraction.authornotes import without_notes
from broadsheet.extraction.body import Text
from broadsheet.extraction.headings import Headline
from broadsheet.extraction.language import record_language
from broadsheet.extraction.page import Page
from broadsheet.extraction.source_rules import reader_name
from broadsheet.extraction.tagging import find_tags
from broadsheet.extraction.values import Candidate
from broadsheet.fingerprint import body_hash, content_hash
from broadsheet.text import clean, detect_language

# To be raised with every release that reads a page otherwise: what changes with the version is no edit.
EXTRACTOR_VERSION = "3"


def article_of(page: Page, headline: Headline, text: Text, medium: Candidate | None) -> Article:
    """All that a page says; each value is in the page's ledger, too, with its place."""
    page.ledger.record("headline", headline.candidates, headline.chosen)
    title = clean(headline.chosen.value or "")
    url = canonical.find_url(page, title)
    dates = published.find_dates_of(page)
    byline = authors.find_byline(page)
    body = without_notes(page, text.body, byline)
    language = detect_language(body or title, page.language)
    record_language(page, language)
    _record_charset(page)
    labels = [text.labels.kicker, text.labels.section, text.labels.desk]
    content_type = kind.find_content_type(page, len(body), labels, medium)
    if content_type == "live_blog":
        live.find_end(page)
    moment, named = dates.published, text.labels
    article = Article(
        url=url,
        headline=title,
        body_text=body,
        kicker=named.kicker,
        section_label=named.section,
        desk_label=named.desk,
        deck=named.deck,
        correction_text=text.correction,
        authors=byline.authors,
        agencies=byline.agencies,
        byline_location=byline.location,
        published_at=moment.instant if moment else None,
        published_precision=moment.precision if moment else None,
        published_offset=moment.offset if moment else None,
        is_zone_assumed=moment.is_zone_assumed if moment else False,
        modified_at=dates.modified.instant if dates.modified else None,
        language=language.code,
        language_confidence=language.confidence,
        tags=find_tags(page),
        images=media.find_images(page),
        links=links.find_links(page),
        live_entries=live.find_live_entries(page, (each.name for each in byline.authors)),
        content_type=content_type,
        access=access.find_access(page, len(body)),
        aliases=canonical.find_aliases(page, url),
        extractor_version=reader_name(EXTRACTOR_VERSION, page.context.rules),
        profile_version=page.context.profile.version if page.context.profile else None,
    )
    return _hashed(source_rules.put_right(article, page), page)


def _record_charset(page: Page) -> None:
    decoded = page.decoded
    stated = Candidate(decoded.charset, decoded.origin, decoded.locator)
    page.ledger.record("charset", [stated], stated)
    if decoded.replacement_count:
        count = Candidate(str(decoded.replacement_count), "inferred", "bytes that no charset explains")
        page.ledger.record("replacement_count", [count], count)


def _hashed(article: Article, page: Page) -> Article:
    whole = content_hash(
        article.headline, article.deck, article.body_text, article.author_names, article.correction_text
    )
    return replace(
        article, content_hash=whole, body_hash=body_hash(article.body_text), fields=tuple(page.ledger.values)
    )
