"""From a section's front to its whole list: a link below it called `list`, or one that names the section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl

from broadsheet.discovery.address import split
from broadsheet.discovery.same_list import folder_and_name
from broadsheet.discovery.vocabulary import ALL_OF, MEDIA_WORDS, MORE_BUTTON, SIGN_UP_WORDS
from broadsheet.urls import canonicalise

# What a section's whole list is called in addresses, below its front.
# fmt: off
_WHOLE_LISTS = frozenset({
    "list", "liste", "lista", "all", "alle", "tous", "toutes", "todas", "todos", "archive", "archiv",
    "archives", "archivo", "archivio", "older", "more", "latest", "news-list", "index",
})
# fmt: on
# Folders in which a section's name stands for its films, feeds or letters, and not for its stories.
_OTHER_KINDS = MEDIA_WORDS | SIGN_UP_WORDS | {"rss", "feed", "feeds"}
_BESIDE_NAME = 15  # characters beside a section's name, as of "archive of"
_LONGEST_LABEL = 60  # characters of a link that says "older stories"


def whole_list(links: Sequence[tuple[str, str]], url: str) -> str | None:
    """Where a front at `url` leads to all of its stories; `links` are (text, address) of the page."""
    found = next((target for text, target in links if _is_whole_list(text, target, url)), None)
    return found or _archive_named(links, url)


def _archive_named(links: Sequence[tuple[str, str]], url: str) -> str | None:
    """An archive that the page calls by the section's name, whatever it is called in the address.

    As over and below a list: "Provinces" and "Archive of Provinces" lead to `/archive?page=1&type=7`.
    """
    names = {text.casefold() for text, target in links if text and canonicalise(target) == url}
    for text, target in links if names else ():
        if canonicalise(target) == url:
            continue
        is_archive = not _WHOLE_LISTS.isdisjoint(split(target).path.lower().strip("/").split("/"))
        if is_archive and split(target).netloc == split(url).netloc and _is_called(text.casefold(), names):
            return target
    return None


def _is_called(text: str, names: Iterable[str]) -> bool:
    """Whether a link says one of the names, with hardly a word beside it."""
    return any(name in text and len(text) <= len(name) + _BESIDE_NAME for name in names)


def _is_whole_list(text: str, target: str, url: str) -> bool:
    """Whether a link leads from a front to the section's whole list, which lies below it."""
    own, other = split(url), split(target)
    folder, _, last = other.path.rstrip("/").rpartition("/")
    if own.netloc != other.netloc or not 0 < len(text) <= _LONGEST_LABEL:
        return False
    is_below = folder == own.path.rstrip("/") and last.lower() in _WHOLE_LISTS
    if is_below or not _is_named_in(target, own.path):
        return is_below
    return (ALL_OF.match(text) or MORE_BUTTON.search(text)) is not None


def _is_named_in(target: str, path: str) -> bool:
    """Whether an address ends in the name of the list at `path`: `/archive/politics/2`, `?c=x/politics*`."""
    name, other = folder_and_name(path)[1], split(target)
    if not name or name not in target:
        return False
    folder, last = folder_and_name(other.path)
    if last.isdecimal() and len(last) < len("1000"):
        folder, last = folder_and_name(folder)
    is_of_list = other.path.startswith(f"{path.rstrip('/')}/") or other.path.rstrip("/") == path.rstrip("/")
    if is_of_list or _OTHER_KINDS & set(folder.lower().split("/")):
        return False
    said = [value for _, value in parse_qsl(other.query)] or [last]
    return any(folder_and_name(value.rstrip("*"))[1] == name for value in said)
