"""The headline in a line that is no heading: old pages set it in bold or in large type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.headings import Headline, key_of
from broadsheet.extraction.trust import pieces_of
from broadsheet.extraction.values import Candidate, shown
from broadsheet.extraction.zonenames import Zone

_BESIDE = frozenset((Zone.NAVIGATION, Zone.ASIDE, Zone.FIGURE, Zone.HIDDEN))
_SHORTEST, _SHORTEST_WIDE = 20, 6  # letters of a title; of one whose letters are words or syllables
_OF_THE_TITLE = re.compile(r"[:：/«»‹›]")  # what they part belongs together; sites add their names otherwise
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST_TITLES, _MOST_PIECES, _LONGEST = 5, 6, 300


def in_plain_line(found: Headline, stated: Sequence[Candidate], blocks: Iterable[Block]) -> Headline:
    """The headline with the line that shows a stated title, or one without the names at its ends."""
    keys = {key for title in stated[:_MOST_TITLES] for key in _keys(title.value or "")}
    for block in blocks if keys else ():
        if _may_title(block) and key_of(block.text) in keys:
            line = shown(block.text, block.element)
            return replace(found, chosen=line, candidates=(*found.candidates, line), block=block)
    return found


def _keys(title: str) -> Iterator[str]:
    """Runs of a title's pieces that are as long as titles are, and half of it."""
    pieces = pieces_of(title)[: 2 * _MOST_PIECES]
    whole = len(key_of("".join(pieces[::2])))
    for begin in range(0, len(pieces), 2):
        for end in range(begin + 1, len(pieces) + 1, 2):
            if _OF_THE_TITLE.search("".join((*pieces[begin - 1 : begin], *pieces[end : end + 1]))):
                continue
            run = "".join(pieces[begin:end])
            key = key_of(run)
            shortest = _SHORTEST_WIDE if _WIDE.search(key) else _SHORTEST
            if len(key) >= shortest and 2 * len(key) >= whole:
                yield key


def _may_title(block: Block) -> bool:
    return len(block.text) <= _LONGEST and not block.link_length and _BESIDE.isdisjoint(block.zone_kinds)
