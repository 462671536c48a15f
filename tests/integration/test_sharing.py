"""Sections of one source that list the same stories, crawled side by side."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import yaml

from tests.integration.crawling import finish, rows, start, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import late


def test_a_story_that_is_new_in_two_sections_is_fetched_by_one_of_them(
    crawl_environment: dict[str, str], tmp_path: Path
) -> None:
    """The other notes it: both sections have every story, and both runs are green."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        site.misbehave(late(0.1), kind="article")
        source = yaml.safe_load(site.source_yaml(["harbour"], request_delay=0))
        (harbour,) = source["sections"]
        source["sections"] = [harbour | {"name": name} for name in ("one", "other")]
        write_source(tmp_path, yaml.safe_dump(source))
        processes = [
            start(crawl_environment, tmp_path, source="courier", section=name) for name in ("one", "other")
        ]
        ended = [finish(process) for process in processes]
        fetched = Counter(entry.target for entry in web.log.of(kind="article"))
    assert [crawl.verdict for crawl in ended] == ["ok", "ok"], [crawl.output for crawl in ended]
    assert len(fetched) > 10
    assert set(fetched.values()) == {1}
    per_section = rows(
        crawl_environment,
        """SELECT section, count(*) AS held, count(*) FILTER (WHERE outcome = 'pending') AS pending
           FROM news.article_sections JOIN news.listed_links USING (article_id, source, section)
           GROUP BY section ORDER BY section""",
    )
    assert [row["section"] for row in per_section] == ["one", "other"]
    assert {(row["held"], row["pending"]) for row in per_section} == {(len(fetched), 0)}
    (told,) = rows(crawl_environment, "SELECT sum(new_count) AS new_count FROM news.crawl_runs")
    assert told["new_count"] == len(fetched)
