"""Unicode's normal forms, in linear time whatever the text.

Normalising sorts each run of combining marks, and takes quadratic time for it: a page of 30 KB of marks
takes twelve seconds. Text is made stream-safe first (UAX #15, "Stream-Safe Text Format"): a combining
grapheme joiner, which nobody sees, after every thirty marks. No language has more than a few in a row.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from io import StringIO
from typing import Literal

_MOST_MARKS = 30  # in a row; UAX #15
_JOINER = "\u034f"
# Marks stand among the characters that are neither letters, digits nor white space, but for the voicing
# marks of half-width Katakana; none stands below U+0300, among signs and dashes, or as high as emoji.
# Sixteen, because some are two once taken apart.
_MAY_BE_MARK = r"(?:[^\w\s\x00-\u02ff\u2000-\u20cf\u2100-\u2cee\U0001f000-\U0010ffff]|[\uff9e\uff9f])"
_RUN = 16  # characters
_ONE, _MAY_BE_MARKS = re.compile(_MAY_BE_MARK), re.compile(f"{_MAY_BE_MARK}{{{_RUN},}}")
_STEP = 4  # characters, of which a run has so many
_IN_STEPS = re.compile(f"{_MAY_BE_MARK}{{{_RUN // _STEP}}}")


def normalised(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """The text in that normal form, made stream-safe.

    >>> normalised("NFC", "Cafe\\u0301")
    'Café'
    """
    if text.isascii():
        return text
    # No run of sixteen is without a character whose place is a multiple of sixteen, or four whose places are
    # those of four: signs of Chinese and Japanese, vowels of India may be marks, and stand alone.
    if _ONE.search(text[_RUN - 1 :: _RUN]) and _IN_STEPS.search(text[_STEP - 1 :: _STEP]):
        text = _MAY_BE_MARKS.sub(_made_safe, text)
    return unicodedata.normalize(form, text)


def _made_safe(found: re.Match[str]) -> str:
    safe, count = StringIO(), 0  # no list: a page of marks would be millions of strings
    for character in found.group():
        marks = _marks_of(character)
        count = count + marks if marks else 0
        if count > _MOST_MARKS:
            safe.write(_JOINER)
            count = marks
        safe.write(character)
    return safe.getvalue()


@lru_cache(1024)
def _marks_of(character: str) -> int:
    """How many combining marks it is once it is taken apart; 0 for one that starts anew."""
    apart = unicodedata.normalize("NFKD", character)
    return len(apart) if unicodedata.combining(apart[0]) else 0
