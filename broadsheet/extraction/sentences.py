"""The signs that end a sentence, in all scripts, and those that may stand behind them."""

from __future__ import annotations

_ASKING, _STOPS = "?？؟", "。।॥۔។။།።։"
ENDS = f".!…！{_ASKING}{_STOPS}"
QUOTES = "\"'”’“»«›‹」』"  # at the end of what is said; some languages turn them around
CLOSING = f"{QUOTES})]）"
FULL_STOPS = frozenset(_STOPS)  # of scripts that shorten no word by the same sign
LAST_SIGNS = frozenset(f"{ENDS}{QUOTES}")  # of what is told or said
_ENDS, _QUESTION_MARKS = frozenset(ENDS), tuple(_ASKING)


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends where the text does.

    >>> ends_sentence("“The pier is open.”"), ends_sentence("By Ana Costa")
    (True, False)
    """
    return text.rstrip(CLOSING)[-1:] in _ENDS


def is_question(text: str) -> bool:
    """Whether the sentence that a text ends with asks."""
    return text.rstrip(CLOSING).endswith(_QUESTION_MARKS)
