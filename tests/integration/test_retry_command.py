"""`python -m broadsheet retry`: what is in quarantine, and another try for it."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.article import Failure, Item
from broadsheet.articledb.connection import connect
from broadsheet.articledb.ledger import due_checks
from broadsheet.articledb.sources import sync_sources
from broadsheet.articledb.store import store_items
from broadsheet.cli import EXIT_CONFIG, main
from broadsheet.config import raw_store
from broadsheet.outcomes import PageKind, Reason
from broadsheet.rawstore import RawStore
from broadsheet.sources import load_folder
from tests.integration.articledb.items import SITE, failed, link, listing, page, url
from tests.integration.crawling import Environment, rows, write_source

SEEN = datetime.now(UTC) - timedelta(days=1)
SOURCE = f"""
name: example
title: The Example
base_url: {SITE}
timezone: UTC
language: en
schedule: "0 * * * *"
sections:
  - name: politics
    url: {SITE}/politics/
"""
PARAGRAPH = "The harbour council voted on the new quay after a long night of talks with the shipping line. "
STORY = f"""<html lang="en"><head><title>Quay</title></head><body><article><h1>The quay is to be built</h1>
<p>{PARAGRAPH * 3}</p><p>{PARAGRAPH * 2}</p></article></body></html>"""
PAGES = {"mended": STORY, "hopeless": "<html><body><p>Hello.</p></body></html>"}


@pytest.fixture
def quarantine(
    crawl_environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Environment:
    """Two pages kept and not read, one of which the reader can read by now; a host that timed out; a feed."""
    for name, value in crawl_environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SOURCES_DIR", str(tmp_path / "sources"))
    write_source(tmp_path / "sources", SOURCE)
    store = RawStore(raw_store(crawl_environment))
    unread = [unreadable(name, text.encode(), store) for name, text in PAGES.items()]
    feed = failed("feed", Reason.TIMEOUT, SEEN, kind=PageKind.FEED)
    with closing(connect(crawl_environment["DATABASE_URL"])) as connection:
        sync_sources(connection, [file.source for file in load_folder() if file.source])
        listed = listing(*(link(name) for name in (*PAGES, "slow")), at=SEEN - timedelta(minutes=1))
        store_items(connection, [listed, *unread, failed("slow", Reason.TIMEOUT, SEEN), feed])
    return crawl_environment


def unreadable(name: str, body: bytes, store: RawStore) -> Item:
    fetched = page(url(name), SEEN, body=body, raw=store.put(body, "text/html"))
    return Item(fetched, failure=Failure(Reason.NO_TEXT, "as the reader was then"))


def open_reasons(environment: Environment) -> list[tuple[str, str]]:
    query = "SELECT url, reason FROM news.rejected_pages WHERE resolved_at IS NULL ORDER BY url"
    return [(row["url"].rpartition("/")[2], row["reason"]) for row in rows(environment, query)]


def due(environment: Environment) -> set[str]:
    with closing(connect(environment["DATABASE_URL"])) as connection:
        links = due_checks(connection, "example", "politics", datetime.now(UTC), 100)
    return {each.url for each in links}


@pytest.mark.parametrize("options", [["--source", "nosuch"], ["--section", "nosuch"]])
@pytest.mark.parametrize("reason", [[], ["--reason", "timeout"]])
def test_a_name_that_nothing_has_is_refused(
    quarantine: Environment, options: list[str], reason: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """With those that there are: a mistyped name finds nothing, which would look like good news."""
    assert main(["retry", *options, *reason]) == EXIT_CONFIG
    known = {"--source": "example", "--section": "politics"}[options[0]]
    assert f"{options[0]} nosuch: expected one of {known}" in capsys.readouterr().err


def test_without_a_reason_it_lists_them(quarantine: Environment, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its number, its meaning, whether a retry can help, and a sample."""
    assert main(["retry"]) == 0
    told = capsys.readouterr().out
    assert "no_text: 2 pages, 2 with their bytes" in told
    assert "stored pages are read again" in told
    assert "timeout: 2 pages, the newest" in told
    assert "--reason" in told and any(url(name) in told for name in PAGES)


