"""Bytes of a section page, a feed or a sitemap in, links out, each taken or left with a reason.

Pure: nothing here fetches. `listing` is the way in; `section_page` reads markup, `regions` tells the list
from the boxes beside it, `shapes` knows what the address of an article looks like, `decide` takes or
leaves, `feeds` and `sitemaps` read XML.
"""

from broadsheet.discovery.listing import Listing, read_listing
from broadsheet.discovery.sitemaps import sitemap_addresses

__all__ = ["Listing", "read_listing", "sitemap_addresses"]
