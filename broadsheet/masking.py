"""Addresses that carry a secret: what tells them, and how a sentence shows them without it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

MASK = "***"
# Names of parameters by which services let whoever knows the value in; `key` alone is often an article's.
_NAMES = (
    r"(?:(?:access|api|auth|bearer|client|id|refresh|security|session|x-amz|x-amz-security)[_-]?)?"
    r"(?:token|secret|passw(?:or)?d|passphrase|signature)|pwd|auth|sig|(?:api|access|secret)[_-]?key"
)
_SECRET = re.compile(_NAMES, re.IGNORECASE)
_PARAMETER = re.compile(rf"([?&;](?:{_NAMES})=)[^&;#\s'\"]+", re.IGNORECASE)
# A password may hold a slash or another @ that its owner did not escape; "[@" is an attribute in an XPath.
_USER = re.compile(r"(//)[^\s'\"?#]{0,1000}(?<!\[)@|[^\s'\"/:@]{1,100}:[^\s'\"/@]{0,300}@")


def secret_of(url: str) -> str | None:
    """What of an address is a secret by its name; None when nothing is.

    >>> secret_of("https://user:hush@example.com/"), secret_of("https://example.com/feed?Access_Token=hush")
    ('user name or password', 'the parameter Access_Token')
    >>> secret_of("https://example.com/@news?key=88123&page=2") is None
    True
    """
    parts = urlsplit(url)
    if "@" in parts.netloc:
        return "user name or password"
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    return next((f"the parameter {name}" for name in names if _SECRET.fullmatch(name)), None)


def names_secret(key: str) -> bool:
    """Whether what stands under this key is one, by the last of its names.

    >>> names_secret("sections[0].password"), names_secret("sections[0].name")
    (True, False)
    """
    return _SECRET.fullmatch(key.rpartition(".")[2]) is not None


def masked(text: str) -> str:
    """A sentence in which no address shows its secret.

    >>> masked("base_url: got 'https://user:hu/sh@example.com/?token=hush&page=2'")
    "base_url: got 'https://***@example.com/?token=***&page=2'"
    >>> masked("got '//div[@class=x]'"), masked("https://user:hush[@example.com/")
    ("got '//div[@class=x]'", 'https://***@example.com/')
    """
    hidden = _USER.sub(lambda found: f"{found[1] or ''}{MASK}@", text)
    return _PARAMETER.sub(rf"\g<1>{MASK}", hidden)
