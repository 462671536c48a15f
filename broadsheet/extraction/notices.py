"""Where the notices at a story's end begin: prompts amid the story are dropped alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, pairwise

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.prose import is_prose
from broadsheet.extraction.tree import Element

# Of the text that may follow the first prompt, else it stood within the story; more where many follow.
_TAIL_SHARE, _LONG_TAIL_SHARE, _MANY_PROMPTS = 0.35, 0.6, 3
_PARAGRAPHS_AGAIN = 4  # of running text between two prompts
_MOST_WAYS = 50  # in which running text of a page is set; stories have a few

_Stands = list[tuple[int, Element | None]]


def first_notice(blocks: list[Block], prompts: list[int], walls: set[int]) -> int | None:
    """Where the notices at the end begin: at a prompt after which little text follows, or many prompts.

    `walls` are those behind which offers stand, whatever their words.
    """
    if not prompts:
        return None
    lengths = [len(block.text) if is_prose(block) else 0 for block in blocks]
    below = list(accumulate(reversed(lengths), initial=0))[::-1]  # of each block, with all behind it
    spans, begin = _spans(blocks, prompts), _paragraphs_again(lengths, prompts)
    for rank, number in enumerate(prompts[begin:], begin):
        if number not in walls and _is_amid(blocks[number], number, spans):
            continue
        share = _TAIL_SHARE if len(prompts) - rank < _MANY_PROMPTS else _LONG_TAIL_SHARE
        is_last = number == len(blocks) - 1
        # A single prompt among paragraphs is dropped alone; only with another behind it do notices begin.
        if not number or below[number] > share * below[0]:
            continue
        if is_last or rank + 1 < len(prompts) or number in walls:
            return number
    return None


def _paragraphs_again(lengths: list[int], prompts: list[int]) -> int:
    """How many prompts stand before the last place where the story goes on between two."""
    gaps = enumerate(pairwise(prompts), 1)
    return max((rank for rank, (one, other) in gaps if _goes_on(lengths[one:other])), default=0)


def _spans(blocks: list[Block], prompts: list[int]) -> list[tuple[_Stands, _Stands]]:
    """Of each way in which running text is set where it begins, and where it ends but for prompts.

    Found once, for pages made to hurt have a prompt in every second line.
    """
    asked = set(prompts)
    prose = [(number, block) for number, block in enumerate(blocks) if is_prose(block)]
    begins = _first_stands(prose)
    ends = _first_stands((number, each) for number, each in reversed(prose) if number not in asked)
    return [(begins[way], ends[way]) for way in begins if way in ends][:_MOST_WAYS]


def _first_stands(prose: Iterable[tuple[int, Block]]) -> dict[tuple[object, ...], _Stands]:
    """The first block of each way, and the first of those in another element: numbers and elements around."""
    found: dict[tuple[object, ...], _Stands] = {}
    for number, block in prose:
        stands, around = found.setdefault(make_of(block), []), block.element.getparent()
        if len(stands) < 2 and all(each is not around for _, each in stands):  # noqa: PLR2004 - box and not
            stands.append((number, around))
    return found


def _is_amid(prompt: Block, number: int, spans: list[tuple[_Stands, _Stands]]) -> bool:
    """Whether a prompt stands in a box of its own, and below it paragraphs go on, set as those above it."""
    box = prompt.element.getparent()
    return any(
        any(at < number and around is not box for at, around in begins)
        and any(at > number and around is not box for at, around in ends)
        for begins, ends in spans
    )


def make_of(block: Block) -> tuple[object, ...]:
    """Tag and classes of a block and of what is around it; each paragraph may have a wrapper of its own."""
    around = block.element.getparent()
    box = (around.tag, around.get("class")) if around is not None else ()
    return (block.tag, block.element.get("class"), *box)


def _goes_on(lengths: list[int]) -> bool:
    """Whether the story goes on between two prompts: paragraphs in a row, which notices are not."""
    return sum(map(bool, lengths[1:])) >= _PARAGRAPHS_AGAIN
