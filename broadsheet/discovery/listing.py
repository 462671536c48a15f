"""A response that lists articles - a section page, a feed, a sitemap - as links with their decisions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

from broadsheet.article import Failure, ListedLink, Page
from broadsheet.discovery.address import host_of
from broadsheet.discovery.data_lists import with_data
from broadsheet.discovery.decide import decisions
from broadsheet.discovery.entries import belongs_to_section, entry_link
from broadsheet.discovery.entrydates import believed, stated_instant
from broadsheet.discovery.evidence import Box, SiteEvidence
from broadsheet.discovery.feed_listing import FeedReader
from broadsheet.discovery.feeds import looks_like_feed, parse_feed
from broadsheet.discovery.overruling import is_allowed, overruled
from broadsheet.discovery.place import Place
from broadsheet.discovery.section_page import Guesses, SectionPage, parse_section_data, parse_section_page
from broadsheet.discovery.sitemaps import (
    RECENT,
    RECENT_ALONE,
    Recent,
    Sitemap,
    parse_sitemap,
    recent_entries,
    recent_sitemaps,
)
from broadsheet.errors import PageRejected
from broadsheet.extraction import PageContext, read
from broadsheet.outcomes import Outcome, PageKind, Reason, Unread, Way
from broadsheet.sources import Section, Source
from broadsheet.sources.rules import Rules

_NO_EVIDENCE = SiteEvidence()
_CUT_OFF = Failure(Reason.BAD_LISTING, "it breaks off: what came whole is read, the rest is missing")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing leads to: links, each taken or left; its next page; feeds with titles; sitemaps.

    `names` is what the site calls the section, for matching feeds and sitemaps. `is_script_only`: the list
    goes on in a way that only the page's scripts know.
    """

    links: tuple[ListedLink, ...]
    next_url: str | None = None
    feeds: tuple[tuple[str, str], ...] = ()
    sitemaps: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    is_script_only: bool = False
    guesses: Guesses = tuple  # tells where the next page may be, though nothing says so
    passed: Counter[Reason | Unread] = field(default_factory=Counter)  # named, and not among `links`
    is_undated: bool = False  # a sitemap that was taken whole, since nothing in it has a date
    boxes: tuple[Box, ...] = ()  # what stood beside the list
    doubtful: frozenset[str] = frozenset()  # articles among `links` that may be another section's
    others: frozenset[str] = frozenset()  # what the menu calls other sections
    contested: frozenset[str] = frozenset()  # under the section's path, left by the heading over them
    failure: Failure | None = None  # of a feed or sitemap that broke off, and was read so far
    is_own: bool = False  # called as the section's pages are, or no page but a part that scripts put into one
    sitemap: Sitemap | None = None  # as read, for a walk through the past: its entries say when they changed


def read_listing(
    page: Page,
    source: Source,
    section: Section,
    way: Way,
    title: str = "",
    *,
    evidence: SiteEvidence = _NO_EVIDENCE,
    names: frozenset[str] = frozenset(),
    others: frozenset[str] = frozenset(),
    is_short: bool = False,
) -> Listing:
    """Read a page of one section's listing; `title` is what a feed was called where it was found.

    `is_short`: the section has one page alone; sitemaps carry it, and are read further back.
    `evidence` is what earlier crawls learned of the site's addresses, `names` what its pages call the
    section, `others` what they call the other sections. PageRejected when the response is not what it was
    asked for.
    """
    if page.failure is not None:
        raise PageRejected(page.failure.reason, page.failure.detail)
    rules = source.rules_on(section, page.fetched_at)
    listing = _read(
        page,
        source,
        section,
        way,
        title,
        evidence=evidence,
        names=names,
        others=others,
        is_short=is_short,
        rules=rules,
    )
    told = frozenset(url for url in listing.doubtful if is_allowed(url, rules))
    return replace(listing, links=overruled(listing.links, rules), doubtful=listing.doubtful - told)


def _read(
    page: Page,
    source: Source,
    section: Section,
    way: Way,
    title: str,
    *,
    evidence: SiteEvidence,
    names: frozenset[str],
    others: frozenset[str],
    is_short: bool,
    rules: Rules,
) -> Listing:
    names |= {name.casefold() for name in (section.name, section.title or "") if name}
    families = evidence.story_families
    if page.kind is PageKind.SITEMAP:
        back = RECENT_ALONE if is_short else RECENT
        return _sitemap(page, source, section, names, way=way, back=back, rules=rules, families=families)
    feeds = FeedReader(source, section, names, others, families)
    if page.kind is PageKind.FEED:
        return _feed(page, feeds, title)
    if looks_like_feed(page.body, page.header("Content-Type")):
        return _feed(page, feeds, title, is_own=True)  # a section whose address is a feed
    return _section_page(page, source, section, way, evidence=evidence, names=names)


