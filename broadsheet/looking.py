"""A look at the page of a section before a source file names it: is it there, what does it say of its site.

A no of the site itself is told apart from a page that nobody could ask for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.error import HTTPError, URLError

from broadsheet.errors import PageRejected
from broadsheet.extraction.charset import decode
from broadsheet.extraction.tree import parse
from broadsheet.fetching import fetch_politely

_TITLE = "og:site_name"


@dataclass(frozen=True, slots=True)
class Known:
    """A value for the file and where it comes from."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Look:
    """What was found: the values that the page states, and why it states no others."""

    stated: Mapping[str, Known] = field(default_factory=dict)
    unsaid: str = ""
    unseen: str = ""  # why the page was not seen, if it was not
    is_refused: bool = False  # by the site: a crawl would fare no better


def look_at(url: str, contact: str | None, *, is_private: bool) -> Look:
    """Ask for the page once."""
    if contact is None and not is_private:
        return _unseen("CRAWLER_CONTACT is not set, without it no public site is asked")
    try:
        agent = f"Broadsheet (+{contact or 'private network'})"
        body = fetch_politely(url, agent, may_be_private=is_private)
    except (HTTPError, PermissionError) as refusal:
        return _unseen(_told(url, refusal), is_refused=True)
    except OSError as error:
        return _unseen(_told(url, error))
    return Look(read_page(body), f"{url} does not say it")


def read_page(body: bytes) -> dict[str, Known]:
    """What a page says of its site: the language and the site's name."""
    try:
        root = parse(decode(body).text)
    except PageRejected:  # an empty document, or one made to hurt
        return {}
    found = {}
    if language := (root.get("lang") or "").strip():
        found["language"] = Known(language, "the page's <html lang>")
    for meta in root.iter("meta"):
        name = (meta.get("content") or "").strip()
        if meta.get("property") == _TITLE and name:
            found["title"] = Known(name, f"the page's {_TITLE}")
    return found


def _unseen(why: str, *, is_refused: bool = False) -> Look:
    return Look(unsaid=why, unseen=why, is_refused=is_refused)


def _told(url: str, error: OSError) -> str:
    if isinstance(error, HTTPError):
        return f"{error.url or url} answers {error.code} {error.reason}".rstrip()
    cause = error.reason if isinstance(error, URLError) else error
    words = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause)
    return f"{url} could not be read: {words}"
