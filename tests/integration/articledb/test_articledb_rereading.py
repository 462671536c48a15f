"""A stored page that is read again by a better reader: the version is put right, and none is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from broadsheet.article import Article, Author, Image
from broadsheet.articledb.connection import Connection
from broadsheet.articledb.rereading import StoredPage, pages_without_profile, put_right, stored_pages
from broadsheet.articledb.store import store_items
from tests.integration.articledb.items import HOUR, NOON, article, item, rows, text


def better(stored: StoredPage, name: str, **fields: object) -> tuple[StoredPage, Article]:
    """What a reader who knows the site makes of the page."""
    return stored, replace(article(name), profile_version=1, **fields)


def test_a_page_read_better_is_the_same_version(news: Connection) -> None:
    """Text, names and images are those of the new reading; nobody is told of an edit."""
    first = item(
        "a", body_text=f"{text('a')}\n\nRead on: the weather", images=(Image("https://x.example/ad.png"),)
    )
    (known,) = store_items(news, [first])
    (page,) = stored_pages(news, [known.article_id])
    assert (page.page.url, page.page.raw, page.page.headers) == (
        first.page.url,
        first.page.raw,
        first.page.headers,
    )
    assert put_right(news, [better(page, "a", authors=(Author("Bo Lind"),))]) == 1
    (row,) = rows(
        news, "SELECT body_text, authors, version_count, profile_version, image_url FROM news.articles"
    )
    assert row == (text("a"), ["Bo Lind"], 1, 1, None)
    assert rows(news, "SELECT count(*), max(body_text) FROM news.article_versions") == [(1, text("a"))]
    assert rows(news, "SELECT count(*) FROM news.article_images") == [(0,)]
    assert rows(news, "SELECT name FROM news.article_authors") == [("Bo Lind",)]


def test_the_same_page_fetched_again_is_unchanged_then(news: Connection) -> None:
    """The next look is compared with what the reader says now."""
    (known,) = store_items(news, [item("a", body_text=f"{text('a')}\n\nRead on: the weather")])
    put_right(news, [better(page, "a") for page in stored_pages(news, [known.article_id])])
    (again,) = store_items(news, [item("a", NOON + HOUR, profile_version=1)])
    assert (again.outcome, again.version_no) == ("unchanged", 1)


def test_an_article_that_changed_meanwhile_is_left_as_it_is(news: Connection) -> None:
    """What was read again is then no longer the page that its row was read from."""
    (known,) = store_items(news, [item("a", body_text="An early flash of a few words.")])
    pages = stored_pages(news, [known.article_id])
    store_items(news, [item("a", NOON + HOUR, body_text="The whole report, an hour later.")])
    assert put_right(news, [better(page, "a") for page in pages]) == 0
    (row,) = rows(news, "SELECT body_text, version_count, profile_version FROM news.articles")
    assert row == ("The whole report, an hour later.", 2, None)


def test_pages_are_found_that_were_read_before_the_site_was_known(news: Connection) -> None:
    """Those of the last days, each once; not those that were read with a profile, nor old ones."""
    now = datetime.now(UTC)
    early, late, old = item("a", now), item("b", now, profile_version=1), item("c", now - 72 * HOUR)
    store_items(news, [early, late, old])
    assert [each.page.url for each in pages_without_profile(news, "example", 10)] == [early.page.url]
    assert pages_without_profile(news, "elsewhere", 10) == []
