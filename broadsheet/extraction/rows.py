"""Tables as lines: the cells of a row belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from broadsheet.extraction.blocks import CELLS, LONGEST_CELL, Block
from broadsheet.extraction.tree import Element


def lines(blocks: Sequence[Block]) -> Iterator[str]:
    """The text of each block, short cells of one row in one line; none of several lines."""
    if CELLS.isdisjoint([block.tag for block in blocks]):  # as nearly always
        yield from [block.text for block in blocks]
        return
    for _, group in groupby(blocks, key=_row):
        cells = list(group)
        is_row = all(one.element is not other.element for one, other in pairwise(cells))
        yield from [" ".join(each.text for each in cells)] if is_row else (each.text for each in cells)


def _row(block: Block) -> Element | int:
    row = block.element.getparent()
    is_cell = block.tag in CELLS and len(block.text) <= LONGEST_CELL
    return row if is_cell and row is not None and row.tag == "tr" else block.index
