"""Addresses that may be a list's next page where nothing known says which: the page only hints at them.

Such an address names the section and stands in a link outside the menu and the teasers, or as a text that
the page's scripts may use. One that they put together may have the section's number instead of its name.
Nothing promises that it is there; who asks has to look at what the answer holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice

from broadsheet.discovery.address import split
from broadsheet.discovery.anchors import Anchor
from broadsheet.discovery.built_addresses import Built, built_addresses
from broadsheet.discovery.own_number import own_numbers
from broadsheet.discovery.page_numbers import offset, page_number, without_page
from broadsheet.discovery.shapes import is_file, is_service, looks_like_article
from broadsheet.discovery.vocabulary import MEDIA_WORDS, SIGN_UP_WORDS
from broadsheet.urls import canonicalise, resolve

MOST_GUESSES = 3  # addresses that are asked for, once a month
_SHORTEST_NAME = 3  # letters of a section's name in an address
_LARGEST_TEXT = 2_000_000  # characters of a page that is searched
_MOST_TEXTS = 2000
_QUOTED = re.compile(r"[\"'](https?://[^\"'\s<>\\^|]{8,300}|\.{0,2}/[^\"'\s<>\\^|]{3,300})[\"']")
# `{page}`, `${page}`, `%page%`, `:page`: where scripts write the number.
_PLACE_OF_NUMBER = re.compile(r"\$?\{+\s*\w*page\w*\s*\}+|%\w*page\w*%|__page__|(?<=/):page\b", re.IGNORECASE)
_STATIC = re.compile(
    r"\.(?:js|mjs|css|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|mp[34])(?:$|\?)", re.IGNORECASE
)
_SPEAKS_OF_MORE = re.compile(
    r"(?:next|more|load|older|page|offset|ajax|api|list|items|archive?)(?![a-z])|\.json|(?<!\d)2(?!\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![^\W_])\d{1,9}(?![^\W_])")
_NUMBERED_END = re.compile(r"/(?:[a-z]{1,6}[-_/]?)?\d{1,4}/?$")
_OTHER_KINDS = (
    MEDIA_WORDS | SIGN_UP_WORDS | {"rss", "feed", "feeds", "tag", "tags", "author", "authors", "search"}
)


def likely_pages(anchors: Iterable[Anchor], text: str, base: str, url: str) -> tuple[str, ...]:
    """The likeliest addresses first; `text` is the page's markup."""
    here = canonicalise(url)
    named = _naming(here)
    built = dict.fromkeys(_of_scripts(text, base, url, named))
    found = dict.fromkeys((*_of_links(anchors, here), *_of_texts(text, named, base)))
    others = (each for each in found if not any(one.startswith(each) for one in built))  # a part of one
    ranked = (*built, *sorted(filter(lambda each: named.search(each.lower()), others), key=_unlikelihood))
    return tuple(islice((target for target in ranked if _may_follow(target, here)), MOST_GUESSES))


def _naming(here: str) -> re.Pattern[str]:
    """What finds the section's name in an address; nothing where it is too short to tell."""
    own = split(here)
    name = own.query.lower() or own.path.rstrip("/").rpartition("/")[2].partition(".")[0].lower()
    return re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])" if len(name) >= _SHORTEST_NAME else r"(?!)")


def _of_scripts(text: str, base: str, url: str, named: re.Pattern[str]) -> Iterator[str]:
    """Where scripts fetch the next page: they tell its number, so that these go before all others."""
    if len(text) > _LARGEST_TEXT:
        return
    numbers = own_numbers(text)
    for built in built_addresses(text, url):
        target = resolve(base, built.address)
        if target is None or _STATIC.search(target):
            continue
        if named.search(target.lower()) or _is_numbered(built, numbers):
            yield canonicalise(target)


def _is_numbered(built: Built, numbers: frozenset[str]) -> bool:
    """Whether the section's number stands in an address, and not in the place of the page's."""
    return not numbers.isdisjoint(_NUMBER.findall(built.constant))


def _of_links(anchors: Iterable[Anchor], here: str) -> Iterator[str]:
    """Links outside the menu that are no teaser's and stand in none; other pages of this address."""
    every = list(anchors)
    sizes = Counter(anchor.block for anchor in every)
    own = here.partition("?")[0].rstrip("/")
    for anchor in every:
        is_apart = anchor.region == "main" and anchor.within is None and sizes[anchor.block] <= MOST_GUESSES
        is_of_here = _NUMBERED_END.sub("", anchor.url.partition("?")[0]).rstrip("/") == own
        if is_of_here or (is_apart and not anchor.is_heading):
            yield anchor.url


def _of_texts(text: str, named: re.Pattern[str], base: str) -> Iterator[str]:
    if len(text) > _LARGEST_TEXT:
        return
    plain = unescape(text.replace("\\/", "/").replace("\\u002F", "/"))
    for count, match in enumerate(_QUOTED.finditer(plain)):
        if count > _MOST_TEXTS:
            return
        written = _PLACE_OF_NUMBER.sub("2", match[1])
        if named.search(written.lower()) and not _STATIC.search(written) and _SPEAKS_OF_MORE.search(written):
            target = resolve(base, written)
            if target is not None and "{" not in target:
                yield canonicalise(target)


def _may_follow(target: str, here: str) -> bool:
    own, other = split(here), split(target)
    words = [word for word in re.split(r"[/?&=.]", f"{other.path}?{other.query}".lower()) if word]
    is_data = other.path.endswith(".json")
    if own.netloc != other.netloc or target == here or is_service(target):
        return False
    if _OTHER_KINDS.intersection(words) or (is_file(target) and not is_data):
        return False
    if own.query and not set(own.query.split("&")) <= set(other.query.split("&")):
        return False  # of several sections told apart by a query, another
    is_first = without_page(target) == without_page(here) and (
        page_number(target) == 1 or offset(target) == 0
    )
    return not is_first and (bool(other.query) or is_data or not looks_like_article(target))


def _unlikelihood(target: str) -> int:
    """Second pages before others, then what speaks of more."""
    other = split(target)
    is_second = re.search(r"(?<!\d)2(?!\d)", f"{other.path}?{other.query}")
    return -2 * bool(is_second) - bool(_SPEAKS_OF_MORE.search(target))
