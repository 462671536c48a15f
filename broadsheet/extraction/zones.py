"""What part of a page an element opens, told by its tag, role and class names.

Only names that templates of many sites share. A zone is an opinion: the reader of the body keeps a
zone that holds most of the page's text, whatever it is called.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from broadsheet.extraction.patterns import names
from broadsheet.extraction.tree import Element


class Zone(Enum):
    """Where text stands that is not the story's own."""

    FIGURE = auto()  # captions and credits
    NAVIGATION = auto()  # menus, breadcrumbs, footers, share bars
    ASIDE = auto()  # boxes beside or within the text: related stories, newsletters, comments
    PAYWALL = auto()  # meter lines, registration and subscription prompts
    BYLINE = auto()  # who and when
    HIDDEN = auto()


_TAGS = {
    "nav": Zone.NAVIGATION, "footer": Zone.NAVIGATION, "menu": Zone.NAVIGATION, "form": Zone.ASIDE,
    "aside": Zone.ASIDE, "dialog": Zone.ASIDE, "figure": Zone.FIGURE, "figcaption": Zone.FIGURE,
    "address": Zone.BYLINE,
}  # fmt: skip
_WHOLE = frozenset(("html", "body", "main", "article"))  # their classes describe the page, not a part of it
_BOXES = frozenset(("div", "section", "header", "ul"))  # whose roles are worth asking for
_ROLES = {
    "navigation": Zone.NAVIGATION, "banner": Zone.NAVIGATION, "contentinfo": Zone.NAVIGATION,
    "search": Zone.NAVIGATION, "complementary": Zone.ASIDE, "dialog": Zone.ASIDE, "alertdialog": Zone.ASIDE,
    "alert": Zone.ASIDE,
}  # fmt: skip


_NAMES: tuple[tuple[Zone, re.Pattern[str]], ...] = (
    (
        Zone.HIDDEN,
        names(r"""
            visually-?hidden sr-only screen-?reader(?:-text)? (?<!overflow-)hidden is-hidden u-hidden
            print-only
        """),
    ),
    (
        Zone.PAYWALL,
        names(r"""
            paywall-(?:prompt|message|overlay|banner|offer|cta|box|notice|barrier) regwall
            registration-?wall meter metered-\w+ paygate tp-container-inner
            subscribe(?:r)?-(?:wall|prompt|box|cta) subscription-(?:wall|prompt|offer|box)
            reg(?:istration)?-(?:notice|prompt)
        """),
    ),
    (
        Zone.NAVIGATION,
        names(r"""
            nav navbar navigation menu breadcrumbs? breadcrumb-\w+ footer site-footer
            page-footer rodape share shar(?:e|ing)-\w+ social(?:s|-\w+)? sharing sharebar toolbar
            skip-?links? pagination pager masthead site-header tags? tag-list taglist topics?
            topic-list article-tags entry-tags post-tags keywords
        """),
    ),
    (
        Zone.FIGURE,
        names(r"""
            caption(?:s|-\w+)? figcaption wp-caption(?:-text)? image-caption img-caption
            photo-caption media-caption credits? photo-credit image-credit copyright
            bildunterschrift bildtext gallery slideshow carousel
            images? imgs? photos? pictures? media-?(?:info|text|legend)
            (?:image|img|photo|picture)-(?:text|info|box|block|widget|wrap(?:per)?|container|description|top|left|right)
        """),
    ),
    (
        Zone.BYLINE,
        names(r"""
            bylines? byline-\w+ single-?post-?meta post-?info
            authors? author-(?:name|line|info|meta|names|list|wrapper|link)
            article-authors? post-meta entry-meta article-meta meta-info dateline date-?time
            timestamp publish(?:ed)?(?:-date|-time|-info)? article-date pub-?date posted-on
            post-date entry-date article-info article-byline
        """),
    ),
    (
        Zone.ASIDE,
        names(r"""
            aside (?<!has-)(?<!with-)(?<!no-)sidebar(?!-(?:grid|layout|content|main|page))
            side-bar related(?:-\w+)* recommend(?:ed|ations?)?(?:-\w+)* newsletters?(?:-\w+)*
            comments?(?:-\w+)* disqus\w* discussion promos?(?:-\w+)* promotions?
            teasers?(?:-\w+)* advert(?:s|isement|ising)?(?:-\w+)* ads? ad-\w+ adslot
            sponsor(?:ed|s)?(?:-\w+)* outbrain taboola trending popular
            most-(?:read|popular|viewed) most(?:read|popular|viewed) read-?more read-next
            more-(?:stories|news|from|on|like|articles) also-read up-?next
            next-(?:article|story|post|up) prev(?:ious)?-next sign-?up signup-\w+ subscribe
            subscription donat(?:e|ion)(?:-\w+)* support-us appeal fundrais\w+
            author-(?:bio|box|card|description|profile) about-(?:the-)?author bio biography
            cookie(?:s|-\w+)* consent(?:-\w+)* gdpr modal popup overlay lightbox toast tooltip
            (?:info|fact|person|expandable|collapsible)-?box(?:-\w+)*
            accordion(?:-\w+)* post-card(?:-\w+)* rating reactions poll quiz survey store-links app-download
            embed-related cta(?:-\w+)* disclaimer print-info correction-form feedback
            inline-?(?:related|promo|newsletter) recirc(?:ulation)?(?:-\w+)* zergnet revcontent
            onward(?:-\w+)* editors-?picks listicle-nav yarpp(?:-\w+)* jp-relatedposts
            sharedaddy wp-block-(?:latest-posts|jetpack-subscriptions) toc table-of-contents
            cli-\w+ onetrust didomi cmplz cookiebot janrain capture-modal
        """),
    ),
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MADE_UP = re.compile(r"(?=\S*\d)(?=\S*[a-z]\S*[A-Z]\S*[a-z])\S+")  # ids drawn by chance hold any word
_IN_LINE = names(r"visually-?hidden sr-only screen-?reader(?:-text)? tooltip(?:-\w+)* rollover-\w+-block")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def zone_of(element: Element) -> Zone | None:
    """The zone that this element opens, or None."""
    tag = str(element.tag)
    zone = _TAGS.get(tag)
    if zone is not None or tag in _WHOLE:
        return zone
    style = element.get("style")
    if style is not None and _UNSEEN.search(style):
        return Zone.HIDDEN
    classes, identifier = element.get("class"), element.get("id")
    zone = _named(classes or "", identifier or "") if classes or identifier else None
    return _by_role(element) if zone is None and tag in _BOXES else zone


def is_aside_in_line(element: Element) -> bool:
    """Whether a part of a line is words for screen readers or a note that opens, told by its classes.

    What is merely hidden may be the rest of a paragraph that a button shows.
    """
    classes = element.get("class")
    return classes is not None and _IN_LINE.search(_CAMEL.sub("-", classes)) is not None


def _by_role(element: Element) -> Zone | None:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return Zone.HIDDEN
    role = element.get("role")
    return _ROLES.get(role) if role is not None else None


@lru_cache(maxsize=20_000)  # a site's templates repeat; bounded because names come from outside
def _named(classes: str, identifier: str) -> Zone | None:
    text = _CAMEL.sub("-", f"{classes} {_MADE_UP.sub('', identifier)}"[:300])
    return next((zone for zone, pattern in _NAMES if pattern.search(text)), None)
