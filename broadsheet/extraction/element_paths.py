"""Where a block stands on the pages of a site: tags and classes from the body down."""

from __future__ import annotations

import re
from functools import lru_cache

from broadsheet.extraction.tree import Element

SEPARATOR = " > "
_ROOTS = frozenset(("html", "body"))  # whose classes describe the page, not the place
_OF_ONE_PAGE = re.compile(r"\d{2,}")  # post-48151, p402_premium: numbers tell pages apart, not places
_MOST_CLASSES = 4  # of one element; utility classes come by the dozen and add nothing
_LONGEST_STEP = 120  # characters
_DEEPEST = 40  # elements; deeper ones are told by their innermost
_FEW_STEPS = 3  # of a short place, from the element outwards
_FEW_CLASSES = 2  # of an element, one of those around it: further ones name its state or its page's section
_MODIFIED = "--"  # by which names of states are known: button--open
_LONGEST_NAMES = 300  # characters of an element's classes that are looked at, and remembered
_UTILITIES = 6  # classes of one element from which on they style it and name nothing
_TOKENS = re.compile(r"[-_]+")
_HUMPS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_HASH_AFTER = frozenset(("css", "sc", "jsx", "svelte", "emotion", "styled", "tss", "jss"))
_SHORTEST_HUMP = 3  # letters of a part of a name, on average; what a machine draws changes case more often
_NO_WORD = 5  # letters in a row without a vowel


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
    return _step(str(element.tag), element.get("class") or "")


@lru_cache(maxsize=4096)  # of a site's templates
def _step(tag: str, names: str) -> str:
    classes = {each for each in names.split() if not _OF_ONE_PAGE.search(each)}
    return ".".join((tag, *sorted(classes)[:_MOST_CLASSES]))[:_LONGEST_STEP]


def short_place(element: Element) -> str:
    """Where people find an element, in terms that outlive a deployment: `div.story > h1.title`.

    Itself and those around it up to the nearest that has a name, at most three. Names that a build draws by
    chance (`css-1q2w3e`, `Body_text__x7Gh2`) are left out: they change while the page looks the same.
    """
    steps: list[str] = []
    node: Element | None = element
    while node is not None and len(steps) < _FEW_STEPS and node.tag not in _ROOTS:
        most = _FEW_CLASSES if not steps else 1
        classes, identity = node.get("class") or "", node.get("id") or ""
        name = _lasting_names(classes[:_LONGEST_NAMES], identity[:_LONGEST_NAMES], most)
        steps.append(f"{node.tag}{name}"[:_LONGEST_STEP])
        node = node.getparent()
        if name and len(steps) > 1:
            break
    return SEPARATOR.join(reversed(steps)) or str(element.tag)


def shortened(path: str) -> str:
    """The short place of the element at a path.

    >>> shortened("main > div.story > div > section.css-1q2w3e.text")
    'div.story > div > section.text'
    """
    steps: list[str] = []
    for each in reversed(path.split(SEPARATOR)):
        tag, *classes = each.split(".")
        name = _lasting_names(" ".join(classes), "", 1 if steps else _FEW_CLASSES)
        steps.append(tag + name)
        if len(steps) == _FEW_STEPS or (name and len(steps) > 1):
            break
    return SEPARATOR.join(reversed(steps))


def own_step(path: str) -> str:
    """The element at a path by itself, with the names that outlive a deployment.

    >>> own_step("main > div.story > section.css-1q2w3e.text")
    'section.text'
    """
    tag, *classes = path.rpartition(SEPARATOR)[2].split(".")
    return tag + _lasting_names(" ".join(classes), "", _FEW_CLASSES)


@lru_cache(maxsize=4096)
def _lasting_names(classes: str, identity: str, most: int) -> str:
    """Id and first classes as a selector writes them, those of one build or one page left out.

    >>> _lasting_names("title sc-bdVaJa kJyWbR Body_text__x7Gh2 post-48151", "", 2)
    '.title.Body_text'
    """
    named = [each for each in classes.split() if _MODIFIED not in each]
    lasting = dict.fromkeys(map(_lasting, named)) if len(named) <= _UTILITIES else {}
    lasting.pop("", None)
    own = _lasting(identity)
    return (f"#{own}" if own else "") + "".join(f".{each}" for each in list(lasting)[:most])


def _lasting(name: str) -> str:
    """A class without the parts that a machine drew; empty where all of it was drawn."""
    kept: list[str] = []
    tokens = [each for each in _TOKENS.split(name) if each]
    for number, token in enumerate(tokens):
        if number and tokens[number - 1] in _HASH_AFTER:
            continue
        if token not in _HASH_AFTER and not _is_drawn(token):
            kept.append(token)
    if len(kept) == len(tokens):
        return name
    return "_".join(kept)


def _is_drawn(token: str) -> bool:
    if not token.isascii():
        return False
    if not token.isalpha():
        return True
    humps = _HUMPS.findall(token)
    is_mixed = len(humps) > 1 and len(token) < _SHORTEST_HUMP * len(humps)
    return is_mixed or (len(token) >= _NO_WORD and not _VOWEL.search(token))


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
