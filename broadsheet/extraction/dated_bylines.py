"""Lines that say who wrote it and when: "Published by Ana Costa on 5 March 2024", in either order."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from broadsheet.article import Author
from broadsheet.extraction.byline import Byline, parse_byline
from broadsheet.extraction.byline_labels import has_label, without_label
from broadsheet.extraction.datelabels import DATE_WORD
from broadsheet.extraction.personnames import is_clause, is_name, is_names
from broadsheet.extraction.sentences import CLOSING, ENDS

_MARKS = re.compile(r"[|·•/()\[\]【】]|\s[–—-]+(?=\s)")  # that part a byline from its date
_BESIDE = " \t,،;:：.–—-"  # signs between words of a date and the names
_SOURCE = re.compile(  # of a chart or an agency: whoever is named there did not write on that day
    r"^\W*(?:zdroj|sources?|quelle|fuente|fonte|źródło|kilde|källa|bron|πηγή|источник|джерело|kaynak|sumber|nguồn"
    r"|المصدر|מקור|स्रोत|来源|出典|출처)\b",
    re.IGNORECASE,
)
_AGENT = re.compile(r"^da(?=\s)", re.IGNORECASE)  # "Pubblicato il 5 marzo da": elsewhere part of a name
_SHORT, _SMALL_WORDS = 3, frozenset(("on", "at"))  # letters of a word that may be a name: "Hanh Le"
_JOINING = re.compile(
    r"[\W\d_]+|\b(?:and|und|et|y|e|og|och|en|i|a|и|oraz|ve|ja|és|και|و|اور|और|และ|in|at|from|à|aus|em|with|mit|avec|con"
    r"|com|met|med|기자|특파원|선임|agencies)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(rf"[{ENDS}][{re.escape(CLOSING)}]*(?:\s|$)")
_SENTENCE_WORDS = 3  # in small letters, from which on what ends in such a sign says something
_FEWEST, _MOST = 2, 4  # words of a name that nothing calls an author's
_CASED = re.compile(r"[a-zA-ZÀ-ɏͰ-ϿЀ-ӿ]")


def byline_beside(before: str, after: str, days: Collection[str]) -> str | None:
    """The byline that shares a line with a date and nothing else; None for a sentence, a title, a date alone.

    `before` and `after`: the line on both sides of the date, up to the next ones; `days`: names of weekdays.

    >>> byline_beside("Published by Ana Costa on ", "", ())
    'by Ana Costa'
    >>> byline_beside("The pier was opened by Ana Costa on ", "", ()) is None
    True
    >>> byline_beside("Porto Tolle, ", " – The pier was opened at last.", ()) is None
    True
    """
    beside = [_bare(_MARKS.split(before)[-1], days), _bare(_MARKS.split(after)[0], days)]
    told = [each for each in beside if each]
    if len(told) != 1:
        return None
    line = _AGENT.sub("by", told[0])
    is_named = _is_bare_name(line) and before.rstrip().endswith(",") and not begins_story(after)
    return line if is_named or _is_byline(line) else None


def begins_story(after: str) -> bool:
    """Whether a story begins behind the date: what stands before it is the place, then, and nobody's name.

    >>> begins_story(" – The pier was opened at last."), begins_story(" – Updated at 10.15 on Monday")
    (True, False)
    """
    small = sum(1 for word in after.split() if word.isalpha() and word.islower())
    return small >= _SENTENCE_WORDS and _SENTENCE_END.search(after) is not None


def byline_of(pieces: Sequence[str], days: Collection[str]) -> str | None:
    """The byline of a line whose pieces stand around its dates."""
    beside = (byline_beside(before, after, days) for before, after in pairwise(pieces))
    parts = (part for piece in pieces for part in _MARKS.split(piece))
    set_apart = (bare for part in parts if _is_byline(bare := _bare(part, days)))
    labelled = (line for line in (*beside, *set_apart) if line and has_label(line))
    return next(labelled, None)


def _bare(part: str, days: Collection[str]) -> str:
    """Without the words that belong to the date, on both sides."""
    words = part.split()
    while words and _is_of_date(words[-1], days, is_behind_name=len(words) > 1):
        words.pop()
    while words and _is_of_date(words[0], days, is_behind_name=False):
        words.pop(0)
    return " ".join(words).strip(_BESIDE)


def _is_of_date(word: str, days: Collection[str], *, is_behind_name: bool) -> bool:
    bare = word.strip(_BESIDE)
    if is_behind_name and bare.istitle() and len(bare) <= _SHORT and bare.casefold() not in _SMALL_WORDS:
        return False
    return not bare or bare.casefold() in days or DATE_WORD.match(bare) is not None


def _is_byline(line: str) -> bool:
    """Whether it is a label and names, with their places and roles, and no word beside."""
    if not has_label(line) or _SOURCE.match(line):
        return False
    parsed = parse_byline(line)
    return bool(parsed.authors) and all(map(_is_author, parsed.authors)) and not _left(line, parsed)


def _is_author(author: Author) -> bool:
    is_person = is_names(author.name, marked=True) or (
        bool(_CASED.search(author.name)) and is_name(author.name)
    )
    return is_person or author.kind == "organisation"


def _left(line: str, parsed: Byline) -> str:
    """What of a line is in no part of its byline."""
    rest = without_label(line)
    roles = [each.role for each in parsed.authors if each.role and not is_clause(each.role)]
    places = [each.location for each in parsed.authors]
    known = [*(each.name for each in parsed.authors), *roles, *places, *parsed.agencies]
    for each in sorted(filter(None, known), key=len, reverse=True):
        rest = rest.replace(each, " ")
    return _JOINING.sub("", rest)


def _is_bare_name(line: str) -> bool:
    is_short = _FEWEST <= len(line.split()) <= _MOST
    return is_short and is_names(line)
