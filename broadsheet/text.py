"""Plain text: white space, Unicode, language, words. It knows nothing of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO
from itertools import islice
from typing import NamedTuple

from broadsheet.normal_forms import normalised

# Control characters, lone surrogates and non-characters no database should have to hold; soft
# hyphens, zero-width spaces and byte order marks, which no reader sees; and the two overrides that
# turn the direction of what follows. Joiners and direction marks stay: scripts need them.
_DROPPED = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u202d\u202e\u2060\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_BREAK = re.compile(r"\s*(?:\r\n|[\n\r\x85\u2028\u2029])\s*")
_IDEOGRAPH = r"\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = rf"[^\W_{_IDEOGRAPH}]"
_WORD = re.compile(rf"[{_IDEOGRAPH}]|{_RUN}+(?:['’\-.]?{_RUN}+)*")
_PIECE = 100_000  # characters
_SAMPLE_CHARACTERS = 1000  # on 352 news pages the same answers as from the whole text
# CLD2 writes some languages by codes that ISO 639 has withdrawn.
_ISO = {"iw": "he", "in": "id", "jw": "jv", "mo": "ro"}
# Written so much alike that a text does not tell them apart: which it is the page knows.
_ALIKE = ({"hr", "bs", "sr", "sh"}, {"no", "nb"}, {"id", "ms"}, {"tl", "fil"})
_TOO_SHORT = 20  # letters; a detector only guesses below


def clean(text: str) -> str:
    """One line of NFC text without control characters; white space of any kind is one space.

    >>> clean("  Caf\\u0065\\u0301\\x00 au\\u00a0 lait ")
    'Café au lait'
    """
    if not text.isprintable():  # which line breaks and unseen characters are not
        text = _DROPPED.sub("", text)
    return one_line(normalised("NFC", text))


def one_line(text: str) -> str:
    """The text with one space for white space of any kind, and none around it.

    In pieces: the words of a text of 8 MB would take a hundred.

    >>> one_line(" a \\n b\u3000c ")
    'a b c'
    """
    # All white space but the space itself is unprintable.
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    if len(text) <= _PIECE:
        return " ".join(text.split())
    line, is_apart = StringIO(), False
    for start in range(0, len(text), _PIECE):
        piece = text[start : start + _PIECE]
        words = " ".join(piece.split())
        is_apart = is_apart or piece[0].isspace()
        if words:
            line.write(f" {words}" if is_apart and line.tell() else words)
            is_apart = piece[-1].isspace()
    return line.getvalue()


def cut_off(text: str, most: int) -> str:
    """At most so many characters; what was cut leaves a mark.

    >>> cut_off("Harbour", 7), cut_off("Harbours", 7)
    ('Harbour', 'Harbou…')
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def clean_paragraphs(paragraphs: Iterable[str]) -> str:
    """Paragraphs, each cleaned, empty ones dropped, with a blank line between two."""
    return "\n\n".join(filter(None, map(clean, paragraphs)))


def split_paragraphs(text: str) -> list[str]:
    """Cleaned paragraphs of a text in which a line break ends one."""
    return [line for line in map(clean, _BREAK.split(text)) if line]


def count_words(text: str) -> int:
    """Words as UAX #29 counts them without a dictionary: runs of letters and digits, joined by
    apostrophes and hyphens; each Han ideograph and Hiragana sign is one.

    >>> count_words("It's a well-known story"), count_words("港の会議"), count_words("부산항 회의")
    (4, 4, 2)
    """
    return sum(1 for _ in _WORD.finditer(text))


class Language(NamedTuple):
    """A language (ISO 639), the share of the text that is in it, and whether no hint would change it."""

    code: str | None
    confidence: float | None
    is_of_text: bool = False


def detect_language(text: str, hint: str | None = None) -> Language:
    """The language of a text and how sure that is.

    `hint` is what page or source say; it holds unless the text is long enough and reliably
    something else. Of a text too short to tell only the hint comes back, without confidence.
    """
    said = language_code(hint)
    sample = _sample(text)
    letters = islice(filter(str.isalpha, sample), _TOO_SHORT)
    if len(list(letters)) < _TOO_SHORT:
        return Language(said, None)
    is_reliable, shares = _shares(sample)
    best = max(shares, key=shares.__getitem__, default=None)
    if best is None or (said and said != best and not is_reliable):
        return Language(said, shares.get(said or "", 0.0))
    if said and _are_alike(said, best):
        return Language(said, shares[best])
    return Language(best, shares[best], is_of_text=is_reliable or not said)


def language_code(tag: str | None) -> str | None:
    """The language of a tag, without script and region.

    >>> language_code("pt_BR"), language_code("sr-Latn"), language_code(None)
    ('pt', 'sr', None)
    """
    return tag.replace("_", "-").split("-")[0].lower() if tag else None


def _are_alike(one: str, other: str) -> bool:
    return any({one, other} <= group for group in _ALIKE)


def _shares(sample: str) -> tuple[bool, dict[str, float]]:
    """Whether CLD2 is sure, and the share of each language it sees."""
    # Imported when first needed, as an extension module of 8 MB.
    import pycld2  # noqa: PLC0415

    try:
        is_reliable, _, found = pycld2.detect(sample, bestEffort=True)
    except pycld2.error:  # it refuses the code points that Unicode reserves as non-characters
        return False, {}
    shares = {_ISO.get(code, code).split("-")[0]: percent / 100 for _, code, percent, _ in found}
    return bool(is_reliable), {code: share for code, share in shares.items() if code != "un"}


def _sample(text: str) -> str:
    """From the middle, cut at white space: beginnings hold names and places, ends hold notices."""
    if len(text) <= _SAMPLE_CHARACTERS:
        return text
    start = (len(text) - _SAMPLE_CHARACTERS) // 3
    return text[start : start + _SAMPLE_CHARACTERS]
