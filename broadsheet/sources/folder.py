"""The folder of source files: every file of it, good or refused."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError

from broadsheet.errors import ConfigError, FileRefused, KeysMissing, SourceFileError
from broadsheet.sources import strict_yaml
from broadsheet.sources.refusals import refusals
from broadsheet.sources.source import Source

_NAME_LINE = re.compile(r"^name:\s*['\"]?([a-z][a-z0-9_]*)", re.MULTILINE)
_KEYS = "the keys of docs/adding-a-source.md with their values, such as 'name: example'"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the folder: a source, or the reason why it was refused."""

    path: Path
    source: Source | None
    errors: tuple[SourceFileError, ...] = ()

    @property
    def shown(self) -> str:
        """Its name with that of its folder, as errors tell it."""
        return _shown(self.path)

    @property
    def misnamed(self) -> SourceFileError | None:
        """Of a good file that is called otherwise than its source: nobody would look for it there."""
        if self.source is None or self.path.stem == self.source.name:
            return None
        expected = f"the name that the file has, or the file renamed to {self.source.name}{self.path.suffix}"
        return SourceFileError(self.shown, "name", self.source.name, expected)


def sources_dir() -> Path:
    """The folder of source files: SOURCES_DIR, or `sources/` beside this package."""
    configured = os.environ.get("SOURCES_DIR")
    return Path(configured) if configured else Path(__file__).resolve().parents[2] / "sources"


def load_folder(folder: Path | None = None) -> list[SourceFile]:
    """Every `*.yaml` and `*.yml` of the folder, in name order, good or refused."""
    folder = folder or sources_dir()
    if not folder.is_dir():
        raise ConfigError(f"SOURCES_DIR: {folder} is no folder; set it to where the source files are")
    paths = sorted(path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"} and path.is_file())
    return list(_refuse_duplicates(load_file(path) for path in paths))


def source_names(folder: Path | None = None) -> list[str]:
    """The names that source files give themselves, good or refused: read as text, for a form's choice."""
    folder = folder or sources_dir()
    found = {
        _stated_name(path)
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.suffix in {".yaml", ".yml"} and path.is_file()
    }
    return sorted(name for name in found if name)


def _stated_name(path: Path) -> str | None:
    """The name that a file gives its source, good or refused."""
    try:
        found = _NAME_LINE.search(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
    return found[1] if found else None


def load_source(name: str, folder: Path | None = None) -> Source:
    """The source of that name. SourceFileError when its file is bad or there is none."""
    return find_source(name, load_folder(folder), folder)


def find_source(name: str, files: Sequence[SourceFile], folder: Path | None = None) -> Source:
    """The same among the files of a folder that has been read already."""
    for file in files:
        if file.source is not None and file.source.name == name:
            return file.source
    for file in files:
        if file.errors and name in {file.path.stem, _stated_name(file.path)}:
            # A key that is there under another name tells more than that it is missing.
            raise FileRefused(sorted(file.errors, key=lambda error: isinstance(error, KeysMissing)))
    known = [file.source.name for file in files if file.source]
    meant = get_close_matches(name.lower(), known, n=1)
    hint = f"; did you mean {meant[0]}?" if meant else ""
    expected = f"a source of this folder ({', '.join(known) or 'none'}){hint}"
    raise SourceFileError(str(folder or sources_dir()), "name", name, expected)


def load_file(path: Path) -> SourceFile:
    """Read and validate one file."""
    shown = _shown(path)
    try:
        data = strict_yaml.load(_text(path))
    except strict_yaml.BadLine as bad:
        place = f"line {bad.number}" if bad.number else "(file)"
        return SourceFile(path, None, (SourceFileError(shown, place, bad.text, bad.expected),))
    except OSError as error:
        told = f"a file that can be read ({error.strerror})"
        return SourceFile(path, None, (SourceFileError(shown, "(file)", None, told),))
    if not isinstance(data, dict):
        return SourceFile(path, None, (SourceFileError(shown, "(file)", data, _KEYS),))
    try:
        return SourceFile(path, Source.model_validate(data))
    except ValidationError as error:
        return SourceFile(path, None, tuple(refusals(shown, error)))


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        line = data.split(b"\n")[number - 1].decode("ascii", "replace").rstrip()
        raise strict_yaml.BadLine(number, line, "a file saved as UTF-8") from error


def _refuse_duplicates(files: Iterable[SourceFile]) -> Iterator[SourceFile]:
    owner: dict[str, Path] = {}
    for file in files:
        if file.source is None:
            yield file
            continue
        first = owner.setdefault(file.source.name, file.path)
        if first is file.path:
            yield file
        else:
            expected = f"a name of its own; {first.name} has this one"
            refused = SourceFileError(_shown(file.path), "name", file.source.name, expected)
            yield SourceFile(file.path, None, (refused,))
