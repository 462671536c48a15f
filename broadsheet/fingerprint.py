"""What counts as the same: hashes over text that is folded first. They remember nothing.

Folded away, because no reader would call it a change: case, white space and line breaks, curly
against straight quotes, the kinds of dashes and hyphens, ligatures and other compatibility forms
(NFKC), characters that cannot be seen. What stays: every word, digit and other mark, and their order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256

from broadsheet.text import count_words

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»‹›″‘’‚‛′`´「」『』"), "'") | {ord('"'): "'"}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_UNSEEN = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xAD]
)
_FOLDS = _QUOTES | _DASHES | _UNSEEN
_REPEATED_QUOTES = re.compile(r"'{2,}")
# Two flashes of one sentence coincide by accident; thirty words do not.
_SHORTEST_BODY = 30
_NAME_END, _PART_END = "\x1e", "\x1f"  # white space, so folded text cannot hold them


def fold(text: str) -> str:
    """The text as it is compared.

    >>> fold("“Not  yet” – says") == fold('"not yet" - SAYS')
    True
    """
    folded = unicodedata.normalize("NFKC", text.translate(_FOLDS)).casefold().translate(_FOLDS)
    return _REPEATED_QUOTES.sub("'", " ".join(folded.split()))


def content_hash(
    headline: str, deck: str | None, body: str, authors: Sequence[str], correction: str | None
) -> bytes:
    """SHA-256 of what a reader would call the article; another value makes another version.

    An absent field counts as an empty one. Authors count in the order displayed.
    """
    names = _NAME_END.join(map(fold, authors))
    parts = [fold(headline), fold(deck or ""), fold(body), names, fold(correction or "")]
    return _digest(_PART_END.join(parts))


def body_hash(body: str) -> bytes | None:
    """SHA-256 of the body alone, by which copies are found; None for a body too short to be telling."""
    if count_words(body) < _SHORTEST_BODY:
        return None
    return _digest(fold(body))


def _digest(text: str) -> bytes:
    return sha256(text.encode(errors="surrogatepass")).digest()
