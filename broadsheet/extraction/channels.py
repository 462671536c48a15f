"""Lines that lead to where a site sends its news: channels in messengers, its place in a search engine."""

from __future__ import annotations

import re
from itertools import islice

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.sentences import ends_sentence
from broadsheet.extraction.tree import Element, beginning_of
from broadsheet.text import clean

_LONGEST = 220  # characters; a longer line tells more than that
_LINES = frozenset(("p", "li", "blockquote", "h2", "h3", "h4", "h5", "h6"))
_MOST_ELEMENTS = 12  # of such a line that are looked at; many lines may share an element of any size
# Places that readers join, of which stories tell amid a sentence alone; ...
_JOINED = re.compile(
    r"https?://(?:www\.)?(?:chat\.whatsapp\.com/|whatsapp\.com/channel/|invite\.viber\.com/"
    r"|news\.google\.com/(?:publications|s)/|google\.[a-z.]+/preferences/source)"
)
# ... and such as hold posts, too, to which stories do.
_NAMED = re.compile(r"https?://(?:www\.)?(?:t\.me|telegram\.me|line\.me|max\.ru)/")
_LED_TO = (_JOINED, _NAMED)
_WHOLE = 0.9  # of a line that is the link
_MUCH_BEHIND = 40  # characters; what readers are asked to join is told in fewer


def leads_to_channel(block: Block) -> bool:
    """Whether a short line has a link to join or to prefer, not amid a sentence, or is one to a channel."""
    if len(block.text) > _LONGEST or block.tag not in _LINES:
        return False
    within = islice(block.element.iter(), _MOST_ELEMENTS)
    links = [each for each in within if each.tag == "a"]
    is_whole = block.link_length >= _WHOLE * len(block.text)
    known = _LED_TO if is_whole else (_JOINED,)
    led = [each for each in links if any(place.match(each.get("href") or "") for place in known)]
    return any(is_whole or not _is_amid_sentence(each, block.text) for each in led)


def _is_amid_sentence(link: Element, line: str) -> bool:
    words = clean(beginning_of(link, _LONGEST))
    before, _, behind = line.partition(words) if words else ("", "", "")
    return bool(before) and len(behind) >= _MUCH_BEHIND and ends_sentence(line)
