"""Which blocks are the story: the text after the headline, in the part of the page that holds most of it.

Nothing here knows a site or a phrase. Three structural facts do the work: a zone called a sidebar is
one only if most text stands elsewhere; a story begins after its headline and ends before the next
article; it lies in the smallest element that holds nearly all running text, or in one called its text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.namedtext import container_by_name, named_text
from broadsheet.extraction.patterns import any_of
from broadsheet.extraction.shortlines import weigh_sentences
from broadsheet.extraction.tree import Element, holds
from broadsheet.extraction.zonenames import Zone

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
MANY_HEADINGS = 4  # in a row that tell the story by themselves; fewer title what is not there
_UNDIVIDED = frozenset(("p", "span", "li", "blockquote"))
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # a sign says as much as two letters

# Chosen on development pages of news sites, and checked on the pages of publishers left out of the choice.
_SHORTEST_PROSE, _UNENDED_PROSE = 40, 80  # characters outside links; the same without a mark at the end
_ENDS = frozenset(".!?…:;,\"”“»«’')]。！？」।۔؟")
_TELLING = 1000  # characters of a block that show what it is
_SAMPLE = 200  # of them that show its script
_CONTAINER_SHARE = 0.8  # of the text that a child must hold for the search to go down into it
_ZONE_SHARE = 0.35  # of all text from which on a zone known by its class alone is the story after all
_NAMED_ZONE_SHARE = 0.7  # the same for tags and names that hardly ever hold stories
_AFTER_SHARE = 0.2  # of all text must follow the headline, else it is not the story's headline
_ARTICLE_SHARE = 0.25  # of the text for an article element to shut out its neighbours
_TEASER_COUNT, _TEASER_TEXTS = 3, 1  # linked titles that make a list; texts that may follow each of them
_SHORTEST_STORY, _SHORTEST_TITLE = 300, 20  # characters
_LONGEST_BOX = 600  # characters of teasers
_TITLE_TAGS = HEADINGS | {"div", "section", "article"}
_MAIN_HEADINGS = frozenset(("h1", "h2"))
_LINKED_PARAGRAPH = 80  # characters from which a paragraph may be one link
_NAMED = any_of("comment  disqus  related  recommend  most-?(?:read|popular)  newsletter")
# Whatever they hold.
_NEVER = ("cookie", "consent", "gdpr", "privacy-overview", "cmplz", "onetrust", "didomi")
# Placeholders that a script was to fill; texts that say cookies twice.
_NO_PROSE = re.compile(r"\{[|*{%]|\bcookies?\b.*\bcookies?\b", re.IGNORECASE)
_BOX_TAGS = frozenset(("nav", "footer", "aside"))  # a form may be around the whole page
_WHOLE = frozenset(("html", "body", "main", "article"))  # whose classes describe the page
_NAMED_TAGS = frozenset(("nav", "footer", "aside", "form", "figcaption", "figure", "dialog"))

_Run = tuple[tuple[tuple[Zone, Element], ...], list[Block]]  # the zones around blocks in a row, and these


@dataclass(frozen=True, slots=True)
class Story:
    """The story's blocks in order, and the element that holds them."""

    blocks: tuple[Block, ...] = ()
    container: Element | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The text of each block."""
        return [block.text for block in self.blocks]


def find_story(blocks: list[Block], headline: Block | None) -> Story:
    """The story among all blocks of a page; empty when no block reads like running text."""
    weights = list(map(weigh, blocks))
    start = _start(weights, headline)
    runs = [(zones, list(run)) for zones, run in groupby(blocks[start:], key=attrgetter("zones"))]
    off = _zones_apart(runs, weights)
    kept = _outside(runs, off)
    named = named_text(kept)
    weigh_sentences(kept, weights, named)
    sums = _sums(kept, weights)
    container = _container(sums)
    if container is None:
        return Story()
    container = container_by_name(container, named, sums)
    within = _between(kept, weights, container)
    within = within[: _next_headline(within, weights, headline)]
    others = _other_articles(container, sums, headline)
    chosen = [block for block in within if block is not headline and not (others and _is_in(block, others))]
    return Story(tuple(_trimmed(chosen, weights)), container)


def is_box(story: Story) -> bool:
    """Whether little text was found, and in an element that by its name holds no stories.

    Where a page has text of its own, such a box is left; one that has none may have nothing but boxes.
    """
    inner = story.container
    if inner is None or sum(map(reading_length, story.paragraphs)) >= _LONGEST_BOX:
        return False
    around = [each for each in (inner, *inner.iterancestors()) if each.tag not in _WHOLE]
    return any(each.tag in _BOX_TAGS or _NAMED.search(_name(each)) for each in around)


def reading_length(text: str) -> int:
    """Characters of a text, each of a dense script counting as two."""
    is_dense = not text.isascii() and _DENSE.search(text[:_TELLING])
    return len(text) * 2 if is_dense else len(text)


def is_prose(block: Block) -> bool:
    """Whether a block is running text rather than a label, a heading or a list of links."""
    return weigh(block) > 0


def weigh(block: Block) -> int:
    """Characters of running text in a block; none for labels, headings and lists of links."""
    if block.weight is None:
        block.weight = _weigh(block)
    return block.weight


def _weigh(block: Block) -> int:
    own = len(block.text) - block.link_length
    if own * 2 < _SHORTEST_PROSE or block.tag in HEADINGS or _is_linked(block):
        return 0
    text = block.text[:_TELLING]
    if ("{" in text or "ookie" in text) and _NO_PROSE.search(text):
        return 0
    length = own * (2 if not text.isascii() and _DENSE.search(text, 0, _SAMPLE) else 1)
    return length if length >= (_SHORTEST_PROSE if block.text[-1] in _ENDS else _UNENDED_PROSE) else 0


def _is_linked(block: Block) -> bool:
    """Whether a block is mostly link; a sentence of a paragraph that has words of its own is not."""
    if block.link_length * 2 <= len(block.text):
        return False
    is_sentence = block.tag == "p" and block.text[-1] in _ENDS and block.link_length < len(block.text)
    return not is_sentence or block.own_length < _SHORTEST_PROSE


def _start(weights: list[int], headline: Block | None) -> int:
    if headline is None:
        return 0
    return headline.index if sum(weights[headline.index :]) >= _AFTER_SHARE * sum(weights) else 0


def _zones_apart(found: list[_Run], weights: list[int]) -> set[Element]:
    """The elements of zones that stand beside the story: those that hold little of the text.

    Elements of one name count together, too: a layout may cut the story into several of them.
    """
    runs = [(zones, sum([weights[block.index] for block in run])) for zones, run in found]
    total = sum([weight for _, weight in runs])
    sums: dict[Element, int] = {}
    for zones, weight in runs:
        for _, element in zones:
            sums[element] = sums.get(element, 0) + weight
    names = {element: _name(element) for element, held in sums.items() if held}
    by_name: Counter[str] = Counter()
    for zones, weight in runs:
        if weight:
            for name in {names[element] for _, element in zones}:
                by_name[name] += weight
    story = {
        each for each, name in names.items() if _is_story_zone(each, name, sums[each], by_name[name], total)
    }
    return sums.keys() - story


def _outside(runs: list[_Run], zones_apart: set[Element]) -> list[Block]:
    kept: list[Block] = []
    for zones, run in runs:
        if zones_apart.isdisjoint([element for _, element in zones]):
            kept += run
    return kept


def _is_story_zone(element: Element, name: str, held: int, held_by_name: int, total: int) -> bool:
    if any(map(name.lower().count, _NEVER)):
        return False
    if element.tag in _NAMED_TAGS or _NAMED.search(name):
        return held >= _NAMED_ZONE_SHARE * total
    return held >= _ZONE_SHARE * total or held_by_name >= _NAMED_ZONE_SHARE * total


def _name(element: Element) -> str:
    return f"{element.tag} {element.get('class') or ''} {element.get('id') or ''}"


def _sums(blocks: Iterable[Block], weights: list[int]) -> dict[Element, int]:
    """What each element holds; the way up is gone once for all paragraphs of one parent."""
    sums: dict[Element, int] = {}
    of_parent: dict[Element | None, int] = {}
    for block in blocks:
        if weight := weights[block.index]:
            sums[block.element] = sums.get(block.element, 0) + weight
            parent = block.element.getparent()
            of_parent[parent] = of_parent.get(parent, 0) + weight
    for parent, weight in of_parent.items():
        node = parent
        while node is not None:
            sums[node] = sums.get(node, 0) + weight
            node = node.getparent()
    return sums


def _container(sums: dict[Element, int]) -> Element | None:
    node = next((element for element in sums if element.getparent() is None), None)
    while node is not None:
        largest = max((child for child in node if child in sums), key=sums.__getitem__, default=None)
        if largest is None or largest.tag in _UNDIVIDED or sums[largest] < _CONTAINER_SHARE * sums[node]:
            break
        node = largest
    return node


def _between(blocks: list[Block], weights: list[int], container: Element) -> list[Block]:
    """From the first running text within the container to the last; all between lies within it, too."""
    inside = [n for n, block in enumerate(blocks) if weights[block.index] and holds(container, block.element)]
    return blocks[inside[0] : inside[-1] + 1] if inside else []


def _next_headline(blocks: list[Block], weights: list[int], headline: Block | None) -> int:
    """Where another story's headline stands, made by the same template as this one's."""
    if headline is not None and headline.element.get("class"):
        for number, block in enumerate(blocks):
            if block is not headline and _is_same_template(block, headline):
                before = sum(weights[each.index] for each in blocks[:number])
                return number if before >= _SHORTEST_STORY else len(blocks)
    return len(blocks)


def _is_same_template(block: Block, headline: Block) -> bool:
    return block.tag == headline.tag == "h1" and block.element.get("class") == headline.element.get("class")


def _is_in(block: Block, elements: set[Element]) -> bool:
    return block.element in elements or any(around in elements for around in block.element.iterancestors())


def _other_articles(container: Element, sums: dict[Element, int], headline: Block | None) -> set[Element]:
    """The article elements that are not the page's own, such as the next story below."""
    articles = [each for each in container.iter("article") if each is not container and sums.get(each)]
    own = _own_article(articles, sums, headline)
    if own is None or sums[own] < _ARTICLE_SHARE * sums[container]:
        return set()
    around = {own, *own.iterancestors()}
    others = (each for each in articles if each not in around and own not in each.iterancestors())
    return {each for each in others if _is_titled(each)}


