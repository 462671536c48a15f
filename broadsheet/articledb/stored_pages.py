"""Which stored pages articles were read from: that of the current version, and that of the article's row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from broadsheet.article import Page, RawObject
from broadsheet.articledb.assumed import IS_LANGUAGE_ASSUMED
from broadsheet.articledb.captures import captured_page
from broadsheet.articledb.connection import Connection, cursor_of

_COLUMNS = """{0}.raw_html_key, encode({0}.sha256, 'hex'), {0}.run_id, s.source, s.section, {0}.kind,
    {0}.url, {0}.fetched_at, {0}.final_url, {0}.status_code, {0}.response_headers, {0}.is_rendered"""
_WIDTH = 12
# The response that the current version was read from; of the page that the row was read from, the last, since
# a later look may have changed tags, image or date without a version; and the last look at a live blog, whose
# entries are taken from each. Stories of several pages are left out: they are joined from pages that belong
# together as they were fetched.
_STORED = f"""
SELECT a.article_id, a.version_count, a.published_at, v.published_at, a.language,
    {_COLUMNS.format("c")},
    {_COLUMNS.format("r")},
    {_COLUMNS.format("e")}
FROM news.articles AS a
JOIN news.article_versions AS v ON v.article_id = a.article_id AND v.version_no = a.version_count
JOIN news.captures AS c ON c.article_id = a.article_id AND c.fetched_at = v.seen_at AND c.run_id = v.run_id
JOIN LATERAL (
    SELECT * FROM news.captures AS k
    WHERE k.article_id = a.article_id AND k.raw_html_key = a.raw_html_key AND k.fetched_at >= v.seen_at
    ORDER BY k.fetched_at DESC LIMIT 1
) AS r ON true
JOIN LATERAL (
    SELECT * FROM news.captures AS k
    WHERE k.article_id = a.article_id AND k.fetched_at >= r.fetched_at
        AND (a.content_type = 'live_blog' OR k.capture_id = r.capture_id)
    ORDER BY k.fetched_at DESC LIMIT 1
) AS e ON true
JOIN LATERAL (
    SELECT source, section FROM news.article_sections
    WHERE article_id = a.article_id AND source = c.source ORDER BY first_seen_at, section LIMIT 1
) AS s ON true
WHERE a.page_count = 1 AND c.raw_html_key = v.raw_html_key  -- and no first of several, the others missing
    AND NOT v.fields @> '[{{"field": "page_count", "origin": "markup"}}]'
"""  # noqa: S608 - made of constants
_OF_ARTICLES = f"{_STORED} AND a.article_id = ANY(%s) ORDER BY a.article_id"
# All that a source file's time zone and language decide: dates without a zone, those that were not
# understood, or not believed, in it, and languages that neither page nor text tells.
_RESTING = f"""
SELECT a.article_id, (%(is_all)s OR a.is_zone_assumed OR a.published_at IS NULL OR {IS_LANGUAGE_ASSUMED})
    AND (%(section)s::text IS NULL OR EXISTS (
        SELECT FROM news.article_sections AS s
        WHERE s.article_id = a.article_id AND s.source = a.source AND s.section = %(section)s))
FROM (
    SELECT * FROM news.articles WHERE source = %(source)s AND article_id > %(after)s
    ORDER BY article_id LIMIT %(count)s) AS a
JOIN news.article_versions AS v ON v.article_id = a.article_id AND v.version_no = a.version_count
ORDER BY a.article_id
"""  # noqa: S608 - made of constants
_MOST_AT_ONCE = 20_000  # articles that one statement looks at, for what it has to unfold of each: 0.2 s
_OF_URLS = f"{_STORED} AND a.source = %s AND a.url = ANY(%s) ORDER BY a.article_id"
_WITHOUT_PROFILE = f"""{_STORED}
    AND a.profile_version IS NULL AND a.source = %(source)s AND a.changed_at > now() - interval '2 days'
ORDER BY a.article_id LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class StoredPage:
    """The page that an article's current version was read from; its bytes lie in the object store.

    `shown`: the page that the article's row was read from, the same or a later one. `last`: that of the last
    look where it is a live blog, whose entries are taken from each; else `shown`.
    """

    article_id: int
    version_no: int
    published_at: datetime | None  # of the row
    version_published_at: datetime | None
    language: str | None
    page: Page
    shown: Page
    last: Page

    @property
    def pages(self) -> tuple[Page, ...]:
        """What is to be read, each once; mostly all three are one."""
        return tuple(dict.fromkeys((self.page, self.shown, self.last)))


def stored_pages(connection: Connection, article_ids: Sequence[int]) -> list[StoredPage]:
    """The pages of these articles, as far as they are of one page and were kept."""
    with cursor_of(connection) as cursor:
        cursor.execute(_OF_ARTICLES, (list(article_ids),))
        return [_stored_page(row) for row in cursor.fetchall()]


def resting_articles(
    connection: Connection,
    source: str,
    section: str | None = None,
    *,
    is_all: bool = False,
    at_once: int = _MOST_AT_ONCE,
) -> list[int]:
    """The articles of a source, or of one section, that rest on the source file; or all of them.

    By their date or their language. `at_once`: how many one statement looks at.
    """
    asked = {"source": source, "section": section, "is_all": is_all, "count": at_once}
    found: list[int] = []
    seen: list[tuple[int, bool]] = [(0, False)]
    with cursor_of(connection) as cursor:
        while seen:
            cursor.execute(_RESTING, {**asked, "after": seen[-1][0]})
            seen = cursor.fetchall()
            found += [article_id for article_id, is_resting in seen if is_resting]
    return found


def pages_of(connection: Connection, source: str, urls: Sequence[str]) -> list[StoredPage]:
    """The pages of a source's articles by their addresses, as far as they are of one page and were kept."""
    with cursor_of(connection) as cursor:
        cursor.execute(_OF_URLS, (source, list(urls)))
        return [_stored_page(row) for row in cursor.fetchall()]


def pages_without_profile(connection: Connection, source: str, limit: int) -> list[StoredPage]:
    """The pages of a source that were stored of late, before anything was learned of the site."""
    with cursor_of(connection) as cursor:
        cursor.execute(_WITHOUT_PROFILE, {"source": source, "limit": limit})
        return [_stored_page(row) for row in cursor.fetchall()]


def _stored_page(row: tuple[Any, ...]) -> StoredPage:
    begins = range(len(row) - 3 * _WIDTH, len(row), _WIDTH)
    return StoredPage(*row[: begins[0]], *(_page(row[begin : begin + _WIDTH]) for begin in begins))


def _page(row: Sequence[Any]) -> Page:
    key, sha256, *captured = row
    return replace(captured_page(captured), raw=RawObject(sha256, key))
