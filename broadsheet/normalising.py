"""One spelling for addresses, text, dates, names and language; then the hashes over the result. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from broadsheet import text
from broadsheet.article import Article, Author, Image
from broadsheet.fingerprint import body_hash, content_hash
from broadsheet.urls import canonicalise


def normalise(article: Article) -> Article:
    """The same article in its one spelling, hashes and language included."""
    clean = replace(
        article,
        url=canonicalise(article.url),
        headline=text.clean(article.headline),
        body_text=text.clean_paragraphs(article.body_text.split("\n\n")),
        authors=_names(article.authors),
        agencies=_distinct(article.agencies),
        tags=_distinct(article.tags),
        images=tuple(map(_image, article.images)),
        aliases=tuple((canonicalise(url), kind) for url, kind in article.aliases),
        published_at=_utc(article.published_at),
        modified_at=_utc(article.modified_at),
        kicker=_line(article.kicker),
        section_label=_line(article.section_label),
        desk_label=_line(article.desk_label),
        deck=_line(article.deck),
        correction_text=_line(article.correction_text),
        byline_location=_line(article.byline_location),
    )
    return _fingerprinted(_with_language(clean))


def _with_language(article: Article) -> Article:
    if article.language_confidence is not None:
        return article  # the reader has looked at the text already
    found = text.detect_language(article.body_text or article.headline, article.language)
    return replace(article, language=found.code, language_confidence=found.confidence)


def _fingerprinted(article: Article) -> Article:
    content = content_hash(
        article.headline, article.deck, article.body_text, article.author_names, article.correction_text
    )
    return replace(article, content_hash=content, body_hash=body_hash(article.body_text))


def _line(value: str | None) -> str | None:
    return text.clean(value) or None if value else None


def _names(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    named = {text.clean(author.name).casefold(): author for author in reversed(authors)}
    kept = [replace(author, name=text.clean(author.name)) for author in authors if author in named.values()]
    return tuple(author for author in kept if author.name)


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(text.clean, values))))


def _image(image: Image) -> Image:
    return replace(image, caption=_line(image.caption), credit=_line(image.credit))


def _utc(value: datetime | None) -> datetime | None:
    return value.astimezone(UTC) if value is not None else None
