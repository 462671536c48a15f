"""Lines amid and below a story that are none of its text: told by how they are set, or by what they say."""

from __future__ import annotations

import pytest

from tests.unit.reading_pages import PROSE, body_of, page, paragraphs

TOLD = "“We knew that the stones came from the hill above the bay,” the harbour master said."


def around(inset: str, *before: str) -> str:
    """A story with something between its paragraphs."""
    return page(f"<div>{paragraphs(*before, *PROSE[:4])}{inset}{paragraphs(*PROSE[4:])}</div>")


@pytest.mark.parametrize(
    "quote",
    [
        f"<blockquote><p>{TOLD}</p></blockquote>",  # the paragraph as a whole
        f"<section data-part=citaat><div class=groot><span>“</span><p>{TOLD[1:]}</p></div></section>",
        f"<p class=uitgelicht>{TOLD[1:-1]}</p>",
        f"<div class=f4><div class=f5>{TOLD[1:]}</div></div>",
    ],
)
def test_a_sentence_of_the_story_set_apart_is_said_once(quote: str) -> None:
    """Whatever its box is called, and where the sentence is a whole paragraph, too."""
    assert body_of(around(quote, TOLD)) == [TOLD, *PROSE]


def test_what_recurs_in_the_setting_of_the_text_is_text() -> None:
    """A refrain, or the same answer to two questions, is set as the rest is."""
    assert body_of(around(f"<p>{TOLD}</p>", TOLD)) == [TOLD, *PROSE[:4], TOLD, *PROSE[4:]]
    answers = "".join(f"<div class=n{number}><p>{TOLD}</p></div>" for number in range(6))
    assert body_of(page(f"<div>{answers}</div>")) == [TOLD] * 6
