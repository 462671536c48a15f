"""Which feeds of those a page names are read, and where feeds and sitemaps stand that no page names."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from broadsheet.urls import canonicalise

MAX_FEEDS = 3  # read for one section: its own, the site's, and one in another format
MAX_SITEMAPS = 10  # files of one run; a site's archive of sitemaps is the backfill's business
_SECTION_FEEDS = ("feed/", "rss")
_SITE_FEEDS = ("/feed", "/rss.xml")
_SITEMAPS = ("/sitemap.xml", "/news-sitemap.xml", "/sitemap_news.xml")


def chosen_feeds(feeds: Iterable[tuple[str, str]], section_url: str) -> list[tuple[str, str]]:
    """The feeds worth a request, those under the section's path first; feeds of comments are none.

    Of more than `MAX_FEEDS` the first are read.
    """
    folder = urlsplit(section_url).path.rstrip("/")
    wanted = [(url, title) for url, title in feeds if "comment" not in f"{url} {title}".lower()]
    wanted.sort(key=lambda feed: not (folder and folder in urlsplit(feed[0]).path))
    titles = dict(reversed(wanted))
    return [(url, titles.pop(url)) for url, _ in wanted if url in titles]


def conventional_feeds(section_url: str) -> list[str]:
    """Where feeds stand by custom: below the section, then at the root of its host."""
    parts = urlsplit(section_url)
    folder = section_url.rstrip("/") + "/"
    own = [] if parts.query or "." in parts.path else [urljoin(folder, name) for name in _SECTION_FEEDS]
    return [canonicalise(url) for url in (*own, *(urljoin(section_url, name) for name in _SITE_FEEDS))]


def conventional_sitemaps(base_url: str) -> list[str]:
    """Where sitemaps stand by custom."""
    return [canonicalise(urljoin(base_url, name)) for name in _SITEMAPS]
