"""Names, dates, labels and credits side by side: each is read as what it is, none as another."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.unit.reading_pages import HEADLINE, PROSE, body_of, page, paragraphs, read_page

TEXT = f"<div class=story>{paragraphs(*PROSE)}</div>"


@pytest.mark.parametrize(
    "line",
    [
        "<div><span>By Ana Costa</span><span>12 March 2024, 18:42</span></div>",
        "<div><span>12.03.2024 | 18:42</span><span>By Ana Costa</span></div>",
    ],
)
def test_a_name_and_a_date_that_only_styles_part_are_two(line: str) -> None:
    """Boxes without a space between them are not one word, and the name does not make the date a sentence."""
    article = read_page(page(f"{line}{TEXT}"))
    assert article.published_at == datetime(2024, 3, 12, 18, 42, tzinfo=UTC)
    assert body_of(page(f"{line}{TEXT}")) == list(PROSE)


def test_a_name_in_a_box_right_before_the_date_is_read() -> None:
    """And nothing of the date is part of it."""
    line = "<div><span>By Ana Costa</span><span>12 March 2024, 18:42</span></div>"
    assert read_page(page(f"{line}{TEXT}")).author_names == ("Ana Costa",)


def test_parts_of_one_word_stay_one_word() -> None:
    """A first letter in a box of its own, and a word of which a part is coloured."""
    first = (
        "<div><span>T</span><span>HE council s</span><span>at for hours in the old town hall.</span></div>"
    )
    lines = "".join(f"<div>{sentence}</div>" for sentence in PROSE)
    assert body_of(page(f"<div class=story>{first}{lines}</div>"))[0] == (
        "THE council sat for hours in the old town hall."
    )


def test_the_weekday_before_a_date_is_no_author() -> None:
    """Scripts without capitals do not tell a weekday from a name; the language's words do."""
    line = "<div>كتب: أحمد حسن - الثلاثاء 12 مارس 2024 - 06:42 م</div>"
    html = page(f"{line}{TEXT}").replace("lang=en", "lang=ar")
    article = read_page(html)
    assert article.author_names == ("أحمد حسن",)
    assert article.published_at == datetime(2024, 3, 12, 18, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "fr",
            "<p class=d>Publié le 12 mars 2024 à 18h42, modifié le 13 mars 2024 à 07h05 • Lecture 3 min.</p>",
        ),
        ("ko", "<p>입력 : 2024.03.12 18:42 수정 : 2024.03.12 20:10</p>"),
    ],
)
def test_a_line_of_dates_is_no_first_paragraph(language: str, line: str) -> None:
    """It is read as dates, and is no part of the text."""
    html = page(f"<div class=story>{line}{paragraphs()}</div>").replace("lang=en", f"lang={language}")
    assert body_of(html) == list(PROSE)
    assert read_page(html).published_at == datetime(2024, 3, 12, 18, 42, tzinfo=UTC)


def test_a_first_paragraph_that_begins_with_a_date_is_kept() -> None:
    """It is a sentence, and its date is none of publication."""
    first = "On 12 March 2024, the pier burned down to the water."
    article = read_page(page(f"<div class=story>{paragraphs(first, *PROSE)}</div>"))
    assert article.body_text.startswith(first)
    assert article.published_at is None


def test_a_dateline_called_a_channel_is_no_section() -> None:
    """Class names lie; a line with a time of day names no section."""
    article = read_page(page(f"<div class=channel>2024-03-12 18:42 | Source</div>{TEXT}"))
    assert article.section_label is None


def test_the_last_step_of_a_trail_is_the_page_itself() -> None:
    """However short it is called there: it alone leads nowhere."""
    trail = (
        "<ul class=breadcrumb><li><a href=/>Home</a></li><li><a href=/t>Town</a></li><li>The pier</li></ul>"
    )
    assert read_page(page(f"{trail}<h1>{HEADLINE}</h1>{TEXT}", headline="")).section_label == "Town"


def test_a_name_glued_to_a_caption_is_its_credit() -> None:
    """In an element of its own behind the last sentence; what is part of the sentence stays."""
    figure = "<figure><img src=/p.jpg width=900 height=600><figcaption>%s</figcaption></figure>"
    glued = read_page(page(f"{figure % 'The pier at dawn.<span>EFE</span>'}{TEXT}")).images[0]
    told = read_page(page(f"{figure % 'The pier seen from the <i>Albatross</i>'}{TEXT}")).images[0]
    assert (glued.caption, glued.credit) == ("The pier at dawn.", "EFE")
    assert (told.caption, told.credit) == ("The pier seen from the Albatross", None)


