"""Which entries of a sitemap a crawl takes, and what becomes of the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from broadsheet.article import Page
from broadsheet.discovery import Listing, read_listing
from broadsheet.discovery.course import Course
from broadsheet.discovery.entrydates import read_date, stated_instant
from broadsheet.outcomes import Outcome, PageKind, Reason, Way
from broadsheet.sources import Source

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
SITE = "https://www.gazette.example"
SOURCE = Source.model_validate(
    {
        "name": "gazette", "title": "The Gazette", "base_url": SITE, "timezone": "Europe/London",
        "language": "en", "schedule": "* * * * *", "sections": [{"name": "county", "url": f"{SITE}/county/"}],
    }
)  # fmt: skip


def story(number: int, stated: str = "", folder: str = f"{SITE}/county") -> str:
    lastmod = f"<lastmod>{stated}</lastmod>" if stated else ""
    return f"<url><loc>{folder}/the-bridge-stays-shut-{number}</loc>{lastmod}</url>"


def child(name: str, stated: str) -> str:
    return f"<sitemap><loc>{SITE}/{name}.xml</loc><lastmod>{stated}</lastmod></sitemap>"


def read(
    markup: str, root: str = "urlset", kind: PageKind = PageKind.SITEMAP, *, is_short: bool = False
) -> Listing:
    page = Page(
        run_id="run", source="gazette", section="county", kind=kind, url=f"{SITE}/map.xml", fetched_at=NOW,
        final_url=f"{SITE}/map.xml", status_code=200, body=f"<{root}>{markup}</{root}>".encode(),
        headers=(("Content-Type", "application/xml"),),
    )  # fmt: skip
    way = Way.SITEMAP if kind is PageKind.SITEMAP else Way.FEED
    return read_listing(page, SOURCE, SOURCE.sections[0], way, is_short=is_short)


@pytest.mark.parametrize("stated", ["0001-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"])
def test_a_date_at_the_edge_of_the_calendar_is_no_date(stated: str) -> None:
    """Programs write it where they know none; there is nothing before it to count back to."""
    assert read_date(stated) is None
    assert stated_instant(stated) is None
    assert len(read(story(1, stated)).links) == 1
    assert read(child("a", stated), "sitemapindex").sitemaps == (f"{SITE}/a.xml",)


def test_one_date_to_come_does_not_make_the_others_old() -> None:
    """A wrong `lastmod` is that entry's alone: what is recent is counted from the newest that can be true."""
    others = "".join(story(number, "2026-11-01") for number in range(9))
    found = read(story(9, "2099-01-01") + others + story(10, "2026-10-01"))
    assert len(found.links) == 10
    assert found.passed == Counter({Reason.OUT_OF_RANGE: 1})
    names = [f"s{number}" for number in range(3)]
    index = child("wrong", "2099-01-01") + "".join(child(name, "2026-11-01") for name in names)
    sitemaps = read(index + child("past", "2024-01-01"), "sitemapindex").sitemaps
    assert set(sitemaps) == {f"{SITE}/{name}.xml" for name in ["wrong", *names]}


def test_a_section_of_one_page_is_carried_by_the_last_month_of_the_sitemap() -> None:
    """Where the pages go on they lead back, and older entries are a backfill's business."""
    stories = story(1, "2026-11-02") + story(2, "2026-10-08") + story(3, "2026-09-20")
    assert [len(read(stories, is_short=is_short).links) for is_short in (False, True)] == [1, 2]
    months = child("november", "2026-11-02") + child("october", "2026-10-08") + child("june", "2026-06-30")
    found = [read(months, "sitemapindex", is_short=is_short).sitemaps for is_short in (False, True)]
    assert list(map(len, found)) == [1, 2]


def test_a_small_sitemap_without_dates_is_taken_as_it_stands() -> None:
    """Nothing says which are new, so those of the section are, in the order of the file."""
    found = read("".join(story(number) for number in (3, 1, 2)) + story(4, folder=f"{SITE}/sport"))
    assert [link.url[-1] for link in found.links] == ["3", "1", "2"]
    assert all(link.outcome is Outcome.PENDING for link in found.links)
    assert found.passed == Counter({Reason.OTHER_SECTION: 1})


