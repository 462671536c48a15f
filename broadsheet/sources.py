"""Source files: what ops edit, validated. Cheap to import, so a DAG file may.

A source file is YAML, one per news site; `docs/adding-a-source.md` explains every key.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

import yaml
from croniter import croniter
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
)

from broadsheet.errors import ConfigError, SourceFileError
from broadsheet.masking import secret_of
from broadsheet.recheck import CHECKS

NAME_PATTERN = r"^[a-z][a-z0-9_]*$"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_CRON_FIELDS = 5
_NAME_LINE = re.compile(r"^name:\s*['\"]?([a-z][a-z0-9_]*)", re.MULTILINE)
_RECHECK_AFTER = tuple(after.total_seconds() / 3600 for after in CHECKS)


def _web_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError("an absolute http or https address")
    if secret := secret_of(value):
        raise ValueError(f"an address without {secret}: addresses stand in rows, logs and the UI")
    try:
        _ = parts.port
    except ValueError:  # whose words quote it, and it may be half a password
        raise ValueError("an address whose port is a number below 65536") from None
    return value


def _host(value: str) -> str:
    parts = urlsplit(f"//{value}")
    if not parts.hostname or parts.netloc != value or "@" in value or parts.port == 0:
        raise ValueError("a host such as cdn.example.com, or host:port")
    return value


def _timezone(value: str) -> str:
    if value not in _timezones():
        raise ValueError("a name of the IANA time zone database, such as Europe/Berlin")
    return value


@cache
def _timezones() -> frozenset[str]:
    return frozenset(available_timezones())


def _cron(value: str) -> str:
    if len(value.split()) != _CRON_FIELDS or not croniter.is_valid(value):
        raise ValueError('five cron fields, such as "*/15 * * * *"')
    return value


Host = Annotated[str, AfterValidator(_host)]
WebUrl = Annotated[str, AfterValidator(_web_url)]
TimeZone = Annotated[str, AfterValidator(_timezone)]
Cron = Annotated[str, AfterValidator(_cron)]
Name = Annotated[str, Field(pattern=NAME_PATTERN, max_length=60)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Section(_Strict):
    """One section of a source: the unit of work, of a verdict and of an Airflow Asset."""

    name: Name
    url: WebUrl  # its page, or a feed where the site has no section pages
    title: str | None = None
    timezone: TimeZone | None = None
    language: Language | None = None
    feeds: tuple[WebUrl, ...] | None = None  # instead of those found on the page
    sitemaps: tuple[WebUrl, ...] | None = None
    max_pages: Annotated[int, Field(ge=1, le=1000)] | None = None  # listing pages a run


class Source(_Strict):
    """One news site."""

    name: Name
    title: Annotated[str, Field(min_length=1)]
    base_url: WebUrl
    timezone: TimeZone
    language: Language
    schedule: Cron
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    request_delay: Annotated[float, Field(ge=0, le=3600)] = 1.0
    concurrency: Annotated[int, Field(ge=1, le=64)] = 2
    request_budget: Annotated[int, Field(ge=1, le=1_000_000)] = 500  # requests of one section run
    # Hours after the first sight of an article at which it is looked at again; () for never.
    recheck_after: tuple[Annotated[float, Field(gt=0, le=8760)], ...] = _RECHECK_AFTER
    recheck_budget: Annotated[int, Field(ge=0, le=1_000_000)] = 100  # such looks of one section run
    extra_hosts: tuple[Host, ...] = ()
    private_network: bool = False
    browser: bool = False  # whether its pages are built by scripts; needs requirements-browser.txt
    paused: bool | None = None  # how its DAG starts; None: as Airflow is configured

    @field_validator("sections")
    @classmethod
    def _unique_sections(cls, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        names = [section.name for section in sections]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"section names that differ; {', '.join(twice)} stands there twice")
        return sections

    @field_validator("recheck_after")
    @classmethod
    def _rising(cls, hours: tuple[float, ...]) -> tuple[float, ...]:
        if list(hours) != sorted(set(hours)):
            raise ValueError("hours that rise, such as [1, 3, 8, 24]")
        return hours

    @cached_property
    def checks(self) -> tuple[timedelta, ...]:
        """When a stored article is looked at again, from the first sight of it."""
        return tuple(timedelta(hours=hours) for hours in self.recheck_after)

    @cached_property  # asked for by every request and every entry of a sitemap
    def hosts(self) -> frozenset[str]:
        """The `host:port` pairs this source may be fetched from; a default port stands for both."""
        urls = [self.base_url, *(section.url for section in self.sections)]
        written = {*map(hostport, urls), *map(_with_port, self.extra_hosts)}
        return frozenset(pair for given in written for pair in _both_default_ports(given))

    def section(self, name: str) -> Section:
        """The section of that name; ConfigError's child SourceFileError when there is none."""
        for section in self.sections:
            if section.name == name:
                return section
        known = ", ".join(section.name for section in self.sections)
        raise SourceFileError(self.name, "sections", name, f"one of {known}")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the folder: a source, or the reason why it was refused."""

    path: Path
    source: Source | None
    errors: tuple[SourceFileError, ...] = ()


@lru_cache(maxsize=4096)  # asked for every link of a listing, several times
def hostport(url: str) -> str:
    """`host:port` of an http(s) URL, lower case, the scheme's port where none is written."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)}"


