"""A site whose pages change: told once, with what moved and where to, and read all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from broadsheet.urls import canonicalise
from tests.integration.crawling import crawl, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import altered
from tests.newsweb.web import RunningPublisher

Environment = dict[str, str]
_ARTICLES = "SELECT url, headline, body_text, deck, authors, published_at FROM news.articles"
_REASON = "SELECT verdict_reason FROM news.crawl_runs WHERE verdict = 'drift'"
_PROFILE = """
SELECT profile_version, profile->>'container' AS container FROM news.site_profiles WHERE is_current
"""


def _stored(environment: Environment) -> dict[str, dict[str, Any]]:
    return {row.pop("url"): row for row in rows(environment, _ARTICLES)}


def _stated(site: RunningPublisher, urls: set[str]) -> dict[str, dict[str, Any]]:
    """What the pages of these articles state now, in the columns that are compared."""
    names = ("headline", "body_text", "deck", "authors", "published_at")
    truths = {canonicalise(page.url): page.columns() for page in site.truth("harbour")}
    return {url: {name: truths[url][name] for name in names} for url in urls}


def _as_a_special(text: str) -> str:
    """An article in a layout of its own."""
    return text.replace('class="headline"', 'class="special-title"').replace('"article-text"', '"special"')


def test_a_redesign_is_told_once_and_read_all_the_same(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Red with field, old and new place and pages to look at; the next run is green with a new profile.

    An ordinary second day with two stories in another layout is no alarm. The stories of the new pages are
    stored as these state them.
    """
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        write_source(tmp_path, site.source_yaml(["harbour"]))
        first = crawl(crawl_environment, tmp_path, source="courier")
        web.clock.advance(hours=2)
        special = site.misbehave(altered(_as_a_special), kind="article", times=2)
        second = crawl(crawl_environment, tmp_path, source="courier")
        assert (first.verdict, second.verdict, special.hit_count) == ("ok", "ok", 2), second.output
        site.behave()
        known = _stored(crawl_environment).keys()
        (before,) = rows(crawl_environment, _PROFILE)

        site.redesign()
        web.clock.advance(hours=4)
        red = crawl(crawl_environment, tmp_path, source="courier")
        assert (red.exit_code, red.verdict) == (1, "drift"), red.output
        (reason,) = (row["verdict_reason"] for row in rows(crawl_environment, _REASON))
        assert reason.startswith("the site has changed its article pages: ")
        assert '"article.post > h1.headline" and now stands at "div.story-top > h1.story-title"' in reason
        new = _stored(crawl_environment).keys() - known
        assert len(new) >= 3
        assert sum(url in reason for url in new) == 3
        for url in known:
            assert url not in reason
        assert {url: _stored(crawl_environment)[url] for url in new} == _stated(site, set(new))
        (after,) = rows(crawl_environment, _PROFILE)
        assert after["profile_version"] > before["profile_version"]
        assert after["container"].endswith("section.story-copy")

        web.clock.advance(hours=2)
        green = crawl(crawl_environment, tmp_path, source="courier")
        assert green.verdict == "ok", green.output
