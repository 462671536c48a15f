"""What becomes of items in the tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from broadsheet import recheck
from broadsheet.article import (
    ArticleLink,
    Author,
    FieldValue,
    Image,
    LiveEntry,
)
from broadsheet.articledb.connection import Connection
from broadsheet.articledb.runs import finish_run, start_run
from broadsheet.articledb.sources import sync_sources
from broadsheet.articledb.store import store_items
from broadsheet.outcomes import Outcome, Verdict
from broadsheet.runs import Judgement, RunCounts, RunStart
from broadsheet.sources import Source
from tests.integration.articledb.items import HOUR, NOON, article, item, page, rows, text, url, value


def test_nothing_to_store_is_no_work(news: Connection) -> None:
    """An empty batch has an empty answer."""
    assert store_items(news, []) == []


def test_every_field_of_an_article_arrives(news: Connection) -> None:
    """What the page says stands in `articles`, column by column."""
    said = article(
        "a",
        kicker="Harbour",
        section_label="Local",
        desk_label="Update desk",
        deck="In short",
        correction_text="An earlier version was wrong.",
        agencies=("Wire",),
        byline_location="Lisbon",
        published_at=NOON,
        published_precision="minute",
        published_offset="+02:00",
        is_zone_assumed=True,
        modified_at=NOON + HOUR,
        language="en",
        language_confidence=0.5,
        tags=("x", "y"),
        content_type="opinion",
        access="metered",
        visible_share=0.25,
        page_count=2,
        profile_version=7,
    )
    names = [
        "url",
        "headline",
        "kicker",
        "section_label",
        "desk_label",
        "deck",
        "body_text",
        "correction_text",
        "agencies",
        "byline_location",
        "published_at",
        "published_precision",
        "published_offset",
        "is_zone_assumed",
        "modified_at",
        "language",
        "language_confidence",
        "tags",
        "content_type",
        "access",
        "visible_share",
        "page_count",
        "word_count",
        "extractor_version",
        "profile_version",
    ]
    store_items(news, [replace(item("a"), article=said)])
    (row,) = rows(news, f"SELECT {', '.join(names)} FROM news.articles")
    held = dict(zip(names, row, strict=True))
    expected = {name: getattr(said, name) for name in names}
    assert held == {**expected, "agencies": ["Wire"], "tags": ["x", "y"]}


def test_absent_values_stay_absent(news: Connection) -> None:
    """What the page does not state is null, or an empty list; no value is invented."""
    store_items(news, [item("a", authors=())])
    (row,) = rows(
        news, "SELECT published_at, deck, language, image_url, authors, agencies, tags FROM news.articles"
    )
    assert row == (None, None, None, None, [], [], [])


def test_the_parts_of_an_article(news: Connection) -> None:
    """Byline, images, links and entries are rows in the order of the page; the first image leads."""
    said = {
        "authors": (Author("Ann Reed", role="text"), Author("Wire", kind="organisation")),
        "images": (Image(url("1.jpg"), "A boat", "Photo: Reed"), Image(url("2.jpg"))),
        "links": (ArticleLink(url("b"), "see b"), ArticleLink(url("c"), "more", "related")),
        "live_entries": (
            LiveEntry("first", published_at=NOON),
            LiveEntry("second", published_at=NOON + HOUR),
        ),
    }
    store_items(news, [item("a", **said)])
    assert rows(news, "SELECT position, name, kind, role FROM news.article_authors ORDER BY position") == [
        (1, "Ann Reed", "person", "text"),
        (2, "Wire", "organisation", None),
    ]
    assert value(news, "SELECT authors FROM news.articles") == ["Ann Reed"]
    assert rows(news, "SELECT position, url, credit FROM news.article_images ORDER BY position") == [
        (1, url("1.jpg"), "Photo: Reed"),
        (2, url("2.jpg"), None),
    ]
    assert rows(news, "SELECT image_url, image_caption, image_credit FROM news.articles") == [
        (url("1.jpg"), "A boat", "Photo: Reed")
    ]
    assert rows(news, "SELECT position, url, text, kind FROM news.article_links ORDER BY position") == [
        (1, url("b"), "see b", "inline"),
        (2, url("c"), "more", "related"),
    ]
    assert rows(news, "SELECT entry_no, body_text FROM news.live_entries ORDER BY entry_no") == [
        (1, "first"),
        (2, "second"),
    ]


def test_provenance_is_kept_with_the_values_not_chosen(news: Connection) -> None:
    """Every candidate of a field is a row of `article_fields`, numbered within its field."""
    said = (
        FieldValue("headline", "One", " One ", "markup", "h1", True),
        FieldValue("published_at", "2026-11-02T12:00:00Z", "noon", "meta", "date", True, "minute"),
        FieldValue("headline", "Uno", "Uno", "meta", "og:title", False),
    )
    store_items(news, [item("a", fields=said)])
    query = """
        SELECT version_no, field, candidate_no, value, raw_value, origin, locator, precision, is_chosen
        FROM news.article_fields ORDER BY field, candidate_no
    """
    assert rows(news, query) == [
        (1, "headline", 1, "One", " One ", "markup", "h1", None, True),
        (1, "headline", 2, "Uno", "Uno", "meta", "og:title", None, False),
        (1, "published_at", 1, "2026-11-02T12:00:00Z", "noon", "meta", "date", "minute", True),
    ]


def test_the_answer_says_what_the_database_made_of_each_item(news: Connection) -> None:
    """Outcome, id and version come back in the order of the items, whatever order they are written in."""
    store_items(news, [item("b"), item("c")])
    answers = store_items(
        news, [item("c", NOON + HOUR, headline="Other"), item("a", NOON + HOUR), item("b", NOON + 2 * HOUR)]
    )
    assert [answer.outcome for answer in answers] == [Outcome.CHANGED, Outcome.NEW, Outcome.UNCHANGED]
    assert [answer.version_no for answer in answers] == [2, 1, 1]
    ids = dict(rows(news, "SELECT url, article_id FROM news.articles"))
    assert [answer.article_id for answer in answers] == [ids[url(name)] for name in "cab"]


def test_an_edit_writes_a_version_and_says_what_changed(news: Connection) -> None:
    """A new version only when the content hash differs; the row shows the newest, the versions all."""
    edits = [
        {},
        {"headline": "Other"},
        {"headline": "Other", "deck": "New deck", "authors": (Author("Ben Low"),)},
        {"headline": "Other", "deck": "New deck", "authors": (Author("Ben Low"),), "body_text": text("z")},
    ]
    for number, fields in enumerate(edits):
        store_items(news, [item("a", NOON + number * HOUR, **fields)])
        store_items(news, [item("a", NOON + number * HOUR + HOUR / 2, **fields)])
    assert rows(news, "SELECT version_no, change_types, seen_at FROM news.article_versions ORDER BY 1") == [
        (1, [], NOON),
        (2, ["headline"], NOON + HOUR),
        (3, ["deck", "authors"], NOON + 2 * HOUR),
        (4, ["body"], NOON + 3 * HOUR),
    ]
    assert rows(
        news, "SELECT version_count, headline, body_text, changed_at, last_seen_at FROM news.articles"
    ) == [(4, "Other", text("z"), NOON + 3 * HOUR, NOON + 3.5 * HOUR)]
    assert rows(news, "SELECT name FROM news.article_authors") == [("Ben Low",)]


def test_a_correction_notice_is_a_change(news: Connection) -> None:
    """A labelled correction makes a version that says so."""
    store_items(news, [item("a")])
    store_items(news, [item("a", NOON + HOUR, correction_text="It was a ship, not a boat.")])
    assert value(news, "SELECT change_types FROM news.article_versions WHERE version_no = 2") == [
        "correction"
    ]


def test_updated_at_moves_only_with_what_a_reader_sees(news: Connection) -> None:
    """A sighting leaves `updated_at` alone; another tag, without another version, moves it."""
    query = "SELECT updated_at, version_count FROM news.articles"
    store_items(news, [item("a", tags=("x",))])
    ((first, _),) = rows(news, query)
    store_items(news, [item("a", NOON + HOUR, tags=("x",), visible_share=0.5)])
    assert rows(news, query) == [(first, 1)]
    store_items(news, [item("a", NOON + 2 * HOUR, tags=("x", "y"))])
    ((moved, versions),) = rows(news, query)
    assert moved > first
    assert versions == 1


def test_a_time_of_publication_once_stated_stays(news: Connection) -> None:
    """A page that no longer says when it was published does not unpublish the article."""
    store_items(news, [item("a", published_at=NOON, published_precision="minute")])
    store_items(news, [item("a", NOON + HOUR, headline="Other")])
    assert rows(news, "SELECT published_at, published_precision FROM news.articles") == [(NOON, "minute")]


def test_an_older_page_arriving_late_changes_nothing(news: Connection) -> None:
    """What was fetched before the current version was is a sighting, not an edit."""
    store_items(news, [item("a", NOON + HOUR, headline="Newer")])
    (answer,) = store_items(news, [item("a", NOON, headline="Older")])
    assert answer.outcome is Outcome.UNCHANGED
    assert rows(news, "SELECT headline, version_count, first_seen_at, last_seen_at FROM news.articles") == [
        ("Newer", 1, NOON, NOON + HOUR)
    ]


def test_one_address_twice_in_a_batch(news: Connection) -> None:
    """Two items of one article in a batch end as if they had come one after the other."""
    batch = [item("a", NOON + HOUR, headline="Later"), item("a"), item("b"), item("a", NOON + HOUR / 2)]
    answers = store_items(news, batch)
    assert [answer.outcome for answer in answers] == [
        Outcome.CHANGED,
        Outcome.NEW,
        Outcome.NEW,
        Outcome.UNCHANGED,
    ]
    assert rows(news, "SELECT headline FROM news.article_versions WHERE article_id = %s ORDER BY version_no",
                answers[0].article_id) == [("Headline a",), ("Later",)]  # fmt: skip


def test_two_addresses_of_one_article_in_a_batch(news: Connection) -> None:
    """A stored article that arrives by two of its addresses at once is edited once."""
    store_items(news, [item("a", aliases=((url("a-amp"), "amp"),))])
    edited = item("a", NOON + HOUR, headline="Other")
    by_amp = item("a-amp", NOON + HOUR, headline="Other", body_text=text("a"))
    answers = store_items(news, [edited, by_amp])
    assert [answer.outcome for answer in answers] == [Outcome.CHANGED, Outcome.UNCHANGED]
    assert value(news, "SELECT count(*) FROM news.article_versions") == 2


def test_every_address_leads_to_the_article(news: Connection) -> None:
    """The canonical address, the one asked for, redirects and stated aliases are rows of one article."""
    asked = page(url("old"), redirects=(url("middle"),), final_url=url("a?x=1"))
    story = article("a", aliases=((url("a/amp"), "amp"), (url("a/print"), "print")))
    store_items(news, [replace(item("a"), page=asked, article=story)])
    assert dict(rows(news, "SELECT url, kind FROM news.article_urls")) == {
        url("a"): "canonical",
        url("old"): "redirect",
        url("middle"): "redirect",
        url("a?x=1"): "alias",
        url("a/amp"): "amp",
        url("a/print"): "print",
    }


def test_an_alias_leads_to_its_article(news: Connection) -> None:
    """A page whose canonical address is an alias of a stored article is that article."""
    store_items(news, [item("a", aliases=((url("a/amp"), "amp"),))])
    (answer,) = store_items(news, [item("a/amp", NOON + HOUR, headline="Headline a", body_text=text("a"))])
    assert answer.outcome is Outcome.UNCHANGED
    assert rows(news, "SELECT url FROM news.articles") == [(url("a"),)]


def test_an_article_that_moved_keeps_its_id(news: Connection) -> None:
    """An address that redirects to a new one: the same article, the old address `previous`."""
    (first,) = store_items(news, [item("old")])
    moved = page(url("old"), NOON + HOUR, final_url=url("new"))
    (second,) = store_items(news, [replace(item("new", body_text=text("old")), page=moved)])
    assert second.article_id == first.article_id
    assert value(news, "SELECT url FROM news.articles") == url("new")
    assert dict(rows(news, "SELECT url, kind FROM news.article_urls")) == {
        url("old"): "previous",
        url("new"): "canonical",
    }


def test_no_page_changes_the_row_of_another_article(news: Connection) -> None:
    """A page at its own known address that names a stranger's as canonical speaks for itself only."""
    (victim, thief) = store_items(news, [item("victim"), item("thief")])
    stolen = replace(
        item("thief", NOON + HOUR, headline="Mine now"), article=article("victim", headline="Mine now")
    )
    (answer,) = store_items(news, [stolen])
    assert answer.article_id == thief.article_id
    assert dict(rows(news, "SELECT article_id, url FROM news.articles")) == {
        victim.article_id: url("victim"),
        thief.article_id: url("thief"),
    }
    assert (
        value(news, "SELECT headline FROM news.articles WHERE url = %s", url("victim")) == "Headline victim"
    )


