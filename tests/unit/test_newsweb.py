"""The local news web keeps its promises: same seed, same web; what it serves is what its truth says."""

from __future__ import annotations

import urllib.request
from datetime import timedelta

from broadsheet.sources import load_file
from tests.newsweb import NewsWeb


def test_same_seed_and_time_is_the_same_web():
    """Two webs of one seed and time tell the same stories; another seed tells others."""
    with NewsWeb(seed=3) as one, NewsWeb(seed=3) as two, NewsWeb(seed=4) as other:
        headlines = [[t.headline for t in web.publisher("courier").truth()] for web in (one, two, other)]
    assert headlines[0] == headlines[1] != headlines[2]


def test_every_listed_article_is_reached_through_pagination():
    """Walking a section's pages finds each article of its truth, newest first, once."""
    with NewsWeb() as web:
        publisher = web.publisher("courier")
        truth = publisher.truth("harbour")
        pages = [publisher.page_bytes(publisher.section_url("harbour", n)).decode() for n in (1, 2, 3)]
    main = "".join(page.partition('<div class="river">')[2].partition("</main>")[0] for page in pages)
    paths = [article.url.removeprefix(publisher.base_url) for article in truth]
    positions = [main.index(f'<h3><a href="{path}"') for path in paths]
    assert positions == sorted(positions)
    assert main.count("<h3>") == len(paths)


def test_what_is_served_is_what_page_bytes_says():
    """Bytes over a real socket equal `page_bytes` for every kind of page."""
    with NewsWeb() as web:
        publisher = web.publisher("courier")
        urls = [
            publisher.truth()[0].url,
            publisher.section_url("politics"),
            f"{publisher.base_url}/news-sitemap.xml",
        ]
        for url in urls:
            with urllib.request.urlopen(url) as response:
                assert response.read() == publisher.page_bytes(url)
        assert [entry.kind for entry in web.log] == ["article", "section", "news_sitemap"]


def test_the_clock_publishes_and_edits():
    """As hours go by new articles appear, old ones change, and each change is a version of the truth."""
    with NewsWeb() as web:
        publisher = web.publisher("courier")
        before = {truth.url: truth for truth in publisher.truth()}
        web.clock.advance(timedelta(hours=5))
        after = {truth.url: truth for truth in publisher.truth()}
    assert before.keys() < after.keys()
    changed = [url for url in before if len(after[url].versions) > len(before[url].versions)]
    assert changed
    assert all(after[url].versions[: len(before[url].versions)] == before[url].versions for url in before)


def test_source_file_is_valid(tmp_path):
    """The source file of a running publisher is accepted as it stands."""
    path = tmp_path / "courier.yaml"
    with NewsWeb() as web:
        path.write_text(web.publisher("courier").source_yaml(), encoding="utf-8")
    file = load_file(path)
    assert file.errors == ()
    assert file.source.private_network
