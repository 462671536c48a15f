"""What belongs to a story at its ends although it is no running text, or stands in another element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, takewhile

from broadsheet.extraction.blocks import CELLS, HEADINGS, Block
from broadsheet.extraction.byline_labels import calls_author
from broadsheet.extraction.datelabels import tells_of_update
from broadsheet.extraction.namedtext import is_text_part
from broadsheet.extraction.notices import make_of
from broadsheet.extraction.patterns import phrases
from broadsheet.extraction.prose import is_prose
from broadsheet.extraction.sentences import ends_sentence
from broadsheet.extraction.story import Story
from broadsheet.extraction.tree import Element
from broadsheet.fingerprint import fold

_OPENING_LEVELS = 3  # from a paragraph up to the box it shares with the story that follows
# So many short lines in a row, set among the story's own paragraphs, are a list or a table of results; fewer
# are as often a byline, a date or a credit.
_LINES_BEFORE, _ITEMS_AFTER, _HEADED_ITEMS = 4, 3, 2
MANY_HEADINGS = 4  # in a row that tell the story by themselves; fewer title what is not there
_BOXES, _LONGEST_LABEL = frozenset(("div", "span", "section")), 45  # characters
_MOST_LISTS = 40  # below the last paragraph
_TABLE_LEVELS = 4  # from a table up to what holds the paragraph above it: boxes by which it can be moved
_LIST_LEVELS = 3  # from an item up to what holds the paragraph above its list
_LONG_HEADING = 40  # characters; titles of boxes are shorter
# Below which stands where the story is from, as newsrooms list it under the text.
_SOURCES = phrases("""
    source  sources  quellen  quelle  fuentes  fuente  fonti  fontes  fonte  bron  bronnen  källor
    källa  kilder  kilde  lähteet  lähde  źródła  źródło  zdroje  zdroj  источники  источник
    джерела  джерело  források  forrás  surse  sursa  πηγές  πηγή  kaynaklar  kaynak  المصادر
    المصدر  מקורות  来源  來源  資料來源  资料来源  出典  출처  แหล่งที่มา  nguồn  sumber  स्रोत  izvori  izvor
    източници
""")
_SUBHEADINGS = HEADINGS - {"h1"}
_ITEMS = frozenset(("li", "dt", "dd"))
_LINES = HEADINGS | _ITEMS | {"p"}


def opening(blocks: list[Block], story: Story, headline: Block | None, deck: Block | None) -> list[Block]:
    """The paragraphs between deck or headline and the story: layouts put the first ones into a box apart."""
    if not story.blocks or story.container is None:
        return []
    begin = max((each.index + 1 for each in (headline, deck) if each is not None), default=0)
    between = blocks[begin : story.blocks[0].index]
    around = {story.container, *story.container.iterancestors()}
    zones = {element for _, element in story.blocks[0].zones}
    classes = {each.element.get("class") or "" for each in story.blocks if each.tag == "p"} - {""}
    beside = deck.element.getparent() if deck is not None and deck.tag == "p" else None
    return [
        each
        for each in between
        if each.tag == "p"
        and is_prose(each)
        and _is_near(each.element, around, beside)
        and _is_plain(each, zones, classes)
    ]


def _is_near(element: Element, around: set[Element], deck: Element | None) -> bool:
    """Whether few boxes part a paragraph from those around the story, none of them a header or the deck's."""
    for level, box in enumerate(islice(element.iterancestors(), _OPENING_LEVELS)):
        if box in around:
            return True
        if box.tag == "header" or (level == 0 and box is deck):
            return False
    return False


def _is_plain(block: Block, around: set[Element], classes: set[str]) -> bool:
    """Whether no zone is around it but the story's own, or it is set in a class of the story's paragraphs."""
    return all(element in around for _, element in block.zones) or block.element.get("class") in classes


def lines_before(blocks: list[Block], story: Story, headline: Block | None) -> list[Block]:
    """Short lines right above the first paragraph, where there are many."""
    if not story.blocks:
        return []
    first = story.blocks[0]
    begin = headline.index + 1 if headline is not None else 0
    lines = list(_alike(reversed(blocks[begin : first.index]), first))
    is_story = len(lines) >= _LINES_BEFORE and not any(map(_names_field, lines))
    return lines[::-1] if is_story else []


def _names_field(line: Block) -> bool:
    """Whether a line of a list says what a page tells of its story: who wrote it, when it was changed."""
    term = line.text if line.tag == "dt" else line.text.partition(":")[0] if ":" in line.text else ""
    return len(term) <= _LONGEST_LABEL and (calls_author(term) or tells_of_update(term))


def lines_after(blocks: list[Block], story: Story) -> list[Block]:
    """No running text, below the last paragraph: the rest of its list, a list with its heading, a table."""
    if not story.blocks:
        return []
    last = story.blocks[-1]
    below = blocks[last.index + 1 :]
    rest = list(takewhile(lambda block: block.tag == "li" and _parent(block) is _parent(last), below))
    if last.tag == "li" and rest:
        return rest
    # A box may stand between, and what it is called.
    own = [each for each in below if each.zones == last.zones and not _is_label(each, blocks, last)]
    return _lists_and_tables(own, last) or _captioned_pictures(blocks, last)


