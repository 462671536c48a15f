"""Bytes of a section page, a feed or a sitemap in, links out, each taken or left with a reason.

Pure: nothing here fetches. `section_page` reads a listing's markup, `shapes` knows what the address of an
article looks like, `decide` takes or leaves, `feeds` and `sitemaps` read XML.
"""

from broadsheet.discovery.decide import article_links, belongs_to_section, entry_link
from broadsheet.discovery.feeds import Feed, FeedEntry, looks_like_feed, parse_feed
from broadsheet.discovery.section_page import Anchor, SectionPage, parse_section_page
from broadsheet.discovery.sitemaps import Sitemap, parse_sitemap, sitemap_addresses

__all__ = [
    "Anchor",
    "Feed",
    "FeedEntry",
    "SectionPage",
    "Sitemap",
    "article_links",
    "belongs_to_section",
    "entry_link",
    "looks_like_feed",
    "parse_feed",
    "parse_section_page",
    "parse_sitemap",
    "sitemap_addresses",
]
