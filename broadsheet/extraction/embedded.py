"""Data that a JavaScript framework left in the page (`__NEXT_DATA__` and the like).

The object is wanted whose title is the page's own: its dates, names and paragraphs are the story's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from broadsheet.errors import PageRejected
from broadsheet.extraction.blocks import read_blocks
from broadsheet.extraction.flight import read_flight
from broadsheet.extraction.jsonld import plain
from broadsheet.extraction.patterns import any_of
from broadsheet.extraction.scriptdata import data_of_json, data_of_script
from broadsheet.extraction.tree import parse
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.zonenames import Zone
from broadsheet.fingerprint import fold

_TITLES = frozenset(("headline", "title", "name", "heading", "hl", "headlines"))
_KEYS = {
    "published": any_of(r"""
        (?:first_?)?(?:date_?)?publish(?:ed)?(?:_?(?:at|on|date|time|datetime))?
        display_?date  pub_?date  publication_?date
    """),
    "modified": any_of(r"""
        (?:date_?)?(?:modified|updated)(?:_?(?:at|on|date|time))?
        last_?(?:modified|updated?)(?:_?(?:at|date))?
    """),
    "author": any_of("authors?  byline  by_?lines?  creators?  contributors?"),
    "kicker": any_of("kicker  overline  eyebrow  dachzeile"),
    "deck": any_of("deck  dek  standfirst  sub_?(?:headline|title|head|line)  lead  intro"),
    "section": any_of("section(?:_?(?:name|label|title))?  category(?:_?name)?"),
    "tags": any_of("tags  keywords  topics"),
    "body": any_of(r"""
        (?:article_?)?(?:body|content|text|paragraphs|blocks|html|elements|components)(?:_?(?:html|text|elements))?
    """),
    "caption": any_of("caption"),
    "credit": any_of("credits?  copyright  photographer"),
    "image": any_of("(?:lead_?|main_?|hero_?|featured_?)?(?:image|photo|picture|media)"),
    "correction": any_of("corrections?  clarification"),
}
_IS_JSON = re.compile(r"\s*[{\[]")
_MOST_JAVASCRIPT = 500_000  # characters of a page's scripts; what is no JSON takes a microsecond each
_BLOCK_TAG = re.compile(r"<(?:p|div|br|h[1-6]|li|figure|section|blockquote|table)\b", re.IGNORECASE)
_NO_TEXT = any_of(
    r"image  photo  figure  video  embed  gallery  \bad\b  advert  related  promo  newsletter  teaser  inset"
)
_TEXT_KEYS = (
    "text",
    "content",
    "html",
    "value",
    "data",
    "children",
    "paragraphs",
    "items",
    "body",
    "model",
    "blocks",
)
_NAME_KEYS = ("name", "title", "url", "src", "href")
_SHORTEST_TITLE = 12
_FEWEST_WORDS, _SHORTEST_BEGINNING = 4, 20  # of a title that may be a headline's beginning
_BEHIND_TITLE = re.compile(r"\s[|–—-]\s")
_MOST_OBJECTS = 50_000
_MOST_TITLED = 50  # that are read, each with its text; a page has its own story two or three times
_MOST_DEPTH = 12


@dataclass(slots=True)
class Embedded:
    """What the story's object states, by field."""

    values: dict[str, list[Candidate]] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    locator: str = ""

    def all(self, name: str) -> list[Candidate]:
        """The statements for a field."""
        return self.values.get(name, [])


def read_embedded(scripts: list[tuple[str, str]], titles: list[str], flight: Sequence[str] = ()) -> Embedded:
    """The data of the object whose title is one of the page's own titles; empty when there is none.

    `flight` are the scripts that push pieces of React's stream.
    """
    wanted = [fold(title) for title in titles if len(title) >= _SHORTEST_TITLE]
    begun = [fold(first) for title in titles if _tells(first := _BEHIND_TITLE.split(title)[0])]
    titled = (
        each
        for name, value in (_values(scripts, flight) if wanted else ())
        for each in _objects(value, name)
        if _is_titled(each[0], wanted, tuple(begun))
    )
    told: dict[str, list[str]] = {}
    found = (_read(data, path, told) for data, path in islice(titled, _MOST_TITLED))
    return max(found, key=_worth, default=Embedded())


def _values(scripts: list[tuple[str, str]], flight: Sequence[str]) -> Iterator[tuple[str, Any]]:
    left = _MOST_JAVASCRIPT
    for name, script in scripts:
        if _IS_JSON.match(script):
            yield from ((name, value) for value in data_of_json(script))
        else:
            yield from ((name, value) for value in data_of_script(script, left))
            left -= len(script)
    yield from (("__next_f", value) for value in read_flight(flight))


