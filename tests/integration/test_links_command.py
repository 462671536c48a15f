"""`python -m broadsheet links`: which links of a page a crawl would take, and why not the others."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from broadsheet.article import Failure, Item
from broadsheet.articledb.connection import connect
from broadsheet.articledb.sources import sync_sources
from broadsheet.articledb.store import store_items
from broadsheet.cli import EXIT_CONFIG, EXIT_FAILED, main
from broadsheet.outcomes import Reason
from broadsheet.sources import load_source
from broadsheet.urls import canonicalise
from tests.integration.articledb.items import page
from tests.newsweb import NewsWeb
from tests.newsweb.web import RunningPublisher


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningPublisher]:
    """A newspaper with a source file of two sections, and no database."""
    monkeypatch.setenv("SOURCES_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with NewsWeb(["courier"]) as web:
        publisher = web.publisher("courier")
        (tmp_path / "courier.yaml").write_text(publisher.source_yaml(["harbour", "politics"]))
        yield publisher


def stories(site: RunningPublisher, *sections: str) -> set[str]:
    return {canonicalise(page.url) for section in sections for page in site.truth(section)}


def test_links_are_told_as_taken_or_left_with_the_reason(
    site: RunningPublisher, capsys: pytest.CaptureFixture[str]
) -> None:
    """Taken first, in the order of the page; then by reason, in words; then how the list goes on."""
    assert main(["links", "--source", "courier", "--section", "harbour"]) == 0
    taken, _, left = capsys.readouterr().out.partition("left: ")
    urls = {line.split()[0] for line in taken.splitlines() if line.startswith("  http")}
    assert urls and urls <= stories(site, "harbour")
    assert "read as a listing of courier/harbour" in taken and f"{len(urls)} taken, " in taken
    assert "A link of the site's menus and footers, or one that the source file's rules leave" in left
    assert f"  {site.base_url}/about/  About us" in left
    assert "next page: " in left and "/harbour/page/2/" in left


def test_json_has_each_link_with_outcome_and_reason(
    site: RunningPublisher, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its address alone a page's section is known, and a feed is matched to the section asked for."""
    assert main(["links", site.section_url("politics"), "--source", "courier", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["section"]) == ("listing", "politics")
    left = [each for each in told["links"] if not each["is_taken"]]
    assert left and all(each["reason"] and each["outcome"] != "pending" for each in left)
    command = ["links", told["feeds"][0], "--source", "courier", "--section", "politics", "--json"]
    assert main(command) == 0
    feed = json.loads(capsys.readouterr().out)
    taken = {each["url"] for each in feed["links"] if each["is_taken"]}
    assert feed["kind"] == "feed" and taken and taken <= stories(site, "politics")
    assert any(each["published_at"] for each in feed["links"])


def test_a_site_without_a_source_file_and_a_saved_page_will_do(
    site: RunningPublisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page is its own section then; of a saved one the address must be known."""
    url, saved = site.section_url("harbour"), tmp_path / "saved.html"
    with urllib.request.urlopen(url, timeout=60) as answer:
        saved.write_bytes(answer.read())
    told = []
    for words in ([url, "--private-network"], [str(saved), "--url", url]):
        assert main(["links", *words]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1] and "of a site without a source file" in told[0]
    assert main(["links", str(saved), "--source", "courier", "--section", "harbour"]) == 0
    assert f"{url}: read as a listing of courier/harbour" in capsys.readouterr().out
    assert main(["links", f"{site.base_url}/news-sitemap.xml", "--private-network"]) == 0
    out = capsys.readouterr().out
    assert "read as a sitemap of a site without a source file" in out
    assert any(address in out for address in stories(site, "harbour"))
    assert any(address in out for address in stories(site, "politics"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Give an address, a file, or --source NAME"),
        (["{saved}"], "give --url"),
        (["absent.html"], "absent.html: no such file"),
        (["--source", "courier"], "--section: of which one of courier? It has harbour, politics"),
        (["--section", "harbour"], "--section harbour: of which source?"),
        (["http://127.0.0.1/nowhere/"], "--private-network"),
    ],
)
def test_what_is_missing_is_told(
    site: RunningPublisher, words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By a sentence with the way out; 2 is the exit code of what was typed, 1 that of a page not had."""
    (tmp_path / "saved.html").write_text("<p>x</p>")
    typed = [word.format(saved=tmp_path / "saved.html") for word in words]
    assert main(["links", *typed]) == (EXIT_FAILED if "http" in str(words) else EXIT_CONFIG)
    assert told in capsys.readouterr().err


def test_what_earlier_crawls_have_learned_counts(
    site: RunningPublisher,
    news_database: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Where a database is set: addresses of a form that only ever led to pages without a text are left."""
    monkeypatch.setenv("DATABASE_URL", news_database)

    def taken() -> set[str]:
        assert main(["links", "--source", "courier", "--section", "harbour", "--json"]) == 0
        links = json.loads(capsys.readouterr().out)["links"]
        return {each["url"] for each in links if each["is_taken"]}

    before = taken()
    assert before
    with closing(connect(news_database)) as connection:
        sync_sources(connection, [load_source("courier")])
        place = {"source": "courier", "section": "harbour"}
        failure = Failure(Reason.NO_TEXT)
        store_items(connection, [Item(page(url, raw=None, **place), failure=failure) for url in before])
    assert taken() == set()