def test_no_page_takes_an_address_that_leads_elsewhere(news: Connection) -> None:
    """An alias that is another article's stays that article's."""
    (victim,) = store_items(news, [item("victim")])
    store_items(news, [item("thief", aliases=((url("victim"), "alias"),))])
    assert (
        value(news, "SELECT article_id FROM news.article_urls WHERE url = %s", url("victim"))
        == victim.article_id
    )


def test_a_copy_is_a_row_of_its_own_that_names_the_original(news: Connection) -> None:
    """The same body at another address: both stay, the second names the first; so does a third."""
    (original,) = store_items(news, [item("a")])
    answers = store_items(
        news, [item(name, NOON + HOUR, headline=f"Own {name}", body_text=text("a")) for name in "bc"]
    )
    assert [answer.outcome for answer in answers] == [Outcome.DUPLICATE, Outcome.DUPLICATE]
    query = "SELECT cluster_id, cluster_role, duplicate_of FROM news.articles ORDER BY url"
    first = original.article_id
    assert rows(news, query) == [(first, "original", None), (first, "copy", first), (first, "copy", first)]


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_copies_in_one_batch(news: Connection, names: str) -> None:
    """Of two copies in a batch the one fetched first is the original, whatever their addresses."""
    earlier, later = item(names[0], body_text=text("x")), item(names[1], NOON + HOUR, body_text=text("x"))
    assert [answer.outcome for answer in store_items(news, [later, earlier])] == [
        Outcome.DUPLICATE,
        Outcome.NEW,
    ]


