"""A story on several pages is one article, whole or with what is missing said; looks at it stay cheap."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.urls import canonicalise
from tests.integration.crawling import Crawl, crawl, raw, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import Exchange, status
from tests.newsweb.behaviours.parts import in_pages, missing_page
from tests.newsweb.messages import Response
from tests.newsweb.truth import Truth
from tests.newsweb.web import RunningPublisher

Environment = dict[str, str]
PAGES = 3


def _crawl(web: NewsWeb, environment: Environment, folder: Path) -> tuple[Crawl, dict[str, list[int]]]:
    """How it ended, and the statuses with which each page of a story was answered."""
    web.log.clear()
    ended = crawl(environment, folder, source="courier")
    answered: dict[str, list[int]] = {}
    for entry in web.log.of(kind="article"):
        answered.setdefault(entry.target, []).append(entry.status)
    return ended, answered


def _stored(environment: Environment) -> dict[str, dict[str, object]]:
    return {row["url"]: row for row in rows(environment, "SELECT * FROM news.articles")}


def _corrected(text: bytes) -> bytes:
    return text.replace(b"</p>", b" This was put right.</p>", 1)


def _make_due(environment: Environment) -> None:
    rows(environment, "UPDATE news.listed_links SET next_check_at = now() WHERE article_id > 0 RETURNING url")


def _target(site: RunningPublisher, place: int) -> tuple[str, str]:
    """A story's address, and the part of it that its server sees."""
    url = site.truth("harbour")[place].url
    return canonicalise(url), urlsplit(url).path


def test_stories_on_several_pages(crawl_environment: Environment, tmp_path: Path) -> None:
    """Joined in order, each page asked for once and kept; what is missing is said, and comes later.

    A second look asks for every page by its version: what has not changed is not sent again, and an edit of
    a later page alone is a revision. A story that came on one page meanwhile is joined again from pages that
    the store has.
    """
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        write_source(tmp_path, site.source_yaml(["harbour"]))
        (broken, broken_path), (edited, edited_path) = _target(site, 0), _target(site, 1)
        united, united_path = _target(site, 2)
        site.misbehave(in_pages(PAGES), kind="article")
        site.misbehave(missing_page(500, 2, PAGES), path=f"{broken_path}*")
        first, asked = _crawl(web, crawl_environment, tmp_path)
        truth = {canonicalise(each.url): each for each in site.truth("harbour")}
        stored = _stored(crawl_environment)
        assert first.verdict == "ok", first.output
        _assert_first(crawl_environment, truth, stored, asked, broken, broken_path)
        site.behave()
        site.misbehave(in_pages(PAGES), kind="article")
        site.misbehave(in_pages(PAGES, _corrected, edited=2), path=f"{edited_path}*")
        site.misbehave(in_pages(1, _corrected, edited=1), path=united_path)
        _make_due(crawl_environment)
        second, asked_again = _crawl(web, crawl_environment, tmp_path)
        again = _stored(crawl_environment)
        site.behave()
        site.misbehave(in_pages(PAGES), kind="article")
        _make_due(crawl_environment)
        third, asked_at_last = _crawl(web, crawl_environment, tmp_path)
        at_last = _stored(crawl_environment)
    assert third.verdict == "ok", third.output
    assert asked_at_last[f"{united_path}?page=2"] == asked_at_last[f"{united_path}?page=3"] == [304]
    assert [each[united]["page_count"] for each in (stored, again, at_last)] == [PAGES, 1, PAGES]
    assert at_last[united]["body_text"] == truth[united].body_text
    assert "This was put right." in str(again[united]["body_text"])
    assert second.verdict == "ok", second.output
    assert again[broken]["page_count"] == PAGES
    assert again[broken]["body_text"] == truth[broken].body_text
    assert "This was put right." in str(again[edited]["body_text"])
    versions = {url: row["version_count"] for url, row in again.items() if row["version_count"] != 1}
    assert versions == {broken: 2, edited: 2, united: 2}
    statuses = Counter(status for answers in asked_again.values() for status in answers)
    pages = PAGES * len(truth) - (PAGES - 1)
    assert statuses == {304: pages - 4, 200: 4}, "one was edited, one holds all; two were never had"
    (edit_kind,) = rows(
        crawl_environment,
        """SELECT change_types FROM news.article_versions JOIN news.articles AS a USING (article_id)
           WHERE a.url = %s AND version_no = 2""",
        edited,
    )
    assert edit_kind["change_types"] == ["body"]
    assert rows(crawl_environment, "SELECT url FROM news.rejected_pages WHERE resolved_at IS NULL") == []


