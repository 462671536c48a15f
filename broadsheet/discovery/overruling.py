"""The source file's rules about addresses: which are stories and which are none, however a list looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from broadsheet.article import ListedLink
from broadsheet.outcomes import Outcome, Reason
from broadsheet.sources.rules import Rules, matches

# What is decided by how an address or a list looks. Other hosts and files stay left.
_OF_LOOKS = frozenset(
    {Reason.NAVIGATION, Reason.SECTION_PAGE, Reason.OTHER_SECTION, Reason.ADVERT, Reason.VARIANT}
)


def overruled(links: Iterable[ListedLink], rules: Rules) -> tuple[ListedLink, ...]:
    """The links as `allow_links` and `deny_links` decide them; what is denied is left as navigation."""
    if not rules.get("allow_links") and not rules.get("deny_links"):
        return tuple(links)
    return tuple(_overruled(link, rules) for link in links)


def is_allowed(url: str, rules: Rules) -> bool:
    """Whether a rule says that an address is a story's."""
    return _fits(url, rules.get("allow_links", ())) and not _fits(url, rules.get("deny_links", ()))


def _overruled(link: ListedLink, rules: Rules) -> ListedLink:
    if is_allowed(link.url, rules):
        return replace(link, outcome=Outcome.PENDING, reason=None) if link.reason in _OF_LOOKS else link
    is_left = bool(rules.get("allow_links")) or _fits(link.url, rules.get("deny_links", ()))
    if is_left and link.outcome is Outcome.PENDING:
        return replace(link, outcome=Reason.NAVIGATION.outcome, reason=Reason.NAVIGATION)
    return link


def _fits(url: str, patterns: Sequence[str]) -> bool:
    """Whether an address fits a pattern; one that begins with a slash is of path and query alone."""
    parts = urlsplit(url) if patterns else None
    if parts is None:
        return False
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return any(matches(each, path if each.startswith("/") else url) for each in patterns)
