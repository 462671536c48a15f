"""The reader as scorers of article extraction call it."""

from __future__ import annotations

from tests.benchmarks import readers
from tests.unit.reading_pages import HEADLINE, PROSE, URL, page, paragraphs

ARTICLE = page(f"<p class=byline>By Ana Costa</p><div>{paragraphs()}</div>").encode()


def test_a_page_is_read_as_the_pipeline_reads_it() -> None:
    """Its fields under the names that scorers know."""
    found = readers.page(ARTICLE, URL)
    assert found == {
        "headline": HEADLINE,
        "body_text": "\n\n".join(PROSE),
        "authors": ["Ana Costa"],
        "published_at": None,
        "language": "en",
    }


def test_what_is_no_article_scores_nothing_and_an_address_is_not_needed() -> None:
    """A page of unknown address is read all the same; one that is refused has no fields."""
    assert readers.page(b"<html><p>Too short", None) == {}
    assert readers.page(ARTICLE, None)["headline"] == HEADLINE


def test_a_time_told_from_now_is_none() -> None:
    """A scorer's page was fetched nobody knows when; the pipeline's own are read by their fetch time."""
    lines = ("2 hours ago", "27 March 2024, 10:15")
    pages = [page(f"<p class=timestamp>{line}</p><div>{paragraphs()}</div>").encode() for line in lines]
    found = [each["published_at"] for each in readers.site([(html, URL) for html in pages])]
    assert found == [None, "2024-03-27T10:15:00+00:00"]


def test_the_pages_of_a_site_come_back_in_their_order() -> None:
    """One result for each page, those that are refused among them."""
    found = readers.site([(b" ", URL), (ARTICLE, URL)])
    assert [each.get("headline") for each in found] == [None, HEADLINE]
