"""From bytes to an Article: the order in which the parts of a page are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from broadsheet.article import Article
from broadsheet.counting import counted
from broadsheet.errors import PageRejected
from broadsheet.extraction import (
    access,
    authors,
    canonical,
    kind,
    links,
    live,
    media,
    published,
    source_rules,
)
from broadsheet.extraction.authornotes import without_notes
from broadsheet.extraction.blocks import read_blocks
from broadsheet.extraction.body import Text, find_text
from broadsheet.extraction.charset import Decoded, decode
from broadsheet.extraction.context import PageContext
from broadsheet.extraction.element_paths import Paths
from broadsheet.extraction.embedded import Embedded, read_embedded
from broadsheet.extraction.firstbytes import other_than_page
from broadsheet.extraction.head import Head, read_head
from broadsheet.extraction.headings import Headline
from broadsheet.extraction.headline import find_headline
from broadsheet.extraction.jsonld import Node, choose, page_node, read_json_ld
from broadsheet.extraction.language import record_language
from broadsheet.extraction.liveposts import find_posts, with_posts
from broadsheet.extraction.mediapage import is_stated, medium_of
from broadsheet.extraction.microdata import Microdata, read_microdata
from broadsheet.extraction.observation import Observation, observe
from broadsheet.extraction.page import Page
from broadsheet.extraction.paidparts import with_paid_parts
from broadsheet.extraction.profiled import is_outside, put_right
from broadsheet.extraction.prose import reading_length
from broadsheet.extraction.removal import refuse_removal
from broadsheet.extraction.ruled import read_ruled, story_by_rule
from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.extraction.source_rules import headline_by_rule, reader_name
from broadsheet.extraction.standing import standing
from broadsheet.extraction.statements import statements_of
from broadsheet.extraction.story import Story, find_story, is_box
from broadsheet.extraction.tagging import find_tags
from broadsheet.extraction.tree import Element, parse
from broadsheet.extraction.values import Candidate
from broadsheet.fingerprint import body_hash, content_hash
from broadsheet.outcomes import Reason
from broadsheet.text import clean, detect_language

EXTRACTOR_VERSION = "2"

_OF_ONE_LAYOUT = frozenset(("article", "opinion"))
_SHORTEST_STORY = 250  # characters of a page that says nothing of itself

_TITLE_METAS = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title")
_NOT_HTML = (
    "image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "application/octet-stream",
    "application/rss+xml", "application/atom+xml", "application/json",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, and the page it was read from."""

    article: Article
    page: Page

    @property
    def observation(self) -> Observation:
        """What the page shows of its site, as the reader of one page sees it; found anew at each call."""
        seen = observe(self.page.blocks, self.page.headline_block, self.page.story_alone)
        return replace(self.standing, sightings=seen.sightings, statements=statements_of(self.page))

    @property
    def standing(self) -> Observation:
        """Where the fields stand, alone: a small part of the work that an observation is."""
        is_usual = self.article.content_type in _OF_ONE_LAYOUT
        is_whole = self.article.access != "paywalled"  # what is shown of the others stands where it likes
        stood = standing(self.page, is_whole=is_whole) if is_usual else ()
        is_elsewhere = self.page.is_outside and is_whole
        return Observation(url=self.article.url, stood=stood, is_outside=is_elsewhere)


def read(html: bytes, context: PageContext) -> Article:
    """What the page says. PageRejected when it is no article; no other exception, whatever the bytes."""
    return read_whole(html, context).article


def read_whole(html: bytes, context: PageContext) -> Reading:
    """What the page says, and what a profile of its site is learned from. PageRejected as `read`."""
    page, headline = _open(html, context)
    text = find_text(page, headline)
    refuse_removal(page.blocks, page.headline_block, text.body)
    images = [] if text.body else media.shown_images(page)
    medium = None if text.body else medium_of(page, images)
    article = _article(page, headline, text, medium)
    kind.refuse_listings(page, _is_stated_article(page))
    if not text.body and not page.article and medium is None:
        raise PageRejected(Reason.NO_TEXT, "no running text after the headline")
    is_told = "body_text" in page.ruled.found  # however short it is
    is_signed = is_told or is_stated(medium) or article.published_at is not None or bool(article.authors)
    told = text.body or "\n".join(image.caption or "" for image in images)
    if reading_length(told) < _SHORTEST_STORY and not is_signed and not _is_stated_article(page):
        raise PageRejected(Reason.NO_TEXT, f"{counted(len(text.body), 'character')}, no date, no author")
    return Reading(article, page)


def _is_stated_article(page: Page) -> bool:
    """Whether the page says so to machines, as a type or a date of publication."""
    types = page.head.all("og:type")
    is_typed = page.article is not None or any((each.value or "").lower() == "article" for each in types)
    dates = (each for each in page.ledger.values if each.field == "published_at" and each.is_chosen)
    return is_typed or any(each.origin != "markup" for each in dates)


