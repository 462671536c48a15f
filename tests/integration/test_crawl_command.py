"""What someone sees who types a crawl wrongly: one sentence, exit code 2, no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.crawling import crawl, write_source

PUBLIC = """
name: public
title: A Public Site
base_url: https://news.invalid
timezone: UTC
language: en
schedule: "0 * * * *"
sections:
  - name: first
    url: https://news.invalid/first/
  - name: second
    url: https://news.invalid/second/
"""


@pytest.mark.parametrize(
    ("arguments", "missing", "expected"),
    [
        ({}, None, "-a source=NAME"),
        ({"source": "nosuch"}, None, "nosuch"),
        ({"source": "pulbic"}, None, "a source of this folder (public); did you mean public?"),
        ({"source": "public", "section": "nosuch"}, None, "one of first, second"),
        ({"source": "public", "section": ""}, None, "-a section=: expected the name of a section"),
        (
            {"source": "public", "sektion": "first"},
            None,
            "-a sektion=...: no such argument; did you mean -a section",
        ),
        ({"source": "public", "since": "2024-05-01"}, None, "news knows source, section, run_id"),
        ({"source": "public", "run_id": "7"}, None, "needs -a section=NAME"),
        ({"source": "public", "section": "first", "run_id": "7"}, None, "expected a UUID"),
        ({"source": "public"}, "CRAWLER_CONTACT", "CRAWLER_CONTACT is not set"),
        ({"source": "public"}, "DATABASE_URL", "DATABASE_URL is not set"),
        ({"source": "public"}, "RAW_HTML_BUCKET", "RAW_HTML_BUCKET is not set"),
    ],
)
def test_a_wrong_setting_is_one_sentence(
    arguments: dict[str, str], missing: str | None, expected: str, tmp_path: Path
) -> None:
    environment = {
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing",
        "RAW_HTML_BUCKET": "bucket",
        "CRAWLER_CONTACT": "tests@example.org",
    }
    write_source(tmp_path, PUBLIC)
    result = crawl({k: v for k, v in environment.items() if k != missing}, tmp_path, **arguments)
    assert (result.exit_code, result.verdict) == (2, "config"), result.output
    assert expected in result.last_line
    assert "Traceback" not in result.output


def test_a_site_of_this_machine_needs_no_contact_but_a_word_in_its_file(tmp_path: Path) -> None:
    """Asked for an address to write to, one would look in the wrong place."""
    write_source(tmp_path, PUBLIC.replace("https://news.invalid", "http://127.0.0.1:9"))
    result = crawl({}, tmp_path, source="public")
    assert (result.exit_code, result.verdict) == (2, "config"), result.output
    assert "`private_network: true`" in result.last_line


def test_a_misspelt_spider_is_one_sentence(tmp_path: Path) -> None:
    """With the one that was meant; not a traceback of Scrapy's."""
    result = crawl({}, tmp_path, spider="newz", source="public")
    assert (result.exit_code, result.verdict) == (2, "config"), result.output
    assert "no such spider; did you mean news? there are backfill, news" in result.last_line
    assert "Traceback" not in result.output
