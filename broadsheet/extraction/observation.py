"""What one page shows of its site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.element_paths import Paths
from broadsheet.extraction.prose import is_prose, reading_length
from broadsheet.extraction.story import Story

# In the order in which they are told: what is lost first when a site is rebuilt.
WATCHED = ("body_text", "headline", "published_at", "authors", "deck", "kicker", "image_caption")
NOWHERE = ""
_RULE = "rule for "  # begins the name under which it is watched whether a source file's rule finds anything
_LONGEST_SELECTOR = 120  # characters of it that are told
_MOST_BLOCKS = 3000  # of one page: of a page made to hurt no more is kept


@dataclass(frozen=True, slots=True)
class Sighting:
    """A block of a page: its place, its text by its key, and whether it was taken for the story's."""

    path: str
    text_key: str  # empty for a text without letters or digits
    length: int  # characters as `reading_length` counts them
    is_kept: bool
    is_prose: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """What a place says of a field, folded: of a date the minute, or nothing where it tells but the day.

    `place` is as `broadsheet.extraction.trust` names places. `is_seen` tells of an author whether the name
    stands by the story for people to read.
    """

    field: str
    place: str
    text: str
    is_seen: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a page has a field: its place, "" where it has none, and the places of what was not chosen.

    A place is an element as `short_place` writes it, or a statement for machines: `json_ld headline`.
    Of a rule of the source file, `rule_name`, it is the rule's selector.
    """

    field: str
    place: str
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Observation:
    """The blocks of one page from its headline on, what is said of its fields, and where they stand.

    Without blocks it says no more than where the fields stand. `stood` is empty for what has a layout of its
    own on most sites: live blogs, galleries, films. `is_outside`: none of its text stands in the container of
    the profile that it was read with.
    """

    sightings: tuple[Sighting, ...] = ()
    statements: tuple[Statement, ...] = ()
    url: str = ""
    stood: tuple[Stood, ...] = ()
    is_outside: bool = False

    @property
    def story_keys(self) -> frozenset[str]:
        """The running text by its keys: what tells one article from another."""
        return frozenset(each.text_key for each in self.sightings if each.is_kept and each.is_prose)


def observe(blocks: Sequence[Block], headline: Block | None, story: Story) -> Observation:
    """What a page shows, as the reader of one page sees it, without help of a profile."""
    kept = {block.index for block in story.blocks}
    begin = headline.index + 1 if headline is not None else 0
    paths = Paths()
    return Observation(tuple(
        Sighting(
            paths.of(block.element), text_key(block.text), reading_length(block.text),
            block.index in kept, is_prose(block),
        )
        for block in blocks[:_MOST_BLOCKS]
        if block.index >= begin or block.index in kept
    ))  # fmt: skip


def rule_name(field: str, selector: str) -> str:
    """Under which it is watched whether the rule finds anything: another selector is another rule.

    >>> rule_name("authors", ".byline b")
    'rule for authors (.byline b)'
    """
    return f"{_RULE}{field} ({selector[:_LONGEST_SELECTOR]})"


def is_rule(name: str) -> bool:
    """Whether what is watched is a rule of the source file and no field of the page."""
    return name.startswith(_RULE)


def field_of_rule(name: str) -> str:
    """The field that a watched rule is for.

    >>> field_of_rule(rule_name("authors", ".byline b"))
    'authors'
    """
    return name.removeprefix(_RULE).partition(" ")[0]


def text_key(text: str) -> str:
    """A text's checksum and length, by which its repetition is known; a template repeats it to the letter.

    CRC-32 takes a tenth of a digest's time. That two of a site's six thousand texts share it and their length
    by accident happens on one site of some thousands, and costs one line.
    """
    if not any(map(str.isalnum, text)):
        return ""
    return f"{crc32(text.encode(errors='surrogatepass')):08x}{len(text):x}"
