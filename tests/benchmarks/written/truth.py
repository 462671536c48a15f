"""What a publisher says of itself, and what a crawl of it should find."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet.urls import canonicalise


@dataclass(frozen=True, slots=True)
class Truth:
    """The articles of the sections by canonical address, those of others, and what is counted neither way."""

    sections: Mapping[str, frozenset[str]]
    others: frozenset[str]
    doubtful: frozenset[str]

    @property
    def wanted(self) -> set[tuple[str, str]]:
        """Section and address of everything that is to be found."""
        return {(section, url) for url, names in self.sections.items() for section in names}


def described(folder: Path) -> dict[str, Any]:
    """`site.json`."""
    site = dict(json.loads((folder / "site.json").read_text(encoding="utf-8")))
    sections = [{**each, "name": _named(each["name"])} for each in site["sections"]]
    return {**site, "name": _named(site["name"]), "sections": sections}


def _named(name: str) -> str:
    """As source files have names: whoever wrote the publisher need not know."""
    return name.replace("-", "_")


def truth_of(folder: Path, base: str) -> Truth:
    """`truth.json`, with the addresses that the served publisher has."""
    stated = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return Truth(
        {
            canonicalise(base + path): frozenset(map(_named, each["sections"]))
            for path, each in stated["articles"].items()
        },
        others=_addresses(stated.get("others", ()), base),
        doubtful=_addresses(stated.get("doubtful", ()), base),
    )


def _addresses(paths: Iterable[str], base: str) -> frozenset[str]:
    return frozenset(canonicalise(base + path) for path in paths)


def source_text(site: Mapping[str, Any], base: str) -> str:
    """A source file with nothing but the sections' addresses, and no pause between requests."""
    source = {
        "name": site["name"], "title": site["title"], "base_url": base, "timezone": site["timezone"],
        "language": site["language"], "schedule": "0 * * * *", "request_delay": 0, "concurrency": 8,
        "private_network": True,
        "sections": [{"name": each["name"], "url": base + each["path"]} for each in site["sections"]],
    }  # fmt: skip
    return json.dumps(source, ensure_ascii=False)
