"""Long lists of words as one pattern, written so that people can read and extend them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from broadsheet.fingerprint import fold

_UNESCAPED = re.compile(r"(?:(?<!\\)[^\\])+")  # of a pattern: `\W` is not `\w`
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def any_of(lines: str, before: str = "", after: str = "") -> re.Pattern[str]:
    r"""A case-blind pattern from alternatives, one or several a line, parted by two spaces or a line break.

    >>> any_of("paid content  anzeige", before="^", after="$").match("Anzeige") is not None
    True
    """
    return re.compile(f"{before}(?:{'|'.join(parted(lines))}){after}", re.IGNORECASE)


def any_caseless(lines: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """As `any_of`, for texts as `caseless` gives them: tried in half the time, which many alternatives take.

    >>> any_caseless("größer als", before=r"^\\W*").match(caseless("“GRÖSSER ALS”")) is not None
    True
    """
    folded = _UNESCAPED.sub(lambda found: caseless(found[0]), "|".join(parted(lines)))
    return re.compile(f"{before}(?:{folded}){after}")


def caseless(text: str) -> str:
    """A text for `any_caseless`. Like patterns that are blind to case, it tells no i from one without dot."""
    folded = text.casefold()
    if "\u0307" in folded or "\u0131" in folded:
        return folded.replace("i\u0307", "i").replace("\u0131", "i")
    return folded


def phrases(lines: str) -> frozenset[str]:
    """Folded words and phrases, written as for `any_of`, for whole texts to be found in.

    >>> sorted(phrases("Filed under  tags"))
    ['filed under', 'tags']
    """
    return frozenset(map(fold, parted(lines)))


class Stems:
    """Parts of words of which most lines hold none: to look for them first saves a pattern nearly always.

    >>> Stems(["Größe", "size"]).are_in("the size of it"), Stems(["Größe"]).are_in("the size of it")
    (True, False)
    """

    def __init__(self, stems: Iterable[str]) -> None:
        self._all = tuple(map(caseless, stems))
        self._ascii = tuple(filter(str.isascii, self._all))

    def are_in(self, folded: str) -> bool:
        """Whether a text as `caseless` gives it holds one; one in ASCII holds none but those in ASCII."""
        for each in self._ascii if folded.isascii() else self._all:  # noqa: SIM110 - `any` takes a third more
            if each in folded:
                return True
        return False


def parted(lines: str) -> list[str]:
    """The alternatives of such a list, in its order."""
    return [each for each in re.split(r"\s{2,}|\n", lines) if each.strip()]


def names(words: str) -> re.Pattern[str]:
    """A pattern for class names and ids: one of the words as a whole part of a hyphenated name."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words.split())})(?=$|[\s_-])", re.IGNORECASE)


def hyphenated(classes: str) -> str:
    """Class names with a hyphen where a capital begins a word, as `names` reads them.

    >>> hyphenated("articleDeck")
    'article-Deck'
    """
    return _CAMEL.sub("-", classes)