def _is_titled(article: Element) -> bool:
    """Whether it is a story of its own; some sites wrap every paragraph into an article."""
    headings = article.iter(*HEADINGS)
    return any(each.tag in _MAIN_HEADINGS or next(each.iter("a"), None) is not None for each in headings)


def _own_article(articles: list[Element], sums: dict[Element, int], headline: Block | None) -> Element | None:
    if headline is not None:
        around = next((each for each in headline.element.iterancestors("article") if each in sums), None)
        if around is not None:
            return around
    return max(articles, key=sums.__getitem__, default=None)


def _trimmed(blocks: list[Block], weights: list[int]) -> list[Block]:
    """From the first block of running text to the last, without link lines and further main headings."""
    blocks = blocks[: _teasers(blocks, weights)]
    prose = [number for number, block in enumerate(blocks) if weights[block.index]]
    if not prose:
        return []
    kept = blocks[prose[0] : prose[-1] + 1]
    return [block for block in kept if block.tag != "h1" and not _is_link_line(block)]


def _teasers(blocks: list[Block], weights: list[int]) -> int:
    """Where other stories begin below this one: linked titles from there on, each with a text or none."""
    begin, count = len(blocks), 0
    for number in reversed([n for n, block in enumerate(blocks) if _is_linked_title(block)]):
        if sum(1 for block in blocks[number:begin] if weights[block.index]) > _TEASER_TEXTS:
            break
        begin, count = number, count + 1
    has_story = sum(weights[block.index] for block in blocks[:begin]) >= _SHORTEST_STORY
    return begin if count >= _TEASER_COUNT and has_story else len(blocks)


def _is_linked_title(block: Block) -> bool:
    is_linked = block.link_length * 2 > len(block.text)
    return is_linked and len(block.text) >= _SHORTEST_TITLE and block.tag in _TITLE_TAGS


def _is_link_line(block: Block) -> bool:
    return _is_linked(block) and not (block.tag == "p" and len(block.text) > _LINKED_PARAGRAPH)
