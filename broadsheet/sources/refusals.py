"""Why a source file is refused: file, key, value and what was expected, in words for who edits it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from broadsheet.errors import KeysMissing, SourceFileError
from broadsheet.sources.source import Section, Source


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
    key = _dotted(problem["loc"]) or "(file)"
    if problem["type"] == "extra_forbidden":
        expected = f"no such key; known are {_known_keys(problem['loc'])}"
        return SourceFileError(file, key, problem["input"], expected)
    value = problem["input"] if problem["loc"] else "this combination"
    return SourceFileError(file, key, value, _expected(problem))


def _is_inside(problem: Any, outer: Any) -> bool:
    location, around = problem["loc"], outer["loc"]
    return len(location) > len(around) and location[: len(around)] == around


def _expected(problem: Any) -> str:
    if problem["type"] == "string_pattern_mismatch":
        return f"text that matches {problem['ctx']['pattern']}"
    return str(problem["msg"]).removeprefix("Value error, ")


def _known_keys(location: tuple[int | str, ...]) -> str:
    model: type[BaseModel] = Section if location and location[0] == "sections" else Source
    return ", ".join(model.model_fields)


def _dotted(location: Iterable[int | str]) -> str:
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".")
