"""The entries of a live blog as readers see them: elements of one make, each with its time or heading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.page import Page
from broadsheet.extraction.tree import Element, text_of
from broadsheet.text import clean

_LIVE = "LiveBlogPosting"
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
    """Those of a page that tells machines it is a live blog, in its order; empty where it shows none."""
    container = page.story.container
    if container is None or page.article is None or _LIVE not in page.article.types:
        return ()
    elements = max(_of_one_make(container), key=len, default=[])[:_MOST]
    if len(elements) < _FEWEST:
        return ()
    held = _blocks_of(elements, page.blocks)
    length = sum(len(block.text) for block in page.story.blocks)
    told = {block.index for blocks in held for block in blocks}
    within = sum(len(block.text) for block in page.story.blocks if block.index in told)
    return tuple(map(_post, elements, held)) if within >= _SHARE * length else ()


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
