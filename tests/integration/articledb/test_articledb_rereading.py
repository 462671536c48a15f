"""A stored page that is read again by a better reader: the version is put right, and none is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from broadsheet.article import Article, Author, FieldValue, Image
from broadsheet.articledb.assumed import dates_of, languages_of_before, newest_dates
from broadsheet.articledb.connection import Connection
from broadsheet.articledb.rereading import (
    StoredPage,
    pages_without_profile,
    put_right,
    resting_articles,
    stored_pages,
)
from broadsheet.articledb.store import store_items
from broadsheet.zonecheck import StoredDate
from tests.integration.articledb.items import HOUR, NOON, article, item, rows, text, url


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


def test_a_date_that_this_page_never_stated_goes_and_that_of_an_earlier_one_stays(news: Connection) -> None:
    """What was misread is nobody's statement; what an earlier version said of its publication stays true."""
    misread = item("a", published_at=NOON - HOUR, published_precision="minute", is_zone_assumed=True)
    dated = item("b", published_at=NOON - HOUR, published_precision="minute")
    first, second = store_items(news, [misread, dated])
    texts = {"a": text("a"), "b": "Another text, and no date beside it any more."}
    store_items(news, [item("b", NOON + HOUR, body_text=texts["b"])])
    pages = stored_pages(news, [first.article_id, second.article_id])
    assert {each.published_at for each in pages} == {NOON - HOUR}
    rows(news, "UPDATE news.articles SET updated_at = '2026-01-01' RETURNING 1")
    names = [page.page.url[-1] for page in pages]
    read = [article(name, body_text=texts[name]) for name in names]
    put_right(news, list(zip(pages, read, strict=True)))
    pulled = rows(news, "SELECT url FROM news.articles WHERE updated_at > '2026-01-01'")
    assert pulled == [(url("a"),)], "who pulls what changed is told of the date"
    query = "SELECT published_at, published_precision, is_zone_assumed FROM news.articles ORDER BY url"
    assert rows(news, query) == [(None, None, False), (NOON - HOUR, "minute", False)]


def test_articles_whose_dates_rest_on_the_source_file_are_found(news: Connection) -> None:
    """Those that name no zone, with the text they were read from, and those without any date."""
    raw = FieldValue("published_at", NOON.isoformat(), "13:00", "markup", "time", is_chosen=True)
    bare = item("bare", published_at=NOON, published_precision="minute", is_zone_assumed=True, fields=(raw,))
    zoned = item("zoned", published_at=NOON, published_precision="minute")
    stored = [each.article_id for each in store_items(news, [bare, zoned, item("none")])]
    assert resting_articles(news, "example") == sorted([stored[0], stored[2]])
    assert resting_articles(news, "example", at_once=1) == sorted([stored[0], stored[2]])
    assert resting_articles(news, "example", "politics", is_all=True) == sorted(stored)
    assert resting_articles(news, "example", "sports", is_all=True) == []
    date = StoredDate(url("bare"), NOON, "13:00")
    assert newest_dates(news, "example", 10) == dates_of(news, [url("bare"), url("zoned")]) == [date]


def spoken(code: str, locator: str) -> tuple[FieldValue, ...]:
    """What a version holds of an article's language."""
    return (FieldValue("language", code, code, "inferred", locator, is_chosen=True),)


def test_a_language_that_rests_on_the_source_file_is_put_right(news: Connection) -> None:
    """Found and told as long as the file says another now; one that page or text tell rests on nobody.

    A later look that told another language, and made no version, is not taken back.
    """
    date = {"published_at": NOON, "published_precision": "minute"}
    given, told = spoken("en", "source file"), spoken("fr", "text")
    names = {"silent": ("en", given), "later": ("en", given), "said": ("fr", told)}
    stored = store_items(
        news, [item(name, language=code, fields=fields, **date) for name, (code, fields) in names.items()]
    )
    rows(news, "UPDATE news.articles SET updated_at = '2026-01-01' RETURNING 1")
    (again,) = store_items(news, [item("later", NOON + HOUR, language="it", **date)])
    assert (again.outcome, again.version_no) == ("unchanged", 1), "nobody's edit"
    pulled = rows(news, "SELECT url, language FROM news.articles WHERE updated_at > '2026-01-01'")
    assert pulled == [(url("later"), "it")], "but who pulls what changed is told"
    resting = resting_articles(news, "example")
    assert resting == sorted(each.article_id for each in stored[:2])
    assert languages_of_before(news, "example", 10, ["en"]) == []
    assert languages_of_before(news, "example", 10, ["de", "it"]) == [(url("silent"), "en")]
    fields = spoken("de", "source file")
    put_right(
        news,
        [
            better(page, page.page.url.rpartition("/")[2], language="de", fields=fields, **date)
            for page in stored_pages(news, resting)
        ],
    )
    query = "SELECT url, language, version_count FROM news.articles ORDER BY url"
    assert rows(news, query) == [(url("later"), "it", 1), (url("said"), "fr", 1), (url("silent"), "de", 1)]
    assert languages_of_before(news, "example", 10, ["de"]) == []


def test_pages_are_found_that_were_read_before_the_site_was_known(news: Connection) -> None:
    """Those of the last days, each once; not those that were read with a profile, nor old ones."""
    now = datetime.now(UTC)
    early, late, old = item("a", now), item("b", now, profile_version=1), item("c", now - 72 * HOUR)
    store_items(news, [early, late, old])
    assert [each.page.url for each in pages_without_profile(news, "example", 10)] == [early.page.url]
    assert pages_without_profile(news, "elsewhere", 10) == []