def test_a_sitemap_without_dates_is_no_basis_for_what_was_missed() -> None:
    """It may name all that the section ever had, which its pages do not show and nobody missed."""
    course = Course()
    dated = [story(number, "2026-11-01") for number in range(8)]
    pages = [replace(link, way=Way.SECTION_PAGE) for link in read("".join(dated)).links]
    course.note(Listing(tuple(pages)))
    course.note(read("".join(story(number) for number in range(1, 900))))
    assert course.overlap is None
    course.note(read("".join(dated)))
    assert course.overlap is not None and course.overlap.missed == 0


def test_a_large_sitemap_without_dates_is_an_archive() -> None:
    """Its entries are counted as undated, for nothing says that they are old."""
    found = read("".join(story(number) for number in range(1001)))
    assert found.links == ()
    assert found.passed == Counter({Reason.UNDATED: 1001})


def test_what_has_no_date_beside_what_has_one_is_counted_apart() -> None:
    """A file that dates its stories dates the new ones; the others are neither old nor of other sections."""
    found = read(story(1, "2026-11-01") + story(2) + story(3, "2025-11-01"))
    assert [link.url[-1] for link in found.links] == ["1"]
    assert found.passed == Counter({Reason.OUT_OF_RANGE: 1, Reason.UNDATED: 1})


def test_an_entry_off_the_site_is_a_row_and_no_other_sections() -> None:
    """Of a sitemap and of a feed: whoever looks for it finds why it was left."""
    other = "https://partner.example/county"
    found = read(
        story(1, "2026-11-01") + story(2, "2026-11-01", other) + story(3, "2026-11-01", f"{SITE}/sport")
    )
    assert [(link.outcome, link.reason) for link in found.links] == [
        (Outcome.PENDING, None),
        (Outcome.OFF_SITE, Reason.OFF_SITE),
    ]
    assert found.passed == Counter({Reason.OTHER_SECTION: 1})
    item = f"<item><title>A bridge is shut</title><link>{other}/a-bridge-is-shut</link></item>"
    feed = read(f"<channel><title>All</title>{item}</channel>", "rss", PageKind.FEED)
    assert [(link.outcome, link.reason) for link in feed.links] == [(Outcome.OFF_SITE, Reason.OFF_SITE)]


def test_an_entry_without_an_address_is_counted() -> None:
    """Of a sitemap and of a feed: nothing that is named disappears."""
    broken = "<url><loc></loc></url><url><loc>mailto:desk@news.example</loc></url><url></url>"
    assert read(story(1, "2026-11-01") + broken).passed == Counter({Reason.BAD_URL: 3})
    feed = read(
        "<channel><title>All</title><item><title>No link</title></item></channel>", "rss", PageKind.FEED
    )
    assert feed.passed == Counter({Reason.BAD_URL: 1})


@pytest.mark.parametrize(("root", "kind"), [("urlset", PageKind.SITEMAP), ("rss", PageKind.FEED)])
def test_a_list_that_breaks_off_is_read_and_told(root: str, kind: PageKind) -> None:
    """What came before is listed; that the rest is missing is a failure of the file."""
    item = f"<item><title>A</title><link>{SITE}/county/the-bridge-is-shut</link></item>"
    entry = story(1, "2026-11-01") if kind is PageKind.SITEMAP else item
    found = read(entry + entry[: entry.index("</")] + "<!--", root, kind)
    assert found.failure is not None and found.failure.reason is Reason.BAD_LISTING
    assert len(found.links) == 1
    assert read(entry, root, kind).failure is None


def test_an_index_of_files_with_endless_numbers_is_read() -> None:
    """Python refuses to read a number of five thousand digits."""
    index = "".join(child(f"news-{digits}", "2026-11-01") for digits in ("1" * 5000, "2026"))
    assert len(read(index, "sitemapindex").sitemaps) == 2
