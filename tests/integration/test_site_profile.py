"""A crawl learns the template of its site; what it stored before is put right, and no edit is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from broadsheet.urls import canonicalise
from tests.integration.crawling import crawl, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import altered
from tests.newsweb.web import RunningPublisher

Environment = dict[str, str]
NOTICE = "The desk is in the old customs house at the end of the pier, and its door is open until {}."


def _with_notice(hour: str) -> Callable[[str], str]:
    """Every article ends with the same paragraph, which one page alone cannot tell from its story."""
    notice = f'<p class="desk">{NOTICE.format(hour)}</p>'

    def change(text: str) -> str:
        body, end, rest = text.rpartition("</article>")
        at = body.rfind("</p>") + len("</p>")
        return body[:at] + notice + body[at:] + end + rest

    return change


def _bodies(environment: Environment) -> dict[str, str]:
    return {
        row["url"]: row["body_text"] for row in rows(environment, "SELECT url, body_text FROM news.articles")
    }


def _truth(site: RunningPublisher) -> dict[str, str]:
    return {canonicalise(page.url): page.body_text for page in site.truth("harbour")}


def test_a_crawl_profits_from_what_it_learns(crawl_environment: Environment, tmp_path: Path) -> None:
    """From the first story on the text is the story's alone; a notice that changes is nobody's edit.

    Where its headlines stand is learned with the rest. What an earlier reader stored is read again when
    a page comes otherwise, and then compared.
    """
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        write_source(tmp_path, site.source_yaml(["harbour"]))
        site.misbehave(altered(_with_notice("six")), kind="article")
        first = crawl(crawl_environment, tmp_path, source="courier")
        assert first.verdict == "ok", first.output
        assert _bodies(crawl_environment) == _truth(site)
        known = rows(
            crawl_environment, "SELECT count(*) AS n FROM news.articles WHERE profile_version IS NULL"
        )
        assert known == [{"n": 0}]
        learned = rows(
            crawl_environment,
            "SELECT profile->'trust'->'headings'->>0 AS headline FROM news.site_profiles WHERE is_current",
        )
        assert [each["headline"].endswith("h1") or "h1." in each["headline"] for each in learned] == [True]
        rows(
            crawl_environment,
            "UPDATE news.articles SET extractor_version = '0', content_hash = 'another' "
            "WHERE mod(article_id, 2) = 0 RETURNING url",
        )
        rows(
            crawl_environment,
            "UPDATE news.listed_links SET next_check_at = now() WHERE article_id > 0 RETURNING url",
        )
        site.behave()
        site.misbehave(altered(_with_notice("seven")), kind="article")
        second = crawl(crawl_environment, tmp_path, source="courier")
        assert second.exit_code == 0, second.output
        versions = rows(crawl_environment, "SELECT DISTINCT version_count FROM news.articles")
        assert versions == [{"version_count": 1}]
        assert _bodies(crawl_environment) == _truth(site)
        looked = rows(crawl_environment, "SELECT count(*) AS n FROM news.captures WHERE kind = 'article'")
        assert looked[0]["n"] > len(_truth(site))
