"""The addresses that someone may mean who pastes one. Pure.

What is pasted comes from a browser, a mail, a phone or a search page: with tracking parameters, as AMP or
mobile page, without a scheme, in capitals. What is stored is one spelling of each address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from broadsheet.urls import canonicalise

_WRAPPING = " \t\r\n<>\"'`()[]{}“”‘’«»,;"
_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LOOKS_LIKE_A_HOST = re.compile(r"^(?://)?[^\s/:@]+\.[^\s/]+|^(?://)?localhost\b|^(?://)?[\w.-]+:\d+/")
_AMP_CACHE = re.compile(r"https?://[^/]*\.cdn\.ampproject\.org/[a-z]/(s/)?(.+)", re.IGNORECASE)
_SEARCH_AMP = re.compile(r"https?://(?:www\.)?google\.[a-z.]+/amp/(s/)?(.+)", re.IGNORECASE)
_SEARCH_LINK = re.compile(r"https?://(?:www\.)?google\.[a-z.]+/url\?(.+)", re.IGNORECASE)
_MOBILE = ("m.", "mobile.", "amp.", "touch.", "wap.")
_AMP_PARAMETERS = frozenset({"amp", "outputtype", "output_type", "amp_js_v", "usqp"})
_KEY = re.compile(r"(?:s3://[^/]+/)?(?:[0-9a-f]{2}/)?(?P<sha>[0-9a-f]{64})")


def article_id_of(text: str) -> int | None:
    """The number of an article, if that is what was pasted.

    >>> article_id_of(" 4711 ")
    4711
    """
    word = text.strip(_WRAPPING)
    return int(word) if word.isdecimal() and len(word) < 19 else None  # noqa: PLR2004 - a bigint


def digest_of(text: str) -> str | None:
    """The SHA-256 in a key of the bucket, if that is what was pasted."""
    found = _KEY.fullmatch(text.strip(_WRAPPING).lower())
    return found["sha"] if found else None


def spellings(text: str) -> list[tuple[str, ...]]:
    """The addresses that may be meant, in groups, the surest first; empty when it is no address.

    First the address as it is, whatever its scheme, final slash and `www.`; then what is left of it
    without signs of AMP and of phones, and in lower case; then with some of its parameters only.

    >>> spellings("news.example/a?utm_source=x")[0][:2]
    ('https://news.example/a', 'http://news.example/a')
    """
    address = _address(text)
    if address is None:
        return []
    same = tuple(dict.fromkeys(_same(address)))
    plain = [variant for url in _plain(address) for variant in _same(url)]
    fewer = [variant for url in (address, *_plain(address)) for variant in _with_fewer_parameters(url)]
    groups, seen = [same], set(same)
    for further in (plain, fewer):
        groups.append(tuple(url for url in dict.fromkeys(further) if url not in seen))
        seen.update(further)
    return [group for group in groups if group]


def _address(text: str) -> str | None:
    word = _unwrapped("".join(text.split()).strip(_WRAPPING))
    if not _HAS_SCHEME.match(word):
        if not _LOOKS_LIKE_A_HOST.match(word):
            return None
        word = f"https://{word.removeprefix('//')}"
    url = canonicalise(word)
    parts = urlsplit(url)
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def _unwrapped(word: str) -> str:
    """The address inside that of a search page or of an AMP cache."""
    for pattern in (_AMP_CACHE, _SEARCH_AMP):
        if found := pattern.fullmatch(word):
            return f"{'https' if found[1] else 'http'}://{unquote(found[2])}"
    if found := _SEARCH_LINK.fullmatch(word):
        parameters = dict(parse_qsl(found[1]))
        return parameters.get("q") or parameters.get("url") or word
    return word


def _same(url: str) -> Iterator[str]:
    """Both schemes, with and without the final slash and `www.`, the given one first."""
    parts = urlsplit(url)
    schemes = (parts.scheme, "http" if parts.scheme == "https" else "https")
    slashed = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    bare = slashed.rstrip("/") or "/"
    host = parts.netloc
    www = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    for netloc in (host, www):
        for path in dict.fromkeys((parts.path, bare, slashed)):
            for scheme in schemes:
                yield urlunsplit((scheme, netloc, path, parts.query, ""))


def _plain(url: str) -> list[str]:
    """Without signs of AMP and phones; the same in lower case."""
    parts = urlsplit(url)
    host = next(
        (parts.netloc.removeprefix(sign) for sign in _MOBILE if parts.netloc.startswith(sign)), parts.netloc
    )
    path = re.sub(r"^/amp(?=/)|/amp/?$|\.amp$|(?<=\.)amp\.(?=html?$)", "", parts.path) or "/"
    pairs = [pair for pair in parts.query.split("&") if pair.partition("=")[0].lower() not in _AMP_PARAMETERS]
    plain = urlunsplit((parts.scheme, host, path, "&".join(pairs), ""))
    lowered = urlunsplit((parts.scheme, host, path.lower(), "&".join(pairs).lower(), ""))
    return [each for each in dict.fromkeys((plain, lowered)) if each != url]


def _with_fewer_parameters(url: str) -> Iterator[str]:
    """With one of several parameters left out, with one alone, with none."""
    parts = urlsplit(url)
    pairs = parts.query.split("&") if parts.query else []
    without = [[other for other in pairs if other != pair] for pair in pairs] if len(pairs) > 1 else []
    for kept in (*without, *([pair] for pair in pairs), []):
        if kept != pairs:
            yield from _same(urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), "")))
