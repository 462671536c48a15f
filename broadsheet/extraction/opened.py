"""From bytes to a Page: its elements, what it tells machines, its headline and its story."""

from __future__ import annotations

from functools import partial

from broadsheet.errors import PageRejected
from broadsheet.extraction import canonical, kind, media
from broadsheet.extraction.blocks import read_blocks
from broadsheet.extraction.charset import Decoded, decode
from broadsheet.extraction.context import PageContext
from broadsheet.extraction.element_paths import Paths
from broadsheet.extraction.embedded import Embedded, read_embedded
from broadsheet.extraction.firstbytes import other_than_page
from broadsheet.extraction.head import Head, read_head
from broadsheet.extraction.headings import Headline
from broadsheet.extraction.headline import find_headline
from broadsheet.extraction.jsonld import Node, choose, page_node, read_json_ld
from broadsheet.extraction.liveposts import find_posts, with_posts
from broadsheet.extraction.mediapage import medium_of
from broadsheet.extraction.microdata import Microdata, Things
from broadsheet.extraction.page import Page
from broadsheet.extraction.paidparts import with_paid_parts
from broadsheet.extraction.profiled import is_outside, put_right
from broadsheet.extraction.ruled import read_ruled, story_by_rule
from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.extraction.source_rules import headline_by_rule
from broadsheet.extraction.story import Story, find_story, is_box
from broadsheet.extraction.tree import parse
from broadsheet.extraction.values import Candidate
from broadsheet.outcomes import Reason

_TITLE_METAS = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title")
_NOT_HTML = (
    "image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "application/octet-stream",
    "application/rss+xml", "application/atom+xml", "application/json",
)  # fmt: skip


def opened(html: bytes, context: PageContext) -> tuple[Page, Headline]:
    """The page with its headline and story, before any field is decided; PageRejected where it has none."""
    page = _parsed(html, context)
    told = find_headline(_stated_headlines(page), page.blocks, _names(page), context.trust)
    found = headline_by_rule(told, page.ruled, page.blocks)
    if found is None:
        raise PageRejected(Reason.NO_HEADLINE, f"no heading, and no title for machines{page.ruled.taken_out}")
    page.headline_block = found.block
    _find_story(page)
    return page, found


def _parsed(html: bytes, context: PageContext) -> Page:
    """What stands on the page, and which of what it tells machines is of its article."""
    decoded = _decoded(html, context)
    root = parse(decoded.text, decoded.utf8)
    ruled = read_ruled(root, context.rules)
    things = Things(root)
    head = read_head(root, things)
    nodes = read_json_ld(head.json_ld)
    blocks = with_paid_parts(read_blocks(root), nodes)
    headings = [block.text for block in blocks if block.tag == "h1"]
    kind.refuse_non_articles(decoded.text, head, nodes, "\n".join([block.text for block in blocks]), headings)
    titles = [*headings, *(each.value or "" for each in _titles(head))]
    article = choose(nodes, partial(canonical.is_of_page, context.url), titles, _own_addresses(head))
    # Framework data repeats what JSON-LD states.
    embedded = Embedded() if article is not None else read_embedded(head.data_scripts, titles, head.flight)
    microdata = _microdata(things, decoded.text, article)
    return Page(
        context, decoded, root, head, article, page_node(nodes), nodes, microdata, embedded, blocks,
        ruled=ruled,
    )  # fmt: skip


def _own_addresses(head: Head) -> list[str]:
    canonical_links = [each.href for each in head.links if "canonical" in each.rel]
    return canonical_links + [each.value or "" for each in head.all("og:url")]


def _find_story(page: Page) -> None:
    """The story of the page: as it stands there, put right by what is known of its site and its source."""
    page.story = page.story_alone = find_story(page.blocks, page.headline_block)
    if page.context.profile is not None:
        _put_right(page, page.context.profile)
    if is_box(page.story):
        _drop_box(page)
    page.posts = find_posts(page)
    with_posts(page, page.posts)
    if "body_text" in page.ruled.found:
        page.story = story_by_rule(page.ruled, page.blocks, page.headline_block) or page.story


def _put_right(page: Page, profile: SiteProfile) -> None:
    paths = Paths()
    page.is_outside = is_outside(page.story, profile, paths)
    fitting = profile.without_places() if page.is_outside else profile
    page.story = put_right(page.story, page.blocks, page.headline_block, fitting, paths)


def _drop_box(page: Page) -> None:
    """What a page of pictures or a film has for text is the box of other stories beside it."""
    box, page.story = page.story, Story()
    if medium_of(page, media.shown_images(page)) is None:
        page.story = box


def _decoded(html: bytes, context: PageContext) -> Decoded:
    content_type = context.header("content-type")
    if content_type is not None and content_type.lower().startswith(_NOT_HTML):
        raise PageRejected(Reason.NOT_HTML, f"the server says {content_type}")
    if not html or html.isspace():
        raise PageRejected(Reason.EMPTY, "no bytes but white space")
    if (other := other_than_page(html)) is not None:
        raise PageRejected(Reason.NOT_HTML, f"by its first bytes it is {other}")
    return decode(html, content_type, context.language)


def _microdata(things: Things, html: str, article: Node | None) -> Microdata:
    """Read where JSON-LD does not say the same already."""
    if (article is not None and "datePublished" in article.data) or "itemtype" not in html:
        return Microdata()
    return Microdata(things.article)


def _titles(head: Head) -> list[Candidate]:
    title = [Candidate(head.title, "meta", "title", head.title)] if head.title else []
    return [*head.all(*_TITLE_METAS), *title]


def _stated_headlines(page: Page) -> list[Candidate]:
    node = page.article
    stated = page.stated("headline") or (page.stated("name") if node is not None else [])
    stated += [*page.microdata.all("headline"), *page.embedded.all("headline")]
    return [*stated, *_titles(page.head)]


def _names(page: Page) -> list[str]:
    names = [*page.site_names, page.context.section_title]
    names += [each.value for each in page.head.all("article:section", "application-name")]
    return [name for name in names if name]
