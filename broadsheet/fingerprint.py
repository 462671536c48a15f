"""What counts as the same: hashes over text that is folded first. They remember nothing.

Folded away, because no reader would call it a change: case, white space and line breaks, curly
against straight quotes, the kinds of dashes and hyphens, ligatures and other compatibility forms
(NFKC), characters that cannot be seen. What stays: every word, digit and other mark, and their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

from broadsheet.normal_forms import normalised
from broadsheet.text import count_words, one_line

_QUOTES = "“”„‟«»‹›‘’‚‛′´`「」『』"
_DASHES = "‐‑‒–—―−﹣－"
_UNSEEN = "".join(
    map(chr, [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
)
_FOLDS = {**dict.fromkeys(_QUOTES, "'"), **dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_UNSEEN, "")}
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLDS))}]")
# Two flashes of one sentence coincide by accident; thirty words do not.
_SHORTEST_BODY = 30
_SURELY_LONG = 1000  # characters; no thirty words of any language fill them
_SHORT_LINE = 200  # characters; longer ones are not kept in mind
_NAME_END, _PART_END = "\x1e", "\x1f"  # white space, so folded text cannot hold them


def fold(text: str) -> str:
    """The text as it is compared.

    >>> fold("“Not  yet” – says") == fold('"not yet" - SAYS')
    True
    """
    return _folded_line(text) if len(text) <= _SHORT_LINE else _fold(text)


def _fold(text: str) -> str:
    if not text.isascii():
        # Before NFKC, which takes some quotes apart, and after it, which makes others.
        text = _folded(text)
        compatible = normalised("NFKC", text)
        text = text if compatible == text else _folded(compatible)
    text = one_line(text.replace('"', "'").casefold())
    while "''" in text:
        text = text.replace("''", "'")
    return text


_folded_line = lru_cache(maxsize=1024)(_fold)  # names and titles stand in many places of one page


def _folded(text: str) -> str:
    if len(text) > _SHORT_LINE:  # one by one, which most texts have none of, takes a fraction of the pattern
        for each, plain in _FOLDS.items():
            if each in text:  # replacing what is not there takes many times as long
                text = text.replace(each, plain)
        return text
    # A pattern over all takes a tenth of the time of a table that is asked for every character.
    return _FOLDED.sub(lambda found: _FOLDS[found[0]], text)


def content_hash(
    headline: str, deck: str | None, body: str, authors: Sequence[str], correction: str | None
) -> bytes:
    """SHA-256 of what a reader would call the article; another value makes another version.

    An absent field counts as an empty one. Authors count in the order displayed.
    What is told of the text, such as its language, is none of it: told otherwise, nobody has edited anything.
    """
    names = _NAME_END.join(map(fold, authors))
    parts = [fold(headline), fold(deck or ""), _folded_body(body), names, fold(correction or "")]
    return _digest(_PART_END.join(parts))


def body_hash(body: str) -> bytes | None:
    """SHA-256 of the body alone, by which copies are found; None for a body too short to be telling."""
    if len(body) < _SURELY_LONG and count_words(body) < _SHORTEST_BODY:
        return None
    return _digest(_folded_body(body))


@lru_cache(maxsize=1)  # of one article both hashes are taken, one after the other
def _folded_body(body: str) -> str:
    # One line but for the breaks between paragraphs: with a space for each, it need not be put together
    # from its words, which takes a third of the whole.
    return fold(body.replace("\n\n", " "))


def _digest(text: str) -> bytes:
    return sha256(text.encode(errors="surrogatepass")).digest()
