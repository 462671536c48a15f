"""Where a section's address may redirect to: a page of its own, not the front page or another section's."""

from datetime import UTC, datetime

import pytest

from broadsheet.article import Page
from broadsheet.errors import PageRejected
from broadsheet.outcomes import PageKind, Reason
from broadsheet.sources import Section, Source
from spiders.pages import refuse_another_page

SITE = "https://www.example.com"
POLITICS = Section(name="politics", url=f"{SITE}/politics/")
SOURCE = Source(
    name="example",
    title="The Example",
    base_url=SITE,
    timezone="UTC",
    language="en",
    schedule="*/15 * * * *",
    sections=(POLITICS, Section(name="trade", url=f"{SITE}/trade/"), Section(name="all", url=f"{SITE}/news")),
)


def arrived(url: str, final_url: str) -> Page:
    day = datetime(2026, 11, 1, tzinfo=UTC)
    return Page(
        "run", "example", "politics", PageKind.LISTING, url, day, final_url=final_url, redirects=(url,)
    )


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (f"{SITE}/", "the front page"),
        ("https://example.com", "the front page"),
        (f"{SITE}/trade", "the page of section trade"),
    ],
)
def test_a_section_that_leads_to_another_page_is_told(target: str, told: str) -> None:
    """Its stories would be stored as those of this section, and the run be green."""
    with pytest.raises(PageRejected) as refused:
        refuse_another_page(arrived(POLITICS.url, target), SOURCE, POLITICS)
    assert refused.value.reason is Reason.REDIRECTED
    assert told in refused.value.detail


@pytest.mark.parametrize(
    "target",
    [
        "http://example.com/politics",
        f"{SITE}/news/politics/",
        f"{SITE}/?section=2",
        "https://politics.example.com/",
    ],
)
def test_a_section_may_move(target: str) -> None:
    refuse_another_page(arrived(POLITICS.url, target), SOURCE, POLITICS)
