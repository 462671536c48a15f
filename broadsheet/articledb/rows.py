"""Values to rows: one dictionary per row, keyed as the record lists of the SQL name them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from broadsheet.article import Article, Failure, FieldValue, LiveEntry, Page
from broadsheet.articledb.edge import clean_text
from broadsheet.articledb.entries import Entry
from broadsheet.articledb.unproven import proves

Row = dict[str, Any]
_USUAL_PORTS = {"http": 80, "https": 443}


def host_of(url: str) -> str:
    """The host by which a source owns an address: lower case, no `www.`, no usual port."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    return host if port in {None, _USUAL_PORTS.get(parts.scheme)} else f"{host}:{port}"


def digest(value: bytes | None) -> str | None:
    """Bytes as PostgreSQL reads them."""
    return f"\\x{value.hex()}" if value is not None else None


def article_row(entry: Entry) -> Row:
    """The columns of `news.articles` that the page decides."""
    article, page = entry.article, entry.page
    image = article.images[0] if article.images else None
    return {
        "url": entry.canonical,
        "source": page.source,
        "host": host_of(entry.canonical),
        "run_id": page.run_id,
        "seen_at": page.fetched_at,
        "headline": article.headline,
        "kicker": article.kicker,
        "section_label": article.section_label,
        "desk_label": article.desk_label,
        "deck": article.deck,
        "body_text": article.body_text,
        "correction_text": article.correction_text,
        "authors": article.author_names,
        "agencies": article.agencies,
        "byline_location": article.byline_location,
        "published_at": article.published_at,
        "published_precision": article.published_precision,
        "published_offset": article.published_offset,
        "is_zone_assumed": article.is_zone_assumed,
        "modified_at": article.modified_at,
        "language": article.language,
        "language_confidence": article.language_confidence,
        "tags": article.tags,
        "image_url": image and image.url,
        "image_caption": image and image.caption,
        "image_credit": image and image.credit,
        "content_type": article.content_type,
        "access": article.access,
        "visible_share": article.visible_share,
        "page_count": article.page_count,
        "word_count": article.word_count,
        "content_hash": digest(article.content_hash),
        "body_hash": digest(article.body_hash),
        "raw_html_key": page.raw.key if page.raw else None,
        "extractor_version": article.extractor_version,
        "profile_version": article.profile_version,
        "taken_from": entry.taken_from,
    }


def version_row(entry: Entry) -> Row:
    """What a version holds beside what it takes over from its article."""
    article, page = entry.article, entry.page
    return {
        "article_id": entry.article_id,
        "seen_at": page.fetched_at,
        "run_id": page.run_id,
        "raw_html_key": page.raw.key if page.raw else None,
        "published_at": article.published_at,
        "modified_at": article.modified_at,
        "fields": [_field(value) for value in article.fields],
    }


def version_key(entry: Entry) -> Row:
    """Which response of which run a version would be of."""
    return {
        "article_id": entry.article_id,
        "url": entry.asked,
        "run_id": entry.page.run_id,
        "seen_at": entry.page.fetched_at,
    }


def url_rows(entry: Entry) -> list[Row]:
    """The addresses beside the canonical one, each once, with the most telling kind."""
    answered = (entry.final, entry.asked, *entry.redirects)
    kinds = {url: "alias" if proves(entry.final, url) else "redirect" for url in answered}
    kinds.update((clean_text(url), kind) for url, kind in entry.article.aliases)
    kinds.pop(entry.canonical, None)
    seen_at = entry.page.fetched_at
    return [
        {"url": url, "article_id": entry.article_id, "kind": kind, "seen_at": seen_at}
        for url, kind in kinds.items()
    ]


def author_rows(article_id: int, article: Article) -> list[Row]:
    """The byline."""
    return [
        {
            "article_id": article_id,
            "position": position,
            "name": author.name,
            "kind": author.kind,
            "role": author.role,
            "location": author.location,
            "raw_value": author.raw_value,
        }
        for position, author in enumerate(article.authors, 1)
    ]


def image_rows(article_id: int, article: Article) -> list[Row]:
    """The images."""
    return [
        {
            "article_id": article_id,
            "position": position,
            "url": image.url,
            "caption": image.caption,
            "credit": image.credit,
        }
        for position, image in enumerate(article.images, 1)
    ]


def link_rows(article_id: int, article: Article) -> list[Row]:
    """The links in the text and beside it."""
    return [
        {
            "article_id": article_id,
            "position": position,
            "url": link.url,
            "text": link.text,
            "kind": link.kind,
        }
        for position, link in enumerate(article.links, 1)
    ]


def live_rows(article_id: int, article: Article) -> list[Row]:
    """The entries of a live blog."""
    return [
        {
            "article_id": article_id,
            "entry_no": number,
            "published_at": entry.published_at,
            "headline": entry.headline,
            "body_text": entry.body_text,
            "author": entry.author,
        }
        for number, entry in enumerate(_oldest_first(article.live_entries), 1)
    ]


def capture_row(entry: Entry) -> Row:
    """A response whose bytes were kept."""
    return _capture(entry.page, entry.asked, entry.final, entry.article_id if entry.failure is None else None)


def part_row(entry: Entry, part: Page) -> Row:
    """A further page of an article whose bytes were kept."""
    asked, final = clean_text(part.url), clean_text(part.final_url)
    is_read = entry.failure is None and part.failure is None
    return _capture(part, asked, final or asked, entry.article_id if is_read else None)


def _capture(page: Page, asked: str, final: str, article_id: int | None) -> Row:
    headers = {name.lower(): value for name, value in reversed(page.headers)}  # the first one counts
    return {
        "run_id": page.run_id,
        "source": page.source,
        "article_id": article_id,
        "kind": page.kind,
        "url": asked,
        "final_url": final,
        "status_code": page.status_code,
        "response_headers": page.headers,
        "content_type": headers.get("content-type"),
        "byte_count": len(page.body),
        "sha256": f"\\x{page.raw.sha256}" if page.raw else None,
        "raw_html_key": page.raw.key if page.raw else None,
        "etag": headers.get("etag"),
        "last_modified": headers.get("last-modified"),
        "fetched_at": page.fetched_at,
        "is_rendered": page.is_rendered,
    }


def rejection_row(page: Page, url: str, failure: Failure) -> Row:
    """A page or an address in quarantine."""
    return {
        "url": url,
        "source": page.source,
        "section": page.section,
        "run_id": page.run_id,
        "kind": page.kind,
        "reason": failure.reason,
        "detail": failure.detail[:_LONGEST_DETAIL],
        "status_code": page.status_code,
        "raw_html_key": page.raw.key if page.raw else None,
        "seen_at": page.fetched_at,
        "is_retryable": failure.reason.is_retryable,
    }


_LONGEST_DETAIL = 2000  # a sentence for a person; some exceptions quote whole pages


def _field(value: FieldValue) -> Row:
    row: Row = {
        "field": value.field,
        "origin": value.origin,
        "locator": value.locator,
        "is_chosen": value.is_chosen,
    }
    # Absent keys read back as null; most candidates lack some.
    if value.value is not None:
        row["value"] = value.value
    if value.raw_value is not None:
        row["raw_value"] = value.raw_value
    if value.precision is not None:
        row["precision"] = value.precision
    return row


def _oldest_first(entries: Sequence[LiveEntry]) -> Iterable[LiveEntry]:
    # Most live blogs put the newest on top; numbered from the oldest, an entry keeps its number.
    times = [entry.published_at for entry in entries if entry.published_at]
    is_newest_first = len(times) > 1 and times[0] > times[-1]
    return reversed(entries) if is_newest_first else entries
