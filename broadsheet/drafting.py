"""A first source file from the address of one section.

What the site's page says is taken from it, with the place it stood; what nobody says is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
from broadsheet.errors import ConfigError, KeysMissing, SourceFileError
from broadsheet.looking import Known, look_at
from broadsheet.sources import Source, SourceFile, hostport, load_file, load_folder
from broadsheet.sources.refusals import refusals

_SCHEDULE = "*/15 * * * *"  # the one of the design's own example


@dataclass(frozen=True, slots=True)
class Draft:
    """A source file that is not written yet."""

    name: str
    text: str
    unseen: str = ""  # why the section's page was not looked at, if it was not


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
    parts = urlsplit(url)
    if not is_private and _is_of_this_network(parts.hostname or ""):
        raise ConfigError(f"{url}: {parts.hostname} is no public address; {PRIVATE_HINT}")
    known = {key: Known(value, "as given") for key, value in given.items() if value}
    _refuse_wrong(known, url)
    look = look_at(url, contact, is_private=is_private)
    wanted = {key: look.stated[key] for key in ("title", "language") if key in look.stated}
    known = wanted | _from_address(url) | known
    _require(known, look.unsaid)
    if look.is_refused and not may_be_unseen:
        raise ConfigError(f"{look.unseen}; mend the address, or keep it by --unseen")
    values = _values(known, url)
    if is_private:
        values["private_network"] = True
    origins = [f"# {key}: {found.origin}" for key, found in known.items() if found.origin != "as given"]
    body = yaml.safe_dump(values, sort_keys=False, allow_unicode=True)
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


def _refuse_wrong(given: Mapping[str, Known], url: str) -> None:
    """By the rules of a file, as far as the options go; that others are missing is told later."""
    values: dict[str, Any] = {key: known.value for key, known in given.items() if key != "section"}
    if "section" in given:
        values["sections"] = [{"name": given["section"].value, "url": url}]
    try:
        Source.model_validate(values)
    except ValidationError as error:
        _refuse([each for each in refusals("", error) if not isinstance(each, KeysMissing)])


def _values(known: Mapping[str, Known], url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "name": known["name"].value,
        "title": known["title"].value,
        "base_url": f"{parts.scheme}://{parts.netloc}",
        "timezone": known["timezone"].value,
        "language": known["language"].value,
        "schedule": known["schedule"].value if "schedule" in known else _SCHEDULE,
        "sections": [{"name": known["section"].value, "url": url}],
    }


def _require(known: Mapping[str, Known], unsaid: str) -> None:
    why = {
        "timezone": "no page says in which time zone its dates are written",
        "language": unsaid,
        "title": unsaid,
        "section": "the address has no last part to take a section's name from",
        "name": "the address has no domain to take the source's name from",
    }
    missing = [f"--{key}: {reason}" for key, reason in why.items() if key not in known]
    if missing:
        raise ConfigError("not known and not guessed, please give:\n  " + "\n  ".join(missing))


def _checked(draft: Draft) -> SourceFile:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{draft.name}.yaml"
        path.write_text(draft.text, encoding="utf-8")
        file = load_file(path)
    _refuse(file.errors)
    return file


def _refuse(errors: Sequence[SourceFileError]) -> None:
    if errors:
        raise ConfigError("; ".join(f"{e.key}: got {e.value!r}, expected {e.expected}" for e in errors))


def _refuse_known(new: SourceFile, path: Path, folder: Path) -> None:
    assert new.source is not None  # noqa: S101 - it was checked
    host = hostport(new.source.base_url)
    for file in load_folder(folder):
        if file.source and host in file.source.hosts:
            expected = f"a site that no file names; add the section to {file.path.name} by hand"
            raise SourceFileError(f"{folder.name}/{path.name}", "base_url", new.source.base_url, expected)
        if file.source and file.source.name == new.source.name:
            expected = f"a name of its own (--name); {file.path.name} has this one"
            raise SourceFileError(f"{folder.name}/{path.name}", "name", new.source.name, expected)
    if path.exists():
        raise SourceFileError(
            f"{folder.name}/{path.name}", "name", new.source.name, "a file that is not there yet"
        )
