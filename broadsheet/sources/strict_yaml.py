"""Safe YAML that refuses a key written twice instead of keeping the last; errors name line and way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from broadsheet.masking import MASK, names_secret
from broadsheet.sources.list_items import item_expected

_KEY_AND_VALUE = "'key: value', as docs/adding-a-source.md shows them"
_QUOTES = "quotes around a value that starts with one of * & ! @ % ` or holds ': ' or ' #'"
# What PyYAML says when it gives up, and what whoever wrote the line most likely has to mend.
_WAYS_OUT = (
    ("mapping values are not allowed", f"a line as deep as those beside it, and {_QUOTES}"),
    ("could not find expected ':'", f"{_KEY_AND_VALUE}, with a space behind the colon"),
    ("undefined alias", _QUOTES),
    ("an alias", _QUOTES),
    ("an anchor", _QUOTES),
    ("cannot start any token", _QUOTES),
    ("determine a constructor", _QUOTES),
    ("unknown escape", "single quotes around a text with a backslash in it"),
    ("quoted scalar", "the quote that ends the text"),
    ("single document", "one source a file, and no line of ---"),
    ("flow sequence", "a ] at the end of the list"),
    ("flow mapping", "a } at the end"),
    ("flow node", "a ] or } at the end"),
    ("block collection", "a '- ' as deep as those beside it"),
    ("block mapping", "a line as deep as those beside it"),
    ("is no day", "a day of the calendar, or quotes around what is none"),
    ("a plain word", "a key that is a plain word"),
)
# Noticed far behind the line that is to be mended.
_BEGUN = ("quoted scalar", "simple key", "flow sequence", "flow mapping")


@dataclass(eq=False)
class BadLine(Exception):
    """A file that is no YAML: where, what stands there, and what was expected instead."""

    number: int | None
    text: str
    expected: str


class _TwiceError(yaml.constructor.ConstructorError):
    """A key stands there a second time."""


def load(text: str) -> Any:
    """The document's value; BadLine for what is no YAML."""
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a SafeLoader
    except yaml.reader.ReaderError as error:
        number = text.count("\n", 0, error.position) + 1
        raise BadLine(number, _line(text, number), "text without control characters") from error
    except yaml.MarkedYAMLError as error:
        raise _bad_line(text, error) from error
    except (ValueError, TypeError, RecursionError) as error:  # such as a number of 5,000 digits
        raise BadLine(None, "what nobody can read", f"{_KEY_AND_VALUE}, nothing nested deeply") from error


def _bad_line(text: str, error: yaml.MarkedYAMLError) -> BadLine:
    began, noticed = error.context_mark, error.problem_mark
    is_begun = any(sign in (error.context or "") for sign in _BEGUN)
    mark = began if is_begun and began else noticed or began
    number = min(mark.line + 1 if mark else 1, len(text.splitlines()))  # what is missing is missed at the end
    line = _line(text, number)
    if isinstance(error, _TwiceError):
        return BadLine(number, line, str(error.problem))
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return BadLine(number, line, "spaces instead of the tab at its beginning")
    if line != MASK and (expected := item_expected(text.split("\n"), number)):
        return BadLine(number, line, expected)
    said = f"{error.context or ''} {error.problem or ''}"
    return BadLine(number, line, next((way for sign, way in _WAYS_OUT if sign in said), _KEY_AND_VALUE))


def _line(text: str, number: int) -> str:
    line = text.split("\n")[number - 1].rstrip("\r")
    return MASK if names_secret(line.partition(":")[0].strip(" \t-")) else line


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    pass


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: dict[str, int] = {}
    for key_node, _ in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, "not a plain word", key_node.start_mark)
        line = key_node.start_mark.line + 1
        if (first := seen.setdefault(key_node.value, line)) != line:
            problem = f"the key {key_node.value} once; line {first} has it, too"
            raise _TwiceError(None, None, problem, key_node.start_mark)
    loader.flatten_mapping(node)
    return dict(loader.construct_pairs(node, deep=True))


def _day(loader: Any, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:  # of month 13
        raise yaml.constructor.ConstructorError(None, None, "is no day", node.start_mark) from None


_StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", _day)
_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
