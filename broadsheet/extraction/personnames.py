"""What names of people look like, in scripts that have capitals and in those that have none."""

from __future__ import annotations

import re

_MOST_WORDS, _LONGEST_NAME = 6, 60
_LONGEST_NAMES = 60  # characters of a line of names
_MOST_UNCASED = 4  # words of a name in a script without capitals
_LONGEST_DENSE = 5  # letters of a word in a script that has no spaces between words
_MOST_SMALL = 4  # words in lower case, of a name of a group
_DIGIT = re.compile(r"\d")
_CASED = re.compile(r"[a-zA-ZÀ-ɏͰ-ϿЀ-ӿ]")
_PARTICLES = frozenset((
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "les", "van", "von", "der",
    "den", "ten", "ter", "zu", "af", "al", "el", "bin", "ibn", "ben", "y", "e", "i", "st", "mc",
))  # fmt: skip
# Set over letters or after them.
_SIGNS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d"
_LETTERS = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_SIGNS}])*")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # kana and Han: no space parts words of a sentence
_HAN = re.compile(r"[\u3400-\u9fff]")
_CLAUSE_OF_HAN = re.compile(r"[\u3400-\u9fff]{8}|[。，]")  # names in Han have six letters at most
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MARKS = frozenset("/-–·|")  # that part names
_SHORTEST_ALONE = 3  # letters of a name in one word: "完" and "写真" stand in brackets, too
_PARTS = re.compile(r"\s*[,،、;·・|/／]\s*")
_WITHIN_WORDS = str.maketrans("", "", "-/’'׳״\"")
_OPENING, _CLOSING = tuple("(（[［"), tuple(")）]］")
_LONGEST_SHORTENED = 4  # letters of a title that ends in a full stop: "Dr.", "Prof."


def is_name(text: str) -> bool:
    """Whether it reads like a person's name: few words, no digits, capitals where the script has them."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or len(text) > _LONGEST_NAME or _DIGIT.search(text):
        return False
    if not _CASED.search(text):
        return len(text) > 1 and _CLAUSE_OF_HAN.search(text) is None
    telling = [word for word in words if word.casefold().strip(".'’-") not in _PARTICLES]
    return bool(telling) and len(words) > 1 and all(word.lstrip("'’\"(")[:1].isupper() for word in telling)


def is_clause(text: str) -> bool:
    """Whether so many of its words are small that it is a sentence's: "Monday the council will have"."""
    small = [word for word in text.split() if word.islower() and word not in _PARTICLES]
    return len(small) >= _MOST_SMALL


def is_names(text: str, *, marked: bool = False) -> bool:
    """Whether a line is short and all its words begin as names do.

    Scripts without capitals do not tell names from other words: there the place must, which `marked` says.
    Their names have few letters and words, so longer parts of a line are sentences.

    >>> is_names("Ana Costa"), is_names("Ana is here")
    (True, False)
    >>> is_names("هند العياري"), is_names("هند العياري", marked=True)
    (False, True)
    """
    words = text.split()
    if len(text) > _LONGEST_NAMES or not words:
        return False
    if all(_is_capital(word) or word in _MARKS for word in words) and _is_capital(words[0]):
        return True
    return marked and all(_is_uncased_name(part) for part in _PARTS.split(text))


def _is_capital(word: str) -> bool:
    return word[0].isupper() and _is_word(word)


def _is_uncased_name(part: str) -> bool:
    """Whether it has as few words as a name, of letters that are neither capital nor small."""
    words = part.split()
    if not words or len(words) > _MOST_UNCASED:
        return False
    return all(_is_word(word) and not _is_cased(word) and _is_short(word) for word in words)


def _is_word(word: str) -> bool:
    """Whether it is letters; "O’Neil", "פרופ'" and "Dr." are words, too."""
    bare = word.rstrip(",").translate(_WITHIN_WORDS)
    if bare.endswith(".") and len(bare) <= _LONGEST_SHORTENED + 1:
        bare = bare[:-1]
    return bool(bare) and _LETTERS.fullmatch(bare) is not None


def _is_cased(word: str) -> bool:
    return word.lower() != word.upper()


def _is_short(word: str) -> bool:
    """Whether it is no sentence of a script without spaces; in kana alone it is a word such as "follow"."""
    return _DENSE.search(word) is None or (len(word) <= _LONGEST_DENSE and _HAN.search(word) is not None)


def is_lone_word(name: str) -> bool:
    """Whether it is one word of a script that has no capitals but spaces, in which people have two names.

    >>> is_lone_word("صفاقس"), is_lone_word("هند العياري"), is_lone_word("田中太郎")
    (True, False, False)
    """
    return " " not in name and not _is_cased(name) and _UNSPACED.search(name) is None


def in_brackets(text: str) -> str | None:
    """The names that stand alone in brackets, as newspapers sign.

    >>> in_brackets("（丸山 恵、小出 達也）"), in_brackets("(writes Ana)"), in_brackets("（写真）")
    ('丸山 恵、小出 達也', None, None)
    """
    if text[:1] not in _OPENING or text[-1:] not in _CLOSING:
        return None
    inner = text[1:-1].strip()
    is_long = " " in inner or (_UNSPACED.search(inner) is not None and len(inner) >= _SHORTEST_ALONE)
    return inner if is_long and is_names(inner, marked=True) else None
