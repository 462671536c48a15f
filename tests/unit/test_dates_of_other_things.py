"""Dates near a headline and in data that are not the page's."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from broadsheet.extraction.agotext import find_relative
from broadsheet.extraction.datewords import words
from tests.unit.reading_pages import PROSE, page, paragraphs, read_page

FIRST, REST = paragraphs(PROSE[0]), paragraphs(*PROSE[1:])


@pytest.mark.parametrize(
    "told",
    [
        f"{FIRST}<blockquote><p>Pump down.</p>Board (@w) <a href=/x>March 10, 2024</a></blockquote>{REST}",
        f"{FIRST}<blockquote><a href=/x><time datetime=2024-03-10>10 March</time></a></blockquote>{REST}",
        f"{FIRST}<div><p>Pump down.</p><p><a href=/x>9:12 AM · Mar 10, 2024</a></p></div>{REST}",
        f"{FIRST}<p><b>3 March 2024</b></p>{REST}",
        f"<p><b>3 March 2024</b></p>{FIRST}<p><b>10 March 2024</b></p>{REST}",
        f"{FIRST}<ul><li><time datetime=2024-03-03>3 March</time> First alarm at the works</li></ul>{REST}",
        f"<p>12 March 1931 – 2 March 2024</p>{FIRST}{REST}",
        f"<p>3 – 5 March 2024</p>{FIRST}{REST}",
        f"<div class=current-date>Sunday, 31 March 2024</div>{FIRST}{REST}",
        f"<p>LG Wend, Az.: 4 U 07/23 vom 3.3.2024</p>{FIRST}{REST}",
        f"<p>Sygn. akt II K 12/24, 3.03.2024</p>{FIRST}{REST}",
        f"<p>Case No. 24-118, 3 March 2024</p>{FIRST}{REST}",
    ],
)
def test_a_date_of_what_is_told_is_none_of_the_page(told: str) -> None:
    """Of an embedded post, of a step of a chronicle, of a life, of a visit, of a court's decision."""
    assert read_page(page(f"<div>{told}</div>")).published_at is None


def test_a_date_alone_above_the_text_is_the_page_s() -> None:
    """Where no other line is one but that of a change; a label makes one below the first paragraph, too."""
    changed = "<p>3 March 2024</p><p>Updated 4 March 2024</p>"
    assert read_page(page(f"<div>{changed}{FIRST}{REST}</div>")).published_at is not None
    assert read_page(page(f"<div><p>3 March 2024</p>{FIRST}{REST}</div>")).published_at is not None
    assert read_page(page(f"<div>{FIRST}<p>Published 3 March 2024</p>{REST}</div>")).published_at is not None


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ja", "2024年3月10日 9時15分更新"),
        ("ko", "2024.03.10 09:15 수정"),
        ("de", "10.03.2024, 09:15 Uhr aktualisiert"),
        ("tr", "10.03.2024 09:15 güncellendi"),
        ("ru", "10 марта 2024, 09:15 (обновлено)"),
        ("en", "<time datetime=2024-03-10T09:15>10 March 2024, 9:15</time> (updated)"),
    ],
)
def test_a_label_may_stand_behind_its_date(language: str, line: str) -> None:
    """A change is no publication."""
    html = page(f"<div class=article-meta>{line}</div><div>{FIRST}{REST}</div>")
    article = read_page(html.replace("lang=en", f"lang={language}"))
    assert article.published_at is None
    assert article.modified_at is not None
    assert (article.modified_at.hour, article.modified_at.minute) == (9, 15)


@pytest.mark.parametrize(
    "item",
    [
        "<section itemscope itemtype=https://schema.org/Comment>%s<p>Nice.</p></section>",
        "<div itemscope itemtype=https://schema.org/NewsArticle>%s<a itemprop=headline>The mayor</a></div>",
        2 * "<div itemscope itemtype=https://schema.org/NewsArticle>%s</div>",
    ],
)
def test_microdata_of_what_stands_beside_the_story_say_nothing_of_it(item: str) -> None:
    """Of a comment, of one teaser, of several."""
    stated = "<meta itemprop=datePublished content=2024-03-10T09:00Z><meta itemprop=author content=Ana>"
    article = read_page(page(f"<div>{FIRST}{REST}</div><aside>{item.replace('%s', stated)}</aside>"))
    assert (article.published_at, article.authors) == (None, ())


def test_microdata_of_the_story_beside_teasers_are_its_own() -> None:
    """The one with the main heading."""
    scope = "<div itemscope itemtype=https://schema.org/NewsArticle><meta itemprop=datePublished content=%s>"
    story = page(f"<div>{FIRST}{REST}</div>").replace("<article>", scope.replace("%s", "2024-03-10T09:00Z"))
    html = story.replace("</main>", f"</div></main><aside>{scope.replace('%s', '2024-03-09')}</div></aside>")
    published = read_page(html).published_at
    assert published is not None
    assert published.day == 10


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "PodcastEpisode", "name": "The daily Herald", "datePublished": "2024-03-09"},
        {
            "@type": "WebPage",
            "name": "Mayor resigns",
            "url": "https://news.example.org/town/mayor",
            "datePublished": "2024-03-09",
        },
    ],
)
def test_data_of_a_player_or_of_another_page_say_nothing_of_it(node: dict[str, str]) -> None:
    """Neither name nor address is this page's."""
    data = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    assert read_page(page(f"<div>{FIRST}{REST}</div>", data)).published_at is None


def test_since_friday_is_no_day_ago() -> None:
    """In Arabic both begin alike."""
    assert find_relative("منذ يوم الجمعة", words("ar"), datetime(2026, 3, 10, 15, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [("sv", "10.03.24", None), ("sv", "24.03.30", "2024-03-30"), ("ko", "24.03.10", "2024-03-10")],
)
def test_two_digits_are_a_year_where_nothing_else_is_meant(language: str, line: str, day: str | None) -> None:
    """Swedish papers write the day first as often: a day of 2010 would be made up."""
    html = page(f"<div class=date>{line}</div><div>{FIRST}{REST}</div>")
    published = read_page(html.replace("lang=en", f"lang={language}")).published_at
    assert (published.date().isoformat() if published else None) == day
