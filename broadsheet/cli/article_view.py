"""The fields of an article for a person to look at, each with its place and what else was stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from broadsheet.article import Article, FieldValue, LiveEntry
from broadsheet.cli.showing import as_columns, said
from broadsheet.counting import counted
from broadsheet.text import cut_off

_APART = ("article_", "live_", "body_text")
_FIRST = (
    "kicker", "section_label", "desk_label", "headline", "deck", "authors", "published_at", "modified_at",
)  # fmt: skip
_NOTHING: tuple[object, ...] = (None, [], "", False)
_ASKED_FOR = frozenset(("authors", "published_at"))  # told of where they are not stated, too
_LONGEST = 300  # characters of a value that was not chosen


def as_read(article: Article, places: Mapping[str, int], headline: int | None) -> Iterator[str]:
    """What people read first, then the text, then what is told of it.

    `places` are the numbers of the page's blocks by their text, `headline` that of the headline's: links lead
    to each.
    """
    stated: dict[str, list[FieldValue]] = {}
    for each in article.fields:
        stated.setdefault(each.field, []).append(each)
    columns = as_columns(article)
    yield f'<p class="jump">{_way(headline, "to the headline in the page ")}</p>'
    yield from _fields(_FIRST, columns, stated)
    paragraphs = article.body_text.split("\n\n") if article.body_text else []
    yield '<div class="body">'
    yield from (f'<p dir="auto">{escape(text)}{_way(places.get(text))}</p>' for text in paragraphs)
    yield f'</div><p class="count">{len(paragraphs)} paragraphs, {len(article.body_text)} characters</p>'
    yield from _origins(stated.get("body_text", []))
    rest = [name for name in columns if not name.startswith(_APART) and not name.endswith("_hash")]
    yield from _fields([name for name in rest if name not in _FIRST], columns, stated)
    yield '<dl class="fields">'
    for image in article.images[1:]:
        words = filter(None, (image.caption, image.credit, image.url))
        yield from _field("further image", " · ".join(words), [])
    yield "</dl>"
    yield from _folded("live entry", "live entries", map(_told, article.live_entries))
    for kind in ("inline", "related"):
        links = [f"{each.text}: {each.url}" for each in article.links if each.kind == kind]
        yield from _folded(f"{kind} link", f"{kind} links", links)


def _told(entry: LiveEntry) -> str:
    at = f"{entry.published_at:%Y-%m-%d %H:%M} UTC" if entry.published_at else None
    return " · ".join(filter(None, (at, entry.headline, entry.author, cut_off(entry.body_text, _LONGEST))))


def _folded(one: str, many: str, lines: Iterable[str]) -> Iterator[str]:
    """Rows of another table, folded up under their number; nothing where there are none."""
    told = list(lines)
    if told:
        yield f"<details><summary>{counted(len(told), one, many)}</summary><ul>"
        yield from (f'<li dir="auto">{escape(each)}</li>' for each in told)
        yield "</ul></details>"


def _fields(
    names: Iterable[str], columns: dict[str, Any], stated: dict[str, list[FieldValue]]
) -> Iterator[str]:
    yield '<dl class="fields">'
    for name in names:
        if columns[name] not in _NOTHING or name in stated or name in _ASKED_FOR:
            yield from _field(name, columns[name], stated.get(name, []))
    yield "</dl>"


def _way(number: int | None, told: str = "") -> str:
    """A link to a block of the page beside."""
    if number is None:
        return ""
    label = "" if told else ' aria-label="its place in the page"'
    return f' <a class="way" href="#b{number}"{label}>{told}→</a>'


def _field(name: str, value: Any, stated: Sequence[FieldValue]) -> Iterator[str]:
    shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    is_empty = value is None or value == []
    kind = "name empty" if is_empty else f"name {name}"
    yield f'<div><dt>{escape(name)}</dt><dd><div class="{kind}" dir="auto">'
    yield f"{'not stated' if is_empty else escape(shown)}</div>"
    yield from _origins(stated)
    yield "</dd></div>"


def _origins(stated: Sequence[FieldValue]) -> Iterator[str]:
    """Where the value stands; the places that say otherwise, folded up."""
    for place in dict.fromkeys(_place(each) for each in stated if each.is_chosen):
        yield f'<div class="origin">{place}</div>'
    others = [each for each in dict.fromkeys(stated) if not each.is_chosen]
    if others:
        yield f"<details><summary>{len(others)} not chosen</summary><ul>"
        for each in others:
            yield f'<li><span dir="auto">{escape(said(each)[:_LONGEST])}</span> '
            yield f'<span class="origin">{_place(each)}</span></li>'
        yield "</ul></details>"


def _place(each: FieldValue) -> str:
    precision = f" · to the {each.precision}" if each.precision else ""
    return f'<span dir="ltr">{escape(each.origin)}: {escape(each.locator)}{precision}</span>'
