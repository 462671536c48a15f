"""Sections of one source that list the same stories, crawled side by side."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from tests.integration.crawling import finish, rows, start, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import late, status
from tests.waiting import wait_until


def test_a_story_that_is_new_in_two_sections_is_fetched_by_one_of_them(
    crawl_environment: dict[str, str], tmp_path: Path
) -> None:
    """The other notes it: both sections have every story, and both runs are green."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        site.misbehave(late(0.1), kind="article")
        source = yaml.safe_load(site.source_yaml(["harbour"], request_delay=0))
        (harbour,) = source["sections"]
        again = {"name": "other", "url": f"{harbour['url']}?view=compact"}
        source["sections"] = [harbour | {"name": "one"}, harbour | again]
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


def test_two_runs_of_one_section_fetch_as_one(crawl_environment: dict[str, str], tmp_path: Path) -> None:
    """Each story is asked for by one of them, and one that cannot be read as often as by one run."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        listed = [urlsplit(page.url).path for page in site.truth("harbour")]
        site.misbehave(late(0.1), kind="article")
        site.misbehave(late(4), path=listed[0])  # so that neither is done before the other has begun
        site.misbehave(status(403), path=listed[3])
        write_source(tmp_path, site.source_yaml(["harbour"], request_delay=0))
        processes = [start(crawl_environment, tmp_path, source="courier") for _ in range(2)]
        ended = [finish(process) for process in processes]
        fetched = Counter(entry.target for entry in web.log.of(kind="article"))
    assert [crawl.verdict for crawl in ended] == ["ok", "ok"], [crawl.output for crawl in ended]
    assert fetched == Counter(listed)
    outcomes = rows(
        crawl_environment,
        """SELECT outcome = 'rejected' AS is_rejected, attempt_count, article_id > 0 AS is_stored, count(*)
           FROM news.listed_links WHERE outcome NOT IN ('not_article', 'off_site')
           GROUP BY 1, 2, 3 ORDER BY 1""",
    )
    assert [tuple(row.values()) for row in outcomes] == [
        (False, 0, True, len(listed) - 1),
        (True, 1, None, 1),
    ]
    runs = rows(crawl_environment, "SELECT new_count, pending_count FROM news.crawl_runs")
    assert sum(row["new_count"] for row in runs) == len(listed) - 1
    assert [row["pending_count"] for row in runs] == [0, 0]


def test_what_a_killed_run_had_in_hand_the_other_run_of_its_section_fetches(
    crawl_environment: dict[str, str], tmp_path: Path
) -> None:
    """At once, and without a word of it being in other hands."""
    lease = {"BROADSHEET_LEASE_TIME": 2}
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        slow = site.misbehave(late(60), kind="article")
        write_source(tmp_path, site.source_yaml(["harbour"], request_delay=0))
        first = start(crawl_environment, tmp_path, source="courier", settings=lease)
        wait_until(lambda: len(web.log.of(kind="article")) == 2, "as many stories are asked for as may be")
        other = start(crawl_environment, tmp_path, source="courier", settings=lease)
        left = "SELECT FROM news.crawl_runs WHERE verdict IS NULL"
        wait_until(lambda: len(rows(crawl_environment, left)) == 2, "both are at work")
        first.kill()
        first.communicate()
        slow.stop()
        ended = finish(other)
        count = len(site.truth("harbour"))
    assert ended.verdict == "ok", ended.output
    assert f"{count} new" in ended.last_line
    assert rows(crawl_environment, "SELECT url FROM news.listed_links WHERE outcome = 'pending'") == []
