"""Rules of a source file in a crawl: what they decide is stored with its origin, and makes no edit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from broadsheet.cli import main
from broadsheet.extraction import EXTRACTOR_VERSION
from tests.integration.crawling import crawl, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import altered

RULES = """
rules:
  - from: 2020-01-01
    headline: "meta[property='og:site_name']@content"
    deck: .no-such-thing
"""


def test_rules_decide_and_are_told_of(
    crawl_environment: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The rows name the rule; one that finds nothing is in the run's sentence and the log.

    Stories that were stored before the rule was written are read again by it: no publisher changed them.
    `read --source` reads as the crawl does: by the same rules and the profile that it has stored.
    """
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        file = site.source_yaml(["harbour"])
        write_source(tmp_path, file)
        assert crawl(crawl_environment, tmp_path, source="courier").verdict == "ok"
        rows(
            crawl_environment,
            "UPDATE news.listed_links SET next_check_at = now() WHERE article_id > 0 RETURNING url",
        )
        write_source(tmp_path, file + RULES)
        site.misbehave(altered(lambda text: text.replace("</body>", "<hr></body>")), kind="article")
        second = crawl(crawl_environment, tmp_path, source="courier")
        assert second.exit_code == 0, second.output
        assert "the rule for deck (.no-such-thing) found nothing on any of" in second.last_line
        assert (
            second.output.count("the source file's rule for deck (.no-such-thing) found nothing on http") == 1
        )
        found = rows(
            crawl_environment,
            "SELECT DISTINCT headline, version_count, extractor_version LIKE %s AS is_named"
            " FROM news.articles WHERE extractor_version <> %s",
            f"{EXTRACTOR_VERSION}+rules.%",
            EXTRACTOR_VERSION,
        )
        assert found == [{"headline": "The Harbour Courier", "version_count": 1, "is_named": True}]
        origins = rows(
            crawl_environment,
            "SELECT DISTINCT field, origin, locator, is_chosen, value FROM news.article_fields"
            " WHERE origin = 'source_rule' ORDER BY field DESC",
        )
        assert [(each["field"], each["is_chosen"]) for each in origins] == [
            ("headline", True),
            ("deck", False),
        ]
        assert origins[0]["locator"] == "meta[property='og:site_name']@content"
        assert origins[1]["value"] is None
        address = next(page.url for page in site.truth("harbour"))
        for name in ("SOURCES_DIR", "DATABASE_URL"):
            monkeypatch.setenv(name, {**crawl_environment, "SOURCES_DIR": str(tmp_path)}[name])
        assert main(["read", address, "--source", "courier", "--json"]) == 0
        said = capsys.readouterr()
        read = json.loads(said.out)
        (stored,) = rows(
            crawl_environment, "SELECT profile_version AS v FROM news.site_profiles WHERE is_current"
        )
        assert (read["headline"], read["profile_version"]) == ("The Harbour Courier", stored["v"])
        assert f"2 keys of its rules in force; with version {stored['v']} of the site's profile" in said.err
