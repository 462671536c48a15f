"""What a page says of its author below the text is no text."""

from __future__ import annotations

import pytest

from tests.unit.reading_pages import PROSE, body_of, page, paragraphs

_BY = "<p class=byline>By Ana Costa</p>"


@pytest.mark.parametrize(
    "note",
    [
        "Ana Costa covers harbours and ferries for The Bay Courier. Reach her at ana@bay.example.",
        "Ana Costa lives in Aldery and keeps a boat there.",
        "— Ana Costa, a former pilot, writes on the sea each week.",
        "Questions on this report? Write to Ana Costa: acosta@bay.example or @acosta on any network.",
    ],
)
def test_a_note_on_who_wrote_it_is_no_text(note: str) -> None:
    """Nor is it above a line that says where the story came from."""
    source = "The report first stood in the morning paper of the bay."
    assert body_of(page(_BY + f"<div>{paragraphs(*PROSE, note)}</div>")) == list(PROSE)
    assert body_of(page(_BY + f"<div>{paragraphs(*PROSE, note, source)}</div>")) == [*PROSE, source]


@pytest.mark.parametrize(
    "line",
    [
        "Rui Alves covers his boat in winter, and the neighbours help him to carry the canvas.",
        "Ana Costa: And the ferries, will they go on as before once the second pier is open?",
        "Whoever saw the boat is asked to write to the harbour master, pier@bay.example.",
    ],
)
def test_other_last_lines_stay(line: str) -> None:
    """People of the story, a question of the interview, an address of the office that it is about."""
    assert body_of(page(_BY + f"<div>{paragraphs(*PROSE, line)}</div>")) == [*PROSE, line]


@pytest.mark.parametrize("line", ["By Ana Costa", "By Ana Costa, in Porto", "Written by Ana Costa"])
def test_a_byline_set_as_a_paragraph_below_the_lead_is_no_text(line: str) -> None:
    """It is the author's field, wherever among the first lines it stands."""
    assert body_of(page(f"<div>{paragraphs(PROSE[0], line, *PROSE[1:])}</div>")) == list(PROSE)


def test_a_sentence_that_begins_as_bylines_do_stays() -> None:
    """ "By" may begin a sentence on the author, too."""
    line = "By Ana Costa's own count the ferries were late on four days of the week."
    read = body_of(page(_BY + f"<div>{paragraphs(PROSE[0], line, *PROSE[1:])}</div>"))
    assert read == [PROSE[0], line, *PROSE[1:]]
