"""What a request says it would like to get: sites with several editions, or with pages for feeds, heed it."""

from __future__ import annotations

from broadsheet.outcomes import PageKind

_PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_XML = "application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.8"
_OTHERS = {
    PageKind.FEED: f"application/rss+xml,application/atom+xml,application/feed+json,{_XML}",
    PageKind.SITEMAP: _XML,
}


def wishes(kind: PageKind, language: str) -> dict[str, str]:
    """The headers of a request for a page of that kind, of a section in that language.

    >>> wishes(PageKind.LISTING, "fr")["Accept-Language"]
    'fr,*;q=0.5'
    """
    return {"Accept": _OTHERS.get(kind, _PAGE), "Accept-Language": f"{language},*;q=0.5"}