def first_heading(blocks: list[Block], story: Story, begin: Block) -> list[Block]:
    """The sub-headline right above the first paragraph, set as others between its paragraphs are."""
    above = blocks[begin.index - 1] if begin.index else begin
    if above.tag not in _SUBHEADINGS or above.link_length or above.zones != begin.zones:
        return []
    others = (each for each in story.blocks if each.tag == above.tag and each.index > begin.index)
    return [above] if any(make_of(each) == make_of(above) for each in others) else []


def _lists_and_tables(blocks: Sequence[Block], last: Block) -> list[Block]:
    """Those that the blocks begin with, each below a heading or none."""
    kept: list[Block] = []
    for _ in range(_MOST_LISTS):
        rest = blocks[len(kept) :]
        found = _list(_alike(rest, last)) or _table(rest, last)
        kept += found
        if not found:
            break
    return kept


def _is_label(block: Block, blocks: Sequence[Block], last: Block) -> bool:
    """Whether a line is a few words alone in a box, such as "Advertisement"."""
    if len(block.text) > _LONGEST_LABEL or ends_sentence(block.text):
        return False
    return block.tag in _BOXES or (block.tag == "p" and _is_alone(block, blocks, _parent(last)))


def _is_alone(line: Block, blocks: Sequence[Block], home: Element | None) -> bool:
    """Whether a line is all that a box says, which is not the one that holds the story's lines."""
    box, around = _parent(line), blocks[max(0, line.index - 1) : line.index + 2]
    return (
        box is not None
        and box is not home
        and box.tag in _BOXES
        and not any(_is_near_in(each.element, box) for each in around if each is not line)
    )


def _is_near_in(element: Element, box: Element) -> bool:
    return any(each is box for each in islice(element.iterancestors(), _LIST_LEVELS))


def _parent(block: Block) -> Element | None:
    return block.element.getparent()


def _list(lines: Iterator[Block]) -> list[Block]:
    """The items that the lines begin with, below a heading or a line that names them; no others are read."""
    first = list(islice(lines, 1))
    head = [each for each in first if each.tag in HEADINGS or each.text.endswith(":")]
    if head and fold(head[0].text.rstrip(" :：")) in _SOURCES:
        return []
    items = list(takewhile(lambda block: block.tag in _ITEMS, chain(() if head else first, lines)))
    fewest = _HEADED_ITEMS if head and head[0].tag in HEADINGS else _ITEMS_AFTER
    return [*head, *items] if len(items) >= fewest else []


def _table(blocks: Sequence[Block], last: Block) -> list[Block]:
    """The cells of a table that follows in the paragraph's own element, in boxes of its own or in none."""
    head = [each for each in blocks[:1] if each.tag in _SUBHEADINGS and _parent(each) is _parent(last)]
    first = next(islice(blocks, len(head), None), None)
    table = next(first.element.iterancestors("table"), None) if first is not None else None
    around = islice(table.iterancestors(), _TABLE_LEVELS) if table is not None else ()
    if table is None or all(each is not _parent(last) for each in around):
        return []
    cells = list(takewhile(lambda block: table in block.element.iterancestors("table"), blocks[len(head) :]))
    is_told = all(cell.tag in CELLS and cell.link_length * 2 <= len(cell.text) for cell in cells)
    return [*head, *cells] if is_told and len(cells) > _ITEMS_AFTER else []


def _captioned_pictures(blocks: list[Block], last: Block) -> list[Block]:
    """Headings below the last paragraph, each with a picture: six facts, ten places to see."""
    own = (each for each in blocks[last.index + 1 :] if each.zones == last.zones)
    headings = list(
        takewhile(
            lambda each: _box(each) is _box(last) and each.tag in HEADINGS and not each.link_length, own
        )
    )
    told = [each for each in headings if len(each.text) >= _LONG_HEADING]
    return headings if len(told) >= MANY_HEADINGS else []


def _alike(blocks: Iterable[Block], paragraph: Block) -> Iterator[Block]:
    """The blocks in a row that stand in the same element as the paragraph, as lines or in lists."""
    box, zones = _box(paragraph), paragraph.zones
    return takewhile(
        lambda block: (
            block.tag in _LINES
            and _is_in(block, box)
            and block.zones[: len(zones)] == zones == block.zones
            and block.link_length * 2 <= len(block.text)
        ),
        blocks,
    )


def _is_in(block: Block, box: Element | None) -> bool:
    """Whether a line stands in an element, or its list does: by itself, or in a box by which it is moved."""
    if block.tag not in _ITEMS:
        return _box(block) is box
    return any(each is box for each in islice(block.element.iterancestors(), 1, _LIST_LEVELS))


def _box(block: Block) -> Element | None:
    around = block.element.getparent()
    is_apart = around is not None and len(around) == 1 and is_text_part(around.get("class") or "")
    return around.getparent() if around is not None and (is_apart or block.tag in _ITEMS) else around