def test_short_and_empty_bodies_are_never_copies(news: Connection) -> None:
    """Two flashes of one sentence, two galleries without text: no copies."""
    bodies = ("", "", "More soon.", "More soon.")
    answers = store_items(news, [item(number, body_text=body) for number, body in enumerate(bodies)])
    assert {answer.outcome for answer in answers} == {Outcome.NEW}


def test_an_article_edited_into_a_copy(news: Connection) -> None:
    """Who prints the wire's text after a note of his own becomes a copy; the outcome stays `changed`."""
    (wire, paper) = store_items(news, [item("wire"), item("paper")])
    (answer,) = store_items(news, [item("paper", NOON + HOUR, body_text=text("wire"))])
    assert answer.outcome is Outcome.CHANGED
    query = "SELECT duplicate_of FROM news.articles WHERE article_id = %s"
    assert value(news, query, paper.article_id) == wire.article_id


def test_an_original_that_changed_stays_the_original(news: Connection) -> None:
    """A copy of an earlier version still names its original; the copied article is never made a copy."""
    (original,) = store_items(news, [item("a")])
    store_items(news, [item("a", NOON + HOUR, body_text=text("z"))])
    (copy,) = store_items(news, [item("b", NOON + 2 * HOUR, body_text=text("a"))])
    store_items(news, [item("a", NOON + 3 * HOUR, body_text=text("a"))])
    query = "SELECT article_id, duplicate_of FROM news.articles ORDER BY article_id"
    assert rows(news, query) == [(original.article_id, None), (copy.article_id, original.article_id)]


