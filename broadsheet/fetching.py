"""One page, asked for by a person at a terminal: robots.txt first, our name with it, no second try."""

from __future__ import annotations

import urllib.error
from http.client import HTTPException
from urllib.parse import urlsplit

from protego import Protego

from broadsheet.connecting import ask
from broadsheet.errors import PageRejected
from broadsheet.robotstxt import text_of_rules

_SECONDS = 10  # someone waits
_SERVER_ERROR = 500


def fetch_politely(url: str, user_agent: str, *, may_be_private: bool = False) -> bytes:
    """The body of an http(s) page. OSError when it cannot be had or when robots.txt forbids it."""
    parts = urlsplit(url)
    try:
        rules = Protego.parse(
            _robots(f"{parts.scheme}://{parts.netloc}/robots.txt", user_agent, may_be_private)
        )
        if not rules.can_fetch(url, user_agent):
            raise PermissionError("robots.txt asks not to")
        return ask(url, user_agent, seconds=_SECONDS, may_be_private=may_be_private).body
    except HTTPException as error:  # not HTTP, or cut short
        raise OSError(f"broken answer: {type(error).__name__}") from error
    except PageRejected as rejection:
        raise OSError(str(rejection)) from rejection


def _robots(url: str, user_agent: str, may_be_private: bool) -> str:
    try:
        body = ask(url, user_agent, seconds=_SECONDS, may_be_private=may_be_private).body
    except urllib.error.HTTPError as error:
        if error.code < _SERVER_ERROR:  # RFC 9309: a 4xx means that there are no rules, a 5xx that nobody may
            return ""
        raise
    return text_of_rules(body)