def _with_port(host: str) -> str:
    return host.lower() if ":" in host else f"{host.lower()}:443"


def _both_default_ports(pair: str) -> tuple[str, ...]:
    # A site that moves between http and https redirects from one to the other.
    host, _, port = pair.rpartition(":")
    return (f"{host}:80", f"{host}:443") if int(port) in _DEFAULT_PORTS.values() else (pair,)


def sources_dir() -> Path:
    """The folder of source files: SOURCES_DIR, or `sources/` beside this package."""
    configured = os.environ.get("SOURCES_DIR")
    return Path(configured) if configured else Path(__file__).resolve().parents[1] / "sources"


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
    found = (
        _NAME_LINE.search(path.read_text(encoding="utf-8", errors="replace"))
        for path in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if path.suffix in {".yaml", ".yml"} and path.is_file()
    )
    return sorted({match[1] for match in found if match})


def load_source(name: str, folder: Path | None = None) -> Source:
    """The source of that name. SourceFileError when its file is bad or there is none."""
    return find_source(name, load_folder(folder), folder)


def find_source(name: str, files: Sequence[SourceFile], folder: Path | None = None) -> Source:
    """The same among the files of a folder that has been read already."""
    for file in files:
        if file.source is not None and file.source.name == name:
            return file.source
    for file in files:
        if file.errors and file.path.stem == name:
            raise file.errors[0]
    known = ", ".join(file.source.name for file in files if file.source) or "none"
    raise SourceFileError(str(folder or sources_dir()), "name", name, f"a source of this folder ({known})")


def load_file(path: Path) -> SourceFile:
    """Read and validate one file."""
    shown = f"{path.parent.name}/{path.name}"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, OSError) as error:  # any bad YAML
        return SourceFile(path, None, (SourceFileError(shown, "(file)", _brief(error), "YAML in UTF-8"),))
    if not isinstance(data, dict):
        return SourceFile(path, None, (SourceFileError(shown, "(file)", data, "keys and values"),))
    try:
        return SourceFile(path, Source.model_validate(data))
    except ValidationError as error:
        return SourceFile(path, None, tuple(_explain(shown, error)))


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML that refuses a key written twice instead of keeping the last."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    for key, (key_node, _) in zip(keys, node.value, strict=True):
        if keys.count(key) > 1:
            raise yaml.constructor.ConstructorError(None, None, f"key {key!r} twice", key_node.start_mark)
    loader.flatten_mapping(node)
    return dict(loader.construct_pairs(node, deep=True))


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _explain(file: str, error: ValidationError) -> Iterator[SourceFileError]:
    problems = error.errors()
    for problem in problems:
        if problem["type"] == "too_short" and any(_is_inside(other, problem) for other in problems):
            continue  # the items were refused one by one; that none is left is not news
        key = _dotted(problem["loc"]) or "(file)"
        if problem["type"] == "missing":
            yield SourceFileError(file, key, None, "a value; this key is required")
        elif problem["type"] == "extra_forbidden":
            yield SourceFileError(
                file, key, problem["input"], f"no such key; known are {_known_keys(problem['loc'])}"
            )
        else:
            value = problem["input"] if problem["loc"] else "this combination"
            yield SourceFileError(file, key, value, _expected(problem))


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


def _brief(error: Exception) -> str:
    return " ".join(str(error).replace('in "<unicode string>", ', "").split())


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
            shown = f"{file.path.parent.name}/{file.path.name}"
            expected = f"a name of its own; {first.name} has this one"
            yield SourceFile(file.path, None, (SourceFileError(shown, "name", file.source.name, expected),))


def zone(source: Source, section: Section) -> ZoneInfo:
    """The time zone that dates of this section without a zone are read in."""
    return ZoneInfo(section.timezone or source.timezone)