def test_an_article_that_was_copied_is_never_made_a_copy(news: Connection) -> None:
    """Its copies name it, so it stays an original even when it takes over another's text."""
    (original, _, wire) = store_items(
        news, [item("a"), item("b", NOON + HOUR, body_text=text("a")), item("wire")]
    )
    store_items(news, [item("a", NOON + 2 * HOUR, body_text=text("wire"))])
    query = "SELECT duplicate_of FROM news.articles WHERE article_id = ANY (%s)"
    assert rows(news, query, [original.article_id, wire.article_id]) == [(None,), (None,)]


def test_sections_are_memberships(news: Connection) -> None:
    """The same article in another section: one row, two memberships with their own first sight."""
    store_items(news, [item("a")])
    store_items(news, [item("a", NOON + HOUR, page_fields={"section": "world"})])
    store_items(news, [item("a", NOON + 2 * HOUR)])
    assert rows(
        news, "SELECT section, first_seen_at, last_seen_at FROM news.article_sections ORDER BY 1"
    ) == [
        ("politics", NOON, NOON + 2 * HOUR),
        ("world", NOON + HOUR, NOON + HOUR),
    ]


def test_initial_load_is_the_first_crawl_of_a_section(news: Connection) -> None:
    """Articles of the first run are its initial load, those of the next are not."""
    for number, name in enumerate("ab", 1):
        run_id = f"run-{number}"
        start_run(news, RunStart(run_id, "example", "politics", NOON + number * HOUR))
        store_items(news, [item(name, page_fields={"run_id": run_id})])
        finish_run(news, run_id, Judgement(Verdict.OK, "fine"), RunCounts(), is_listing_complete=True)
    assert rows(news, "SELECT is_initial_load FROM news.articles ORDER BY url") == [(True,), (False,)]