def _assert_first(
    environment: Environment,
    truth: dict[str, Truth],
    stored: dict[str, dict[str, object]],
    asked: dict[str, list[int]],
    broken: str,
    broken_path: str,
) -> None:
    """Every story whole but one, of which only the first page is held and said to be all there is."""
    assert stored.keys() == truth.keys()
    whole = {url: row for url, row in stored.items() if url != broken}
    assert {row["page_count"] for row in whole.values()} == {PAGES}
    assert {url: row["body_text"] for url, row in whole.items()} == {
        url: each.body_text for url, each in truth.items() if url != broken
    }
    row = stored[broken]
    assert row["page_count"] == 1
    assert truth[broken].body_text.startswith(str(row["body_text"]))
    (lost,) = rows(environment, "SELECT url, reason FROM news.rejected_pages")
    assert (urlsplit(lost["url"]).path, lost["reason"]) == (broken_path, "server_error")
    query = "SELECT locator FROM news.article_fields WHERE field = 'page_count' AND value IS NULL"
    (said,) = rows(environment, query)
    assert "page 2 is missing" in said["locator"]
    answers = {target: statuses for target, statuses in asked.items() if not target.startswith(broken_path)}
    assert len(answers) == PAGES * len(whole)
    assert set(map(tuple, answers.values())) == {(200,)}
    kept = rows(environment, "SELECT url, raw_html_key, article_id FROM news.captures WHERE kind = 'article'")
    assert len(kept) == len(answers) + 1
    assert all(each["article_id"] for each in kept)
    store = raw(environment)
    assert all(store.exists(each["raw_html_key"]) for each in kept[:6])
    led = rows(environment, "SELECT url FROM news.article_urls WHERE url LIKE %s", "%?page=2")
    assert len(led) == len(whole)


def test_a_spent_budget_leaves_stories_out_and_none_half_read(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """No request beyond `request_budget`, whatever is found: feeds, sitemaps, further pages, several at once.

    Of robots.txt alone the budget knows nothing. Fewer stories are begun, each whole; the others wait, and
    say for what. Where no run has room for one, each finishes the first all the same, and says so.
    """
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        site.misbehave(in_pages(PAGES), kind="article")
        site.misbehave(status(500), kind="article", times=1)
        write_source(tmp_path, site.source_yaml(["harbour"], request_budget=12, concurrency=8))
        places = {"CONCURRENT_REQUESTS": 2}  # none for those that wait for the one asked for again
        first = crawl(crawl_environment, tmp_path, source="courier", settings=places)
        assert first.verdict == "ok", first.output
        asked = [entry for entry in web.log if entry.kind != "robots"]
        begun = _stored(crawl_environment)
        assert 12 - PAGES - 1 < len(asked) <= 12, "what is left would not do for another story like the first"
        assert begun
        assert {row["page_count"] for row in begun.values()} == {PAGES}
        (run,) = rows(crawl_environment, "SELECT pending_count FROM news.crawl_runs")
        assert run["pending_count"] == len(site.truth("harbour")) - len(begun)
        left = rows(crawl_environment, "SELECT reason FROM news.listed_links WHERE outcome = 'pending'")
        assert [row["reason"] for row in left] == ["budget"] * run["pending_count"]
        text = site.source_yaml(["harbour"], request_budget=PAGES, concurrency=1)  # the list takes of them
        alone = "- name: harbour\n  feeds: []\n  sitemaps: []\n"
        write_source(tmp_path, text.replace("- name: harbour\n", alone))
        second = crawl(crawl_environment, tmp_path, source="courier")
        added = [row for url, row in _stored(crawl_environment).items() if url not in begun]
        assert [row["page_count"] for row in added] == [PAGES], second.output
        assert f" beyond the request_budget of {PAGES}, for a story of {PAGES}: http" in second.last_line
        left = rows(crawl_environment, "SELECT url FROM news.listed_links WHERE outcome = 'pending'")
        assert f"; {len(left)} left for the next run; " in second.last_line, "those of the run before, too"
        write_source(tmp_path, site.source_yaml(["harbour"]))
        assert crawl(crawl_environment, tmp_path, source="courier").verdict == "ok"
        stored = _stored(crawl_environment)
        assert len(stored) == len(site.truth("harbour"))
        assert {row["page_count"] for row in stored.values()} == {PAGES}


def test_a_link_to_a_later_page_leads_to_the_whole_story(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Section page, feed and sitemap link to the second page of one: it is read from its first page on."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        url, path = _target(site, 2)

        def linked(exchange: Exchange) -> Response:
            body = exchange.response.body.replace(path.encode(), f"{path}?page=2".encode())
            return replace(exchange.response, body=body)

        for kind in ("section", "feed", "news_sitemap"):
            site.misbehave(linked, kind=kind)
        site.misbehave(in_pages(PAGES), kind="article")
        write_source(tmp_path, site.source_yaml(["harbour"]))
        ended, _ = _crawl(web, crawl_environment, tmp_path)
        truth = {canonicalise(each.url): each for each in site.truth("harbour")}
    assert ended.verdict == "ok", ended.output
    stored = _stored(crawl_environment)
    assert stored.keys() == truth.keys()
    assert (stored[url]["page_count"], stored[url]["body_text"]) == (PAGES, truth[url].body_text)
    (listed,) = rows(
        crawl_environment, "SELECT article_id FROM news.listed_links WHERE url = %s", f"{url}?page=2"
    )
    assert listed["article_id"] == stored[url]["article_id"]
