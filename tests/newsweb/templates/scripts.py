"""English prose written over in other scripts: not the language, but its letters, lengths and spaces."""

from __future__ import annotations

import re
import zlib

_CYRILLIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопярстуввхыз", strict=True))
_GREEK = dict(zip("abcdefghijklmnopqrstuvwxyz", "αβγδεφγηιικλμνοπκρστυωωχυζ", strict=True))
_ARABIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابتدهفجحيجكلمنوبقرستوڤوخيز", strict=True))
_FIRST, _COUNT = 0x4E00, 2000  # common ideographs


def written(text: str, prose: str) -> str:
    """The text in the script of that language; as it is where the script is Latin."""
    if prose == "ja":
        return re.sub(r"[A-Za-z]+ ?", lambda match: _ideographs(match[0].strip().lower()), text)
    letters = {"ru": _CYRILLIC, "el": _GREEK, "ar": _ARABIC}.get(prose)
    if letters is None:
        return text
    return "".join(
        letters.get(c, letters.get(c.lower(), c).upper() if c.lower() in letters else c) for c in text
    )


def _ideographs(word: str) -> str:
    number = zlib.crc32(word.encode())
    count = 1 if len(word) < 5 else 2
    return "".join(chr(_FIRST + (number >> (8 * place)) % _COUNT) for place in range(count))
