"""Names of classes and ids that templates of many sites share, and the zone each stands for.

A name is written in parts between hyphens and found wherever its parts stand in a row in a class or
id, which may be written with hyphens, underscores or capitals. A part `*` is any one part.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache


class Zone(Enum):
    """Where text stands that is not the story's own."""

    FIGURE = auto()  # captions and credits
    NAVIGATION = auto()  # menus, breadcrumbs, footers, share bars
    ASIDE = auto()  # boxes beside or within the text: related stories, newsletters, comments
    PAYWALL = auto()  # meter lines, registration and subscription prompts
    BYLINE = auto()  # who and when
    HIDDEN = auto()
    CODED = auto()  # the text that readers have not paid for, in a code: no text at all

    __hash__ = object.__hash__  # by identity, as they compare; that of Enum takes a call each time


# In the order in which they count: of a box called both, the first is meant.
_NAMES = {
    Zone.CODED: """
        encrypted-content encrypted-text encrypted-body scrambled-content scrambled-text scrambled-body
        obfuscated-content obfuscated-text obfuscated-body
    """,
    Zone.HIDDEN: """
        visually-hidden visuallyhidden sr-only screen-reader screenreader hidden print-only
    """,
    Zone.PAYWALL: """
        paywall-prompt paywall-message paywall-overlay paywall-banner paywall-offer paywall-cta paywall-box
        paywall-notice paywall-barrier regwall registration-wall registrationwall meter metered-* paygate
        tp-container-inner subscribe-wall subscribe-prompt subscribe-box subscribe-cta subscriber-wall
        subscriber-prompt subscriber-box subscriber-cta subscription-wall subscription-prompt
        subscription-offer subscription-box reg-notice reg-prompt registration-notice registration-prompt
    """,
    Zone.NAVIGATION: """
        nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs footer rodape share sharing sharebar
        social socials toolbar skip-link skip-links skiplink skiplinks pagination pager masthead site-header
        tag tags taglist topic topics keywords
    """,
    Zone.FIGURE: """
        caption captions figcaption credit credits copyright bildunterschrift bildtext gallery slideshow
        carousel image images img imgs photo photos picture pictures media-info media-text media-legend
        mediainfo mediatext medialegend
    """,
    Zone.BYLINE: """
        byline bylines author-name author-line author-info author-meta author-names author-list author-wrapper
        author-link author authors post-meta postmeta singlepostmeta post-info postinfo entry-meta
        article-meta meta-info dateline date-time datetime timestamp publish published article-date pub-date
        pubdate posted-on post-date entry-date article-info node-meta node-submitted submitted
    """,
    Zone.ASIDE: """
        aside sidebar side-bar related recommend recommended recommendation recommendations newsletter
        newsletters comment comments disqus discussion promo promos promotion promotions teaser teasers advert
        adverts advertisement advertising ad ads adslot sponsor sponsored sponsors outbrain taboola trending
        popular most-read most-viewed mostread mostpopular mostviewed read-more readmore read-next
        more-stories more-news more-from more-on more-like more-articles also-read up-next upnext next-article
        next-story next-post next-up prev-next previous-next sign-up signup subscribe subscription donate
        donation support-us appeal fundraiser fundraising author-bio author-box author-card author-description
        author-profile about-author about-the-author bio biography cookie cookies consent gdpr modal popup
        overlay lightbox toast tooltip info-box infobox fact-box factbox person-box personbox expandable-box
        expandablebox collapsible-box collapsiblebox accordion post-card rating reactions poll quiz survey
        store-links app-download cta disclaimer print-info correction-form feedback inline-related
        inline-promo inlinepromo inline-newsletter recirc recirculation zergnet revcontent onward editors-pick
        editor-pick editorspicks editors-picks listicle-nav yarpp jp-relatedposts sharedaddy
        wp-block-latest-posts wp-block-jetpack-subscriptions toc table-of-contents cli-* onetrust didomi cmplz
        cookiebot janrain capture-modal reply replies instagram-media tiktok-embed
        text-post-media
    """,
}
# Names that hold one of those and mean a layout, not a zone.
_OTHERS = """
    overflow-hidden label-hidden no-* has-* with-* without-* sidebar-grid sidebar-layout sidebar-content
    sidebar-main sidebar-page signa-share signature-share author-share byline-share
    meta-share date-share and-tags and-topics and-share and-sharing and-social
"""
_ANY = "*"
_LONGEST = 300  # characters of classes and id that are looked at
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGIT, _MIXED = re.compile(r"\d"), re.compile("[a-z].*[A-Z].*[a-z]")

_Parts = tuple[str, ...]

_RANKED = (*_NAMES, None)  # zones in the order in which they count, and none
_RANKS = {zone: number for number, zone in enumerate(_RANKED)}
_NONE = _RANKS[None]


def _index() -> dict[str, list[tuple[_Parts, int]]]:
    """The names by their first part, longest first, so that a longer name decides what a shorter would."""
    found: dict[str, list[tuple[_Parts, int]]] = {}
    named = [(word, _RANKS[zone]) for zone, words in _NAMES.items() for word in words.split()]
    for word, rank in [*((word, _NONE) for word in _OTHERS.split()), *named]:
        parts = tuple(word.split("-"))
        found.setdefault(parts[0], []).append((parts, rank))
    return {first: sorted(names, key=lambda name: -len(name[0])) for first, names in found.items()}


_INDEX = _index()
_FIRST = frozenset(_INDEX)


@lru_cache(maxsize=20_000)  # a site's templates repeat; bounded because names come from outside
def named_zone(classes: str, identifier: str) -> Zone | None:
    """The zone that an element's classes and id name, or None."""
    words = classes[:_LONGEST].split()
    if identifier and not _is_made_up(identifier):
        words += identifier[:_LONGEST].split()
    return _RANKED[min(map(_rank, words), default=_NONE)]


def _is_made_up(identifier: str) -> bool:
    """Whether an id was drawn by chance, so that it may hold any word: digits and letters of both cases."""
    is_mixed = not identifier.islower() and _DIGIT.search(identifier) and _MIXED.search(identifier)
    return bool(is_mixed)


@lru_cache(maxsize=50_000)
def _rank(word: str) -> int:
    """That of the zone that counts first among those that a word names."""
    if ":" in word:  # a utility class that holds for some widths of the screen
        return _NONE
    parts = _parts(word)
    if _FIRST.isdisjoint(parts):  # as most are
        return _NONE
    return _lowest(tuple(filter(None, parts)))


def _parts(name: str) -> list[str]:
    text = name if name.islower() else _CAMEL.sub("-", name).lower()
    return text.replace("_", "-").split("-")


def _lowest(parts: _Parts) -> int:
    """Run for each class of a site once, which are half of those of the first page: few calls."""
    at, lowest = 0, _NONE
    while at < len(parts):
        taken = 1
        for name, rank in _INDEX.get(parts[at], ()):
            if len(name) == 1 or _is_at(parts, at, name):
                taken = len(name) if rank == _NONE else 1
                lowest = min(lowest, rank)
                break
        at += taken
    return lowest


def _is_at(parts: _Parts, at: int, name: _Parts) -> bool:
    found = parts[at : at + len(name)]
    return found == name or (name[-1] == _ANY and len(found) == len(name) and found[:-1] == name[:-1])
