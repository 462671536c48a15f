"""The signs that end a sentence, in all scripts, and those that may stand behind them."""

from __future__ import annotations

import re

_ASKING, _STOPS = "?？؟", "。।॥۔។။།።։"
ENDS = f".!…！{_ASKING}{_STOPS}"
QUOTES = "\"'”’“»«›‹」』"  # at the end of what is said; some languages turn them around
CLOSING = f"{QUOTES})]）"
FULL_STOPS = frozenset(_STOPS)  # of scripts that shorten no word by the same sign
LAST_SIGNS = frozenset(f"{ENDS}{QUOTES}")  # of what is told or said
_SIGNED = re.compile(
    rf"[{re.escape(ENDS)}{QUOTES}]\s?[（(［\[【〔][^()（）［］\[\]【】〔〕]{{2,30}}[)）］\]】〕]$"
)  # by who wrote
_BRACKETS = tuple(")）]］】〕")
_MOST_SIGNED = 36  # characters of such an end
_ENDS, _QUESTION_MARKS = frozenset(ENDS), tuple(_ASKING)


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends where the text does.

    >>> ends_sentence("“The pier is open.”"), ends_sentence("By Ana Costa")
    (True, False)
    >>> ends_sentence("The pier is open. [Ana Costa]"), ends_sentence("The pier (1931)")
    (True, False)
    """
    if text.rstrip(CLOSING)[-1:] in _ENDS:
        return True
    return text.endswith(_BRACKETS) and _SIGNED.search(text, max(0, len(text) - _MOST_SIGNED)) is not None


def is_question(text: str) -> bool:
    """Whether the sentence that a text ends with asks."""
    return text.rstrip(CLOSING).endswith(_QUESTION_MARKS)
