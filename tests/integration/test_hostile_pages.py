"""Some ninety pages made to hurt and twenty good ones, in one crawl: each costs itself and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from broadsheet.urls import canonicalise
from tests.integration.crawling import Crawl, crawl, raw, rows, write_source
from tests.integration.hostile_cases import ALL, STORED, Case
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import body
from tests.newsweb.web import RunningPublisher

SECTION, HEALTHY = "harbour", 20
_SETTINGS = {"DOWNLOAD_TIMEOUT": 10, "RETRY_TIMES": 0}
_LONG_ENOUGH = timedelta(hours=90)  # for a story to every case
_REJECTED = [case for case in ALL if case not in STORED]


@dataclass(frozen=True)
class Aftermath:
    """What one crawl over all cases left behind; `addresses` are those of the cases, by name."""

    crawl: Crawl
    environment: dict[str, str]
    addresses: dict[str, str]
    healthy: dict[str, str]  # headline by address
    asked_elsewhere: int

    def one(self, query: str, name: str) -> dict[str, Any]:
        (row,) = rows(self.environment, query, self.addresses[name])
        return row


@pytest.fixture(scope="module")
def aftermath(
    module_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Aftermath]:
    folder = tmp_path_factory.mktemp("sources")
    with NewsWeb(["courier", "valle"], listed_for=_LONG_ENOUGH) as web:
        site = web.publisher("courier")
        stories = {canonicalise(page.url): page.headline for page in site.truth(SECTION)}
        addresses = dict(zip([case.name for case in ALL], stories, strict=False))
        healthy = dict(list(stories.items())[len(ALL) : len(ALL) + HEALTHY])
        assert (len(addresses), len(healthy)) == (len(ALL), HEALTHY)
        _misbehave(site, addresses, stories)
        write_source(folder, _source(site))
        result = crawl(module_environment, folder, source="courier", settings=_SETTINGS)
        yield Aftermath(result, module_environment, addresses, healthy, len(web.log.of("valle")))


def _misbehave(site: RunningPublisher, addresses: dict[str, str], stories: dict[str, str]) -> None:
    listed = {url: stories[url] for url in [*addresses.values(), *list(stories)[len(ALL) :][:HEALTHY]]}
    teasers = "".join(
        f'<article><h2><a href="{url}">{headline}</a></h2></article>' for url, headline in listed.items()
    )
    page = f"<html><head><title>Harbour</title></head><body><main>{teasers}</main></body></html>"
    site.misbehave(body(page), path=f"/{SECTION}/")
    for case in ALL:
        site.misbehave(case.behaviour, path=f"{urlsplit(addresses[case.name]).path}*")


def _source(site: RunningPublisher) -> str:
    """The section alone: its feed and the sitemaps would list the same stories once more."""
    data = yaml.safe_load(site.source_yaml([SECTION], concurrency=16))
    data["sections"][0] |= {"feeds": [], "sitemaps": []}
    return yaml.safe_dump(data)


@pytest.mark.parametrize("case", _REJECTED, ids=lambda case: case.name)
def test_a_hostile_page_is_quarantined_with_its_reason(case: Case, aftermath: Aftermath) -> None:
    """One row says why, the ledger says the same, and nothing of it is an article."""
    found = aftermath.one("SELECT reason, detail FROM news.rejected_pages WHERE url = %s", case.name)
    assert found["reason"] == case.reason, found
    assert case.needle in found["detail"]
    assert aftermath.one("SELECT reason FROM news.listed_links WHERE url = %s", case.name) == {
        "reason": case.reason
    }
    stored = rows(
        aftermath.environment,
        "SELECT * FROM news.article_urls WHERE url = %s",
        aftermath.addresses[case.name],
    )
    assert stored == []


@pytest.mark.parametrize("case", STORED, ids=lambda case: case.name)
def test_a_poisonous_story_is_stored_under_its_own_address(case: Case, aftermath: Aftermath) -> None:
    """Its text arrives whole, its raw bytes can be read again, no claim of the page is believed."""
    row = aftermath.one(
        "SELECT headline, body_text, raw_html_key FROM news.articles WHERE url = %s", case.name
    )
    assert row["headline"]
    assert len(row["body_text"]) > 200
    assert case.needle in row["body_text"]
    assert raw(aftermath.environment).exists(row["raw_html_key"])


def test_the_other_pages_of_the_crawl_are_unharmed(aftermath: Aftermath) -> None:
    """Every good story is stored, once, with the headline that its page states."""
    found = rows(
        aftermath.environment,
        "SELECT url, headline, version_count FROM news.articles WHERE url = ANY(%s)",
        list(aftermath.healthy),
    )
    assert {row["url"]: row["headline"] for row in found} == aftermath.healthy
    assert {row["version_count"] for row in found} == {1}


def test_nobody_else_is_asked(aftermath: Aftermath) -> None:
    """No request leaves the source's own host and port, wherever pages lead."""
    assert aftermath.asked_elsewhere == 0


def test_the_verdict_is_about_the_pages_and_not_about_us(aftermath: Aftermath) -> None:
    """Red for the many pages that failed; no exception of ours, no traceback."""
    assert aftermath.crawl.exit_code == 1, aftermath.crawl.output
    assert aftermath.crawl.verdict in {"partial", "drift", "unreachable"}, aftermath.crawl.output
    assert "Traceback" not in aftermath.crawl.output
    (run,) = rows(aftermath.environment, "SELECT pending_count, listed_count FROM news.crawl_runs")
    assert run == {"pending_count": 0, "listed_count": len(ALL) + HEALTHY}


def test_cookies_are_not_kept(aftermath: Aftermath) -> None:
    """What a server would have a reader carry is in no row."""
    kept = rows(aftermath.environment, "SELECT response_headers::text AS told FROM news.captures")
    assert len(kept) > HEALTHY
    assert not any("canary-of-a-reader" in row["told"] or "ookie" in row["told"] for row in kept)
