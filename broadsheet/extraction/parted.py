"""Headings that hold more than the headline: a kicker before it, a label behind it, parts in lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from broadsheet.extraction.headings import Heading, Headline, key_of
from broadsheet.extraction.patterns import names
from broadsheet.extraction.tree import text_of
from broadsheet.extraction.values import Candidate
from broadsheet.fingerprint import fold
from broadsheet.text import clean

KICKER = names("""
    kicker eyebrow overline topline top-line dachzeile spitzmarke supertitle super-title pretitle pre-title
    antetitulo antetítulo surtitre surtitle roofline vignette headline-intro article-kicker overtitle
    ueberzeile
""")
_NO_LETTERS = re.compile(r"[\W_]+")
BARS = ("|", "｜")  # that part a title from the name of its section
_EDGES = " :–—|｜-"  # between kicker and headline
_SHORTEST_TAIL = 12  # characters of a headline that may follow a kicker within one heading


def headline_in_part(
    stated: Sequence[Candidate], headings: Sequence[Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """The headline within a heading that states more; None where no heading is of such parts."""
    for way in (_kicker_glued, _in_lines, _kicker_of_its_own, _labelled):
        found = way(stated, headings, candidates)
        if found is not None:
            return found
    return None


def _kicker_glued(
    stated: Sequence[Candidate], headings: Sequence[Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """A heading that ends with a stated title: what stands before it is the kicker."""
    keys = [key_of(each.value) for each in stated]
    tails = [key for key in keys if len(key) >= _SHORTEST_TAIL]
    for heading in headings:
        text = heading.shown.value or ""
        for tail in tails:
            if heading.key.endswith(tail):
                kicker = _before(text, len(heading.key) - len(tail))
                chosen = replace(heading.shown, value=text[len(kicker) :].strip(_EDGES))
                return Headline(chosen, (*candidates, chosen), heading.block, kicker.strip(_EDGES))
    return None


def without_named_kicker(found: Headline, stated: Sequence[Candidate]) -> Headline:
    """Without what the heading's own markup calls a kicker.

    Where a statement holds both in one, only if a bar parts them, or another holds the rest alone: a colon
    makes one headline of both.
    """
    is_shown = found.chosen.origin in ("markup", "site_profile")
    if found.block is None or found.kicker:
        return found
    if not is_shown and key_of(found.chosen.value) != key_of(found.block.text):
        return found
    first, value = next(iter(found.block.element), None), found.chosen.value or ""
    kicker = clean(text_of(first)) if first is not None and KICKER.search(first.get("class") or "") else ""
    rest = value[len(kicker) :].strip(_EDGES)
    if not kicker or not value.startswith(kicker) or len(key_of(rest)) < _SHORTEST_TAIL:
        return found
    is_barred = value[len(kicker) :].lstrip().startswith(BARS)
    keys = {key_of(each.value) for each in stated}
    if not is_barred and key_of(value) in keys and key_of(rest) not in keys:
        return found
    chosen = replace(found.chosen, value=rest)
    return replace(found, chosen=chosen, candidates=(*found.candidates, chosen), kicker=kicker.strip(_EDGES))


def is_with_kicker(title: str, found: Headline) -> bool:
    """Whether a title is the kicker and the headline, which stand apart in the heading shown."""
    return bool(found.kicker) and _letters(title) == _letters(f"{found.kicker}{found.chosen.value}")


def agreed(stated: Sequence[Candidate]) -> Candidate | None:
    """The title that JSON-LD and Open Graph state alike; None where one is silent or says otherwise."""
    data = next((each for each in stated if each.origin == "json_ld"), None)
    shared = next((each for each in stated if each.locator == "meta og:title"), None)
    if data is None or shared is None:
        return None
    return data if fold(data.value or "") == fold(shared.value or "") else None


def without_agreed_kicker(found: Headline, stated: Sequence[Candidate]) -> Headline:
    """Without what stands before the last element of a heading, where that alone is the title stated."""
    title = agreed(stated)
    last = next(found.block.element.iterchildren(reversed=True), None) if found.block is not None else None
    if title is None or last is None or found.block is None or found.kicker:
        return found
    key, whole = key_of(title.value), key_of(found.block.text)
    if key == whole or not whole.endswith(key) or key_of(clean(text_of(last))) != key:
        return found
    kicker = _before(found.block.text, len(whole) - len(key)).strip(_EDGES)
    chosen = replace(found.chosen, value=clean(text_of(last)))
    kicker = kicker.removesuffix(".") if kicker.count(".") == 1 else kicker  # not of U.S.
    return replace(found, chosen=chosen, candidates=(*found.candidates, chosen), kicker=kicker)


def is_in_lines(heading: Heading, title: Candidate) -> bool:
    """Whether a title is the heading's text, but for the marks between its lines."""
    return _letters(heading.shown.value) == _letters(title.value)


def _in_lines(
    stated: Sequence[Candidate], headings: Sequence[Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """A heading whose parts stand in lines of their own, and the title that has the marks between them."""
    told = {_letters(each.value): each for each in reversed(stated)}
    told |= {key: _written_most(each, stated) for key, each in told.items()}
    for heading in headings:
        title = told.get(_letters(heading.shown.value))
        if title is not None:
            return Headline(title, candidates, heading.block)
    return None


def _written_most(title: Candidate, stated: Sequence[Candidate]) -> Candidate:
    """Of the ways in which the marks of one title are written the one that most statements begin with."""
    letters = _letters(title.value)
    ways = [each for each in stated if each.value and _letters(each.value) == letters]
    return max(ways, key=lambda way: sum((each.value or "").startswith(way.value or "") for each in stated))


def _kicker_of_its_own(
    stated: Sequence[Candidate], headings: Sequence[Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """A heading of which an element of its own ends a stated title; before it each has another kicker."""
    titles = [key_of(each.value) for each in stated]
    for heading in headings:
        last = next(heading.block.element.iterchildren(reversed=True), None)
        text = clean(text_of(last)) if last is not None else ""
        key = key_of(text)
        is_last = len(key) >= _SHORTEST_TAIL and heading.key.endswith(key) and heading.key != key
        if is_last and any(title.endswith(key) for title in titles):
            kicker = _before(heading.shown.value or "", len(heading.key) - len(key))
            chosen = replace(heading.shown, value=text)
            return Headline(chosen, (*candidates, chosen), heading.block, kicker.strip(_EDGES))
    return None


def _labelled(
    stated: Sequence[Candidate], headings: Sequence[Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """A heading that begins with a stated title; behind it stands a label in an element of its own."""
    for heading in headings:
        label = next(heading.block.element.iterchildren(reversed=True), None)
        rest = key_of(text_of(label)) if label is not None else ""
        is_label = bool(rest) and heading.key.endswith(rest)
        title = heading.key.removesuffix(rest) if is_label else ""
        if len(title) >= _SHORTEST_TAIL and any(key_of(each.value) == title for each in stated):
            shown = replace(heading.shown, value=_before(heading.shown.value or "", len(title)).strip(_EDGES))
            return Headline(shown, (*candidates, shown), heading.block)
    return None


def _letters(text: str | None) -> str:
    return _NO_LETTERS.sub("", fold(text or ""))


def _before(text: str, count: int) -> str:
    """The shortest beginning of a text that holds so many characters of its key."""
    return text[: bisect_left(range(len(text)), count, key=lambda end: len(key_of(text[:end])))]
