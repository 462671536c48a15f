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
        f"<p>Correzione: {TOLD}</p>",
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


@pytest.mark.parametrize(
    "notice",
    [
        f"Korrekturhinweis: {TOLD}", f"Korrigiert: {TOLD}", f"Corrected (9 March): {TOLD}",
        f"Correction: {TOLD} If you see an error, write to desk@news.example.org.",
        "Hinweis der Redaktion: In einer früheren Version stand, der Steg sei 400 Meter lang.",
        "Editor’s note: This article has been updated to correct the length of the pier.",
        "Note de la rédaction : la longueur de la jetée a été corrigée.",
    ],
)  # fmt: skip
def test_a_notice_that_says_what_was_wrong_is_a_correction(notice: str) -> None:
    """Whatever it is called; its label is no part of it."""
    html = page(f"{STORY}<p>{notice}</p>")
    assert read_page(html).correction_text == notice.split(":", 1)[1].strip()
    assert body_of(html) == [*PROSE]


@pytest.mark.parametrize(
    "notice",
    [
        "Corrections: if you see an error, write to us at desk@news.example.org",
        "Corrections: We correct errors promptly. If you spot a mistake, let us know.",
        "Korrektur: Haben Sie einen Fehler gefunden? Schreiben Sie uns.",
        "Editor’s note: This article has been updated.",
        "Editor's note: This article has been updated with the result of the vote.",
    ],
)
def test_a_notice_that_says_nothing_of_a_mistake_is_no_correction(notice: str) -> None:
    """It speaks to readers, or says that the story goes on; a correction below it is found all the same."""
    html = page(f"{STORY}<p>{notice}</p>")
    assert read_page(html).correction_text is None
    assert body_of(html) == [*PROSE]
    assert read_page(html.replace(notice, f"{notice}</p><p>Correction: {TOLD}")).correction_text == TOLD


def test_a_note_on_how_a_story_was_made_is_of_its_text() -> None:
    """It is no correction, and readers are to know it."""
    note = "Editor's note: The names of the two fishermen were changed at their request."
    html = page(f"<div class=story><p>{note}</p>{paragraphs()}</div>")
    assert read_page(html).correction_text is None
    assert body_of(html) == [note, *PROSE]


@pytest.mark.parametrize(
    "notice",
    [
        "This story was updated at six to add the words of the harbour master.",
        "Article modifié à 19 heures pour ajouter les horaires du bac.",
        "Artykuł zaktualizowano o godzinie promu.",
        "Catatan redaksi: judul artikel ini telah diubah pada sore hari.",
        "Dieser Artikel wurde am Abend ergänzt.",
    ],
)
def test_a_notice_that_a_story_was_changed_is_no_text(notice: str) -> None:
    """Nor is it a correction, of which it says nothing."""
    article = read_page(page(f"<div>{paragraphs(*PROSE, notice)}</div>"))
    assert (article.correction_text, article.body_text) == (None, "\n\n".join(PROSE))
