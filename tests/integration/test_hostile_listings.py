"""Feeds, sitemaps and robots.txt made to hurt, in one crawl: each costs itself, and no story is missed."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
import yaml

from broadsheet.discovery.hints import MAX_FEEDS, MAX_SITEMAPS
from broadsheet.discovery.links import MAX_LINKS
from broadsheet.urls import canonicalise
from tests.integration.crawling import Crawl, crawl, rows, stored_urls, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import Behaviour, altered, body, coded

SECTION = "harbour"
_XML = "application/xml"
_ENTRY = "<item><title>A story</title><link>{}</link></item>"
_RSS = "<rss version='2.0'><channel><title>Harbour</title>{}</channel></rss>"
_INDEX = "<sitemapindex>{}</sitemapindex>"
_ROBOTS = "User-agent: *\nDisallow: /search\n" + "Disallow: /no\n" * 4_000_000
_LAUGHS = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>'
_SECRETS = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'


@dataclass(frozen=True)
class Bad:
    """What a feed or sitemap answers, and the reason of its rejection; None where it is read."""

    behaviour: Callable[[str, str], Behaviour]
    reason: str | None = None


FEEDS = {
    "bomb": Bad(lambda *_: coded(gzip.compress(bytes(64 * 1024 * 1024)), "gzip", _XML), "bomb"),
    "laughs": Bad(lambda *_: body(_LAUGHS, _XML), "unsafe_xml"),
    "secrets": Bad(lambda *_: body(_SECRETS, _XML), "unsafe_xml"),
    "deep": Bad(lambda *_: body("<rss>" + "<item>" * 5000, _XML), "too_complex"),
    "large": Bad(lambda *_: body(_RSS.format("<!--" + Random(1).randbytes(2_500_000).hex() + "-->"), _XML)),
    "foreign": Bad(
        lambda _, other: body(_RSS.format("".join(_ENTRY.format(f"{other}/a-{n}") for n in range(50))), _XML)
    ),
    "cut": Bad(
        lambda _, other: body(
            _RSS.partition("{}")[0] + _ENTRY.format(f"{other}/a-1") + _ENTRY.partition("{}")[0] + "htt", _XML
        ),
        "bad_listing",
    ),
    "html": Bad(lambda *_: body("<html><body><h1>Not here</h1></body></html>"), "bad_listing"),
    "binary": Bad(lambda *_: body(bytes(range(256)) * 99, _XML), "bad_listing"),
}
SITEMAPS = {
    "loop": Bad(lambda base, _: body(_INDEX.format(f"<sitemap><loc>{base}/s-loop</loc></sitemap>"), _XML)),
    "metadata": Bad(
        lambda *_: body(_INDEX.format("<sitemap><loc>http://169.254.169.254/x.xml</loc></sitemap>"), _XML)
    ),
}


@dataclass(frozen=True)
class Aftermath:
    """What one crawl left behind; `asked` are the paths that the site was asked for."""

    crawl: Crawl
    environment: dict[str, str]
    stories: set[str]
    elsewhere: str
    asked: list[str]
    asked_elsewhere: int


@pytest.fixture(scope="module")
def aftermath(
    module_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Aftermath]:
    folder = tmp_path_factory.mktemp("sources")
    with NewsWeb(["courier", "valle"]) as web:
        site, other = web.publisher("courier"), web.publisher("valle").base_url
        for name, feed in FEEDS.items():
            site.misbehave(feed.behaviour(site.base_url, other), path=f"/f-{name}")
        for name, sitemap in SITEMAPS.items():
            site.misbehave(sitemap.behaviour(site.base_url, other), path=f"/s-{name}")
        for depth in range(8):
            inner = "".join(
                f"<sitemap><loc>{site.base_url}/n-{'x' * (depth + 1)}{n}</loc></sitemap>" for n in "01"
            )
            site.misbehave(body(_INDEX.format(inner), _XML), path=f"/n-{'x' * depth}*")
        site.misbehave(body(_ROBOTS, "text/plain"), path="/robots.txt")
        data = yaml.safe_load(site.source_yaml([SECTION], concurrency=16))
        data["sections"][0] |= {
            "feeds": [f"{site.base_url}/f-{name}" for name in FEEDS],
            "sitemaps": [f"{site.base_url}/s-{name}" for name in SITEMAPS] + [f"{site.base_url}/n-"],
        }
        write_source(folder, yaml.safe_dump(data))
        result = crawl(module_environment, folder, source="courier")
        stories = {canonicalise(page.url) for page in site.truth(SECTION)}
        asked = [entry.target for entry in web.log.of("courier")]
        yield Aftermath(result, module_environment, stories, other, asked, len(web.log.of("valle")))


def test_every_story_of_the_section_page_is_stored(aftermath: Aftermath) -> None:
    """Whatever feeds, sitemaps and robots.txt are."""
    stored = stored_urls(aftermath.environment)
    assert stored == aftermath.stories


@pytest.mark.parametrize("name", FEEDS)
def test_a_bad_feed_is_a_row_with_its_reason(name: str, aftermath: Aftermath) -> None:
    """And one that is no more than long, or names others only, is none; half an address is not asked for."""
    found = rows(
        aftermath.environment, "SELECT reason FROM news.rejected_pages WHERE url LIKE %s", f"%/f-{name}"
    )
    assert [row["reason"] for row in found] == ([FEEDS[name].reason] if FEEDS[name].reason else [])
    assert not any(target.endswith("/htt") for target in aftermath.asked)


def test_addresses_elsewhere_are_told_of_and_not_asked_for(aftermath: Aftermath) -> None:
    """A feed's foreign entries are links with a reason; a sitemap in a private network is a row."""
    query = "SELECT reason, count(*) FROM news.listed_links WHERE url LIKE %s GROUP BY 1"
    assert rows(aftermath.environment, query, f"{aftermath.elsewhere}%") == [
        {"reason": "off_site", "count": 50}
    ]
    query = "SELECT reason FROM news.rejected_pages WHERE url LIKE 'http://169.254.169.254/%%'"
    assert rows(aftermath.environment, query) == [{"reason": "off_site"}]
    assert aftermath.asked_elsewhere == 0


