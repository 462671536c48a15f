"""Pictures that stand in no figure: a short text in a box of their own tells what they show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from broadsheet.article import Image
from broadsheet.extraction.blocks import Block
from broadsheet.extraction.byline_labels import has_label
from broadsheet.extraction.credits import Caption, credit_of, is_imprint, split_caption
from broadsheet.extraction.datelines import is_dateline
from broadsheet.extraction.mediapage import leads_on
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import hyphenated, names
from broadsheet.extraction.pictures import is_small, names_credit, pictures_of, source_of
from broadsheet.extraction.sentences import ends_sentence
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.zonenames import Zone

_LONGEST_CAPTION, _LONGEST_BYLINE = 300, 60
_BOX_LEVELS = 4  # from a caption up to the table or box it shares with its picture
_MOST_ABOVE = 20  # lines between headline and story that may tell of its picture
_PICTURES, _CAPTIONS = frozenset(("img", "picture")), frozenset(("p", "div", "small", "em"))
# What the first paragraph of a story is called, where a template sets it beside the picture.
_FIRST = names("lead lede intro first deck standfirst summary teaser paragraph para")
_FIGURE = Zone.FIGURE  # which takes a call each time
# A byline may be the photographer's.
_ELSEWHERE = frozenset((Zone.NAVIGATION, Zone.ASIDE, Zone.HIDDEN, Zone.PAYWALL))


@dataclass(frozen=True, slots=True)
class Captioned:
    """A picture and the blocks that tell of it."""

    blocks: tuple[Block, ...]
    image: Image


def captioned_pictures(page: Page) -> list[Captioned]:
    """Those around the story, in the order of their captions."""
    if page.captioned is None or page.captioned[0] is not page.story:
        page.captioned = (page.story, _find(page))
    return page.captioned[1]


def _find(page: Page) -> list[Captioned]:
    boxes: dict[Element, list[Block]] = {}
    around = _around_story(page)
    own = {block.index for block in page.story.blocks}
    below = {block.index for block in _below_pictures(page)}
    for block in page.surroundings:
        if block.index in below or _may_tell(block, is_story=block.index in own):
            picture = _only_picture(block.element, around, page)
            if picture is not None:
                boxes.setdefault(picture, []).extend(_with_line_before(block, page))
    found = (_told(picture, blocks, page) for picture, blocks in boxes.items())
    return [each for each in found if each is not None]


def _below_pictures(page: Page) -> Iterator[Block]:
    """Lines over the story that fill a box with the picture above them, set as none of its text is."""
    if page.headline_block is None or not page.story.blocks:
        return
    headline, first = page.headline_block.index, page.story.blocks[0].index
    classes = {block.element.get("class") for block in page.story.blocks if block.index > first}
    for block in page.blocks[headline + 1 : first + 1][:_MOST_ABOVE]:
        if not _is_below_picture(block) or _is_of_author(block, page):
            continue
        if block.element.get("class") not in classes:
            box, beside = block.element.getparent(), (block.index - 1, block.index + 1)
            if not any(_is_in(page.blocks[number], box) for number in beside if number < len(page.blocks)):
                yield block


def _is_of_author(line: Block, page: Page) -> bool:
    """Whether a line is one of author or date, so that the picture may be the author's."""
    is_byline = len(line.text) <= _LONGEST_BYLINE and has_label(line.text)
    return (is_byline and not ends_sentence(line.text)) or is_dateline(page, line)


def _is_below_picture(block: Block) -> bool:
    if block.tag not in _CAPTIONS or block.zones or block.link_length or len(block.text) > _LONGEST_CAPTION:
        return False
    before = block.element.getprevious()
    is_first = _FIRST.search(hyphenated(block.element.get("class") or "")) is not None
    return before is not None and before.tag in _PICTURES and not is_first


def _is_in(block: Block, box: Element | None) -> bool:
    return any(each is box for each in islice(block.element.iterancestors(), _BOX_LEVELS))


def _with_line_before(block: Block, page: Page) -> list[Block]:
    """A credit with the line right before it in the same box, which tells what is shown."""
    before = page.blocks[block.index - 1] if block.index else block
    is_beside = before is not block and before.element.getparent() is block.element.getparent()
    is_caption = is_beside and len(before.text) <= _LONGEST_CAPTION and not before.zones
    return [before, block] if is_caption and _parts(block).text is None else [block]


def _around_story(page: Page) -> set[Element]:
    """The elements that hold the story or its headline: what shares them shares no box."""
    inner = [page.story.container, page.headline_block.element if page.headline_block else None]
    return {each for element in inner if element is not None for each in (element, *element.iterancestors())}


def _may_tell(block: Block, *, is_story: bool) -> bool:
    if len(block.text) > _LONGEST_CAPTION or not _ELSEWHERE.isdisjoint(block.zone_kinds):
        return False
    if block.zones and any(element.tag in ("figure", "figcaption") for _, element in block.zones):
        return False
    if _FIGURE in block.zone_kinds and not is_story:
        return True
    credit = credit_of(block.text)
    return credit is not None and not is_imprint(credit)


def _only_picture(element: Element, around: set[Element], page: Page) -> Element | None:
    """The picture of the smallest box that has one; None where it has several, or leads to another page."""
    before = element.getprevious()
    if before is not None and before not in around and not text_of(before).strip():
        return _picture_of(before, page)
    for box in [element, *islice(element.iterancestors(), _BOX_LEVELS)]:
        if box in around:
            return None
        if next(pictures_of(box), None) is not None:
            return _picture_of(box, page)
    return None


def _picture_of(box: Element, page: Page) -> Element | None:
    pictures = list(pictures_of(box))
    is_own = len(pictures) == 1 and not is_small(pictures[0]) and not leads_on(box, page)
    return pictures[0] if is_own else None


def _told(picture: Element, blocks: list[Block], page: Page) -> Captioned | None:
    url = source_of(picture, page.base_url)
    if url is None:
        return None
    parts = [_parts(block) for block in blocks]
    caption = next((each.text for each in parts if each.text), None)
    credit = next((each.credit for each in parts if each.credit), None)
    return Captioned(tuple(blocks), Image(url, caption, credit))


def _parts(block: Block) -> Caption:
    parts = split_caption(block.text)
    if parts.credit is None and names_credit(block.element.get("class") or ""):
        return Caption(None, block.text.strip(" ()"))
    return parts


def in_order(found: list[Captioned], figures: list[Image], page: Page) -> Iterator[Image]:
    """What stands before the story's first paragraph, the figures, the rest."""
    first = page.story.blocks[0].index if page.story.blocks else 0
    yield from (each.image for each in found if each.blocks[0].index < first)
    yield from figures
    yield from (each.image for each in found if each.blocks[0].index >= first)
