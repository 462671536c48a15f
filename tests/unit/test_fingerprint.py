"""What counts as the same text, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.fingerprint import body_hash, content_hash, fold

BODY = " ".join(f"word{number}" for number in range(60))


def whole(**changes: object) -> bytes:
    """The hash of an article with some fields changed."""
    fields = {
        "headline": "Piers “reopen”",
        "deck": "At last",
        "body": BODY,
        "authors": ["Ana Costa"],
        "correction": None,
    }
    return content_hash(**fields | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"headline": 'piers "REOPEN"'},
        {"headline": "Piers\u00a0 ‘reopen’ "},
        {"deck": "At\u00ad last"},
        {"body": BODY.replace(" ", "\n\n")},
        {"authors": ["ANA COSTA"]},
        {"correction": ""},
    ],
)
def test_typography_makes_no_revision(changes: dict[str, object]) -> None:
    """Case, white space, quotes, unseen characters: no reader would call it a change."""
    assert whole(**changes) == whole()


@pytest.mark.parametrize(
    "changes",
    [
        {"headline": "Piers close"},
        {"deck": None},
        {"body": BODY + " more"},
        {"authors": ["Ana Costa", "Rui Alves"]},
        {"authors": []},
        {"correction": "The name was wrong."},
        {"headline": "Piers “reopen” At", "deck": "last"},
    ],
)
def test_every_word_makes_one(changes: dict[str, object]) -> None:
    """A word more, less or in another field is another version."""
    assert whole(**changes) != whole()


def test_dashes_are_folded_and_digits_are_not() -> None:
    """Kinds of dashes are one; a number is never another."""
    assert fold("1990–95") == fold("1990-95") == "1990-95"
    assert fold("3 dead") != fold("4 dead")


def test_a_short_body_has_no_hash() -> None:
    """Flashes of one sentence coincide by accident and must not be called copies."""
    assert body_hash("The pier is open.") is None
    assert body_hash(BODY) == body_hash(BODY.upper())
    assert body_hash("港の会議は火曜日に料金を承認した。" * 3) is not None


@given(st.text(alphabet=st.characters(codec=None, categories=None)))
def test_any_text_is_folded_once_and_for_all(text: str) -> None:
    """Folding twice is folding once, and no text makes it fail."""
    assert fold(fold(text)) == fold(text)
    assert len(content_hash(text, text, text, [text], text)) == 32
