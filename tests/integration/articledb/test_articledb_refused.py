"""Rows that the database will not take, and text that no row can hold."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from broadsheet.article import ArticleLink, Author, Failure, FieldValue, Image, LiveEntry
from broadsheet.articledb.connection import Connection
from broadsheet.articledb.ledger import known_links
from broadsheet.articledb.store import store_items
from broadsheet.errors import StorageError
from broadsheet.outcomes import Outcome, Reason
from tests.integration.articledb.items import (
    HOUR,
    NOON,
    article,
    failed,
    item,
    link,
    listing,
    page,
    rows,
    url,
    value,
)

POISON = {
    "a column that may not be null": {"content_hash": None},
    "a word that is on no list": {"content_type": "poem"},
    "a number beyond its bounds": {"visible_share": 2.0},
    "not a number": {"language_confidence": float("nan")},
    "an address too long for an index": {"url": url("x" * 2000)},
    "an integer beyond its type": {"page_count": 2**40},
    "a name too long for an index": {"authors": (Author(random.Random(1).randbytes(9000).hex()),)},
    "a share without end": {"visible_share": float("inf")},
    "an offset for a date": {"published_at": "the day after"},
    "no number of pages": {"page_count": 0},
    "an image without an address": {"images": (Image(None),)},  # type: ignore[arg-type]
    "a kind of link that is on no list": {"links": (ArticleLink(url("x"), "x", "sideways"),)},  # type: ignore[arg-type]
    "a kind of address that is on no list": {"aliases": ((url("other"), "carrier pigeon"),)},
    "an entry without a text": {"live_entries": (LiveEntry(None),)},  # type: ignore[arg-type]
    "a kind of author that is on no list": {"authors": (Author("A", kind="robot"),)},  # type: ignore[arg-type]
}


@pytest.mark.parametrize("fields", POISON.values(), ids=list(POISON))
def test_a_refused_row_costs_its_own_item_only(news: Connection, fields: dict[str, object]) -> None:
    """The others of the batch are stored, the refused one is quarantined with the reason."""
    bad = replace(item("bad"), article=article("bad", **fields))
    answers = store_items(news, [item("a"), bad, item("b"), listing(link("c"))])
    assert [answer.outcome for answer in answers] == [
        Outcome.NEW,
        Outcome.REJECTED,
        Outcome.NEW,
        Outcome.CHANGED,
    ]
    failure = answers[1].failure
    assert failure is not None
    assert failure.reason is Reason.ROW_REFUSED
    assert failure.detail
    assert rows(news, "SELECT url FROM news.articles ORDER BY url") == [(url("a"),), (url("b"),)]
    assert rows(news, "SELECT url, reason, detail, raw_html_key FROM news.rejected_pages") == [
        (url("bad"), "row_refused", failure.detail, bad.page.raw and bad.page.raw.key)
    ]
    ledger = known_links(news, "example", "politics", [url(name) for name in ("a", "bad", "b", "c")])
    assert [ledger[url(name)].outcome for name in ("a", "bad", "b", "c")] == [
        Outcome.NEW,
        Outcome.REJECTED,
        Outcome.NEW,
        Outcome.PENDING,
    ]


def test_nothing_of_a_refused_item_is_left(news: Connection) -> None:
    """What was written of it before it was refused is taken back."""
    bad = item("bad", authors=(Author("A", kind="robot"),))  # type: ignore[arg-type]
    store_items(news, [bad])
    for table in ("articles", "article_urls", "article_versions", "article_sections", "captures"):
        assert value(news, f"SELECT count(*) FROM news.{table}") == 0


def test_an_item_without_article_and_without_failure_is_refused(news: Connection) -> None:
    """It is a mistake of ours, and quarantined like one."""
    (answer,) = store_items(news, [replace(item("a"), article=None)])
    assert answer.failure is not None
    assert answer.failure.reason is Reason.ROW_REFUSED


def test_text_that_cannot_be_stored_is_mended(news: Connection) -> None:
    """NUL goes, a lone surrogate becomes the replacement character, wherever it stands."""
    nasty = "a\x00b\ud800c"
    mended = "ab\ufffdc"
    fields = (FieldValue("headline", nasty, nasty, "meta", nasty, True),)
    story = article(
        "n", url=url(nasty), headline=nasty, body_text=nasty, deck=nasty, tags=(nasty,), fields=fields,
        authors=(Author(nasty),), content_hash=b"1", body_hash=None,
    )  # fmt: skip
    asked = page(url(nasty), headers=((nasty, nasty), ("ETag", nasty)), redirects=(url("r\x00"),))
    answers = store_items(news, [replace(item("n"), page=asked, article=story), item("a")])
    assert [answer.outcome for answer in answers] == [Outcome.NEW, Outcome.NEW]
    assert rows(
        news, "SELECT headline, body_text, deck, tags, authors, url FROM news.articles WHERE deck <> ''"
    ) == [(mended, mended, mended, [mended], [mended], url(mended))]
    assert value(news, "SELECT etag FROM news.captures WHERE etag <> ''") == mended
    assert rows(news, "SELECT value, locator FROM news.article_fields") == [(mended, mended)]


def test_such_text_in_a_listing_and_in_a_failure(news: Connection) -> None:
    """Links and details of failures are mended, too, and found again by the address as it was given."""
    found = link("x")
    nasty = replace(found, url=url("l\x00\udfff"))
    failure = failed("f\x00", Reason.TIMEOUT)
    detailed = replace(failure, failure=replace(failure.failure, detail="bad \x00 \ud800"))  # type: ignore[type-var]
    store_items(news, [listing(nasty, replace(nasty, url=url("l\udfff"))), detailed])
    assert rows(news, "SELECT url, detail FROM news.rejected_pages") == [(url("f"), "bad  \ufffd")]
    assert set(known_links(news, "example", "politics", [nasty.url])) == {nasty.url}


def test_a_link_too_long_to_be_a_key_is_quarantined(news: Connection) -> None:
    """It cannot be in the ledger; it is not lost either, and its listing is stored."""
    endless = replace(link("x"), url=url(random.Random(1).randbytes(5000).hex()))  # does not compress
    (answer,) = store_items(news, [listing(link("a"), endless)])
    assert answer.outcome is Outcome.CHANGED
    assert rows(news, "SELECT url FROM news.listed_links") == [(url("a"),)]
    assert rows(news, "SELECT url, reason FROM news.rejected_pages") == [(endless.url, "bad_url")]


def test_an_endless_paragraph_is_stored_whole(news: Connection) -> None:
    """Five megabytes of text are an article like any other."""
    endless = "word " * 1_000_000
    (answer,) = store_items(news, [item("a", body_text=endless)])
    assert answer.outcome is Outcome.NEW
    assert value(news, "SELECT length(body_text) FROM news.articles") == len(endless)


def test_failures_are_quarantined_once_per_run(news: Connection) -> None:
    """A failed request without a body is a row; a batch that is written again does not add another."""
    batch = [failed("a", Reason.TIMEOUT), failed("b", Reason.NO_TEXT)]
    for _ in range(2):
        answers = store_items(news, batch)
    assert [answer.outcome for answer in answers] == [Outcome.REJECTED, Outcome.REJECTED]
    query = (
        "SELECT url, reason, detail, is_retryable, status_code, seen_at FROM news.rejected_pages ORDER BY url"
    )
    assert rows(news, query) == [
        (url("a"), "timeout", "as the test says", True, None, NOON),
        (url("b"), "no_text", "as the test says", False, None, NOON),
    ]


def test_a_database_without_the_schema_is_not_the_rows_fault(news: Connection) -> None:
    """A missing table is an error for all, not a reason to reject every item."""
    with news.cursor() as cursor:
        cursor.execute("DROP TABLE news.article_links")
    with pytest.raises(Exception, match="python -m broadsheet migrate") as raised:
        store_items(news, [item("a", links=())])
        store_items(news, [replace(item("b"), article=article("b", links=(ArticleLink(url("a"), "text"),)))])
    assert not isinstance(raised.value, StorageError)


def test_a_page_read_after_all_is_resolved_in_quarantine(news: Connection) -> None:
    """Its earlier failures say when; those of other pages stay open, and so does a later failure."""
    store_items(news, [failed("a", Reason.NO_TEXT), failed("b", Reason.NO_TEXT), failed("c", Reason.DNS)])
    store_items(news, [item("a", NOON + HOUR), failed("c", Reason.DNS, NOON + HOUR, run_id="run-2")])
    store_items(news, [failed("a", Reason.TIMEOUT, NOON + 2 * HOUR, run_id="run-3")])
    query = "SELECT url, reason, resolved_at IS NOT NULL FROM news.rejected_pages ORDER BY url, seen_at"
    assert rows(news, query) == [
        (url("a"), "no_text", True),
        (url("a"), "timeout", False),
        (url("b"), "no_text", False),
        (url("c"), "dns", False),
        (url("c"), "dns", False),
    ]


def test_a_capture_names_the_article_once_it_is_read(news: Connection) -> None:
    """A kept page that was rejected at first is the article's capture when its bytes are read again."""
    good = item("a")
    store_items(news, [replace(good, article=None, failure=Failure(Reason.NO_TEXT))])
    assert value(news, "SELECT article_id FROM news.captures") is None
    (answer,) = store_items(news, [good])
    assert rows(news, "SELECT article_id FROM news.captures") == [(answer.article_id,)]


def test_many_poisonous_items_cost_themselves_and_no_other(news: Connection) -> None:
    """Every kind of them in one batch, good ones in between."""
    poisonous = [
        replace(item(f"bad{n}"), article=article(f"bad{n}", **{"url": url(f"bad{n}"), **fields}))
        for n, fields in enumerate(POISON.values())
    ]
    good = [item(f"good{n}") for n in range(len(poisonous))]
    batch = [each for pair in zip(poisonous, good, strict=True) for each in pair]
    answers = store_items(news, batch)
    assert [answer.outcome for answer in answers] == [Outcome.REJECTED, Outcome.NEW] * len(good)
    assert value(news, "SELECT count(*) FROM news.articles") == len(good)
    reasons = rows(news, "SELECT reason, count(*) FROM news.rejected_pages GROUP BY reason")
    assert reasons == [("row_refused", len(poisonous))]