def _section_page(
    page: Page, source: Source, section: Section, way: Way, *, evidence: SiteEvidence, names: frozenset[str]
) -> Listing:
    found = _parse(page, section.language or source.language)
    if found is None:
        raise PageRejected(Reason.NOT_HTML, "no markup")
    is_own = found.is_part or not names.isdisjoint(found.names)
    names |= found.names
    decide = partial(
        decisions,
        section_url=section.url,
        page_url=page.final_url,
        hosts=source.hosts,
        way=way,
        evidence=evidence,
        names=names,
    )
    answer = with_data(found, decide, Place(section.url, names).called)
    if not any(link.outcome is Outcome.PENDING for link in answer.links):
        _refuse_walls(page, source)
    return Listing(
        tuple(answer.links),
        found.next_url,
        found.feeds,
        found.sitemaps,
        names=names,
        is_script_only=found.is_script_only,
        guesses=found.guesses,
        passed=Counter({Unread.LINKS: found.unread_count}),
        boxes=answer.boxes,
        doubtful=answer.doubtful,
        others=answer.others,
        contested=answer.contested,
        is_own=is_own,
    )


def _parse(page: Page, language: str) -> SectionPage | None:
    kind = page.header("Content-Type")
    headers = [value for name, value in page.headers if name.lower() == "link"]
    if "json" in (kind or "").lower() or page.body.lstrip()[:1] in {b"{", b"["}:
        return parse_section_data(page.body, page.final_url, headers)
    return parse_section_page(page.body, page.final_url, kind, language, headers)


def _refuse_walls(page: Page, source: Source) -> None:
    """A page without stories may be a consent wall or a challenge; the reader of articles knows those."""
    context = PageContext(page.final_url, page.fetched_at, page.headers, source.language, source.timezone)
    try:
        read(page.body, context)
    except PageRejected as rejection:
        if rejection.reason in {Reason.CONSENT, Reason.BLOCKED}:
            raise


def _feed(page: Page, reader: FeedReader, title: str, *, is_own: bool = False) -> Listing:
    feed = parse_feed(page.body, page.final_url)
    if feed is None:
        raise PageRejected(Reason.BAD_LISTING, "no feed")
    links = reader.links(feed, page, title, is_own=is_own)
    passed = Counter[Reason | Unread]({Reason.BAD_URL: feed.broken_count})
    return Listing(tuple(links), passed=passed, failure=_CUT_OFF if feed.is_cut_off else None)


def _sitemap(
    page: Page,
    source: Source,
    section: Section,
    names: frozenset[str],
    *,
    way: Way,
    back: timedelta,
    rules: Rules,
    families: frozenset[str],
) -> Listing:
    sitemap = parse_sitemap(page.body, page.final_url)
    if sitemap is None:
        raise PageRejected(Reason.BAD_LISTING, "no sitemap")
    links = []
    link_of = partial(
        entry_link, way=Way.SITEMAP, section_url=section.url, hosts=source.hosts, families=families
    )
    is_past = way is Way.ARCHIVE  # a walk through the past wants all of it
    recent = Recent(sitemap.entries) if is_past else recent_entries(sitemap, page.fetched_at, back)
    for entry in recent.entries:
        is_on_site = host_of(entry.url) in source.hosts
        is_own = is_allowed(entry.url, rules) or belongs_to_section(
            entry.url, entry.keywords, section.url, names
        )
        if is_on_site and not is_own:
            continue  # a sitemap is the whole site's; what it names of others is theirs to account for
        link = link_of(entry.url, entry.title)
        links.append(replace(link, published_at=believed(stated_instant(entry.published), page.fetched_at)))
    words = frozenset({section.name, *(name for name in names if name.isalpha())})
    further = (
        [each.url for each in sitemap.sitemaps]
        if is_past
        else recent_sitemaps(sitemap, page.fetched_at, words, back)
    )
    return Listing(
        tuple(links),
        sitemaps=tuple(further),
        passed=Counter(
            {
                Reason.OTHER_SECTION: len(recent.entries) - len(links),
                Reason.OUT_OF_RANGE: recent.older_count,
                Reason.UNDATED: recent.undated_count,
                Reason.BAD_URL: sitemap.broken_count,
            }
        ),
        is_undated=recent.is_undated,
        failure=_CUT_OFF if sitemap.is_cut_off else None,
        sitemap=sitemap if is_past else None,
    )
