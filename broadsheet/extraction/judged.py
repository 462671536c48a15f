"""What became of each block of a page that was read, and why: for people to look at, never for reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from broadsheet.article import Article
from broadsheet.extraction.blocks import Block
from broadsheet.extraction.boxes import without_boxes
from broadsheet.extraction.furniture import is_prompt_text
from broadsheet.extraction.page import Page
from broadsheet.extraction.repeats import squeezed
from broadsheet.extraction.tree import Element, holds, text_of
from broadsheet.extraction.walls import is_wall_text
from broadsheet.extraction.zonenames import Zone
from broadsheet.fingerprint import fold
from broadsheet.text import clean

_ZONES = {
    Zone.NAVIGATION: "menu, share bar or footer",
    Zone.ASIDE: "box beside the story",
    Zone.PAYWALL: "asks to register or pay",
    Zone.FIGURE: "belongs to a picture",
    Zone.HIDDEN: "hidden",
    Zone.BYLINE: "line of author and date",
}
_SHOWN = frozenset(("markup", "microdata", "site_profile", "source_rule"))  # origins of what people see
_SHORTEST = 5  # characters of a value that tells its line; shorter ones stand anywhere
_TELLING = 20  # letters of a text that stands nowhere else
_LONGEST_LINE = 300  # characters of a line that shows authors or dates
_TAG_LEVELS = 3  # from a tag's link up to the line it stands in
_LINES = frozenset(("published_at", "modified_at", "authors", "byline_location"))
_OF_PICTURE = frozenset(("image_caption", "image_credit"))
_LABELS = ("kicker", "section_label", "desk_label")


class Fate(StrEnum):
    """What became of a block."""

    KEPT = "kept"  # in the body
    FIELD = "field"  # in another field
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A block's fate; `why` is the name of its field, the reason it was dropped, or who kept it."""

    fate: Fate
    why: str = ""


def judge(page: Page, article: Article) -> list[Judgement]:
    """One for each of the page's blocks, in order."""
    kept = {block.index for block in page.kept or _of_data(page, article)}
    helped = _helped(page)
    lines = _Lines(page, article)
    reasons = _Reasons(page, kept)

    def fate(block: Block) -> Judgement:
        if block.index in kept:
            return Judgement(Fate.KEPT, helped.get(block.index, ""))
        name = lines.field_of(block)
        return Judgement(Fate.FIELD, name) if name else Judgement(Fate.DROPPED, reasons.of(block))

    return [fate(block) for block in page.blocks]


def _helped(page: Page) -> dict[int, str]:
    """By whom blocks were kept that the reader alone would not have known for the story's."""
    if "body_text" in page.ruled.found:
        return {block.index: "by a rule of the source file" for block in page.story.blocks}
    alone = {block.index for block in page.story_alone.blocks}
    alone |= {post.headline.index for post in page.posts if post.headline is not None}
    mine = (block.index for block in page.story.blocks if block.index not in alone)
    return dict.fromkeys(mine, "by the profile of the site")


def _of_data(page: Page, article: Article) -> Iterator[Block]:
    """Of a body that data or a library gave, the blocks that show it: paragraphs, or long parts of it."""
    body = squeezed(article.body_text)
    paragraphs = {squeezed(text) for text in article.body_text.split("\n\n")}
    for block in page.blocks:
        text = squeezed(block.text)
        if text and (text in paragraphs or (len(text) >= _TELLING and text in body)):
            yield block


class _Lines:
    """Which field a line shows."""

    def __init__(self, page: Page, article: Article) -> None:
        self._fields = dict(_shown_fields(page, article))
        self._tags = _tag_lines(page)
        self._authors = [each.element for each in page.ledger.stated.get("authors", ())[:1]]
        self._read_at = {name: list(_read_at(page, name)) for name in _LABELS}
        self._near = {block.index for block in (*page.top, *page.bottom, *page.surroundings)}

    def field_of(self, block: Block) -> str | None:
        """Its name, where the line is its value, or stands near and holds it: author, date, caption."""
        name = "tags" if block.index in self._tags else self._told_by(block)
        return None if name == "authors" and self._is_of_box(block) else name

    def _is_of_box(self, block: Block) -> bool:
        """Whether a line stands in a box, such as one on its author, and no author was read there."""
        if Zone.ASIDE not in block.zone_kinds:
            return False
        around = (block.element, *block.element.iterancestors())
        read = (each for each in self._authors if each is not None)
        return not any(each in around or block.element in each.iterancestors() for each in read)

    def _told_by(self, block: Block) -> str | None:
        text = fold(block.text)
        name = self._fields.get(text) or self._fields.get(text.rstrip("."))
        if name == "headline" or block.index not in self._near:
            return name if name == "headline" else None
        if (name and not self._is_elsewhere(block, name)) or len(text) > _LONGEST_LINE:
            return name
        is_caption = any(zone is Zone.FIGURE for zone, _ in block.zones)
        wanted = _OF_PICTURE if is_caption else _LINES
        told = ((value, each) for value, each in self._fields.items() if len(value) >= _SHORTEST)
        return next((each for value, each in told if each in wanted and value in text), None)

    def _is_elsewhere(self, block: Block, name: str) -> bool:
        """Whether a label was read at other elements: the menu says the same of the section."""
        places = self._read_at.get(name)
        return bool(places) and not any(_is_around(each, block.element) for each in places or ())


