"""Pictures that a page states for machines, and whether two addresses are of one picture."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from broadsheet.extraction.jsonld import plain
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import names
from broadsheet.extraction.values import Candidate
from broadsheet.urls import resolve

# File names of what stands for a picture where an article has none.
_OF_SITE = names("logo(?:type)? placeholder fallback no-?(?:image|photo|picture) favicon blank")
_SIZE = re.compile(r"[-_]\d+x\d+(?=\.|$)")  # in a file name, of the picture


def stated_images(page: Page) -> list[Candidate]:
    """Each address with its place, the most trusted first."""
    found = [_resolved(page, each) for each in _json_ld_images(page)]
    found += [
        _resolved(page, each)
        for each in page.head.all("og:image", "og:image:url", "twitter:image", "twitter:image:src")
    ]
    return found + [_resolved(page, each) for each in page.embedded.all("image")]


def _json_ld_images(page: Page) -> list[Candidate]:
    node = page.article
    if node is None:
        return []
    urls: list[Any] = [each.get("url") or each.get("contentUrl") for each in node.objects("image")]
    texts = [plain(url) for url in [*node.texts("image"), *urls] if isinstance(url, str)]
    return [Candidate(text, "json_ld", f"{node.path}.image") for text in texts if text]


def told_of(page: Page, url: str) -> tuple[str | None, str | None]:
    """Caption and credit that data state of a picture."""
    objects = page.article.objects("image") if page.article is not None else []
    for each in objects:
        addresses = (each.get("url"), each.get("contentUrl"))
        if any(isinstance(address, str) and is_same_picture(address, url) for address in addresses):
            return _text(each, "caption"), _text(each, "creditText")
    return None, None


def _text(data: dict[str, Any], key: str) -> str | None:
    value = data.get(key)
    return plain(value) or None if isinstance(value, str) else None


def _resolved(page: Page, candidate: Candidate) -> Candidate:
    url = resolve(page.base_url, candidate.value or "")
    return Candidate(url, candidate.origin, candidate.locator, candidate.raw or candidate.value)


def is_of_site(url: str) -> bool:
    """Whether a picture stated of an article is the site's own, for pages that have none."""
    return _OF_SITE.search(file_name(url).rpartition(".")[0]) is not None


def is_same_picture(one: str, other: str) -> bool:
    """Sizes of one picture differ in folder and query; its file name stays."""
    return file_name(one) == file_name(other)


@lru_cache(256)  # each picture is held against the lead and against those before it
def file_name(url: str) -> str:
    """By which a picture is known in all its sizes."""
    name = url.split("?", maxsplit=1)[0].rstrip("/").rsplit("/", 1)[-1]
    return _SIZE.sub("", name).lower()
