"""Which address is the article's: the page's own statement where it can be believed, else the fetched one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from broadsheet.extraction.page import Page
from broadsheet.extraction.values import Candidate
from broadsheet.fieldwords import UrlKind
from broadsheet.fingerprint import fold
from broadsheet.normal_forms import normalised
from broadsheet.urls import canonicalise, hostport_of, is_same_site, resolve
from broadsheet.variants import is_variant

_VARIANT = re.compile(
    r"^(?:amp|print|printable|mobile|m|all|full|single|page|index|default|\d{1,2})(?:\.\w{3,5})?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"\d{4,}")
_DATE = re.compile(r"^(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?)?$")  # of many stories, no id
_EXTENSION = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_TELLING_WORDS = 2  # shared between two addresses, or an address and a headline
_VARIANT_HOST = re.compile(r"^(?:www|m|mobile|amp|touch|wap)\.")


def find_url(page: Page, headline: str) -> str:
    """The canonical address; what was stated and not believed is in the ledger with the reason."""
    fetched = canonicalise(page.context.url)
    stated = list(_stated(page))
    reasons = {each: _doubt(each.value or "", fetched, headline, page) for each in stated}
    believed = [each for each in stated if reasons[each] is None]
    chosen = _agreed(believed, fetched)
    answer = chosen.value if chosen is not None and chosen.value else fetched
    for each in believed:
        reasons[each] = None if each.value == answer else "others say otherwise"
    noted = {each: each if not reasons[each] else _with_reason(each, str(reasons[each])) for each in stated}
    page.ledger.record("url", noted.values(), chosen)
    return answer


def find_aliases(page: Page, url: str) -> tuple[tuple[str, UrlKind], ...]:
    """Other addresses of the same article: as fetched, and the variants that the page names."""
    found: dict[str, UrlKind] = {}
    for link in page.head.links:
        kind = _variant_kind(link.rel, link.media)
        target = resolve(page.base_url, link.href) if kind is not None else None
        # Whoever names a stranger's address as a form of this page would have that story taken for known.
        is_form = target is not None and (is_variant(target, url) or is_variant(target, page.context.url))
        if target is not None and kind is not None and is_form and _is_own(target, page):
            found.setdefault(canonicalise(target), kind)
    found.setdefault(canonicalise(page.context.url), "alias")
    return tuple((address, kind) for address, kind in found.items() if address != url)


def is_of_page(page_url: str, stated: str) -> bool:
    """Whether an address stated in data is the page's own, whatever its scheme or trailing slash."""
    return _bare(page_url) == _bare(stated)


def _bare(url: str) -> str:
    try:
        parts = urlsplit(canonicalise(url)) if "[" not in url else None
    except ValueError:  # half a bracket where the host should be
        return url
    return f"{_VARIANT_HOST.sub('', parts.netloc)}{parts.path.rstrip('/')}?{parts.query}" if parts else url


def _stated(page: Page) -> Iterator[Candidate]:
    for link in page.head.links:
        if "canonical" in link.rel:
            yield from _resolved(page, Candidate(link.href, "meta", "link rel=canonical"))
    for each in page.head.all("og:url"):
        yield from _resolved(page, each)
    for each in page.stated("url", "mainEntityOfPage"):
        yield from _resolved(page, each)
    node = page.article
    for inner in node.objects("mainEntityOfPage") if node is not None else ():
        if node is not None and isinstance(inner.get("@id"), str):
            yield from _resolved(
                page, Candidate(inner["@id"], "json_ld", f"{node.path}.mainEntityOfPage.@id")
            )


def _resolved(page: Page, candidate: Candidate) -> Iterator[Candidate]:
    raw = candidate.value or ""
    target = resolve(page.base_url, raw) if not raw.startswith("#") else None
    if target is not None:
        yield Candidate(canonicalise(target), candidate.origin, candidate.locator, raw)


def _doubt(stated: str, fetched: str, headline: str, page: Page) -> str | None:
    """Why a stated address is not believed; None when it is."""
    if stated == fetched:
        return None
    if not _is_own(stated, page):
        return "of another site"
    ours, theirs = _segments(fetched), _segments(stated)
    if ours == theirs and urlsplit(stated).query == urlsplit(fetched).query:
        return None  # scheme, host name or trailing slash
    if not theirs and ours and not urlsplit(stated).query:
        return "the home page"
    rest = ours[len(theirs) :]
    if theirs == ours[: len(theirs)] and rest and not all(map(_VARIANT.match, rest)):
        return "a section"
    return None if _is_alike(stated, fetched, headline) else "another page"


def _is_own(url: str, page: Page) -> bool:
    if page.context.hosts:
        return is_same_site(url, page.context.hosts)
    return _host(url) == _host(page.context.url)


def _host(url: str) -> str:
    return _VARIANT_HOST.sub("", (hostport_of(url) or "").rpartition(":")[0])


def _segments(url: str) -> list[str]:
    return [segment for segment in urlsplit(url).path.split("/") if segment]


def _is_alike(stated: str, fetched: str, headline: str) -> bool:
    """Whether two addresses can be one article's: by a shared number or words, or by the headline.

    Where the fetched address has words of the headline and the other has none, it is another story's.
    """
    if is_variant(stated, fetched):
        return True
    ours, theirs = _words(fetched), _words(stated)
    if _numbers(stated) & _numbers(fetched) or _is_most(ours & theirs, min(len(ours), len(theirs))):
        return True
    titled = set(_WORD.findall(_ascii(headline)))
    if _is_most(theirs & titled, len(theirs)):
        return True
    return len(ours & titled) < _TELLING_WORDS and not theirs


def _is_most(shared: set[str], count: int) -> bool:
    """Whether so many of `count` words are shared; any two long slugs have a "the" and a "for" in common."""
    return len(shared) >= _TELLING_WORDS and len(shared) * 2 >= count


def _words(url: str) -> set[str]:
    return set(_WORD.findall(_ascii(_EXTENSION.sub("", (_segments(url) or [""])[-1]))))


def _numbers(url: str) -> set[str]:
    parts = urlsplit(url)
    found = set(_NUMBER.findall(f"{(_segments(url) or [''])[-1]} {parts.query}"))
    return {number for number in found if not _DATE.match(number)}


def _ascii(text: str) -> str:
    return normalised("NFKD", fold(text)).encode("ascii", "ignore").decode()


def _agreed(believed: list[Candidate], fetched: str) -> Candidate | None:
    """The address that all or most places give; when two disagree evenly, the fetched one stays."""
    counts = Counter(each.value for each in believed)
    ranked = counts.most_common(2)
    if not ranked:
        return None
    winner = ranked[0][0]
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        winner = fetched if fetched in counts else None
    return next((each for each in believed if each.value == winner), None)


def _with_reason(candidate: Candidate, reason: str) -> Candidate:
    return Candidate(None, candidate.origin, f"{candidate.locator} ({reason})", candidate.value)


def _variant_kind(rel: frozenset[str], media: str) -> UrlKind | None:
    if "amphtml" in rel:
        return "amp"
    if "alternate" in rel and media:
        return (
            "print" if "print" in media else "mobile" if "handheld" in media or "max-width" in media else None
        )
    return None
