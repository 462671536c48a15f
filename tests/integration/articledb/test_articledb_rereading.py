"""A stored page that is read again by a better reader: the version is put right, and none is made."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from broadsheet.article import Author, FieldValue, Image, Item, LiveEntry
from broadsheet.articledb.assumed import dates_of, languages_of_before, newest_dates
from broadsheet.articledb.connection import Connection
from broadsheet.articledb.read_by import read_by
from broadsheet.articledb.rereading import ReadAgain, put_right
from broadsheet.articledb.store import store_items
from broadsheet.articledb.stored_pages import (
    StoredPage,
    pages_without_profile,
    resting_articles,
    stored_pages,
)
from broadsheet.config import RawStoreSettings
from broadsheet.normalising import normalise
from broadsheet.rawstore import RawStore
from broadsheet.reading import read_page
from broadsheet.rereading import reread, ruled_otherwise
from broadsheet.zonecheck import StoredDate
from tests.integration.articledb.items import HOUR, NOON, article, item, page, rows, source, text, url


def better(stored: StoredPage, name: str, **fields: object) -> ReadAgain:
    """What a reader who knows the site makes of the page."""
    said = article(name, **{"profile_version": 1, **fields})
    return ReadAgain(stored, said, said, said)


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


def test_what_was_only_misread_is_no_difference_to_the_version_before(news: Connection) -> None:
    """A redesign hid the byline from the reader, and the deck was changed beside: that alone is the edit."""
    signed = {"authors": (Author("Ana Costa"),)}
    store_items(news, [item(name, **signed) for name in "ab"])
    stored = store_items(news, [item("a", NOON + HOUR), item("b", NOON + HOUR, deck="Another deck.")])
    query = "SELECT change_types FROM news.article_versions WHERE version_no = 2 ORDER BY article_id"
    assert rows(news, query) == [(["authors"],), (["deck", "authors"],)]
    pages = stored_pages(news, [each.article_id for each in stored if each.article_id])
    put_right(news, [better(pages[0], "a", **signed), better(pages[1], "b", deck="Another deck.", **signed)])
    assert rows(news, query) == [([],), (["deck"],)]


def test_an_article_that_changed_meanwhile_is_left_as_it_is(news: Connection) -> None:
    """What was read again is then no longer the page that its row was read from, or its version."""
    known = store_items(news, [item("a", body_text="An early flash of a few words."), item("b")])
    pages = stored_pages(news, [each.article_id for each in known])
    later = item("a", NOON + HOUR, body_text="The whole report, an hour later.")
    store_items(news, [later, item("b", NOON + HOUR, tags=("Ports",))])
    assert put_right(news, [better(page, page.page.url[-1]) for page in pages]) == 0
    query = "SELECT body_text, tags, version_count, profile_version FROM news.articles ORDER BY url"
    assert rows(news, query) == [
        ("The whole report, an hour later.", [], 2, None),
        (text("b"), ["Ports"], 1, None),
    ]


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
    put_right(news, [better(page, name := page.page.url[-1], body_text=texts[name]) for page in pages])
    pulled = rows(news, "SELECT url FROM news.articles WHERE updated_at > '2026-01-01'")
    assert pulled == [(url("a"),)], "who pulls what changed is told of the date"
    query = "SELECT published_at, published_precision, is_zone_assumed FROM news.articles ORDER BY url"
    assert rows(news, query) == [(None, None, False), (NOON - HOUR, "minute", False)]


def test_a_date_that_neither_page_states_stays_if_another_stated_it(news: Connection) -> None:
    """An earlier version did (b), or a look between (c); where all are read otherwise now, nobody did (a)."""
    date = {"published_at": NOON - HOUR, "published_precision": "minute"}
    moved, at, last = {**date, "published_at": NOON}, NOON + HOUR, NOON + 2 * HOUR
    store_items(news, [item(name, **date) for name in "abc"])
    store_items(news, [item("b", at, body_text=text("x")), item("c", at, **moved)])
    looks = [item("a", last, **moved), item("b", last, body_text=text("x"), tags=("Sea",))]
    stored = store_items(news, [*looks, item("c", last, tags=("Sea",))])
    query = "SELECT published_at, version_count FROM news.articles ORDER BY url"
    assert rows(news, query) == [(NOON, 1), (NOON - HOUR, 2), (NOON, 1)]
    pages = stored_pages(news, [each.article_id for each in stored if each.article_id])
    a, b, c = (article(name, body_text=text(body)) for name, body in zip("abc", "axc", strict=True))
    texts = [a, b, replace(c, **date)]
    read = [ReadAgain(*each) for each in zip(pages, texts, (a, b, c), (a, b, c), strict=True)]
    assert [each.published_at for each in read] == [None, NOON - HOUR, NOON]
    assert put_right(news, read) == 3
    assert rows(news, query) == [(None, 1), (NOON - HOUR, 2), (NOON, 1)]


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
    moved = {"published_precision": "minute", "is_zone_assumed": True}
    store_items(news, [item("bare", NOON + HOUR, published_at=NOON + HOUR, **moved)])
    assert newest_dates(news, "example", 10) == [], "a later look's date is not of the version's text"


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
    read = [
        better(page, page.page.url.rpartition("/")[2], language="de", fields=fields, **date)
        for page in stored_pages(news, resting)
    ]
    shown = {url("silent"): "de", url("later"): "it"}  # by the page of the later look
    put_right(
        news,
        [replace(each, shown=replace(each.shown, language=shown[each.stored.page.url])) for each in read],
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


STORY = """<html lang=en><head><script type="application/ld+json">{}</script></head>
<body><article><h1>Harbour opens</h1><p>{}</p></article></body></html>"""
EVERYTHING = """
SELECT to_jsonb(a) || jsonb_build_object('updated_at', a.updated_at > '2026-01-01'), to_jsonb(v)
FROM news.articles AS a JOIN news.article_versions AS v USING (article_id)"""
MISREAD = """
WITH misread AS (UPDATE news.article_versions SET body_text = 'An ad')
UPDATE news.articles SET body_text = 'An ad', tags = '{Ad}', published_at = NULL RETURNING 1"""


def fetched(store: RawStore, at: datetime, **stated: object) -> Item:
    """A story's page at a time, kept, and read as a crawl reads it."""
    data = {"@type": "NewsArticle", "headline": "Harbour opens", **stated}
    body = STORY.format(json.dumps(data), text("a")).encode()
    found = page(url("a"), at, body=body, raw=store.put(body, "text/html"))
    return Item(found, normalise(read_page(found, source())))


