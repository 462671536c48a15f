"""Canonical addresses; it resolves no redirect and never raises, whatever the text.

Two spellings of one address become one: scheme and host in lower case, no default port, no
fragment, no user name, no tracking parameter, dot segments resolved, percent-encoding as RFC 3986
prefers it. What may carry an identity stays as it is: the case of the path, a trailing slash, every
other parameter and their order.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from broadsheet.sources import hostport

_DEFAULT_PORTS = {"http": 80, "https": 443}
_INVISIBLE = re.compile(
    r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200b\u200e\u200f\u2028-\u202f\u2060\u3000\ud800-\udfff\ufeff]+"
)  # not U+200C and U+200D: words of Persian, Hindi, Sinhala are spelt with them, in addresses, too
# Links and addresses as nearly all are; nothing in them that taking apart and joining would change.
_PLAIN_PATH = re.compile(r"/(?![/.])(?![^?#]*/\.)[^?#;]*(?:\?[^#]+)?(?:#|$)")
_PORT = r"(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}))?"
_PLAIN_LINK = re.compile(rf"https?://[a-z0-9.-]*[a-z0-9]{_PORT}/[^?#;]*(?:\?[^#]+)?(?:#|$)")
# Before the query; with no port that may be a default, and escapes of such signs alone as stay escaped.
_PLAIN = re.compile(
    rf"https?://[a-z0-9.-]*[a-z0-9](?!:80/|:443/){_PORT}/(?:[A-Za-z0-9_~/-]++|(?<!/)\.|%[89A-F][0-9A-F])*+"
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "!$&'()*+,;=:@/%~"
_QUERY_SAFE = _PATH_SAFE + "?[]|"
_SESSION = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[^/;]*|(?<=/)\((?:[A-Z]\([A-Za-z0-9_-]{10,}\))+\)/", re.IGNORECASE
)  # of Java and PHP servers; `/(S(lit3py55t21z5v55vlm25s55))/` of Microsoft's

# Parameters that say how a reader came, never what the page is. Names of the big advertising,
# mail and statistics services; a site's own names do not belong here.
_TRACKING_PREFIXES = (
    "utm_",
    "mtm_",
    "pk_",
    "itm_",
    "hsa_",
    "mc_",
    "oly_",
    "vero_",
    "at_",
    "ns_",
    "wt_",
    "ga_",
)
# fmt: off
_TRACKING_NAMES = frozenset({
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid", "ttclid",
    "igshid", "igsh", "li_fat_id", "_ga", "_gl", "mkt_tok", "cmpid", "cmp", "ocid", "smid", "smtyp",
    "sref", "xtor", "ref_src", "ref_url", "__twitter_impression", "guccounter", "guce_referrer",
    "guce_referrer_sig", "spm", "s_cid", "ito", "ftag", "sh_kit", "wtmc", "wtrid", "cx_testid",
    "cx_testvariant", "cx_artpos", "fb_action_ids", "fb_action_types", "fb_source", "action_object_map",
    "_hsenc", "_hsmi", "hsctatracking", "soc_src", "soc_trk",
})
# fmt: on
# The number of a visit, another one at every look: kept, it would make each look's links new ones.
_SESSION_NAMES = frozenset({"phpsessid", "jsessionid", "cfid", "cftoken", "oscsid", "zenid"})
_SESSION_PREFIX = "aspsessionid"
# Names that also number stories or conferences: only so long a number is that of a visit.
_VISIT_NAMES = frozenset({"sid", "sess", "sessid", "session", "sessionid", "session_id"})
_VISIT = re.compile(r"[0-9a-f]{32,64}", re.IGNORECASE)
# These carry an identity on some sites; only a value without digits is taken for a tracker.
_AMBIGUOUS_NAMES = frozenset(
    {"ref", "referrer", "referer", "source", "src", "via", "from", "partner", "campaign", "rss"}
)
# Beside these they choose what a list shows: `?section=town&offset=20&source=latest`.
_PLACES_IN_LISTS = frozenset({"page", "offset", "start", "skip", "limit", "cursor", "size", "per_page"})


@lru_cache(maxsize=4096)  # one address is met as link, canonical, alias and key; bounded
def canonicalise(url: str) -> str:
    """The one spelling of an address. Text that is no http(s) address comes back as it is, trimmed."""
    plain = _PLAIN.match(url)
    if plain is not None and plain.end() == len(url):
        return url
    text = _visible(url)
    if plain is not None and text is url and url[plain.end()] in "?#":
        query = _query(url[plain.end() :].partition("#")[0][1:])
        return f"{plain.group()}?{query}" if query else plain.group()
    parts = _split(text)
    if parts is None:
        return text
    host = _host(parts)
    if host is None:
        return text
    path = _normal(_remove_dots(_SESSION.sub("", parts.path) or "/"), _PATH_SAFE)
    return urlunsplit((parts.scheme, host, path, _query(parts.query), ""))


def resolve(base: str, href: str) -> str | None:
    """The absolute http(s) address of a link, without its fragment; None when it leads nowhere."""
    target = _slashed(_visible(href))
    if _PLAIN_LINK.match(target):
        return target.partition("#")[0]
    if _SCHEME.match(target) and not target.lower().startswith(("http:", "https:")):
        return None
    if _PLAIN_PATH.match(target) and (origin := _origin(base)):
        return origin + target.partition("#")[0]
    try:
        joined = urljoin(base, target)
    except ValueError:
        return None
    parts = _split(joined)
    if parts is None or _host(parts) is None:
        return None
    return urlunsplit(parts._replace(fragment=""))


def _slashed(href: str) -> str:
    """Backslashes before the query as slashes: so browsers read them, and so some editors write links."""
    if "\\" not in href:
        return href
    end = next((place for place, sign in enumerate(href) if sign in "?#"), len(href))
    return href[:end].replace("\\", "/") + href[end:]


def _visible(text: str) -> str:
    # All that is cut but the space is unprintable.
    return _INVISIBLE.sub("", text) if " " in text or not text.isprintable() else text


@lru_cache(maxsize=64)
def _origin(base: str) -> str:
    """Scheme and host of an address as it writes them, '' when it is none of http(s)."""
    parts = _split(base)
    return "" if parts is None or _host(parts) is None else f"{parts.scheme}://{parts.netloc}"


def is_same_site(url: str, hosts: frozenset[str]) -> bool:
    """Whether the address lies on one of the `host:port` pairs of a source."""
    return hostport_of(url) in hosts


def hostport_of(url: str) -> str | None:
    """`host:port` of an http(s) address as source files write it; None for any other text."""
    return hostport(url) if _split(url) is not None else None


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises ValueError when it is no number below 65536
    except ValueError:
        return None
    return parts if parts.scheme in _DEFAULT_PORTS and parts.hostname else None


def _host(parts: SplitResult) -> str | None:
    name = (parts.hostname or "").rstrip(".")
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    if not name:
        return None
    name = f"[{name}]" if ":" in name else name
    port = parts.port
    return name if port is None or port == _DEFAULT_PORTS[parts.scheme] else f"{name}:{port}"


def _remove_dots(path: str) -> str:
    """RFC 3986, 5.2.4, on a path that begins with a slash or is given one."""
    kept: list[str] = []
    segments = path.removeprefix("/").split("/")
    for segment in segments:
        plain = segment.lower().replace("%2e", ".")
        if plain == "..":
            del kept[-1:]
        elif plain != ".":
            kept.append(segment)
    ends_open = segments[-1].lower().replace("%2e", ".") in {".", ".."} and kept
    return "/" + "/".join(kept) + ("/" if ends_open else "")


def _query(query: str) -> str:
    pairs = [pair for pair in query.split("&") if pair]
    is_of_list = any(pair.partition("=")[0].lower() in _PLACES_IN_LISTS for pair in pairs)
    pairs = [pair for pair in pairs if not _is_tracking(pair, is_of_list=is_of_list)]
    return _normal("&".join(pairs), _QUERY_SAFE)


def _is_tracking(pair: str, *, is_of_list: bool) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower()
    if name in _AMBIGUOUS_NAMES:
        return not is_of_list and not any(character.isdigit() for character in value)
    return name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES) or _is_session(name, value)


def _is_session(name: str, value: str) -> bool:
    if name in _VISIT_NAMES:
        return _VISIT.fullmatch(value) is not None
    return name in _SESSION_NAMES or name.startswith(_SESSION_PREFIX)


def _normal(text: str, safe: str) -> str:
    return _ESCAPE.sub(_escape, quote(_LONE_PERCENT.sub("%25", text), safe=safe))


def _escape(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()
