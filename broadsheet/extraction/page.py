"""Everything that was found on a page before any field is decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.charset import Decoded
from broadsheet.extraction.context import PageContext
from broadsheet.extraction.embedded import Embedded
from broadsheet.extraction.head import Head
from broadsheet.extraction.jsonld import Node
from broadsheet.extraction.microdata import Microdata
from broadsheet.extraction.ruled import Ruled
from broadsheet.extraction.story import Story
from broadsheet.extraction.tree import Element, beginning_of, holds
from broadsheet.extraction.values import Candidate, Ledger
from broadsheet.extraction.zonenames import Zone
from broadsheet.text import language_code
from broadsheet.urls import resolve

_ABOVE, _BELOW = 12, 4  # blocks: datelines, bylines and labels stand this near to headline and text
_OF_TEXT = ("p", "h1", "h2", "h3", "h4", "h5", "h6")
_MOST_LINKS, _LONGEST_BUTTON = 30, 25  # of a line of author and date; characters, titles are longer
_OF_BAR = frozenset((Zone.NAVIGATION, Zone.BYLINE))
# Ends of addresses where English is written and few others than the country's own sites register.
_ENGLISH_COUNTRIES = frozenset((
    "AU", "BW", "CA", "GH", "HK", "IE", "IN", "JM", "KE", "LK", "MT", "NA", "NG", "NZ", "PH", "PK", "SG",
    "UG", "UK", "US", "ZA", "ZM", "ZW",
))  # fmt: skip
_BESIDE = frozenset((Zone.NAVIGATION, Zone.ASIDE, Zone.FIGURE, Zone.HIDDEN, Zone.PAYWALL))


@dataclass
class Page:
    """One page: its machine-readable parts, its blocks, its headline's block and its story."""

    context: PageContext
    decoded: Decoded
    root: Element
    head: Head
    article: Node | None  # the JSON-LD object of the story
    web_page: Node | None
    nodes: list[Node]
    microdata: Microdata
    embedded: Embedded
    blocks: list[Block]
    headline_block: Block | None = None
    story: Story = field(default_factory=Story)
    story_alone: Story = field(default_factory=Story)  # as it is found without a profile of the site
    is_outside: bool = False  # none of its text is where the profile has it
    ledger: Ledger = field(default_factory=Ledger)
    captioned: tuple[Story, list[Any]] | None = None  # what `captioned_pictures` found beside which story
    posts: tuple[Any, ...] = ()  # the entries of a live blog as `liveposts` finds them
    kept: tuple[Block, ...] = ()  # those the body was read from; empty where data gave it
    ruled: Ruled = field(default_factory=Ruled)  # what rules of the source file find

    @cached_property
    def base_url(self) -> str:
        """What relative addresses are relative to."""
        return resolve(self.context.url, self.head.base or "") or self.context.url

    @property
    def language(self) -> str | None:
        """What page or source say of the language, without region."""
        return language_code(self.head.language or self.context.language)

    @cached_property
    def region(self) -> str | None:
        """The region of the page's language tag: GB of en-GB; of a page in English its address's country.

        That says how its dates are written. Not where the source's zone says so, which a person has set.
        """
        parts = (self.head.language or self.context.language or "").replace("_", "-").split("-")
        tagged = next((part.upper() for part in parts[1:] if len(part) == len("GB")), None)
        if tagged is not None or self.language != "en" or self.context.timezone is not None:
            return tagged
        end = (urlsplit(self.context.url).hostname or "").rpartition(".")[2].upper()
        return end if end in _ENGLISH_COUNTRIES else None

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """The names of the site and its publisher, as the source and the page give them."""
        stated = [self.context.site_title, *(each.value for each in self.head.all("og:site_name"))]
        stated += [
            str(each["name"]) for node in self.nodes for each in node.objects("publisher") if "name" in each
        ]
        return tuple(dict.fromkeys(name for name in stated if name))

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """Those by which bylines call the site, too: its name in its address, under which systems publish."""
        parts = (urlsplit(self.base_url).hostname or "").removeprefix("www.").split(".")
        return (*self.site_names, max(parts[:-1], key=len, default=""))

    @cached_property
    def top(self) -> list[Block]:
        """The blocks around the headline: a few above it, all down to the story, a few into it.

        Empty without a headline on the page: dates and names far from one belong to something else.
        """
        if self.headline_block is None:
            return []
        first = self.headline_block.index
        begin = self.story.blocks[0].index if self.story.blocks else first
        return [
            block
            for block in self.blocks[max(0, first - _ABOVE) : max(first, begin) + _BELOW]
            if not (_is_beside(block) and not self._is_in_bar(block)) and not self.is_of_entry(block)
        ]

    def _is_in_bar(self, block: Block) -> bool:
        """Whether it is the line of author or date in a bar beside the headline, which holds buttons, too."""
        headline, kinds = self.headline_block, set(block.zone_kinds)
        if headline is None or not 0 < block.index - headline.index <= _ABOVE or not kinds <= _OF_BAR:
            return False
        told = block.element.iter("time", "a") if Zone.BYLINE not in kinds else ()
        if told and not any(each.tag == "time" or each.get("rel") == "author" for each in told):
            return False
        bar = next(element for zone, element in block.zones if zone is Zone.NAVIGATION)
        around = bar.getparent()
        is_beside = bar.tag == "div" and around is not None and holds(around, headline.element)
        return is_beside and not _names_another(bar)

    def is_of_entry(self, block: Block) -> bool:
        """Whether a block stands in one of several articles beside each other, none of which is the page's:
        in an entry of a live blog, which has a time and an author of its own."""
        headline, container = self.headline_block, self.story.container
        entry = next((each for each in _upwards(block.element) if each.tag == "article"), None)
        if entry is None or headline is None or holds(entry, headline.element):
            return False
        beside = (each for each in (entry.getnext(), entry.getprevious()) if each is not None)
        is_one_of_many = any(each.tag == "article" for each in beside) and not self._is_line_of_header(
            block, entry
        )
        return is_one_of_many and (container is None or not holds(entry, container))

    def _is_line_of_header(self, block: Block, entry: Element) -> bool:
        """Whether what is called an article is a line over the story: without paragraph and heading."""
        headline, story = self.headline_block, self.story.blocks
        if headline is None or not story or not 0 < block.index - headline.index <= _ABOVE:
            return False
        is_line = block.index < story[0].index and next(entry.iter(*_OF_TEXT), None) is None
        return is_line and not _names_another(entry)

    @cached_property
    def bottom(self) -> list[Block]:
        """The few blocks right below the story, where old pages put the author's name."""
        if not self.story.blocks:
            return []
        end = self.story.blocks[-1].index + 1
        return [block for block in self.blocks[end : end + _BELOW] if not _is_beside(block)]

    @cached_property
    def surroundings(self) -> list[Block]:
        """From a little above the headline to a little below the story."""
        begin = self.headline_block.index if self.headline_block else 0
        end = self.story.blocks[-1].index if self.story.blocks else begin
        return self.blocks[max(0, begin - _ABOVE) : end + _ABOVE]

    def stated(self, *keys: str) -> list[Candidate]:
        """What the page's JSON-LD article states under the keys."""
        node = self.article
        if node is None:
            return []
        return [Candidate(text, "json_ld", f"{node.path}.{key}") for key in keys for text in node.texts(key)]


def _upwards(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()


def _names_another(part: Element) -> bool:
    """Whether a link as long as a title leads to another story, whose author and date stand beside it."""
    links = (each for each in islice(part.iter("a"), _MOST_LINKS) if each.get("rel") != "author")
    return any(len(beginning_of(each).strip()) > _LONGEST_BUTTON for each in links)


def _is_beside(block: Block) -> bool:
    kinds = block.zone_kinds
    return any(zone in _BESIDE for zone in kinds) and not _is_credit_of_text(block)


def _is_credit_of_text(block: Block) -> bool:
    """Whether a line is called a credit within a byline, where the writers' is meant and no picture's."""
    kinds = block.zone_kinds
    return kinds == (Zone.BYLINE, Zone.FIGURE) and block.zones[1][1].tag not in ("figure", "figcaption")
