"""The headline: what the page shows as its title, confirmed by what it tells machines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.element_paths import Paths, innermost, tag_of
from broadsheet.extraction.headings import Heading, Headline, heading_of, is_logo, key_of, title_headings
from broadsheet.extraction.parted import (
    BARS,
    agreed,
    headline_in_part,
    is_in_lines,
    is_with_kicker,
    without_agreed_kicker,
    without_named_kicker,
)
from broadsheet.extraction.plaintitle import in_plain_line
from broadsheet.extraction.steps import without_steps
from broadsheet.extraction.titles import cut_short, is_made_of, unescaped
from broadsheet.extraction.trust import NO_TRUST, Trust, cut_ends
from broadsheet.extraction.values import Candidate
from broadsheet.fingerprint import fold

_SAME_WORDS = 0.5  # of a heading's words in a stated title, from which on both title one story
_MOST_TITLES = 20  # stated; pages state three or four
_MOST_MAIN = 5  # main headings that may name the site
_SHORTEST_TITLE = 20  # characters of a heading that no title for machines confirms, without spaces


def find_headline(
    stated: list[Candidate], blocks: list[Block], names: Iterable[str], trust: Trust = NO_TRUST
) -> Headline | None:
    """`stated` are titles for machines, best first; `names` those of site and section.

    `trust` is what the site taught; what it alone decides is of origin `site_profile`.
    """
    titles = title_headings(blocks)
    shown = frozenset(map(fold, _names_over(titles, stated)))
    known = shown.union(fold(name) for name in (*names, *_logos(blocks)) if name)
    cut = [
        each.with_text(cut_ends(unescaped(each.value or ""), known, begin=False), each.raw) for each in stated
    ]
    headings = [heading_of(block, known) for block in titles if fold(block.text) not in shown]
    headings = without_steps(headings, cut)
    short = cut_short(cut, headings)
    found = _found([each for each in cut if each not in short], headings, trust)
    if found is None:
        return None
    if found.block is None:
        found = in_plain_line(found, cut, blocks)
    else:
        found = without_named_kicker(without_agreed_kicker(found, cut), cut)
    return replace(found, candidates=(*found.candidates, *short))


def _logos(blocks: list[Block]) -> Iterable[str]:
    return (block.text for block in blocks if block.tag == "h1" and is_logo(block))


def _names_over(headings: list[Block], stated: list[Candidate]) -> Iterable[str]:
    """Main headings that name the site: a title ends with them, and the rest of it is another heading."""
    main = [block for block in headings[:_MOST_MAIN] if block.tag == "h1"] if len(headings) > 1 else []
    keys = {key_of(block.text) for block in headings} if main else set()
    for title in dict.fromkeys(unescaped(each.value or "") for each in stated[:_MOST_TITLES] if main):
        for block in main:
            rest = cut_ends(title, frozenset((fold(block.text),)), begin=False)
            if rest != title and key_of(rest) in keys and key_of(rest) != key_of(block.text):
                yield block.text


def _found(stated: list[Candidate], headings: list[Heading], trust: Trust) -> Headline | None:
    own = _at_its_place(headings, trust)
    if own and own[0].key in {key_of(each.value) for each in _independent(stated)}:
        usual = Headline(own[0].shown, _all(stated, headings), own[0].block)
        if _as_agreed(usual, stated) is usual:
            return usual
    found = _shown(stated, headings)
    alone = None if found is None else _as_agreed(found, stated)
    return alone if trust == NO_TRUST else _as_the_site_tells(alone, stated, headings, trust)


def _as_the_site_tells(
    alone: Headline | None, stated: list[Candidate], headings: list[Heading], trust: Trust
) -> Headline | None:
    """The heading at the place of the site's headlines, else the title that readers see most often."""
    believed = [
        replace(each, value=trust.bare(each.value or "")) for each in stated if _is_believed(each, trust)
    ]
    titles = sorted(believed or stated, key=trust.rank)
    own = _at_its_place(headings, trust)
    found = _shown(titles, own or headings)
    if found is None or alone is None:
        return found or alone
    if own and found.chosen.origin != "markup" and not is_in_lines(own[0], found.chosen):
        found = replace(found, chosen=own[0].shown, block=own[0].block)
    found = _spaced(found, titles) if own else _as_agreed(found, titles)
    if fold(found.chosen.value or "") == fold(alone.chosen.value or ""):
        return alone
    chosen = replace(found.chosen, origin="site_profile")
    return replace(found, chosen=chosen, candidates=(*alone.candidates, chosen))


def _is_believed(title: Candidate, trust: Trust) -> bool:
    return not trust.doubts("headline", title)


def _at_its_place(headings: list[Heading], trust: Trust) -> list[Heading]:
    """The headings at the surest of the site's places that the page has."""
    paths = Paths()
    for place in trust.headings:
        able = (heading for heading in headings if heading.block.tag == tag_of(place))
        found = [heading for heading in able if innermost(paths.of(heading.block.element)) == place]
        if found:
            return _first_alike(found, headings)
    return []


