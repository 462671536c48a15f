"""Bytes of a section page, a feed or a sitemap in, links out, each taken or left with a reason.

Pure: nothing here fetches. Which file answers which question, in the order of the flow:

What has come, and what does it lead to?
    listing                     the way in: a section page, a feed or a sitemap

A section page, taken apart:
    section_page                markup or JSON: its links, feeds, sitemaps, its next page, what it is called
    components                  which teasers are attributes of custom elements?
    links                       which links are there, and which of them did one line of a template make?
    anchors                     where does each stand: in which list, ...
    regions                     ... in which part of the page: text, menu, box,
    labels                      ... under which heading?
    teasers                     what does a teaser show beside its link: its hour, a heading, a badge?
    texts                       what is a link called?
    scripts, data               which stories are in the data that the page carries for its scripts?
    data_lists                  ... which of its lists are believed?
    data_rows                   what does one object of that data say of its story?

Which of its links are stories of the section?
    decide                      the answer for each, with the reason against it
    candidates                  which links lead to one address, and what is that called?
    overruling                  what do the source file's rules say of it?
    refusals                    what does an address alone say against it?
    block                       what do the links of one list have in common?
    own_list                    which list is the section's own?
    blocks                      what is each of the others: a box, paid, the menu?
    section_names               whose is a label: this section's, or another's of the menu?
    place                       what lies under the section's path, what above it, what beside it?
    address                     what are its parts?
    shapes, media               what does an address say: a story, a tag, a file, a film?
    same_story                  which addresses are one story?
    vocabulary                  the words of many languages that all of these know

How does the list go on?
    paging                      the answer: by links, by headers, by addresses for the page's scripts
    page_numbers                which page of a list does an address ask for?
    same_list                   which addresses are pages of one list?
    pager_box                   the row of links below the list
    paging_numbers, paging_words  what the page's links count, what they are called
    paging_fronts               from a front to the section's whole list
    paging_periods              day by day, month by month
    endpoints, paging_data      attributes and JSON
    likely_pages                ... which addresses may be, where nothing says so?
    built_addresses             ... which do the page's scripts put together?
    hidden_fields               ... what do scripts keep in fields that no reader sees?
    own_number                  ... by which number do they know the section?

How does an article go on?
    article_pages               which link leads to its next page?
    page_address                which addresses can be a page of it?

Feeds and sitemaps:
    feed_links                  which does a page name?
    hints                       which of them are read, and where do they stand that no page names?
    safe_xml                    how is a stranger's XML read?
    xml_elements                ... what do its elements say?
    feeds, sitemaps, entrydates  what do they say?
    entries                     which entries are stories of the section?
    feed_listing                ... where a feed is called like the section, or lies under its path?

Over many pages:
    course                      what has the run learned by now?
    evidence                    what did earlier runs learn of the site's addresses?
    estimate                    how many stories did nobody name?
"""

from broadsheet.discovery.listing import Listing, read_listing
from broadsheet.discovery.sitemaps import sitemap_addresses

__all__ = ["Listing", "read_listing", "sitemap_addresses"]