def _read_at(page: Page, name: str) -> Iterator[Element]:
    """Where people see the label that was taken."""
    if name in page.ruled.found:
        yield from page.ruled.found[name].elements
        return
    taken = page.ledger.stated.get(name, ())[:1]
    yield from (each.element for each in taken if each.element is not None)


def _is_around(one: Element, other: Element) -> bool:
    """Whether one of two elements holds the other, or is it."""
    return holds(one, other) or holds(other, one)


def _tag_lines(page: Page) -> set[int]:
    """The blocks whose links were read as tags."""
    stated = page.ledger.stated.get("tags", ())
    links = [each.element for each in stated if each.element is not None]
    around = _story_elements(page)
    boxes = {
        element
        for link in links
        for element in (link, *islice(link.iterancestors(), _TAG_LEVELS))
        if element not in around
    }
    texts = {clean(each.value or "") for each in stated} - {""}
    return {
        block.index
        for block in page.blocks
        if links and block.element in boxes and any(text in block.text for text in texts)
    }


def _story_elements(page: Page) -> set[Element]:
    """All that hold the headline: no row of tags."""
    if page.headline_block is None:
        return set()
    return {page.headline_block.element, *page.headline_block.element.iterancestors()}


def _shown_fields(page: Page, article: Article) -> Iterator[tuple[str, str]]:
    """Folded texts of lines, and the field that each shows; the later in the row count, tags least."""
    for each in sorted(article.fields, key=lambda field: field.field != "tags"):
        if each.is_chosen and each.origin in _SHOWN and each.field != "body_text":
            yield from ((fold(text), each.field) for text in (each.raw_value, each.value) if text)
    yield from ((fold(author.name), "authors") for author in article.authors)
    for image in article.images:
        parts = (("image_caption", image.caption), ("image_credit", image.credit))
        yield from ((fold(part), name) for name, part in parts if part)
    yield from _dates_shown(page)
    if page.headline_block is not None:
        yield fold(page.headline_block.text), "headline"


def _dates_shown(page: Page) -> Iterator[tuple[str, str]]:
    """What people read where a date stands that says the same as the one that was taken."""
    for name in ("published_at", "modified_at"):
        taken = {each.value for each in page.ledger.values if each.field == name and each.is_chosen}
        for each in page.ledger.stated.get(name, ()):
            if each.element is not None and each.value in taken:
                yield fold(clean(text_of(each.element))[:_LONGEST_LINE]), name


class _Reasons:
    """Why blocks were left, found from what the reader knew of the page."""

    def __init__(self, page: Page, kept: set[int]) -> None:
        self._page, self._kept = page, kept
        self._story = {block.index for block in page.story.blocks}
        self._alone = {block.index for block in page.story_alone.blocks}
        self._times = {block.index for post in page.posts for block in post.times}
        own = without_boxes(page.story.blocks, page.story.container) if page.story.blocks else []
        self._own = {block.index for block in own}
        self._first, self._last = min(kept, default=0), max(kept, default=len(page.blocks))
        self._said = _texts(page.blocks, kept)
        self._around = {element for each in page.blocks if each.index in kept for _, element in each.zones}

    def of(self, block: Block) -> str:
        """The reason in words."""
        if is_prompt_text(block.text) or is_wall_text(block.text):
            return "asks the reader to register, pay, subscribe or follow"
        if fold(block.text) in self._said:
            return "said already"
        if block.index in self._story:
            return self._amid(block)
        if block.index in self._times:
            return "time of an entry of the live blog"
        if block.index in self._alone:
            return "the profile of the site: repeated on its pages"
        return self._beside(block)

    def _amid(self, block: Block) -> str:
        if block.index > self._last:
            return "below the end of the story"
        return (
            "a label or a note amid the text" if block.index in self._own else "a box between the paragraphs"
        )

    def _beside(self, block: Block) -> str:
        headline = self._page.headline_block
        zone = next((zone for zone, element in block.zones if element not in self._around), None)
        if zone is not None:
            return _ZONES[zone]
        if block.link_length * 2 > len(block.text):
            return "links to other pages"
        if headline is not None and block.index < headline.index:
            return "above the headline"
        if block.index < self._first:
            return "between headline and story"
        return "below the end of the story" if block.index > self._last else "in another part of the page"


def _texts(blocks: Sequence[Block], kept: set[int]) -> set[str]:
    return {fold(block.text) for block in blocks if block.index in kept}
