"""A first source file from the address of one section.

What the site's page says is taken from it, with the place it stood; what nobody says is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import yaml
from courlan import extract_domain
from lxml import etree, html

from broadsheet.addresses import is_literal, why_refused
from broadsheet.connecting import PRIVATE_HINT
from broadsheet.errors import ConfigError, SourceFileError
from broadsheet.fetching import fetch_politely
from broadsheet.sources import SourceFile, hostport, load_file, load_folder

_SCHEDULE = "*/15 * * * *"  # the one of the design's own example


@dataclass(frozen=True, slots=True)
class Known:
    """A value for the file and where it comes from."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A source file that is not written yet."""

    name: str
    text: str


def draft_source(
    url: str,
    given: Mapping[str, str | None],
    contact: str | None,
    *,
    is_private: bool = False,
) -> Draft:
    """The file for the site of this section. `given` are the options; ConfigError names the missing ones."""
    parts = urlsplit(url)
    if not is_private and _is_of_this_network(parts.hostname or ""):
        raise ConfigError(f"{url}: {parts.hostname} is no public address; {PRIVATE_HINT}")
    known = {key: Known(value, "as given") for key, value in given.items() if value}
    known = _from_address(url) | known
    unsaid = "the page was not asked"
    if {"title", "language"} - known.keys():
        stated, unsaid = _from_page(url, contact, is_private=is_private)
        known = stated | known
    _require(known, unsaid)
    values: dict[str, Any] = {
        "name": known["name"].value,
        "title": known["title"].value,
        "base_url": f"{parts.scheme}://{parts.netloc}",
        "timezone": known["timezone"].value,
        "language": known["language"].value,
        "schedule": known["schedule"].value if "schedule" in known else _SCHEDULE,
        "sections": [{"name": known["section"].value, "url": url}],
    }
    if is_private:
        values["private_network"] = True
    origins = [f"# {key}: {found.origin}" for key, found in known.items() if found.origin != "as given"]
    body = yaml.safe_dump(values, sort_keys=False, allow_unicode=True)
    return Draft(values["name"], "\n".join([*origins, body]))


def save_draft(draft: Draft, folder: Path) -> Path:
    """Validate it among the files of the folder and write it; an existing file is never touched."""
    path = folder / f"{draft.name}.yaml"
    _refuse_known(_checked(draft), path, folder)
    with path.open("x", encoding="utf-8") as file:
        file.write(draft.text)
    return path


def read_page(body: bytes) -> dict[str, Known]:
    """What a page says of its site: the language and the site's name."""
    try:
        root = html.document_fromstring(body)
    except (etree.ParserError, ValueError):  # an empty document
        return {}
    found = {}
    if language := (root.get("lang") or "").strip():
        found["language"] = Known(language, "the page's <html lang>")
    for meta in root.iter("meta"):
        name = (meta.get("content") or "").strip()
        if meta.get("property") == "og:site_name" and name:
            found["title"] = Known(name, "the page's og:site_name")
    return found


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


def _from_page(url: str, contact: str | None, *, is_private: bool) -> tuple[dict[str, Known], str]:
    """What the page says, and why it does not say the rest."""
    if contact is None and not is_private:
        return {}, "CRAWLER_CONTACT is not set, without it no public site is asked"
    try:
        agent = f"Broadsheet (+{contact or 'private network'})"
        body = fetch_politely(url, agent, may_be_private=is_private)
    except OSError as error:
        return {}, f"{url} could not be read: {error}"
    return read_page(body), f"{url} does not say it"


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
    if file.errors:
        raise ConfigError("; ".join(f"{e.key}: got {e.value!r}, expected {e.expected}" for e in file.errors))
    return file


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