def test_indexes_that_nest_endlessly_end(aftermath: Aftermath) -> None:
    """Every sitemap is asked for once, and no more of them than a run may."""
    asked = [target for target in aftermath.asked if target.startswith(("/n-", "/s-"))]
    assert len(asked) == len(set(asked)) <= len(SITEMAPS) + 1 + MAX_SITEMAPS


def test_the_verdict_names_what_failed(aftermath: Aftermath) -> None:
    """Yellow, with the first bad feed and its reason; no exception of ours."""
    assert aftermath.crawl.verdict == "partial", aftermath.crawl.output
    assert "/f-" in aftermath.crawl.last_line
    assert "Traceback" not in aftermath.crawl.output


def test_what_lies_beyond_a_limit_is_counted(crawl_environment: dict[str, str], tmp_path: Path) -> None:
    """Feeds, sitemaps and links that are named and not read: none is passed over in silence."""
    feeds = "".join(
        f"<link rel=alternate type=application/rss+xml href=/f-{n}>" for n in range(MAX_FEEDS + 4)
    )
    links = "".join(f"<a href='/{SECTION}/beyond-the-page-{n}.html'>Beyond</a>" for n in range(MAX_LINKS))
    maps = "".join(f"<sitemap><loc>/s-{n}.xml</loc></sitemap>" for n in range(MAX_SITEMAPS + 6))
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        own = len(re.findall(rb"<a\s", site.page_bytes(site.section_url(SECTION))))
        beside = altered(
            lambda page: (
                re.sub("<link[^>]*alternate[^>]*>", "", page)
                .replace("</head>", f"{feeds}</head>")
                .replace("</body>", f"<footer>{links}</footer></body>")
            )
        )
        site.misbehave(beside, path=f"/{SECTION}/")
        site.misbehave(body(_RSS.format("")), path="/f-*")
        site.misbehave(body("<urlset></urlset>", _XML), path="/s-*")
        site.misbehave(body(_INDEX.format(maps), _XML), path="/all.xml")
        site.misbehave(body(f"Sitemap: {site.base_url}/all.xml", "text/plain"), path="/robots.txt")
        write_source(tmp_path, site.source_yaml([SECTION], request_budget=2 * (MAX_FEEDS + MAX_SITEMAPS + 1)))
        result = crawl(crawl_environment, tmp_path, source="courier")
        asked = [entry.target for entry in web.log]
    assert (len([t for t in asked if t[:3] == "/f-"]), len([t for t in asked if t[:3] == "/s-"])) == (
        MAX_FEEDS,
        MAX_SITEMAPS - 1,
    )
    assert (result.exit_code, result.verdict) == (0, "ok"), result.output
    assert f"; {own} links stand beyond the most that are read of a page" in result.last_line
    assert f"named and not read: {own} links, 4 feeds, 7 sitemaps" in result.output
    (run,) = rows(crawl_environment, "SELECT is_listing_complete, passed FROM news.crawl_runs")
    passed = {"unread_links": own, "unread_feeds": 4, "unread_sitemaps": 7}
    assert run == {"is_listing_complete": False, "passed": passed}


def test_of_an_endless_robots_txt_the_beginning_holds(aftermath: Aftermath) -> None:
    """RFC 9309, 2.5: what lies within the first 500 KiB is heeded, the rest is not even received."""
    assert aftermath.asked.count("/robots.txt") == 1
    assert not any(target.startswith("/search") for target in aftermath.asked)
