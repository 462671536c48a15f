"""Addresses that are a consent wall by their own shape, in general words and in no site's names. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ABOUT = "cookies?|privacy|data|user|my|pre"
_WALLS = (
    "consents?|cmp|gdpr|dsgvo|rgpd|einwilligung(?:en)?|zustimmung(?:en)?|consentement|consentimiento|"
    "consentimento|consenso|toestemming|samtycke|samtykke|souhlas|súhlas|zgody?"
)
_GATES = "gates?|walls?"
_BESIDE = "page|form|screen|dialog|notice|manager|management|check|redirect"
# "consent", "my-privacy-consent", "cmp-notice", "privacy-gate": nothing else may stand in it, so that a story
# or a topic that has the word in its name is none.
_WALL = re.compile(
    rf"(?:(?:{_ABOUT})[-_]?)*(?:(?:{_WALLS})(?:[-_]?(?:{_GATES}))?|(?:cookies?|privacy)[-_]?(?:{_GATES}))"
    rf"(?:[-_]?(?:{_BESIDE}))*",
    re.IGNORECASE,
)
_OWN_NAME = 2  # labels of a host at its end that are somebody's name: of "consent.example.com" the last two


def is_consent_wall(url: str) -> bool:
    """Whether the name of a host, or a folder or file on it, says that consent is asked for there.

    >>> is_consent_wall("https://consent.example.com/collect"), is_consent_wall("https://x.example/age-of-consent")
    (True, False)
    """
    parts = urlsplit(url)
    hosts = (parts.hostname or "").split(".")[:-_OWN_NAME]
    names = [segment.partition(".")[0] for segment in parts.path.split("/")]
    return any(_WALL.fullmatch(each) for each in (*hosts, *names) if each)
