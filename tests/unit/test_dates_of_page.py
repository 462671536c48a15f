"""When a page says that it was published: which statement is taken, and what is no statement."""

from __future__ import annotations

import json

import pytest

from tests.unit.reading_pages import page, paragraphs, read_page


def published(*, data: str | None = None, meta: str | None = None, line: str = "") -> str | None:
    """The time read from a page that states one in JSON-LD, in a meta tag or in a line by the headline."""
    node = json.dumps({"@type": "NewsArticle", "headline": "x", "datePublished": data})
    head = f'<script type="application/ld+json">{node}</script>' if data else ""
    head += f'<meta property="article:published_time" content="{meta}">' if meta else ""
    article = read_page(page(f"{line}<div>{paragraphs()}</div>", head))
    return article.published_at.isoformat() if article.published_at else None


@pytest.mark.parametrize("zoned", ["2024-03-27T10:15:30+02:00", "2024-03-27T08:15:30Z"])
def test_a_time_with_a_zone_outweighs_the_same_without(zoned: str) -> None:
    """It may be given as the same clock's or as another's; zones differ by quarters of an hour."""
    assert published(data="2024-03-27 10:15:30", meta=zoned) == "2024-03-27T08:15:30+00:00"


@pytest.mark.parametrize("other", ["2024-03-27T10:31:02+02:00", "2024-03-25T08:15:30Z"])
def test_another_time_says_nothing_of_the_zone(other: str) -> None:
    """Minutes or days apart they are two events, and the first statement stays, its zone assumed."""
    assert published(data="2024-03-27 10:15:30", meta=other) == "2024-03-27T10:15:30+00:00"


def test_a_dateline_may_name_its_section() -> None:
    """What is linked in it leads to sections and authors, and is no word of a sentence."""
    line = "<div class=article-meta>Published: 27 March 2024, 10:15 in: <a href=/harbour>Harbour</a> |</div>"
    assert published(line=line) == "2024-03-27T10:15:00+00:00"


@pytest.mark.parametrize(
    "line",
    [
        "<div class=article-meta>On 27 March 2024 the pier of <a href=/mill>the mill</a> was opened</div>",
        "<ul><li><a href=/fair>The fair of old</a> 6 May 2023, 09:00</li></ul>",
        "<div class=article-meta>Open since 27 March 2019 for visitors</div>",
    ],
)
def test_a_sentence_or_a_teaser_with_a_date_is_no_dateline(line: str) -> None:
    """Wherever it stands."""
    assert published(line=line) is None
