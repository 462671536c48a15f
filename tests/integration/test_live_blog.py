"""A live blog is looked at in its own rhythm until its page says that it is over."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.urls import canonicalise
from tests.integration.crawling import crawl, cursor, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import body

_TEXT = "The water stands at the third step of the old quay, and the ferries have been sent up the river. "


def _page(url: str, *entries: str, **stated: str) -> str:
    """Its entries, newest first, for machines and for people."""
    told = [{"@type": "BlogPosting", "articleBody": entry} for entry in entries]
    data = {"@type": "LiveBlogPosting", "headline": "The flood, hour by hour", "url": url}
    script = json.dumps(data | {"liveBlogUpdate": told} | stated)
    shown = "".join(f"<p>{entry}</p>" for entry in entries)
    return (
        f'<html lang="en"><head><title>The flood</title><script type="application/ld+json">{script}</script>'
        f"</head><body><article><h1>The flood, hour by hour</h1><p>{_TEXT * 3}</p>{shown}</article></body>"
    )


def test_a_live_blog_is_followed_to_its_end(crawl_environment: dict[str, str], tmp_path: Path) -> None:
    """Due again after `live_recheck` minutes, with its entries as rows; once closed, like any article."""
    looked_at = """SELECT l.next_check_at - max(c.fetched_at) AS pause, a.version_count, a.content_type
        FROM news.articles AS a JOIN news.listed_links AS l USING (article_id)
        JOIN news.captures AS c USING (article_id)
        WHERE a.url = %s GROUP BY l.next_check_at, a.version_count, a.content_type"""
    entries = """SELECT e.body_text FROM news.live_entries AS e JOIN news.articles AS a USING (article_id)
        WHERE a.url = %s ORDER BY entry_no"""
    first = "At eight the water reached the second step, and the market was moved to the church."
    last = "At noon it fell again, and the keeper of the quay went home to his lunch."
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        url = canonicalise(site.truth("harbour")[0].url)
        write_source(tmp_path, site.source_yaml(["harbour"], live_recheck=7, recheck_after=[48]))
        running = site.misbehave(body(_page(url, first)), path=urlsplit(url).path)
        assert crawl(crawl_environment, tmp_path, source="courier").verdict == "ok"
        (seen,) = rows(crawl_environment, looked_at, url)
        assert (seen["content_type"], seen["pause"]) == ("live_blog", timedelta(minutes=7))
        running.stop()
        site.misbehave(
            body(_page(url, last, first, coverageEndTime="2026-09-15T12:30:00Z")), path=urlsplit(url).path
        )
        with cursor(crawl_environment) as open_cursor:
            open_cursor.execute("UPDATE news.listed_links SET next_check_at = now() WHERE url = %s", (url,))
        assert crawl(crawl_environment, tmp_path, source="courier").verdict == "ok"
        (closed,) = rows(crawl_environment, looked_at, url)
    assert closed["version_count"] == 2
    assert closed["pause"] > timedelta(hours=40), "the next look is that of any article"
    assert {row["body_text"] for row in rows(crawl_environment, entries, url)} == {first, last}
