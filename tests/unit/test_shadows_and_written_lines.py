"""Text that browsers show although no plain paragraph holds it."""

from __future__ import annotations

import pytest

from tests.unit.reading_pages import HEADLINE, PROSE, URL, body_of, page, paragraphs, read_page

_LINK = f"<a href='{URL}-2'>the plan of last year</a>"


@pytest.mark.parametrize("mode", ["open", "closed"])
def test_a_template_shown_in_place_of_its_element_holds_headline_and_text(mode: str) -> None:
    """Declarative shadow roots are rendered as they stand."""
    inner = f"<template shadowrootmode={mode}><h1>{HEADLINE}</h1>{paragraphs()}</template>"
    article = read_page(f"<html><body><news-story>{inner}</news-story></body></html>")
    assert (article.headline, article.body_text.split("\n\n")) == (HEADLINE, list(PROSE))


def test_a_template_that_waits_for_a_script_is_not_shown() -> None:
    """Its text is none of the page's."""
    assert body_of(page(f"{paragraphs(*PROSE[:6])}<template>{paragraphs(*PROSE[6:])}</template>")) == list(
        PROSE[:6]
    )


@pytest.mark.parametrize("empty", ["\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n\n"])
def test_empty_lines_part_the_paragraphs_of_preformatted_text(empty: str) -> None:
    """As telegrams, statutes and press releases are published; other line breaks are spaces."""
    broken = [sentence.replace(" the ", "\nthe ", 1) for sentence in PROSE]
    assert body_of(page(f"<pre>{empty.join(broken)}</pre>")) == list(PROSE)


def test_a_link_in_preformatted_text_leaves_it_running_text() -> None:
    """A paragraph with a link in it stays, and the ones around it."""
    lines = [PROSE[0], f"{PROSE[1][:-1]}, as {_LINK} had said.", *PROSE[2:]]
    shown = [PROSE[0], f"{PROSE[1][:-1]}, as the plan of last year had said.", *PROSE[2:]]
    assert body_of(page(f"<pre>{chr(10).join(f'{line}{chr(10)}' for line in lines)}</pre>")) == shown
