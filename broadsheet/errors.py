"""The exception tree: each class is named for what to do next.

BroadsheetError
├── ConfigError            someone must mend a setting; no retry will help
│   ├── SourceFileError    ... in a source file: names file, key, value and what was expected
│   │   ├── KeysMissing    ... all the required keys that it lacks
│   │   └── FileRefused    ... all that is wrong with it
│   ├── BucketMissing      ... the bucket of raw pages does not exist
│   └── SchemaMismatch     ... the database is of another version than the code
├── StorageError           Postgres or the object store failed or is away; trying again may help
│   └── RowRefused         ... one row only: the database will never take it, its batch goes on
└── PageRejected           one page broke a promise; it is quarantined with its reason
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from broadsheet.masking import MASK, masked, names_secret
from broadsheet.outcomes import Reason

_LONGEST_SHOWN = 120  # characters of a refused value


class BroadsheetError(Exception):
    """Everything this project raises on purpose."""


class ConfigError(BroadsheetError):
    """A setting is wrong or missing; the message says which and what to do."""


class SourceFileError(ConfigError):
    """A source file was refused."""

    def __init__(self, file: str, key: str, value: object, expected: str) -> None:
        self.file, self.key, self.value, self.expected = file, key, value, expected
        shown = MASK if names_secret(key) else _shown(value)
        super().__init__(masked(f"{file}: {key}: got {shown}, expected {expected}"))


def _shown(value: object) -> str:
    """As it would stand in the file, on one line."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    is_group = isinstance(value, Mapping | list | tuple)
    text = _written(value) if is_group else repr(value.isoformat() if isinstance(value, date) else value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def _written(value: object) -> str:
    """Keys and lists as a source file has them."""
    if isinstance(value, Mapping):
        kept = {key: MASK if names_secret(str(key)) else _written(each) for key, each in value.items()}
        return f"{{{', '.join(f'{key}: {text}' for key, text in kept.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_written, value))}]"
    return _shown(value).strip("'") if isinstance(value, str | date) else _shown(value)


class KeysMissing(SourceFileError):
    """Required keys are not there: all of a file's in one error, for they are mostly one mistake."""

    def __init__(self, file: str, keys: Sequence[str]) -> None:
        super().__init__(file, keys[0], None, "a value")
        verb = "is missing, and is" if len(keys) == 1 else "are missing, and are"
        self.args = (f"{file}: {', '.join(keys)}: {verb} required",)


class FileRefused(SourceFileError):
    """All that is wrong with a source file: who mends one thing need not come back for the next."""

    def __init__(self, errors: Sequence[SourceFileError]) -> None:
        first = errors[0]
        super().__init__(first.file, first.key, first.value, first.expected)
        told = [str(error).removeprefix(f"{first.file}: ") for error in errors]
        self.args = (f"{first.file}: {'; '.join(told)}",)


class BucketMissing(ConfigError):
    """The bucket of raw pages does not exist, or these keys may not see it."""


class SchemaMismatch(ConfigError):
    """The news database and this code are of different versions."""


class StorageError(BroadsheetError):
    """Postgres or the object store failed, or was away longer than we wait."""


class RowRefused(StorageError):
    """The database refused this row by its content; the rest of the batch is stored."""


class PageRejected(BroadsheetError):
    """One page cannot become an article."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