def _first_alike(found: list[Heading], headings: list[Heading]) -> list[Heading]:
    """Of each the first that shows the same: a form below the story may repeat its headline."""
    first: dict[tuple[str, str], Heading] = {}
    for each in headings:
        first.setdefault((each.key, each.block.tag), each)
    return [first[each.key, each.block.tag] for each in found]


def _all(stated: list[Candidate], headings: list[Heading]) -> tuple[Candidate, ...]:
    return (*stated, *(heading.shown for heading in headings))


def _independent(stated: list[Candidate]) -> list[Candidate]:
    """Without the title of microdata: it is the heading itself, which others confirm or part in two."""
    return [each for each in stated if each.origin != "microdata"] or stated


def _shown(cut: list[Candidate], headings: list[Heading]) -> Headline | None:
    candidates, others = _all(cut, headings), _independent(cut)
    keys = {key_of(each.value) for each in others}
    for heading in headings:
        if heading.key in keys:
            return Headline(heading.shown, candidates, heading.block)
    # Of a page that states hundreds of titles the rest is not gone through for each heading.
    first = list(dict.fromkeys(others))[:_MOST_TITLES]
    return headline_in_part(first, headings, candidates) or _likeliest(first, headings, candidates)


def _as_agreed(found: Headline, stated: list[Candidate]) -> Headline:
    """What JSON-LD and Open Graph state alike where the heading shown is neither's.

    Such a heading is cut for the layout, or its parts are glued: two statements outweigh it. Not where they
    are a mere beginning of it, or in another script.
    """
    if found.chosen.origin != "markup":
        return found
    title = agreed(stated)
    told = (title.value if title is not None else None) or ""
    if title is None or _is_of_parts(told, found):
        return _spaced(found, stated)
    return replace(found, chosen=title)


def _is_of_parts(title: str, found: Headline) -> bool:
    """Whether a title is the heading shown, or that and a section's name or the heading's kicker."""
    seen = found.chosen.value or ""
    return is_made_of(title, seen) or _is_sectioned(title, seen) or is_with_kicker(title, found)


def _is_sectioned(title: str, heading: str) -> bool:
    """Whether a title is the heading with a section's name before or behind a bar.

    >>> _is_sectioned("Ports and piers | Trade", "Ports and piers"), _is_sectioned("Ports - piers", "Ports")
    (True, False)
    """
    before, shown, behind = fold(title).partition(fold(heading))
    return (
        bool(shown) and (before.rstrip() or "|").endswith(BARS) and (behind.lstrip() or "|").startswith(BARS)
    )


def _spaced(found: Headline, stated: list[Candidate]) -> Headline:
    """As JSON-LD writes the heading where that has lost spaces."""
    data = next((each for each in stated if each.origin == "json_ld"), None)
    if data is None or key_of(data.value) != key_of(found.chosen.value) or _gaps(data) <= _gaps(found.chosen):
        return found
    return replace(found, chosen=data)


def _gaps(candidate: Candidate) -> int:
    return (candidate.value or "").count(" ")


def cut_suffix(title: str, names: Iterable[str]) -> str:
    """The title without the names of site or section at its end, and nothing else cut.

    >>> cut_suffix("Ports | piers – Trade | The Courier", ["The Courier", "Trade"])
    'Ports | piers'
    """
    return cut_ends(title, frozenset(fold(name) for name in names if name), begin=False)


def _likeliest(
    stated: list[Candidate], headings: list[Heading], candidates: tuple[Candidate, ...]
) -> Headline | None:
    """The main heading if it shares words with a stated title or is alone, else the best stated title."""
    main = [heading for heading in headings if heading.block.tag == "h1"]
    titles = [_words(each.value) for each in stated]
    for heading in main:
        words = _words(heading.shown.value)
        if any(_likeness(words, title) >= _SAME_WORDS for title in titles):
            return Headline(heading.shown, candidates, heading.block)
    if len(main) == 1 and not any(each.origin == "json_ld" for each in stated):
        return Headline(main[0].shown, candidates, main[0].block)
    for heading in main:
        if _is_of_article(heading.block):
            return Headline(heading.shown, candidates, heading.block)
    shown = main[0].block if len(main) == 1 and _is_long(main[0].block) else None
    return Headline(stated[0], candidates, shown) if stated else None


def _is_of_article(block: Block) -> bool:
    """Whether a main heading is as long as titles are, no link, and heads an article, not a list of them."""
    return _is_long(block) and next(block.element.iterancestors("article"), None) is not None


def _is_long(block: Block) -> bool:
    return not block.link_length and len(key_of(block.text)) >= _SHORTEST_TITLE


def _words(text: str | None) -> set[str]:
    return set(fold(text or "").split())


def _likeness(words: set[str], others: set[str]) -> float:
    return len(words & others) / min(len(words), len(others)) if words and others else 0.0
