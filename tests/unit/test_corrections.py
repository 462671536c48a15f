"""Notices of correction: apart from the body, whatever their language and their box."""

from __future__ import annotations

import pytest

from tests.unit.reading_pages import PROSE, body_of, page, paragraphs, read_page

TOLD = "The pier is 40 metres long, not 400 as first written."
STORY = f"<div class=story>{paragraphs()}</div>"


@pytest.mark.parametrize(
    "notice",
    [
        f"<p>Correction: {TOLD}</p>", f"<p class=x>Correctie: {TOLD}</p>", f"<p>【訂正】{TOLD}</p>",
        f"<div class=tikun>תיקון: {TOLD}</div>", f"<p>تصويب: {TOLD}</p>", f"<p>[정정] {TOLD}</p>",
        f"<div><h3>Fe de errores</h3><p>{TOLD}</p></div>", f"<p>Διόρθωση: {TOLD}</p>", f"<p>更正：{TOLD}</p>",
        f"<div class=rettifica><p class=rettifica>{TOLD}</p></div>", f"<p>भूल सुधार: {TOLD}</p>",
    ],
)  # fmt: skip
def test_a_correction_below_the_text_is_a_field_of_its_own(notice: str) -> None:
    """Told by the word that begins it, by a heading over it or by the name of its box."""
    html = page(f"{STORY}{notice}")
    assert read_page(html).correction_text == TOLD
    assert body_of(html) == [*PROSE]


@pytest.mark.parametrize(
    "notice",
    [
        "This column was amended on 30 June. The pier was opened in 1919, not 1909.",
        "En una primera versión de este artículo se decía que el muelle mide 400 metros.",
        "Dans une première version de cet article, la jetée était trop longue.",
        "В предыдущей версии статьи длина причала была указана неверно.",
    ],
)
def test_a_sentence_that_speaks_of_an_earlier_version_is_a_correction(notice: str) -> None:
    """Without a label it is kept whole."""
    assert read_page(page(f"{STORY}<p><i>{notice}</i></p>")).correction_text == notice


@pytest.mark.parametrize(
    "line",
    [
        "Corrections officers voted on the new shifts at the prison by the harbour on Tuesday night.",
        "In una prima versione della legge il molo era più lungo, e il porto ne avrebbe pagato la metà.",
        "Correctional facilities are to be built at the northern end of the bay before the coming winter.",
    ],
)
def test_a_story_about_corrections_holds_none(line: str) -> None:
    """Words at the beginning of a paragraph are no label, and laws have earlier versions, too."""
    assert read_page(page(f"<div class=story>{paragraphs(*PROSE, line)}</div>")).correction_text is None
