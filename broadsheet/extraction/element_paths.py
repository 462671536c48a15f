"""Where a block stands on the pages of a site: tags and classes from the body down."""

from __future__ import annotations

import re

from broadsheet.extraction.tree import Element

SEPARATOR = " > "
_ROOTS = frozenset(("html", "body"))  # whose classes describe the page, not the place
_OF_ONE_PAGE = re.compile(r"\d{2,}")  # post-48151, p402_premium: numbers tell pages apart, not places
_MOST_CLASSES = 4  # of one element; utility classes come by the dozen and add nothing
_LONGEST_STEP = 120  # characters
_DEEPEST = 40  # elements; deeper ones are told by their innermost


class Paths:
    """The paths of one page's elements, each built once."""

    def __init__(self) -> None:
        self._known: dict[Element, str] = {}

    def of(self, element: Element) -> str:
        """The path of an element, without the page's root: `article > div.text > p`."""
        around: list[Element] = []
        node: Element | None = element
        while node is not None and node not in self._known and node.tag not in _ROOTS:
            around.append(node)
            node = node.getparent()
        path = self._known.get(node, "") if node is not None else ""
        for each in reversed(around):
            path = f"{path}{SEPARATOR}{step(each)}" if path else step(each)
            if path.count(SEPARATOR) >= _DEEPEST:
                path = path.partition(SEPARATOR)[2]
            self._known[each] = path
        return path


def step(element: Element) -> str:
    """One element's part of a path: its tag and its classes, sorted, without those of one page alone."""
    classes = {each for each in (element.get("class") or "").split() if not _OF_ONE_PAGE.search(each)}
    return ".".join((str(element.tag), *sorted(classes)[:_MOST_CLASSES]))[:_LONGEST_STEP]


def is_within(path: str, container: str) -> bool:
    """Whether a place lies in another, or is it."""
    return not container or path == container or path.startswith(container + SEPARATOR)


def containers(path: str) -> list[str]:
    """The path and those around it, outermost first.

    >>> containers("article > div > p")
    ['article', 'article > div', 'article > div > p']
    """
    steps = path.split(SEPARATOR) if path else []
    return [SEPARATOR.join(steps[: number + 1]) for number in range(len(steps))]


def parent_of(path: str) -> str:
    """The path of the element around.

    >>> parent_of("article > div.text > p")
    'article > div.text'
    """
    return path.rpartition(SEPARATOR)[0]


def innermost(path: str) -> str:
    """Its last three steps: those around name the article's topics on some sites.

    >>> innermost("main > article.tag-ports > header > div.top > h1.title")
    'header > div.top > h1.title'
    """
    return SEPARATOR.join(path.rsplit(SEPARATOR, 3)[-3:])


def tag_of(path: str) -> str:
    """The tag of the element.

    >>> tag_of("article > div.text > p.first")
    'p'
    """
    return path.rpartition(SEPARATOR)[2].split(".")[0]
