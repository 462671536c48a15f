"""Titles stated for machines, as they were meant: whole, and without what is escaped twice."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from broadsheet.extraction.headings import Heading
from broadsheet.extraction.trust import added_to
from broadsheet.extraction.values import Candidate
from broadsheet.fingerprint import fold

_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8});", re.IGNORECASE)
_LONG = 90  # characters, from which on titles are cut for search engines, which show 110
_SAMPLE = 60  # characters of a title that show its script
_MOST = 20  # that are compared with each other


def unescaped(title: str) -> str:
    """What a template escaped that was escaped before.

    >>> unescaped("The mayor&#039;s plan"), unescaped("Bed & breakfast")
    ("The mayor's plan", 'Bed & breakfast')
    """
    return html.unescape(title) if "&" in title and _ENTITY.search(title) else title


def cut_short(stated: Sequence[Candidate], headings: Sequence[Heading]) -> list[Candidate]:
    """The titles that are beginnings of others, or of headings: cut for their length."""
    able = [each for each in stated if _may_be_cut(each.value or "")]
    if not able:
        return []
    others = [fold(each.value or "") for each in (*stated[:_MOST], *(h.shown for h in headings[:_MOST]))]
    return [each for each in able if _is_beginning(fold(each.value or ""), others)]


def _may_be_cut(title: str) -> bool:
    return len(title) >= _LONG or title.endswith(("…", "..."))


def _is_beginning(title: str, others: Sequence[str]) -> bool:
    stem = title.rstrip(" .…")
    return any(other.startswith(stem) and _goes_on(other[len(stem) :], other, stem) for other in others)


def _goes_on(rest: str, other: str, stem: str) -> bool:
    """Whether words follow, rather than the same marks or the name of the site."""
    return bool(rest) and rest[0] not in ".…" and added_to(other, stem) is None


def is_made_of(title: str, heading: str) -> bool:
    """Whether a title is a heading changed for machines: cut for its length, or in another script.

    >>> is_made_of("Ports and", "Ports and piers"), is_made_of("Ports and piers", "The mayor's dream")
    (True, False)
    >>> is_made_of("Ports and piers", "Порты и причалы")
    True
    """
    folded, shown = fold(title), fold(heading)
    is_cut = shown.startswith(folded) and len(folded) < len(shown)
    return is_cut or _script(title) != _script(heading)


def _script(text: str) -> str:
    """The script of most letters, by the first word of their names in Unicode."""
    names = Counter(
        unicodedata.name(letter, "").split(" ")[0] for letter in text[:_SAMPLE] if letter.isalpha()
    )
    return max(names, key=names.__getitem__, default="")
