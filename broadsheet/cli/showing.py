"""An article as people and as programs read it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from broadsheet.article import Article, FieldValue
from broadsheet.text import cut_off

_WIDTH, _LABEL = 100, 21
_INDENT = " " * _LABEL
_LONGEST = 300  # characters of a value that was not chosen
_LONGEST_RAW = 250  # of one that is not believed, which is said behind it
_APART = frozenset(("fields", "images", "links", "live_entries", "aliases", "content_hash", "body_hash"))


def as_columns(article: Article) -> dict[str, Any]:
    """The values by column of `news.articles`, then the rows that go with them."""
    values = {name: _plain(value) for name, value in asdict(article).items() if name not in _APART}
    lead = article.images[0] if article.images else None
    values |= {
        "authors": list(article.author_names),
        "word_count": article.word_count,
        "image_url": lead.url if lead else None,
        "image_caption": lead.caption if lead else None,
        "image_credit": lead.credit if lead else None,
        "content_hash": article.content_hash.hex() if article.content_hash else None,
        "body_hash": article.body_hash.hex() if article.body_hash else None,
    }
    values["article_authors"] = [_plain(asdict(row)) for row in article.authors]
    values["article_images"] = [_plain(asdict(row)) for row in article.images]
    values["article_links"] = [_plain(asdict(row)) for row in article.links]
    values["live_entries"] = [_plain(asdict(entry)) for entry in article.live_entries]
    values["article_urls"] = [{"url": url, "kind": kind} for url, kind in article.aliases]
    values["article_fields"] = [asdict(field) for field in article.fields]
    return values


def as_text(article: Article) -> str:
    """Every field with its value, the place it came from, and what else was stated of it."""
    return "\n".join(_lines(article))


def _lines(article: Article) -> Iterator[str]:
    columns = as_columns(article)
    stated = {name: [field for field in article.fields if field.field == name] for name in _names(article)}
    for name, value in columns.items():
        if name.startswith(("article_", "live_", "body_text")) or name.endswith("_hash"):
            continue
        yield _line(name, _shown(value))
        yield from _origins(stated.pop(name, []))
    for name in [each for each in stated if each not in columns]:
        if name != "body_text":
            yield _line(name, ", ".join(field.value or "" for field in stated[name] if field.is_chosen))
            yield from _origins(stated[name])
    for label, rows in (
        ("links", article.links),
        ("images", article.images),
        ("live entries", article.live_entries),
    ):
        yield _line(label, str(len(rows)))
    yield _line("other addresses", ", ".join(f"{url} ({kind})" for url, kind in article.aliases) or "none")
    yield from ("", _line("body_text", f"{len(article.body_text)} characters"))
    yield from _origins(stated.get("body_text", []))
    yield from _body(article.body_text)


def _names(article: Article) -> Iterable[str]:
    return dict.fromkeys(field.field for field in article.fields)


def _line(label: str, text: str) -> str:
    lines = textwrap.wrap(text, _WIDTH - _LABEL) or [""]
    return "\n".join([f"{label:<{_LABEL - 1}} {lines[0]}".rstrip(), *(_INDENT + line for line in lines[1:])])


def _origins(fields: list[FieldValue]) -> Iterator[str]:
    """The place of the value taken; places that say the same; places that say otherwise, and what."""
    taken = {field.value for field in fields if field.is_chosen}
    for field in dict.fromkeys(fields):
        place = f"{field.origin}: {field.locator}" + (f" [{field.precision}]" if field.precision else "")
        if field.is_chosen:
            yield f"{_INDENT}<- {place}"
        elif field.value in taken:
            yield f"{_INDENT} = {place}"
        else:
            yield f"{_INDENT} ! {place}\n{_INDENT}   says: {cut_off(said(field), _LONGEST)}"


def said(field: FieldValue) -> str:
    """What a place that was not chosen states."""
    if field.value is not None:
        return field.value
    if field.raw_value is None:
        return "nothing is found there" if field.origin == "source_rule" else "the text"
    return f"{cut_off(field.raw_value, _LONGEST_RAW)} (not believed)"


def _shown(value: Any) -> str:
    if value is None or value == []:
        return "-"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _body(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield ""
        yield textwrap.fill(paragraph, _WIDTH)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value