def _open(html: bytes, context: PageContext) -> tuple[Page, Headline]:
    decoded = _decoded(html, context)
    root = parse(decoded.text, decoded.utf8)
    ruled = read_ruled(root, context.rules)
    head = read_head(root)
    nodes = read_json_ld(head.json_ld)
    blocks = with_paid_parts(read_blocks(root), nodes)
    headings = [block.text for block in blocks if block.tag == "h1"]
    kind.refuse_non_articles(decoded.text, head, nodes, "\n".join([block.text for block in blocks]), headings)
    titles = [each.value or "" for each in _titles(head)]
    addresses = [each.href for each in head.links if "canonical" in each.rel]
    addresses += [each.value or "" for each in head.all("og:url")]
    of_page = partial(canonical.is_of_page, context.url)
    article = choose(nodes, of_page, [*headings, *titles], addresses)
    embedded = Embedded()
    if _needs_embedded(article):
        embedded = read_embedded(head.data_scripts, [*headings, *titles], head.flight)
    microdata = _microdata(root, decoded.text, article)
    page = Page(
        context, decoded, root, head, article, page_node(nodes), nodes, microdata, embedded, blocks,
        ruled=ruled,
    )  # fmt: skip
    told = find_headline(_stated_headlines(page), blocks, _names(page), context.trust)
    found = headline_by_rule(told, ruled, blocks)
    if found is None:
        raise PageRejected(Reason.NO_HEADLINE, "no heading, and no title for machines")
    page.headline_block = found.block
    page.story = page.story_alone = find_story(blocks, found.block)
    if context.profile is not None:
        _put_right(page, context.profile)
    if is_box(page.story):
        _drop_box(page)
    page.posts = find_posts(page)
    with_posts(page, page.posts)
    if "body_text" in ruled.found:
        page.story = story_by_rule(ruled, blocks, found.block) or page.story
    return page, found


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


def _microdata(root: Element, html: str, article: Node | None) -> Microdata:
    """Read where JSON-LD does not say the same already."""
    if (article is not None and "datePublished" in article.data) or "itemtype" not in html:
        return Microdata()
    return read_microdata(root)


def _needs_embedded(article: object) -> bool:
    """Framework data repeats what JSON-LD states; it is read where there is none."""
    return article is None


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


def _article(page: Page, headline: Headline, text: Text, medium: Candidate | None) -> Article:
    page.ledger.record("headline", headline.candidates, headline.chosen)
    title = clean(headline.chosen.value or "")
    url = canonical.find_url(page, title)
    dates = published.find_dates_of(page)
    byline = authors.find_byline(page)
    text = replace(text, body=without_notes(page, text.body, byline))
    language = detect_language(text.body or title, page.language)
    record_language(page, language)
    _record_charset(page)
    labels = [text.labels.kicker, text.labels.section, text.labels.desk]
    content_type = kind.find_content_type(page, len(text.body), labels, medium)
    if content_type == "live_blog":
        live.find_end(page)
    moment, named = dates.published, text.labels
    article = Article(
        url=url,
        headline=title,
        body_text=text.body,
        kicker=named.kicker,
        section_label=named.section,
        desk_label=named.desk,
        deck=named.deck,
        correction_text=text.correction,
        authors=byline.authors,
        agencies=byline.agencies,
        byline_location=byline.location,
        published_at=moment.instant if moment else None,
        published_precision=moment.precision if moment else None,
        published_offset=moment.offset if moment else None,
        is_zone_assumed=moment.is_zone_assumed if moment else False,
        modified_at=dates.modified.instant if dates.modified else None,
        language=language.code,
        language_confidence=language.confidence,
        tags=find_tags(page),
        images=media.find_images(page),
        links=links.find_links(page),
        live_entries=live.find_live_entries(page),
        content_type=content_type,
        access=access.find_access(page, len(text.body)),
        aliases=canonical.find_aliases(page, url),
        extractor_version=reader_name(EXTRACTOR_VERSION, page.context.rules),
        profile_version=page.context.profile.version if page.context.profile else None,
    )
    return _hashed(source_rules.put_right(article, page), page)


def _record_charset(page: Page) -> None:
    decoded = page.decoded
    stated = Candidate(decoded.charset, decoded.origin, decoded.locator)
    page.ledger.record("charset", [stated], stated)
    if decoded.replacement_count:
        count = Candidate(str(decoded.replacement_count), "inferred", "bytes that no charset explains")
        page.ledger.record("replacement_count", [count], count)


def _hashed(article: Article, page: Page) -> Article:
    whole = content_hash(
        article.headline, article.deck, article.body_text, article.author_names, article.correction_text
    )
    return replace(
        article, content_hash=whole, body_hash=body_hash(article.body_text), fields=tuple(page.ledger.values)
    )
