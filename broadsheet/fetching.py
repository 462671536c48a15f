"""One page, asked for by a person at a terminal: robots.txt first, our name with it, no second try."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPException
from urllib.parse import urlsplit

from protego import Protego

_TIMEOUT = 10  # seconds; someone waits
_LARGEST_PAGE = 5_000_000  # bytes, more than any page of a news site has
_SERVER_ERROR = 500


def fetch_politely(url: str, user_agent: str) -> bytes:
    """The body of an http(s) page. OSError when it cannot be had or when robots.txt forbids it."""
    parts = urlsplit(url)
    rules = Protego.parse(_robots(f"{parts.scheme}://{parts.netloc}/robots.txt", user_agent))
    if not rules.can_fetch(url, user_agent):
        raise PermissionError("robots.txt asks not to")
    return _fetch(url, user_agent)


def _robots(url: str, user_agent: str) -> str:
    try:
        return _fetch(url, user_agent).decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        if error.code < _SERVER_ERROR:  # RFC 9309: a 4xx means that there are no rules, a 5xx that nobody may
            return ""
        raise


def _fetch(url: str, user_agent: str) -> bytes:
    request = urllib.request.Request(url, headers={"User-Agent": user_agent})  # noqa: S310 - the caller gives http(s)
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:  # noqa: S310
            body: bytes = response.read(_LARGEST_PAGE)
    except HTTPException as error:  # not HTTP, or cut short
        raise OSError(f"broken answer: {type(error).__name__}") from error
    return body