def test_the_capture_of_an_article(news: Connection) -> None:
    """Every kept response is a capture with all that is needed to read it again."""
    headers = (
        ("Content-Type", "text/html"),
        ("ETag", '"1"'),
        ("Last-Modified", "Mon"),
        ("X-A", "1"),
        ("X-A", "2"),
    )
    (answer,) = store_items(news, [item("a", page_fields={"headers": headers})])
    sent = page(url("a"))
    query = """
        SELECT article_id, kind, url, final_url, status_code, response_headers, content_type, byte_count,
            encode(sha256, 'hex'), raw_html_key, etag, last_modified, fetched_at FROM news.captures
    """
    (row,) = rows(news, query)
    assert sent.raw is not None
    assert row == (
        *(
            answer.article_id,
            "article",
            url("a"),
            url("a"),
            200,
            [list(pair) for pair in headers],
            "text/html",
        ),
        *(len(sent.body), sent.raw.sha256, sent.raw.key, '"1"', "Mon", NOON),
    )


def test_the_same_batch_again_adds_nothing(news: Connection) -> None:
    """Storing twice what was stored once leaves every table as it was, and gets the same answers."""
    tables = [
        name for (name,) in rows(news, "SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'news'")
    ]
    batch = [item(name) for name in "abc"]
    first = store_items(news, batch)
    counts = {table: value(news, f"SELECT count(*) FROM news.{table}") for table in tables}
    assert store_items(news, batch) == first
    assert counts == {table: value(news, f"SELECT count(*) FROM news.{table}") for table in tables}


def test_captures_of_any_month_find_their_partition(news: Connection) -> None:
    """A page of a month that nobody foresaw makes its partition, comments included."""
    long_ago = NOON - timedelta(days=4000)
    (answer,) = store_items(news, [item("a", long_ago)])
    assert answer.outcome is Outcome.NEW
    name = f"captures_{long_ago:%Y_%m}"
    assert value(news, f"SELECT count(*) FROM news.{name}") == 1
    assert value(news, "SELECT obj_description(%s::regclass)", f"news.{name}")