def test_what_a_later_look_told_without_a_version_stays(news: Connection, bucket: RawStoreSettings) -> None:
    """The row is read from the page it came from, the version from its own; what is right is left alone."""
    store = RawStore(bucket)
    early, late = (f"2026-11-02T{hour}:30:00Z" for hour in (10, 12))
    first = {"keywords": "Ships", "datePublished": early, "dateModified": early}
    second = {"keywords": "Quays", "datePublished": late, "articleSection": "Ports"}
    looks = [
        first | {"image": "https://x.example/1.jpg"},
        second,
        second | {"image": "https://x.example/2.jpg"},
    ]
    stored = [
        store_items(news, [fetched(store, NOON + number * HOUR, **stated)])[0]
        for number, stated in enumerate([*looks, looks[1]])
    ]
    assert {(each.article_id, each.version_no) for each in stored} == {(stored[0].article_id, 1)}
    rows(news, "UPDATE news.articles SET updated_at = '2026-01-01' RETURNING 1")
    ((row, version),) = rows(news, EVERYTHING)
    assert (row["tags"], row["image_url"], row["modified_at"]) == (["Quays"], None, None)
    assert version["modified_at"] is not None
    report = reread(news, store, source(), [stored[0].article_id])
    assert (report.read_count, report.moved) == (1, [])
    assert rows(news, EVERYTHING) == [(row, version)], "and nothing is bumped"
    rows(news, MISREAD)
    reread(news, store, source(), [stored[0].article_id])
    assert rows(news, EVERYTHING) == [(row | {"updated_at": True}, version)]


def test_stories_stored_before_a_rule_was_written_are_found_and_put_right(
    news: Connection, bucket: RawStoreSettings
) -> None:
    """Those fetched since the rule's day, until they are read by it; what changes is told by field."""
    store = RawStore(bucket)
    (stored,) = store_items(news, [fetched(store, NOON)])
    assert stored.article_id is not None
    rule = {"from": NOON.date(), "kicker": "article h1", "deck": ".none"}
    ruled = source(rules=[rule])
    later = source(rules=[rule | {"from": (NOON + 24 * HOUR).date()}])
    assert ruled_otherwise(news, later) == ruled_otherwise(news, source()) == []
    assert ruled_otherwise(news, ruled, "sports") == []
    assert ruled_otherwise(news, ruled, "politics") == ruled_otherwise(news, ruled) == [stored.article_id]
    for is_dry in (True, False):
        report = reread(news, store, ruled, [stored.article_id], is_dry=is_dry)
        assert (report.read_count, report.changed) == (1, {"kicker": [url("a")]})
    assert ruled_otherwise(news, ruled) == []
    assert ruled_otherwise(news, source()) == [stored.article_id], "and when the rule is taken back"
    assert reread(news, store, ruled, [stored.article_id]).changed == {}
    assert len(read_by(news, "example", at_once=1)) == 1

    whole = source(rules=[{"from": NOON.date(), "drop": ["script", "p"]}])
    report = reread(news, store, whole, [stored.article_id])
    ((why, urls),) = report.refused.items()
    assert (report.read_count, urls) == (0, [url("a")])
    assert "no_text" in why and "rule for drop took out" in why, "who wrote the rule is told of it"


def test_the_entries_of_a_live_blog_are_those_of_its_last_look(news: Connection) -> None:
    """They are taken from each look, also from one that changes neither text nor row."""
    early, late = (
        item("a", at, content_type="live_blog", live_entries=(LiveEntry("Goal", published_at=at),))
        for at in (NOON, NOON + HOUR)
    )
    (known,), _ = store_items(news, [early]), store_items(news, [late])
    (stored,) = stored_pages(news, [known.article_id])
    assert [each.fetched_at for each in stored.pages] == [NOON, NOON + HOUR]
    assert stored.shown == stored.page and early.article and late.article
    put_right(news, [ReadAgain(stored, early.article, early.article, late.article)])
    assert rows(news, "SELECT published_at FROM news.live_entries") == [(NOON + HOUR,)]
