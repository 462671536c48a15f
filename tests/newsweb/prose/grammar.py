"""A small grammar: `{slot}` stands for a choice from a list (that may hold slots), `[a|b]` for either."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random

_TOKEN = re.compile(r"\{(\w+)\}|\[([^\[\]{}]*\|[^\[\]{}]*)\]")


@dataclass(frozen=True, slots=True)
class Language:
    """Everything needed to write a story in one language.

    `slots` are the word lists; `cast` names the slots that keep their value through a story.
    """

    code: str
    slots: Mapping[str, Sequence[str]]
    cast: Sequence[str]
    first_names: Sequence[str]
    last_names: Sequence[str]
    leads: Sequence[str]
    sentences: Sequence[str]
    quotes: Sequence[str]
    headlines: Sequence[str]
    short_headlines: Sequence[str]
    decks: Sequence[str]
    subheads: Sequence[str]
    captions: Sequence[str]
    corrections: Sequence[str]
    kickers: Sequence[str]
    credits: Sequence[str]
    agencies: Sequence[str]
    decimal_comma: bool = False
    thousands_separator: str = ","


_LISTS = {field.name for field in fields(Language)} - {
    "code",
    "slots",
    "cast",
    "decimal_comma",
    "thousands_separator",
}


def load(path: Path) -> Language:
    """Read a language from its TOML file, where lists are written as text."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    slots = {name: _entries(text) for name, text in data.pop("slots").items()}
    lists = {name: _entries(value) for name, value in data.items() if name in _LISTS}
    return Language(**{**data, **lists, "slots": slots})


def _entries(text: str) -> tuple[str, ...]:
    """One entry a line, or several separated by ` / `."""
    return tuple(entry.strip() for line in text.strip().splitlines() for entry in line.split(" / "))


def expand(template: str, rng: Random, language: Language, cast: Mapping[str, str]) -> str:
    """Fill in every slot and choice; the first letter becomes a capital."""
    return _capitalised(fill_in(template, rng, language, cast))


def fill_in(template: str, rng: Random, language: Language, cast: Mapping[str, str]) -> str:
    """Fill in every slot and choice, those that a choice brings along too."""

    def fill(token: re.Match[str]) -> str:
        slot: str | None = token[1]
        choices: str = token[2]
        if slot is None:
            return rng.choice(choices.split("|"))
        if slot in cast:
            return cast[slot]
        number = _NUMBERS.get(slot)
        return number(rng, language) if number else rng.choice(language.slots[slot])

    text = template
    while _TOKEN.search(text):
        text = _TOKEN.sub(fill, text)
    return text


def _capitalised(text: str) -> str:
    """First letter a capital, behind an opening quote too."""
    for position, letter in enumerate(text):
        if letter.isalnum():
            return text[:position] + letter.upper() + text[position + 1 :]
    return text


def _decimal(rng: Random, language: Language) -> str:
    text = f"{rng.uniform(1.1, 48.9):.1f}"
    return text.replace(".", ",") if language.decimal_comma else text


def _thousands(rng: Random, language: Language) -> str:
    return f"{rng.randrange(1100, 98700, 50):,}".replace(",", language.thousands_separator)


_NUMBERS: dict[str, Callable[[Random, Language], str]] = {
    "n": lambda rng, _: str(rng.randint(5, 97)),
    "hundred": lambda rng, _: str(rng.randrange(110, 990, 5)),
    "decimal": _decimal,
    "thousands": _thousands,
    "year": lambda rng, _: str(rng.randint(1962, 2024)),
    "percent": lambda rng, _: str(rng.randint(4, 88)),
    "day": lambda rng, _: str(rng.randint(2, 28)),
}
