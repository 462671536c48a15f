"""Whose post of a network it is, and of when, in the line below its words: no part of what it says."""

from __future__ import annotations

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.patterns import any_of

_LONGEST = 160  # characters of such a line
_DASHES = ("—", "–", "―", "- ", "-- ")
_SIGNED = any_of(r"^[—–―-]+\s?.{1,80}?\(\s?@?\s?[\w.]{1,40}\s?\).{0,60}\d")
_POSTED = any_of(
    r"""
    posted by .+ on \w+  a post shared by  gepostet von .+ am  (?:publié|publiée) par .+ (?:sur|le)
    publicad[oa] por .+ (?:en|em)  pubblicato da .+ (?:su|il)  geplaatst door .+ op
    opublikowany przez .+  inlägg av .+  slået op af .+  lagt ut av .+  опубликовано .+ (?:в|on) \w+
    δημοσιεύτηκε από .+ στις
    """,
    before="^",
    after=r"\b.{0,40}\d",
)


def is_signature_of_post(block: Block) -> bool:
    """Whether a line names the account of an embedded post, with its date, which leads to the post."""
    if not block.link_length or len(block.text) > _LONGEST:
        return False
    pattern = _SIGNED if block.text.startswith(_DASHES) else _POSTED
    return pattern.search(block.text) is not None
