"""A time zone in a source file that is not the site's is told, and what was read in it is put right."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.cli import EXIT_CONFIG, main
from broadsheet.urls import canonicalise
from tests.integration.crawling import crawl, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import altered

_OFFSET = re.compile(r"(\d\d:\d\d:\d\d)[+-]\d\d:\d\d\b")
_DATES = """
SELECT url, published_at, published_precision AS precision, version_count FROM news.articles ORDER BY url
"""

# One story as it is stored where neither page nor text tells, and the source file said "nb" at that time.
_OF_ANOTHER_LANGUAGE = """
WITH one AS (SELECT article_id FROM news.articles ORDER BY published_at DESC NULLS LAST LIMIT 1),
versions AS (
    UPDATE news.article_versions SET fields = fields || '[{"field": "language", "value": "nb",
        "origin": "inferred", "locator": "source file", "is_chosen": true}]' WHERE article_id IN (TABLE one))
UPDATE news.articles SET language = 'nb' WHERE article_id IN (TABLE one) RETURNING language
"""


def _without_offsets(page: str) -> str:
    return _OFFSET.sub(r"\1", page)


def test_a_wrong_zone_is_told_and_put_right(
    crawl_environment: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Pages name no offset, the feed does: the run stays green and says file, key, value and way out.

    Once the file is mended `reread` moves every date to where it belongs, and makes no version of it. So does
    it with a language that the source file had to give. An offset that the file calls wrong raises no doubt.
    """
    for name, value in {**crawl_environment, "SOURCES_DIR": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    expected = "source.yaml: timezone: got 'Europe/Berlin', expected the zone "
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        site.misbehave(altered(_without_offsets), kind="article")
        write_source(tmp_path, site.source_yaml(["harbour"], timezone="Europe/Berlin"))
        done = crawl(crawl_environment, tmp_path, source="courier")
        truth = {canonicalise(page.url): page for page in site.truth("harbour")}
        timed = _told_by_why(crawl_environment)
        assert f"-> {tmp_path.name}/{expected}" in capsys.readouterr().out
        assert rows(crawl_environment, _OF_ANOTHER_LANGUAGE) == [{"language": "nb"}]
        silent = site.source_yaml(["harbour"], timezone="Europe/London", wrong_offsets=["-03:00"])
        write_source(tmp_path, silent)
        second = crawl(crawl_environment, tmp_path, source="courier")
        write_source(tmp_path, site.source_yaml(["harbour"]))
    assert done.verdict == "ok", done.output
    assert expected in done.last_line and "they fit UTC-03:00" in done.last_line
    assert "python -m broadsheet reread courier" in done.last_line
    assert second.verdict in {"ok", "quiet"} and "timezone: got 'Europe/London', expected the dates of" in (
        second.last_line
    )
    assert "language: got 'en" in second.last_line and "1 stored story" in second.last_line
    assert "expected the zone" not in second.last_line
    read = {row["url"]: row for row in rows(crawl_environment, _DATES)}
    apart: set[timedelta] = {_apart(read[url]["published_at"], truth[url].published_at) for url in timed}
    assert len(timed) > 3 and apart == {timedelta(hours=5)}
    assert main(["reread", "courier", "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "Nothing was written" in told and "1 language read otherwise: nb -> en" in told
    assert rows(crawl_environment, _DATES) == list(read.values())
    assert main(["reread", "courier", "--section", "harbour"]) == 0
    told = capsys.readouterr().out
    assert f" read again, {len([*filter(_dated, read.values())])} dates moved" in told and " -> " in told
    after = {row["url"]: row for row in rows(crawl_environment, _DATES)}
    assert {url: row["published_at"] for url, row in after.items()} == {
        url: truth[url].published_at for url in after
    }
    assert {row["version_count"] for row in after.values()} == {1}
    assert rows(crawl_environment, "SELECT DISTINCT language FROM news.articles") == [{"language": "en"}]
    assert main(["reread", "courier", "--section", "sports"]) == EXIT_CONFIG
    assert "sports" in capsys.readouterr().err


def _told_by_why(environment: dict[str, str]) -> list[str]:
    """The stories whose date has an hour; `why` is asked of one."""
    timed = [row["url"] for row in rows(environment, _DATES) if row["precision"] == "second"]
    assert main(["why", timed[0]]) == 0
    return timed


def _dated(row: dict[str, object]) -> bool:
    return row["published_at"] is not None


def _apart(read: datetime, stated: datetime | None) -> timedelta:
    assert stated is not None
    return stated - read