def test_the_logo_of_a_site_is_no_lead_image() -> None:
    """Neither with the caption of the picture that the story shows, nor where it shows none."""
    stated = "<meta property='og:image' content='https://news.example.org/share-logo.png'>"
    figure = "<figure><img src=/p.jpg width=900 height=600><figcaption>The pier at dawn</figcaption></figure>"
    shown = read_page(page(f"{figure}{TEXT}", head=stated)).images
    assert [(each.url, each.caption) for each in shown] == [
        ("https://news.example.org/p.jpg", "The pier at dawn")
    ]
    assert read_page(page(TEXT, head=stated)).images == ()


OTHER = "2024-03-20T09:00Z"


@pytest.mark.parametrize(
    "insert",
    [
        f"<section><h3>New</h3><li><time datetime={OTHER}>x</time><a href=/x>Boat lost</a></li></section>",
        f"<div class=card><a href=/x>A boat was lost off the cape</a><time datetime={OTHER}>x</time></div>",
        "<div class=card><h3>Boat lost</h3><span class=date>20 March 2024</span></div>",
        f"<div class=next><h2>School opens</h2><div class=meta><time datetime={OTHER}>x</time></div></div>",
    ],
)
def test_the_date_of_another_story_put_into_the_text_is_not_its_own(insert: str) -> None:
    """Below that story's heading or linked title it is no date of this one, which states none."""
    html = page(f"<div class=story>{paragraphs(PROSE[0])}{insert}{paragraphs(*PROSE[1:])}</div>")
    assert read_page(html).published_at is None


def test_a_date_set_bare_in_the_article_is_of_its_own_line() -> None:
    """Times of day elsewhere in the article are none of it, and do not make it more precise."""
    below = f"<section><h3>Latest</h3><time datetime={OTHER}>a while ago</time></section>"
    article = read_page(page(f"<time datetime=2024-03-21>Thursday</time>{paragraphs(*PROSE)}{below}"))
    assert (article.published_at, article.published_precision) == (datetime(2024, 3, 21, tzinfo=UTC), "day")


@pytest.mark.parametrize(
    "line", ["On 9 March 2024, a storm took half of the pier", "By Monday the council will have met."]
)
def test_a_deck_or_a_short_first_sentence_is_neither_date_nor_author(line: str) -> None:
    """Although it begins as a dateline or a byline does."""
    article = read_page(page(f"<p class=deck>{line}</p>{TEXT}"))
    assert (article.published_at, article.authors) == (None, ())


def test_degrees_behind_a_name_are_no_organisations() -> None:
    """They are neither people nor agencies."""
    article = read_page(page(f"<p class=byline>By Ana Costa, MD, PhD and Rui Alves</p>{TEXT}"))
    assert [each.name for each in article.authors] == ["Ana Costa", "Rui Alves"]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Interview: Ana Costa; Photos: Rui Alves; Translation: Ivo Petrov", [("Ana Costa", "person")]),
        ("Written by: Ana Costa | Edited by: Rui Alves", [("Ana Costa", "person")]),
        ("By Our Correspondent", [("Our Correspondent", "organisation")]),
    ],
)
def test_each_part_of_a_byline_is_what_its_label_says(line: str, named: list[tuple[str, str]]) -> None:
    """No label is part of a name, who took the pictures did not write, and a post is no person."""
    authors = read_page(page(f"<p class=byline>{line}</p>{TEXT}")).authors
    assert [(each.name, each.kind) for each in authors] == named


def test_a_caption_that_goes_on_with_by_has_no_credit() -> None:
    """What follows is no name."""
    told = "The pier by day; the image by night shows more"
    figure = f"<figure><img src=/p.jpg width=900 height=600><figcaption>{told}</figcaption></figure>"
    image = read_page(page(f"{figure}{TEXT}")).images[0]
    assert (image.caption, image.credit) == (told, None)


@pytest.mark.parametrize("label", ["3 min read", "Uncategorized"])
def test_what_a_system_fills_in_is_no_section(label: str) -> None:
    """Neither shown nor stated for machines."""
    stated = f"<meta property='article:section' content='{label}'>"
    html = page(f"<div class=section>{label}</div><h1>{HEADLINE}</h1>{TEXT}", head=stated, headline="")
    assert read_page(html).section_label is None
