"""The local news web keeps its promises: same seed, same web; stories come, change and are listed."""

from __future__ import annotations

import time
import urllib.request
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from broadsheet.sources import load_file
from tests.newsweb import NewsWeb
from tests.newsweb.clock import START
from tests.newsweb.publishers import PUBLISHERS

NAMES = tuple(PUBLISHERS)


def described(publisher) -> dict[str, tuple]:
    """Truth by path, without what depends on the port."""
    return {
        urlsplit(t.url).path + urlsplit(t.url).query: (t.headline, t.body_text, t.published_at, t.sections)
        for t in publisher.truth()
    }


@pytest.mark.parametrize("name", NAMES)
def test_same_seed_and_time_is_the_same_web(name):
    """Two webs of one seed and time tell the same stories; another seed tells others."""
    with NewsWeb([name], seed=3) as one, NewsWeb([name], seed=3) as two, NewsWeb([name], seed=4) as other:
        first, second, third = (described(web.publisher(name)) for web in (one, two, other))
    assert first == second
    assert {body for _, body, *_ in first.values()}.isdisjoint(body for _, body, *_ in third.values())


def test_a_web_started_again_later_goes_on_with_its_stories():
    """What a served web showed before a restart it shows after it, the newer stories on top."""
    with NewsWeb(rolling=True) as before:
        before.clock.advance(hours=2)
        went_on = described(before.publisher("courier"))
    with NewsWeb(rolling=True, now=START + timedelta(hours=2)) as again:
        assert described(again.publisher("courier")) == went_on


def test_a_rolling_web_forgets_and_another_does_not():
    """Served for days, lists keep their length; in a test nothing falls off their end."""
    with NewsWeb(rolling=True) as rolling, NewsWeb() as growing:
        early = described(rolling.publisher("courier")).keys()
        for web in (rolling, growing):
            web.clock.advance(days=1)
        assert early.isdisjoint(described(rolling.publisher("courier")))
        assert early <= described(growing.publisher("courier")).keys()
        gone = rolling.publisher("courier").base_url + min(early)
        assert urllib.request.urlopen(gone).status == 200  # off the lists, not off the site


@pytest.mark.parametrize("name", NAMES)
def test_sections_begin_lively_and_short(name):
    """About a dozen and a half articles a section, over more than one page."""
    with NewsWeb([name]) as web:
        publisher = web.publisher(name)
        for section in publisher.sections:
            assert 8 <= len(publisher.truth(section)) <= 25
            assert publisher.respond(publisher.section_url(section, 2)).status == 200
            assert publisher.respond(publisher.section_url(section, 9)).status == 404


@pytest.mark.parametrize("name", NAMES)
def test_every_listed_article_is_reached_through_pagination(name):
    """Walking a section's pages finds each article of its truth, newest first."""
    with NewsWeb([name]) as web:
        publisher = web.publisher(name)
        for section in publisher.sections:
            pages = [publisher.respond(publisher.section_url(section, number)) for number in range(1, 9)]
            text = "".join(page.body.decode("latin-1") for page in pages if page.status == 200)
            truths = publisher.truth(section)
            assert [truth.url for truth in truths if reference(publisher, truth.url) not in text] == []
            instants = [truth.published_at for truth in truths if truth.published_precision == "second"]
            assert instants == sorted(instants, reverse=True)


def reference(publisher, url: str) -> str:
    """An article's address as the site's own pages write it."""
    return url.removeprefix(publisher.base_url).lstrip("/")


