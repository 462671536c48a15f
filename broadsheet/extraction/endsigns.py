"""A signature with its day in brackets behind the last sentence: "It opens soon. (Ana Costa, 3.5.2024)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.datetext import find_dates
from broadsheet.extraction.dating import month_first, words_of
from broadsheet.extraction.page import Page

_LAST = 3  # blocks of the story among which its last sentence stands
_LONGEST = 100  # characters of a signature
_SIGNED = re.compile(
    r"""(?<=[.!?…"”“»«’')]) ?[(（](?P<names>[^()（）]{2,80}?)[,，、;] ?(?P<day>[^,()（）]{6,25})[)）]$"""
)


def without_end_sign(page: Page, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the last of them that ends so without its signature."""
    for number in range(len(blocks) - 1, max(-1, len(blocks) - 1 - _LAST), -1):
        begin = _sign_in(page, blocks[number].text)
        if begin is not None:
            unsigned = replace(blocks[number], text=blocks[number].text[:begin].rstrip(), weight=None)
            return [*blocks[:number], unsigned, *blocks[number + 1 :]]
    return list(blocks)


def _sign_in(page: Page, text: str) -> int | None:
    """Where the signature begins: names, and a day that is all that stands behind them."""
    found = _SIGNED.search(text, max(0, len(text) - _LONGEST)) if text.endswith((")", "）")) else None
    if found is None or found["names"].casefold() in words_of(page).days:
        return None
    dates = find_dates(found["day"], words_of(page), month_first(page))
    is_day = (
        len(dates) == 1
        and not found["day"][: dates[0].start].strip()
        and not found["day"][dates[0].end :].strip()
    )
    return found.start() if is_day and found.start() > 0 else None
