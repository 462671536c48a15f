"""Why a source file is refused: file, key, value and what was expected, in words for who edits it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from broadsheet.errors import KeysMissing, SourceFileError
from broadsheet.sources.rules import Rule
from broadsheet.sources.source import Section, Source

_Location = tuple[int | str, ...]
_AN_ITEM = 2  # a location of so many parts is one of the list's items
_ITEMS: dict[int | str, tuple[type[BaseModel], str]] = {
    "sections": (Section, "a section: '- name: ...' and below it its 'url: ...'"),
    "rules": (Rule, "a rule: '- from: 2026-11-01' and below it what holds from then on"),
}
_PLACES: tuple[tuple[type[BaseModel], str], ...] = (
    (Section, "a section, below one of `sections`"),
    (Rule, "a rule, below one of `rules`"),
    (Source, "the file itself, before all `sections` and `rules`"),
)
_TOLD = "told"  # known only when more of the file is, and told with its own key
_NO_KEY = frozenset({"extra_forbidden", "invalid_key"})


def refusals(file: str, error: ValidationError) -> Iterator[SourceFileError]:
    """What is wrong with the values of a file; keys that are not there come first, in one refusal."""
    problems = error.errors()
    missing = [_dotted(problem["loc"]) for problem in problems if problem["type"] == "missing"]
    if missing:
        yield KeysMissing(file, missing)
    for problem in problems:
        is_told = problem["type"] == "too_short" and any(_is_inside(other, problem) for other in problems)
        if problem["type"] != "missing" and not is_told:  # that no item is left is not news
            yield _refusal(file, problem)


def _refusal(file: str, problem: Any) -> SourceFileError:
    location = problem["loc"]
    key = _dotted(location) or "(file)"
    if problem["type"] == _TOLD:
        return SourceFileError(file, problem["ctx"]["key"], problem["ctx"]["value"], problem["msg"])
    if problem["type"] in _NO_KEY:
        return SourceFileError(file, key, problem["input"], _no_such_key(location))
    return SourceFileError(file, key, problem["input"], _expected(problem))


def _is_inside(problem: Any, outer: Any) -> bool:
    location, around = problem["loc"], outer["loc"]
    return len(location) > len(around) and location[: len(around)] == around


def _expected(problem: Any) -> str:
    """In words of ours: a validator's, or those of the key."""
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"])
    location = problem["loc"]
    if len(location) == _AN_ITEM and location[0] in _ITEMS:
        return _ITEMS[location[0]][1]
    model, key = _place(location)
    return str(_keys(model)[key])


def _no_such_key(location: _Location) -> str:
    model, key = _place(location)
    known = [*_keys(model)]
    meant = get_close_matches(key, known, n=1)
    hint = f"did you mean {meant[0]}? " if meant else ""
    place = next((words for other, words in _PLACES if other is not model and key in _keys(other)), None)
    if place is not None:
        return f"no such key here: {key} is a key of {place}; known here are {', '.join(known)}"
    return f"no such key; {hint}known are {', '.join(known)}"


def _place(location: _Location) -> tuple[type[BaseModel], str]:
    """The model and its key that a location lies in."""
    if location[0] in _ITEMS and len(location) > _AN_ITEM:
        return _ITEMS[location[0]][0], str(location[_AN_ITEM])
    return Source, str(location[0])


def _keys(model: type[BaseModel]) -> dict[str, str | None]:
    """The keys as they are written in a file, each with what it holds."""
    return {each.alias or name: each.description for name, each in model.model_fields.items()}


def _dotted(location: Iterable[int | str]) -> str:
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".")
