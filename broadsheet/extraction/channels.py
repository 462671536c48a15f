"""Lines that lead to where a site sends its news: channels in messengers, its place in a search engine."""

from __future__ import annotations

import re
from itertools import islice

from broadsheet.extraction.blocks import Block

_LONGEST = 220  # characters; a longer line tells more than that
_LINES = frozenset(("p", "li", "blockquote", "h2", "h3", "h4", "h5", "h6"))
_MOST_ELEMENTS = 12  # of such a line that are looked at; many lines may share an element of any size
# Places that readers join, and to which no story refers; ...
_JOINED = re.compile(
    r"https?://(?:www\.)?(?:chat\.whatsapp\.com/|whatsapp\.com/channel/|invite\.viber\.com/"
    r"|news\.google\.com/(?:publications|s)/|google\.[a-z.]+/preferences/source)"
)
# ... and such as hold posts, too, to which stories do.
_NAMED = re.compile(r"https?://(?:www\.)?(?:t\.me|telegram\.me|line\.me|max\.ru)/")
_WHOLE = 0.9  # of a line that is the link


def leads_to_channel(block: Block) -> bool:
    """Whether a short line has a link to join or to prefer, or is nothing but one to a channel."""
    if len(block.text) > _LONGEST or block.tag not in _LINES:
        return False
    within = islice(block.element.iter(), _MOST_ELEMENTS)
    links = [each.get("href") or "" for each in within if each.tag == "a"]
    is_whole = block.link_length >= _WHOLE * len(block.text)
    return any(_JOINED.match(each) or (is_whole and _NAMED.match(each)) for each in links)
