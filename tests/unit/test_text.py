"""Plain text: what is cleaned, how words are counted, which language it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.normal_forms import normalised
from broadsheet.text import clean, clean_paragraphs, count_words, detect_language, split_paragraphs

ANY_TEXT = st.text(alphabet=st.characters(codec=None, categories=None))


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("a\x00b", "ab"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("10\u00a0000\u202f000", "10 000 000"),
        ("soft\u00adhyphen zero\u200bwidth \ufeffmark", "softhyphen zerowidth mark"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u202eturned", "turned"),
        (" \t\r\n ", ""),
    ],
)
def test_a_line_is_cleaned(written: str, cleaned: str) -> None:
    """Nothing a reader sees is lost; nothing a database refuses is left."""
    assert clean(written) == cleaned


@given(ANY_TEXT)
def test_cleaned_text_can_be_stored(text: str) -> None:
    """Any text comes out as NFC that UTF-8 can hold, without NUL or control characters, on one line."""
    cleaned = clean(text)
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    cleaned.encode("utf-8")
    assert not any(unicodedata.category(character) == "Cc" for character in cleaned)
    assert clean(cleaned) == cleaned


def test_paragraphs_are_parted_by_a_blank_line() -> None:
    """Empty paragraphs vanish; a line break of any kind ends a paragraph where text is split."""
    assert clean_paragraphs(["One  two.", " ", "\x00", "Three."]) == "One two.\n\nThree."
    assert split_paragraphs("One.\r\n\r\nTwo.\u2029Three.\n") == ["One.", "Two.", "Three."]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One two, three.", 3),
        ("It's a well-known story of 3.5 million", 7),
        ("港の会議", 4),
        ("부산항 회의 결과", 3),
        ("Ана Петрова сказала", 3),
        ("— … !", 0),
    ],
)
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    """Runs of letters are words; in scripts without spaces each ideograph and Hiragana sign is one."""
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Rat stimmte am Dienstag für die neue Mole, nach Monaten des Streits um die Kosten.", "de"),
        ("El consejo votó el martes a favor del nuevo muelle tras meses de discusiones.", "es"),
        ("Rada v úterý schválila nové molo po měsících sporů o peníze.", "cs"),
        ("Совет во вторник проголосовал за новый причал после месяцев споров.", "ru"),
        ("港の会議は火曜日、新しい防波堤の料金を承認したと議長が明らかにした。", "ja"),
        ("מועצת הנמל אישרה ביום שלישי את המזח החדש אחרי חודשים של ויכוחים.", "he"),
        ("市議會週二批准了新碼頭的收費，主席在會後證實了這一點。", "zh"),
    ],
)
def test_the_text_outweighs_a_wrong_hint(text: str, language: str) -> None:
    """A page that says it is English and clearly is not is not believed."""
    found, confidence, is_of_text = detect_language(text, "en-GB")
    assert found == language
    assert confidence is not None and 0.5 < confidence <= 1
    assert is_of_text


def test_of_languages_written_alike_the_page_says_which() -> None:
    """Croatian and Bosnian prose can be the same sentence: what the page states of itself stands."""
    text = "Gradsko vijeće je u utorak odlučilo da se izgradnja novog mosta odgodi do proljeća iduće godine."
    said = [detect_language(text, hint) for hint in ("bs", "hr", "sr-Latn")]
    assert [(each.code, each.is_of_text) for each in said] == [("bs", False), ("hr", False), ("sr", False)]


def test_a_text_too_short_to_tell_leaves_the_hint() -> None:
    """Without enough letters only what page or source say is returned, without confidence."""
    assert detect_language("OK", "pt_BR") == ("pt", None, False)
    assert detect_language("", None) == (None, None, False)


@pytest.mark.parametrize("mark", ["\u0301", "\u0344", "\u0301\uff9e\u0323"])
def test_no_more_than_thirty_marks_in_a_row(mark: str) -> None:
    """UAX #15, Stream-Safe Text Format; the marks themselves all stay, and a second time changes nothing."""
    text = normalised("NFKD", "a" + mark * 100 + "b")
    runs = "".join("m" if unicodedata.combining(each) else " " for each in text).split()
    assert max(map(len, runs)) <= 30
    assert sorted(text.replace("\u034f", "")) == sorted(unicodedata.normalize("NFKD", f"a{mark * 100}b"))
    assert normalised("NFKD", text) == text


@pytest.mark.parametrize("begin", range(16))
def test_the_shortest_run_of_too_many_marks_is_met_wherever_it_begins(begin: int) -> None:
    """Sixteen signs that are two marks each, taken apart."""
    assert "\u034f" in normalised("NFKD", "a" * begin + "\u0344" * 16)


@given(st.text(max_size=30))
def test_ordinary_text_is_normalised_as_unicode_says(text: str) -> None:
    """As by the standard library, marks and all."""
    assert normalised("NFC", text) == unicodedata.normalize("NFC", text)
