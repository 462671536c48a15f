"""Addresses made of headlines."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l"})
_WORDS_IN_A_SLUG = 9


def slug(headline: str) -> str:
    """The headline as the last part of an address: ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", headline.lower().translate(_LETTERS))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only)[:_WORDS_IN_A_SLUG])
