"""Large pages for benchmarks are as heavy as real ones, distinct, and new in every round."""

from __future__ import annotations

import gzip
from html import unescape

from lxml import html as lxml_html

from tests.newsweb.large_pages import SIZE, large_pages, write_site


def test_weigh_what_real_pages_weigh():
    """About 280 KB each; under gzip and in elements like news pages of that size, not like padding."""
    for page in large_pages(5):
        assert abs(len(page.body) - SIZE) < 1000
        assert 45_000 < len(gzip.compress(page.body)) < 70_000
        assert 900 < sum(1 for _ in lxml_html.document_fromstring(page.body).iter()) < 1500


def test_hold_the_story_they_state():
    """Headline and every paragraph stand in the page, in order."""
    for page in large_pages(5):
        text = lxml_html.document_fromstring(page.body).find(".//main").text_content()
        assert page.headline in text
        position = 0
        for paragraph in page.body_text.split("\n\n"):
            position = text.index(paragraph, position) + len(paragraph)


def test_another_seed_is_new_content_throughout():
    """No page, path or text of one round comes again in the next; the same seed gives the same pages."""
    first, again, second = (list(large_pages(10, seed)) for seed in (1, 1, 2))
    assert first == again
    for name in ("path", "body", "body_text"):
        values = [getattr(page, name) for page in (*first, *second)]
        assert len(set(values)) == len(values)


def test_written_site_lists_its_pages(tmp_path):
    """Files for a static server: every page under its path, a section page with a link to each."""
    pages = write_site(tmp_path, 3)
    listing = (tmp_path / "news" / "index.html").read_text(encoding="utf-8")
    for page in pages:
        assert (tmp_path / page.path.lstrip("/")).read_bytes() == page.body
        assert f'href="{page.path}"' in listing
        assert page.headline in unescape(listing)