def test_not_modified_is_a_sighting(news: Connection) -> None:
    """A 304 for a stored article records that it was seen, and no more."""
    (first,) = store_items(news, [item("a")])
    silent = {"status_code": 304, "raw": None, "body": b""}
    answers = store_items(
        news,
        [replace(item("a", NOON + HOUR, page_fields=silent), article=None),
         replace(item("b", NOON + HOUR, page_fields=silent), article=None)],
    )  # fmt: skip
    assert (answers[0].outcome, answers[0].article_id) == (Outcome.UNCHANGED, first.article_id)
    assert answers[1].outcome is Outcome.REJECTED
    assert value(news, "SELECT last_seen_at FROM news.articles") == NOON + HOUR


def test_the_source_that_owns_the_host_owns_the_article(news: Connection) -> None:
    """An article on another source's host is that source's row; who listed it is in the sections."""
    section = {"name": "front", "url": "https://www.owner.example/"}
    sync_sources(news, [Source.model_validate({
        "name": "owner", "title": "Owner", "base_url": "https://owner.example", "language": "en",
        "timezone": "UTC", "schedule": "0 * * * *", "sections": [section],
    })])  # fmt: skip
    there = "https://www.owner.example/story"
    store_items(news, [replace(item("a"), page=page(there), article=article("a", url=there))])
    assert value(news, "SELECT source FROM news.articles") == "owner"
    assert rows(news, "SELECT source, section FROM news.article_sections") == [("example", "politics")]


def test_headlines_that_take_turns_end_the_list_of_versions(news: Connection) -> None:
    """The first return is a version, further ones within a day are none; a new text is, and what settles."""

    def counts(*looks: tuple[float, str]) -> list[Any]:
        found = []
        for hours, headline in looks:
            (answer,) = store_items(news, [item("a", NOON + hours * HOUR, headline=headline)])
            assert value(news, "SELECT headline FROM news.articles") == value(
                news, "SELECT headline FROM news.article_versions ORDER BY version_no DESC LIMIT 1"
            )
            found.append((value(news, "SELECT version_count FROM news.articles"), answer.outcome))
        return found

    new, changed, unchanged = Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED
    assert counts((0, "one"), (1, "two"), (2, "one")) == [(1, new), (2, changed), (3, changed)]
    assert counts(*((3 + n, ("two", "one")[n % 2]) for n in range(6))) == [(3, unchanged)] * 6
    assert counts((10, "three"), (11, "two"), (12, "one")) == [(4, changed), (4, unchanged), (4, unchanged)]
    assert counts((40, "two"), (41, "two")) == [(5, changed), (5, unchanged)]


def test_a_live_blog_grows_without_renumbering(news: Connection) -> None:
    """Entries are numbered from the oldest, so one that is added on top leaves the others as they are."""
    old = tuple(LiveEntry(f"entry {n}", published_at=NOON + n * HOUR) for n in (3, 2, 1))
    store_items(news, [item("a", content_type="live_blog", live_entries=old)])
    new = (LiveEntry("entry 4", published_at=NOON + 4 * HOUR), *old)
    store_items(news, [item("a", NOON + 5 * HOUR, content_type="live_blog", live_entries=new)])
    query = "SELECT entry_no, body_text FROM news.live_entries ORDER BY entry_no"
    assert rows(news, query) == [(n, f"entry {n}") for n in (1, 2, 3, 4)]
    store_items(news, [item("a", NOON + 6 * HOUR, content_type="live_blog", live_entries=old)])
    assert rows(news, query) == [(n, f"entry {n}") for n in (1, 2, 3)]


def test_a_live_blog_that_restates_its_time_is_left(news: Connection) -> None:
    """Soon due again after one more entry; not when only its times are those of the look, hour after hour."""
    soon, due = recheck.LIVE_INTERVAL, "SELECT next_check_at FROM news.listed_links"

    def look(at: datetime, *told: str) -> timedelta:
        entries = tuple(LiveEntry(text, published_at=at) for text in told)
        store_items(news, [item("a", at, content_type="live_blog", live_entries=entries, modified_at=at)])
        return cast(datetime, value(news, due)) - at

    assert look(NOON, "first") == soon
    assert look(NOON + 4 * HOUR, "first") == soon
    assert look(NOON + 7 * HOUR, "first") > soon
    assert look(NOON + 9 * HOUR, "first", "second") == soon
    assert look(NOON + 10 * HOUR, "first", "second") > soon