@pytest.mark.parametrize("name", NAMES)
def test_feed_and_news_sitemap_name_the_articles(name):
    """The sitemap holds every listed article with lastmod, the feed the newest ones with their categories."""
    with NewsWeb([name]) as web:
        publisher = web.publisher(name)
        sitemap = ElementTree.fromstring(publisher.page_bytes(f"{publisher.base_url}/news-sitemap.xml"))
        feed = ElementTree.fromstring(publisher.page_bytes(f"{publisher.base_url}/rss.xml"))
        urls = [truth.url for truth in publisher.truth()]
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    assert [loc.text for loc in sitemap.iterfind(".//s:url/s:loc", space)] == urls
    assert len(sitemap.findall(".//s:url/s:lastmod", space)) == len(urls)
    assert [link.text.partition("?utm")[0] for link in feed.iterfind(".//item/link")] == urls[:20]
    assert all(item.find("category") is not None for item in feed.iterfind(".//item"))


@pytest.mark.parametrize("name", NAMES)
def test_robots_name_the_sitemaps(name):
    """robots.txt forbids something and leads to sitemaps that are there."""
    with NewsWeb([name]) as web:
        publisher = web.publisher(name)
        lines = publisher.page_bytes(f"{publisher.base_url}/robots.txt").decode().splitlines()
        sitemaps = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
        assert sitemaps
        assert all(publisher.respond(url).status == 200 for url in sitemaps)
        assert any(line.startswith("Disallow: /") for line in lines)


def test_what_is_served_is_what_page_bytes_says():
    """Bytes over a real socket equal `page_bytes` for every kind of page, and the log holds them."""
    with NewsWeb() as web:
        publisher = web.publisher("courier")
        sitemap = f"{publisher.base_url}/news-sitemap.xml"
        urls = [publisher.truth()[0].url, publisher.section_url("politics"), sitemap]
        for url in urls:
            with urllib.request.urlopen(url) as response:
                assert response.read() == publisher.page_bytes(url) == web.log[-1].body
        assert [entry.kind for entry in web.log] == ["article", "section", "news_sitemap"]


@pytest.mark.parametrize("name", NAMES)
def test_the_clock_publishes_and_edits(name):
    """As hours go by new articles appear, old ones change, and no version of the past does."""
    with NewsWeb([name]) as web:
        publisher = web.publisher(name)
        before = {truth.url: truth for truth in publisher.truth()}
        web.clock.advance(timedelta(hours=5))
        after = {truth.url: truth for truth in publisher.truth()}
    assert before.keys() < after.keys()
    assert any(len(after[url].versions) > len(before[url].versions) for url in before)
    assert all(after[url].versions[: len(before[url].versions)] == before[url].versions for url in before)


def test_a_running_clock_moves_by_itself():
    """With a speed the web's time passes without being advanced; without one it stands still."""
    with NewsWeb(speed=3600) as running, NewsWeb() as standing:
        first = running.clock.now()
        time.sleep(0.01)
        assert running.clock.now() - first >= timedelta(seconds=36)
        assert standing.clock.now() == START


@pytest.mark.parametrize("name", NAMES)
def test_source_file_is_valid(name, tmp_path):
    """A running publisher's source file is accepted as it stands, keys added and sections chosen."""
    path = tmp_path / "source.yaml"
    with NewsWeb([name]) as web:
        publisher = web.publisher(name)
        text = publisher.source_yaml(sections=publisher.sections[:1], request_delay=0.5)
    path.write_text(text, encoding="utf-8")
    source = load_file(path).source
    assert (source.name, source.private_network, source.request_delay) == (name, True, 0.5)
    assert [section.name for section in source.sections] == list(publisher.sections[:1])


def test_the_sample_source_is_the_courier():
    """sources/sample.yaml names the sections that the publisher has, where `make run` serves them."""
    source = load_file(Path(__file__).resolve().parents[2] / "sources" / "sample.yaml").source
    courier = PUBLISHERS["courier"]
    assert (source.title, source.language, source.timezone) == (
        courier.title,
        courier.language,
        courier.timezone,
    )
    assert {(section.name, section.title, section.url) for section in source.sections} == {
        (section.name, section.label, f"{source.base_url}/{section.name}/") for section in courier.sections
    }
    assert source.private_network
