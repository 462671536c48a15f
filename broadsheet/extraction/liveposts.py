"""The entries of a live blog as readers see them: elements of one make, each with its time or heading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import cast

from lxml import etree

from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.clocktext import TIME
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import hyphenated, names
from broadsheet.extraction.tree import Element, locate, text_of
from broadsheet.extraction.values import Candidate
from broadsheet.text import clean

_LIVE, _VALUE = "LiveBlogPosting", "live_blog"
_SCOPES = etree.XPath(f"//*[contains(@itemtype, '{_LIVE}')]")
_NAMED = names("live-?(?:blog|ticker|feed|text|updates?|coverage|posts?)(?:-[a-z]+)*")
_LEVELS = 2  # from the story's element up to what may be called a live blog
_BEGINNING = 20  # characters of an entry in which its time stands
_FEWEST, _MOST = 2, 1000  # entries
_MOST_TIMES = 3  # of one entry: it may have been changed
_MOST_MARKS = 5000  # headings and times that are looked at
_MOST_STEPS = 12  # from one up to the element that holds its entry
_SHARE = 0.5  # of the story's characters that stand in entries


@dataclass(frozen=True, slots=True)
class Post:
    """One entry: its heading, its text, the lines of its time, and what its `time` element states."""

    headline: Block | None
    blocks: tuple[Block, ...]
    times: tuple[Block, ...]
    stated_at: str | None


def find_posts(page: Page) -> tuple[Post, ...]:
    """Those of a page that says it is a live blog, in its order; empty where it shows none."""
    container = page.story.container
    elements = max(_of_one_make(container), key=len, default=[])[:_MOST] if container is not None else []
    said = _said(page) if len(elements) >= _FEWEST else None  # which looks through the whole page
    if said is None or (said.origin == "markup" and not all(map(_is_timed, elements[:_MOST_TIMES]))):
        return ()
    held = _blocks_of(elements, page.blocks)
    length = sum(len(block.text) for block in page.story.blocks)
    told = {block.index for blocks in held for block in blocks}
    within = sum(len(block.text) for block in page.story.blocks if block.index in told)
    return tuple(map(_post, elements, held)) if within >= _SHARE * length else ()


def shown_as_live(page: Page) -> Candidate | None:
    """What says that a page with entries is a live blog, where its JSON-LD does not."""
    said = _said(page) if page.posts else None
    return said if said is not None and said.origin != "json_ld" else None


def _said(page: Page) -> Candidate | None:
    """JSON-LD, microdata or the name of the element around the entries."""
    if page.article is not None and _LIVE in page.article.types:
        return Candidate(_VALUE, "json_ld", f"{page.article.path}.@type", _LIVE)
    marked = cast("list[Element]", _SCOPES(page.root)) if _LIVE in page.decoded.text else []
    if marked:
        return Candidate(_VALUE, "microdata", locate(marked[0]), _LIVE)
    container = page.story.container
    around = islice(container.iterancestors(), _LEVELS) if container is not None else ()
    boxes = (each for each in (container, *around) if each is not None and each.tag not in ("html", "body"))
    named = (each for each in boxes if _NAMED.search(hyphenated(f"{each.get('class')} {each.get('id')}")))
    return next((Candidate(_VALUE, "markup", locate(each), each.get("class")) for each in named), None)


def _is_timed(element: Element) -> bool:
    """Whether an entry begins with its time."""
    beginning = clean(text_of(element))[:_BEGINNING]
    return next(element.iter("time"), None) is not None or TIME.search(beginning) is not None


def with_posts(page: Page, posts: tuple[Post, ...]) -> None:
    """The story with the heading of each entry; when it was written is its field, and no text."""
    if not posts:
        return
    own = {block.index: block for block in page.story.blocks}
    own |= {post.headline.index: post.headline for post in posts if post.headline is not None and post.blocks}
    times = {block.index for post in posts for block in post.times}
    page.story = replace(page.story, blocks=tuple(own[number] for number in sorted(own.keys() - times)))


def _of_one_make(container: Element) -> Iterable[list[Element]]:
    """Elements side by side with the same tag and class, in each of which a heading or a time stands."""
    alike: defaultdict[tuple[Element, str, str], dict[Element, None]] = defaultdict(dict)
    for mark in islice(container.iter("time", *sorted(HEADINGS)), _MOST_MARKS):
        for element in _between(mark, container):
            around = element.getparent()
            if around is not None:
                alike[around, str(element.tag), element.get("class") or ""].setdefault(element)
    return [list(elements) for elements in alike.values()]


def _between(mark: Element, container: Element) -> Iterator[Element]:
    element = mark.getparent()
    for _ in range(_MOST_STEPS):
        if element is None or element is container:
            return
        yield element
        element = element.getparent()


def _blocks_of(elements: list[Element], blocks: list[Block]) -> list[list[Block]]:
    held: dict[Element, list[Block]] = {element: [] for element in elements}
    around: dict[Element, Element | None] = {element: element for element in elements}
    for block in blocks:
        holder = _holder(block.element, around)
        if holder is not None:
            held[holder].append(block)
    return list(held.values())


def _holder(element: Element, around: dict[Element, Element | None]) -> Element | None:
    """The entry around an element; what is around it is looked at once for all that it holds."""
    passed: list[Element] = []
    node: Element | None = element
    while node is not None and node not in around:
        passed.append(node)
        node = node.getparent()
    holder = around[node] if node is not None else None
    around.update(dict.fromkeys(passed, holder))
    return holder


def _post(element: Element, blocks: list[Block]) -> Post:
    times = list(islice(element.iter("time"), _MOST_TIMES))
    shown = {clean(text_of(time)) for time in times}
    headline = next((block for block in blocks if block.tag in HEADINGS), None)
    dated = tuple(block for block in blocks if block.text in shown)
    rest = tuple(block for block in blocks if block is not headline and block not in dated)
    return Post(headline, rest, dated, next((time.get("datetime") for time in times), None))
