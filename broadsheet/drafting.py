"""A first source file from the address of one section.

What the site's page says is taken from it, with the place it stood; what nobody says is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import yaml
from courlan import extract_domain
from pydantic import ValidationError

from broadsheet.addresses import is_literal, why_refused
from broadsheet.connecting import PRIVATE_HINT
from broadsheet.errors import ConfigError, FileRefused, KeysMissing, SourceFileError
from broadsheet.looking import Known, Look, look_at
from broadsheet.sources import Source, SourceFile, hostport, load_file, load_folder
from broadsheet.sources.refusals import refusals

_OF_PAGE = ("language", "title")
_NOWHERE = {
    "timezone": "no page says in which time zone its dates are written",
    "section": "the address has no last part to take a section's name from",
    "name": "the address has no domain to take the source's name from",
}
_SCHEDULE = "*/15 * * * *"  # the one of the design's own example


@dataclass(frozen=True, slots=True)
class Draft:
    """A source file that is not written yet."""

    name: str
    text: str
    unseen: str = ""  # why the section's page was not looked at, if it was not


class _Indented(yaml.SafeDumper):
    """Lists stand deeper than their key, as in the files that come with the project."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def draft_source(
    url: str,
    given: Mapping[str, str | None],
    contact: str | None,
    *,
    is_private: bool = False,
    may_be_unseen: bool = False,
) -> Draft:
    """The file for the site of this section, whose page is asked for once. `given` are the options.

    ConfigError for wrong ones before anything is asked, for a page that the site does not give unless it
    `may_be_unseen`, and for what nobody says.
    """
    known = {key: Known(value, "as given") for key, value in given.items() if value}
    _refuse([*_private(url, is_private=is_private), *_wrong(known, url)], _from_address(url) | known)
    look = look_at(url, contact, is_private=is_private)
    wanted = {key: look.stated[key] for key in _OF_PAGE if key in look.stated}
    known = wanted | _from_address(url) | known
    _refuse_unsaid(known, look, may_be_unseen=may_be_unseen)
    values = _values(known, url, is_private=is_private)
    origins = [f"# {key}: {found.origin}" for key, found in known.items() if found.origin != "as given"]
    body = yaml.dump(values, Dumper=_Indented, sort_keys=False, allow_unicode=True)
    return Draft(values["name"], "\n".join([*origins, body]), look.unseen)


def save_draft(draft: Draft, folder: Path) -> Path:
    """Validate it among the files of the folder and write it; an existing file is never touched."""
    path = folder / f"{draft.name}.yaml"
    _refuse_known(_checked(draft), path, folder)
    with path.open("x", encoding="utf-8") as file:
        file.write(draft.text)
    return path


def _is_of_this_network(host: str) -> bool:
    """As far as the name itself tells; where others lead, a connection shows."""
    is_here = host == "localhost" or host.endswith(".localhost")  # RFC 6761, 6.3
    return is_here or (is_literal(host) and why_refused(host) == "private")


def _from_address(url: str) -> dict[str, Known]:
    found = {}
    if domain := extract_domain(url):
        found["name"] = Known(_as_name(domain.partition(".")[0]), "the site's address")
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    if segments:
        found["section"] = Known(_as_name(Path(segments[-1]).stem), "the end of the section's address")
    return {key: known for key, known in found.items() if known.value}


def _as_name(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def _private(url: str, *, is_private: bool) -> Iterator[str]:
    host = urlsplit(url).hostname or ""
    if not is_private and _is_of_this_network(host):
        yield f"{url}: {host} is no public address; {PRIVATE_HINT}"


def _wrong(given: Mapping[str, Known], url: str) -> Iterator[str]:
    """By the rules of a file, as far as the options go; that others are missing is told apart."""
    values: dict[str, Any] = {key: known.value for key, known in given.items() if key != "section"}
    if "section" in given:
        values["sections"] = [{"name": given["section"].value, "url": url}]
    try:
        Source.model_validate(values)
    except ValidationError as error:
        found = refusals("", error)
        yield from (_without_file(each) for each in found if not isinstance(each, KeysMissing))


def _refuse(problems: Sequence[str], known: Mapping[str, Known]) -> None:
    """With what else nobody says, whatever the page may say: one round is enough to mend it all."""
    told = [*problems, *_missing(known, _NOWHERE)]
    if problems:
        raise ConfigError(told[0] if len(told) == 1 else "\n  ".join(["to be mended:", *told]))


def _refuse_unsaid(known: Mapping[str, Known], look: Look, *, may_be_unseen: bool) -> None:
    """For what neither options nor page say, and for a page that the site does not give."""
    missing = [*_missing(known, {**_NOWHERE, **dict.fromkeys(_OF_PAGE, look.unsaid)})]
    title = ["not known and not guessed, please give:"] if missing else []
    is_unwanted = look.is_refused and not may_be_unseen
    refusal = [f"{look.unseen}; mend the address, or keep it by --unseen"] if is_unwanted else []
    if told := [*title, *missing, *refusal]:
        raise ConfigError("\n  ".join(told))


def _without_file(error: SourceFileError) -> str:
    return f"{error.key}: got {error.value!r}, expected {error.expected}"


def _values(known: Mapping[str, Known], url: str, *, is_private: bool) -> dict[str, Any]:
    """The sections last: whoever adds one writes it at the end of the file."""
    parts = urlsplit(url)
    return {
        "name": known["name"].value,
        "title": known["title"].value,
        "base_url": f"{parts.scheme}://{parts.netloc}",
        "timezone": known["timezone"].value,
        "language": known["language"].value,
        "schedule": known["schedule"].value if "schedule" in known else _SCHEDULE,
        **({"private_network": True} if is_private else {}),
        "sections": [{"name": known["section"].value, "url": url}],
    }


def _missing(known: Mapping[str, Known], why: Mapping[str, str]) -> Iterator[str]:
    return (f"--{key}: {reason}" for key, reason in why.items() if key not in known)


def _checked(draft: Draft) -> SourceFile:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{draft.name}.yaml"
        path.write_text(draft.text, encoding="utf-8")
        file = load_file(path)
    if file.errors:
        raise ConfigError("; ".join(map(_without_file, file.errors)))
    return file


def _refuse_known(new: SourceFile, path: Path, folder: Path) -> None:
    assert new.source is not None  # noqa: S101 - it was checked
    shown, source, found = f"{folder.name}/{path.name}", new.source, []
    for file in load_folder(folder):
        if file.source and hostport(source.base_url) in file.source.hosts:
            expected = f"a site that no file names; add the section to {file.path.name} by hand"
            found.append(SourceFileError(shown, "base_url", source.base_url, expected))
        if file.source and file.source.name == source.name:
            expected = f"a name of its own (--name); {file.path.name} has this one"
            found.append(SourceFileError(shown, "name", source.name, expected))
    if path.exists() and not found:
        found.append(SourceFileError(shown, "name", source.name, "a file that is not there yet"))
    if found:
        raise FileRefused(found)