def test_stored_bytes_are_read_again(quarantine: Environment, capsys: pytest.CaptureFixture[str]) -> None:
    """What the reader knows by now is an article, first seen when it was fetched; the others stay."""
    assert main(["retry", "--reason", "no_text"]) == 0
    told = capsys.readouterr().out
    assert "1 page read from their stored bytes: 1 new" in told
    assert "1 page still not readable" in told and url("hopeless") in told
    (article,) = rows(quarantine, "SELECT url, headline, first_seen_at, raw_html_key FROM news.articles")
    assert (article["url"], article["headline"]) == (url("mended"), "The quay is to be built")
    assert article["first_seen_at"] == SEEN
    assert RawStore(raw_store(quarantine)).get(article["raw_html_key"]) == STORY.encode()
    read = rows(quarantine, "SELECT url FROM news.captures WHERE article_id IS NOT NULL")
    assert read == [{"url": url("mended")}]
    assert ("mended", "no_text") not in open_reasons(quarantine)
    assert ("hopeless", "no_text") in open_reasons(quarantine)
    main(["retry", "--reason", "no_text"])
    assert rows(quarantine, "SELECT count(*) AS n FROM news.article_versions") == [{"n": 1}]


def test_what_was_never_answered_becomes_due(
    quarantine: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next run fetches it; a feed is asked for by every run."""
    links = "UPDATE news.listed_links SET next_check_at = NULL RETURNING url"
    assert rows(quarantine, links)
    assert main(["retry", "--reason", "timeout", "--source", "example", "--section", "politics"]) == 0
    told = capsys.readouterr().out
    assert "1 page will be asked for by the next run of example/politics" in told
    assert "1 page left alone: asked for by every run anyway" in told
    assert due(quarantine) == {url("slow")}


def test_a_dry_run_says_the_same_and_writes_nothing(
    quarantine: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    before = open_reasons(quarantine), due(quarantine)
    assert main(["retry", "--reason", "no_text", "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "1 page would be read and stored" in told and "Nothing was written" in told
    assert (open_reasons(quarantine), due(quarantine)) == before
    assert rows(quarantine, "SELECT url FROM news.articles") == []


def test_a_lost_object_is_asked_for_at_the_site(
    quarantine: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whose bytes are gone is fetched anew; nothing fails for it."""
    rows(quarantine, "UPDATE news.rejected_pages SET raw_html_key = 'no/where' RETURNING url")
    assert main(["retry", "--reason", "no_text", "--limit", "1"]) == 0
    assert "1 page will be asked for" in capsys.readouterr().out


def test_a_source_that_left_its_file_is_left_alone(
    quarantine: Environment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the pages of its sections are told of."""
    (tmp_path / "sources" / "source.yaml").unlink()
    assert main(["retry", "--reason", "no_text"]) == 0
    assert "2 pages left alone: of a section that no source file has any more" in capsys.readouterr().out


def test_an_unknown_reason_is_answered_with_the_known_ones(
    quarantine: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["retry", "--reason", "tired"]) == EXIT_CONFIG
    assert "no_text" in capsys.readouterr().err


def test_an_empty_quarantine_says_so(
    crawl_environment: Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", crawl_environment["DATABASE_URL"])
    assert main(["retry"]) == 0
    assert "Nothing is in quarantine" in capsys.readouterr().out


def test_rejected_rows_of_other_reasons_are_not_touched(quarantine: Environment) -> None:
    """A page whose last failure is another one belongs to that one."""
    with closing(connect(quarantine["DATABASE_URL"])) as connection:
        later = failed("hopeless", Reason.DNS, SEEN + timedelta(hours=1), run_id="run-2")
        store_items(connection, [later])
    main(["retry", "--reason", "no_text"])
    assert ("hopeless", "dns") in open_reasons(quarantine)
