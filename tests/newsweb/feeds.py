"""Feeds, sitemaps and robots.txt, rendered from teasers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape

from tests.newsweb.messages import http_date
from tests.newsweb.templates import dates
from tests.newsweb.templates.base import Family
from tests.newsweb.templates.views import Teaser

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"


def rss(family: Family, title: str, teasers: Sequence[Teaser]) -> str:
    """RSS 2.0, newest first."""
    items = "".join(_item(family, teaser) for teaser in teasers)
    link = escape(family.base_url)
    return (
        f'{_XML}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{escape(title)}</title>'
        f"<link>{link}/</link><description>{escape(title)}</description>\n{items}</channel></rss>\n"
    )


def json_feed(family: Family, title: str, teasers: Sequence[Teaser]) -> str:
    """JSON Feed 1.1, newest first."""
    items = [
        {
            "id": str(teaser.story.story_id),
            "url": family.feed_link(teaser.story),
            "title": teaser.truth.headline,
            "tags": [family.publisher.section(name).label for name in teaser.story.sections],
            "date_published": dates.stated(teaser.story.published_at, family.publisher.zone),
        }
        for teaser in teasers
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}
    return json.dumps(feed, ensure_ascii=False)


_FORMATS = {
    "rss": (rss, "application/rss+xml; charset=utf-8"),
    "json": (json_feed, "application/feed+json"),
}


def feed_format(family: Family) -> tuple[Callable[[Family, str, Sequence[Teaser]], str], str]:
    """How the family writes its feeds, and their type."""
    return _FORMATS[family.feed_format]


def archive_sitemap(family: Family, teasers: Sequence[Teaser]) -> str:
    """A sitemap of articles with nothing but address and date."""
    entries = "".join(
        f"<url><loc>{escape(teaser.truth.url)}</loc>"
        f"<lastmod>{dates.stated(teaser.edition.at, family.publisher.zone)}</lastmod></url>\n"
        for teaser in teasers
    )
    return f'{_XML}<urlset xmlns="{_SITEMAPS}">\n{entries}</urlset>\n'


def _item(family: Family, teaser: Teaser) -> str:
    truth, story = teaser.truth, teaser.story
    sections = (family.publisher.section(name) for name in story.sections)
    fields = [
        f"<title>{escape(truth.headline)}</title>",
        f"<link>{escape(family.feed_link(story))}</link>",
        f'<guid isPermaLink="false">{story.story_id}</guid>',
        *(f"<category>{escape(section.label)}</category>" for section in sections),
        *(f"<dc:creator>{escape(name)}</dc:creator>" for name in truth.authors),
    ]
    if truth.deck:
        fields.append(f"<description>{escape(truth.deck)}</description>")
    if states_time(teaser):
        fields.append(f"<pubDate>{http_date(story.published_at)}</pubDate>")
    return f"<item>{''.join(fields)}</item>\n"


def states_time(teaser: Teaser) -> bool:
    """Whether the page itself gives the instant; a feed of this web never tells more than the page."""
    return teaser.truth.published_at == teaser.story.published_at


def news_sitemap(family: Family, teasers: Sequence[Teaser]) -> str:
    """A news sitemap with `lastmod` and images."""
    entries = "".join(_entry(family, teaser) for teaser in teasers)
    names = f'xmlns="{_SITEMAPS}" xmlns:news="{_NEWS}" xmlns:image="{_IMAGES}"'
    return f"{_XML}<urlset {names}>\n{entries}</urlset>\n"


def _entry(family: Family, teaser: Teaser) -> str:
    truth, zone, publisher = teaser.truth, family.publisher.zone, family.publisher
    date = ""
    if states_time(teaser):
        stated = dates.stated(teaser.story.published_at, zone)
        date = f"<news:publication_date>{stated}</news:publication_date>"
    labels = [publisher.section(name).label for name in teaser.story.sections]
    keywords = f"<news:keywords>{escape(', '.join(labels))}</news:keywords>" if family.with_keywords else ""
    image = (
        f"<image:image><image:loc>{escape(truth.image_url)}</image:loc></image:image>"
        if truth.image_url
        else ""
    )
    return (
        f"<url><loc>{escape(truth.url)}</loc><lastmod>{dates.stated(teaser.edition.at, zone)}</lastmod>"
        f"<news:news><news:publication><news:name>{escape(publisher.title)}</news:name>"
        f"<news:language>{publisher.language}</news:language></news:publication>{date}"
        f"<news:title>{escape(truth.headline)}</news:title>{keywords}</news:news>{image}</url>\n"
    )


def sitemap_index(family: Family, changed_at: datetime) -> str:
    """The index that names both sitemaps."""
    stated = dates.stated(changed_at, family.publisher.zone)
    entries = "".join(
        f"<sitemap><loc>{family.absolute(target)}</loc><lastmod>{stated}</lastmod></sitemap>"
        for target in family.index
    )
    return f'{_XML}<sitemapindex xmlns="{_SITEMAPS}">{entries}</sitemapindex>\n'


def page_sitemap(family: Family) -> str:
    """Pages that are no articles: front page and sections."""
    targets = ["/", *(family.section_target(section.name) for section in family.publisher.sections)]
    entries = "".join(f"<url><loc>{escape(family.absolute(target))}</loc></url>" for target in targets)
    return f'{_XML}<urlset xmlns="{_SITEMAPS}">{entries}</urlset>\n'


def robots(family: Family) -> str:
    """Rules for everybody, and where the sitemaps are."""
    rules = "".join(f"Disallow: {path}\n" for path in family.disallowed)
    sitemaps = "".join(f"Sitemap: {family.absolute(path)}\n" for path in family.sitemaps)
    return f"# {family.publisher.title}\nUser-agent: *\n{rules}\n{sitemaps}"
