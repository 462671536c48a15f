"""Who wrote it: where a page names several people, and where only the place calls a name the author's."""

from __future__ import annotations

import json

import pytest

from tests.unit.reading_pages import HEADLINE, page, paragraphs, read_page


def authors(body: str, *, stated: str | None = None, headline: str = f"<h1>{HEADLINE}</h1>") -> list[str]:
    """The names read from a page that shows the body, and tells machines of one author."""
    person = {"@type": "NewsArticle", "headline": HEADLINE, "author": {"@type": "Person", "name": stated}}
    head = f'<script type="application/ld+json">{json.dumps(person)}</script>' if stated else ""
    return [each.name for each in read_page(page(f"{body}<div>{paragraphs()}</div>", head, headline)).authors]


def test_all_whom_lines_of_one_make_name_are_authors() -> None:
    """Data hold one of two."""
    lines = "<div class=byline><address>Ana Costa</address><address>Rui Alves</address></div>"
    assert authors(lines, stated="Rui Alves") == ["Ana Costa", "Rui Alves"]


def test_a_name_in_another_line_joins_nobody() -> None:
    """The photographer has a line of another make."""
    lines = "<p class=byline>Ana Costa</p><div class=author-photo>Rui Alves</div>"
    assert authors(lines, stated="Ana Costa") == ["Ana Costa"]


def test_the_short_form_under_which_an_editor_signs_is_no_author() -> None:
    """Agencies in parentheses are; a few letters after a name are the name's."""
    assert authors("<p class=byline>Ana Costa (aco), Rui Alves (ral.)</p>") == ["Ana Costa", "Rui Alves"]
    assert authors("<p class=byline>Ana Costa (dpa)</p>") == ["Ana Costa", "dpa"]


@pytest.mark.parametrize(
    "line",
    [
        "Ana Costa | 05.03.2024 - 10:20",
        "Ana Costa – 5 March 2024",
        "Ana Costa, 2024-03-05",
    ],
)
def test_a_name_before_the_date_is_the_author(line: str) -> None:
    """Nothing calls the line a byline; it stands between headline and text and says nothing else."""
    assert authors(f"<div>{line}</div>") == ["Ana Costa"]


@pytest.mark.parametrize(
    "line",
    [
        "<div>Real Estate | 5 March 2024</div>",  # a topic of the menu
        "<div><a href=/people>Ana Costa</a> | 5 March 2024</div>",  # nobody says that she wrote it
        "<div>The pier opened on 5 March 2024</div>",
        "<div>Harbour | 5 March 2024</div>",
    ],
)
def test_what_else_stands_before_a_date_is_no_author(line: str) -> None:
    """Sections, topics and sentences are nobody's name."""
    menu = "<nav><a href=/estate>Real Estate</a></nav>"
    assert authors(line + menu) == []


def test_a_byline_right_over_the_text_counts_on_a_page_without_a_headline() -> None:
    """Where the headline is drawn by a script, the line called a byline stands over the first paragraph."""
    assert authors('<p class="author">By Ana Costa</p>', headline="") == ["Ana Costa"]
    assert authors("<p>By Ana Costa</p>", headline="") == []