def _objects(root: Any, name: str) -> Iterator[tuple[dict[str, Any], str]]:
    stack, seen = [(root, name)], 0
    while stack and seen < _MOST_OBJECTS:
        value, path = stack.pop()
        seen += 1
        if isinstance(value, dict):
            yield value, path
            stack.extend(
                (inner, f"{path}.{key}") for key, inner in value.items() if isinstance(inner, (dict, list))
            )
        elif isinstance(value, list):
            stack.extend(
                (each, f"{path}[{number}]")
                for number, each in enumerate(value)
                if isinstance(each, (dict, list))
            )


def _tells(title: str) -> bool:
    """Whether the first words of a headline, as windows and networks are shown them, tell it from others."""
    return len(title.split()) >= _FEWEST_WORDS and len(title) >= _SHORTEST_BEGINNING


def _is_titled(data: dict[str, Any], wanted: list[str], begun: tuple[str, ...]) -> bool:
    """Whether its title is within one of the page's, or goes on where one of the page's ends."""
    for key, value in data.items():
        if key.lower() in _TITLES:
            texts = value.values() if isinstance(value, dict) else [value]
            for text in texts:
                if (
                    isinstance(text, str)
                    and len(text) >= _SHORTEST_TITLE
                    and _is_one_of(fold(plain(text)), wanted, begun)
                ):
                    return True
    return False


def _is_one_of(title: str, wanted: list[str], begun: tuple[str, ...]) -> bool:
    return title.startswith(begun) or any(title in each for each in wanted)


def _worth(found: Embedded) -> int:
    return len(found.values) + sum(map(len, found.paragraphs))


def _read(data: dict[str, Any], path: str, told: dict[str, list[str]]) -> Embedded:
    """What an object states; `told` holds the lines of texts with tags that were read before."""
    found = Embedded(locator=path)
    titles = (
        each for key in data if key.lower() in _TITLES for each in _titles_of(data[key], f"{path}.{key}")
    )
    found.values["headline"] = list(titles)
    for key, value in data.items():
        for name, pattern in _KEYS.items():
            if not pattern.fullmatch(key):
                continue
            if name == "credit" and isinstance(value, dict) and "by" in value:
                found.values.setdefault("author", []).extend(_candidates(value["by"], f"{path}.{key}.by"))
            elif name == "body":
                paragraphs = [text for text in _paragraphs(value, 0, told) if text]
                if sum(map(len, paragraphs)) > sum(map(len, found.paragraphs)):
                    found.paragraphs = paragraphs
            else:
                found.values.setdefault(name, []).extend(_candidates(value, f"{path}.{key}"))
    _read_image(data, found, path)
    return found


def _titles_of(value: Any, path: str) -> list[Candidate]:
    texts = value.values() if isinstance(value, dict) else [value]
    long = (plain(text) for text in texts if isinstance(text, str) and len(text) >= _SHORTEST_TITLE)
    return [Candidate(text, "embedded_data", path) for text in long]


def _read_image(data: dict[str, Any], found: Embedded, path: str) -> None:
    image = next(
        (value for key, value in data.items() if _KEYS["image"].fullmatch(key) and isinstance(value, dict)),
        None,
    )
    for name in ("caption", "credit") if image else ():
        values = [value for key, value in (image or {}).items() if _KEYS[name].fullmatch(key)]
        found.values.setdefault(name, []).extend(
            candidate for value in values for candidate in _candidates(value, f"{path}.image.{name}")
        )


def _candidates(value: Any, path: str) -> list[Candidate]:
    values = value if isinstance(value, list) else [value]
    named = [
        next((each[key] for key in _NAME_KEYS if each.get(key)), None) if isinstance(each, dict) else each
        for each in values
    ]
    return [
        Candidate(plain(str(each)), "embedded_data", path, str(each))
        for each in named
        if isinstance(each, (str, int)) and not isinstance(each, bool) and plain(str(each))
    ]


def _of_markup(text: str) -> Iterator[str]:
    """The lines of a text with tags, without those of its pictures, boxes and links."""
    try:
        blocks = read_blocks(parse(text))
    except PageRejected:
        return
    for block in blocks:
        if all(zone is Zone.BYLINE for zone, _ in block.zones) and block.link_length * 2 <= len(block.text):
            yield block.text


def _paragraphs(value: Any, depth: int, told: dict[str, list[str]]) -> Iterator[str]:
    """Texts in reading order; objects that say they are pictures, boxes or advertising are left out."""
    if depth > _MOST_DEPTH:
        return
    if isinstance(value, str):
        if _BLOCK_TAG.search(value) is None:
            yield plain(value)
            return
        if value not in told:
            told[value] = list(_of_markup(value))
        yield from told[value]
    elif isinstance(value, list):
        for each in value:
            yield from _paragraphs(each, depth + 1, told)
    elif isinstance(value, dict):
        kind = value.get("type") or value.get("kind") or value.get("__typename") or ""
        if not (isinstance(kind, str) and _NO_TEXT.search(kind)):
            inner = next((value[key] for key in _TEXT_KEYS if value.get(key)), None)
            yield from _paragraphs(inner, depth + 1, told)
