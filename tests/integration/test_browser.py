"""Sources whose pages are built by scripts: with `browser: true` they are read, and every guard holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.urls import canonicalise
from tests.integration.crawling import Crawl, Environment, crawl, raw, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import body
from tests.newsweb.scripted import build_pages_by_script
from tests.newsweb.web import RunningPublisher

pytest.importorskip("playwright", reason="nobody looked: requirements-browser.txt is not installed")
from tests.integration.browser import find_chromium

SECTION = "local"


@pytest.fixture
def environment(crawl_environment: Environment) -> Environment:
    """With the browser of this machine; the test is skipped where there is none."""
    return {**crawl_environment, "CHROMIUM_PATH": find_chromium()}


def run(site: RunningPublisher, environment: Environment, folder: Path, **keys: object) -> Crawl:
    write_source(folder, site.source_yaml([SECTION], **{"browser": True, "request_budget": 9, **keys}))
    return crawl(environment, folder, source=site.name)


def test_pages_that_scripts_build_are_read(environment: Environment, tmp_path: Path) -> None:
    """What they state is in the columns; what was read is in the bucket, and its capture says what it is."""
    with NewsWeb(["valle"]) as web:
        site = web.publisher("valle")
        build_pages_by_script(site)
        result = run(site, environment, tmp_path)
        assert (result.exit_code, result.verdict) == (0, "ok"), result.output
        truth = {canonicalise(page.url): page for page in site.truth(SECTION)}
        stored = rows(environment, "SELECT url, headline, body_text, published_at FROM news.articles")
        assert len(stored) > 3
        for row in stored:
            page = truth[row["url"]]
            stated = (page.headline, page.body_text, page.published_at)
            assert (row["headline"], row["body_text"], row["published_at"]) == stated
        captures = rows(
            environment, "SELECT is_rendered, raw_html_key FROM news.captures WHERE kind = 'article'"
        )
        assert {capture["is_rendered"] for capture in captures} == {True}
        assert all(b"<h1>" in raw(environment).get(capture["raw_html_key"]) for capture in captures)
        assert len(web.log.of(path="/app.js")) == 1, "scripts are fetched once a crawl"
        assert not [entry for entry in web.log if entry.target.startswith(("/media/", "/style"))]


def test_without_the_key_no_browser_is_started(environment: Environment, tmp_path: Path) -> None:
    """The frame holds no story, and the crawl says so."""
    with NewsWeb(["valle"]) as web:
        site = web.publisher("valle")
        build_pages_by_script(site)
        result = run(site, environment, tmp_path, browser=False)
        assert (result.exit_code, result.verdict) == (1, "drift"), result.output
        assert web.log.of(path="/app.js") == []


def test_scripts_reach_the_sources_own_hosts_only(environment: Environment, tmp_path: Path) -> None:
    """Neither another site, nor another port, nor a path that robots.txt forbids; each at the stated pace."""
    with NewsWeb(["valle", "courier"]) as web:
        site, other = web.publisher("valle"), web.publisher("courier")
        further = (other.base_url + "/", "http://169.254.169.254/latest/", "http://localhost/", "/account/me")
        build_pages_by_script(site, further)
        site.misbehave(body("User-agent: *\nDisallow: /account/\n", "text/plain"), kind="robots")
        result = run(site, environment, tmp_path, request_delay=0.1, concurrency=1, request_budget=8)
        assert (result.exit_code, result.verdict) == (0, "ok"), result.output
        assert web.log.of("courier") == []
        assert web.log.of(path="/account/me") == []
        assert web.log.max_concurrency() == 1
        assert len(web.log) > 10
        assert web.log.earliest(0.1) < 0.6


def test_a_page_that_never_stops_asking_is_bounded(environment: Environment, tmp_path: Path) -> None:
    """It costs so many requests and no more."""
    with NewsWeb(["valle"]) as web:
        site = web.publisher("valle")
        build_pages_by_script(site, tuple(f"/api/page.json?path=/&n={number}" for number in range(500)))
        result = run(site, environment, tmp_path, request_budget=1)
        assert "Traceback" not in result.output
        assert len(web.log) < 150


@pytest.mark.parametrize(
    ("path", "told"),
    [("/nowhere/chromium", "CHROMIUM_PATH=/nowhere/chromium is no program")],
)
def test_a_missing_browser_is_one_sentence(
    path: str, told: str, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Verdict config, what is missing and how to get it."""
    with NewsWeb(["valle"]) as web:
        result = run(web.publisher("valle"), {**crawl_environment, "CHROMIUM_PATH": path}, tmp_path)
        assert (result.exit_code, result.verdict) == (2, "config"), result.output
        assert told in result.last_line and "apt-get install chromium" in result.last_line
        assert list(web.log) == []
