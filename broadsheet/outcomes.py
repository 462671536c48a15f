"""The closed lists: verdicts of a section run, outcomes and reasons of a page.

The same words stand in CHECK constraints of the database; a test compares the two.
"""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What a section run came to; it decides the Airflow task's state."""

    OK = "ok"
    QUIET = "quiet"
    PARTIAL = "partial"
    BLOCKED = "blocked"
    CONSENT = "consent"
    DRIFT = "drift"
    UNREACHABLE = "unreachable"
    STORAGE = "storage"
    CONFIG = "config"
    INTERRUPTED = "interrupted"
    BUG = "bug"

    @property
    def is_green(self) -> bool:
        """Whether the data says that the section was crawled as it should be."""
        return self in {Verdict.OK, Verdict.QUIET}

    @property
    def is_retried(self) -> bool:
        """Whether trying again soon may help; `blocked` waits for its time instead."""
        return self in {
            Verdict.PARTIAL,
            Verdict.UNREACHABLE,
            Verdict.STORAGE,
            Verdict.INTERRUPTED,
        }


class Outcome(StrEnum):
    """What became of one listed link."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KNOWN = "known"
    DUPLICATE = "duplicate"
    NOT_ARTICLE = "not_article"
    OFF_SITE = "off_site"
    REJECTED = "rejected"
    PENDING = "pending"
    GONE = "gone"


class Reason(StrEnum):
    """Why a page or a link ended as it did. Documented in docs/data-dictionary.md."""

    # the request failed
    DNS = "dns"
    CONNECTION = "connection"
    TIMEOUT = "timeout"
    TLS = "tls"
    HTTP_ERROR = "http_error"  # 4xx that is none of those below
    SERVER_ERROR = "server_error"  # 5xx
    GONE = "gone"  # 404, 410
    BLOCKED = "blocked"  # 401, 403, 429, 503 with Retry-After, a challenge page
    ROBOTS = "robots"
    CONSENT = "consent"
    REDIRECTED = "redirected"  # led to a front page, a section or another site
    OFF_SITE = "off_site"
    ADDRESS_REFUSED = "address_refused"  # private or metadata address
    TOO_LARGE = "too_large"
    BOMB = "bomb"  # unfolds to hundreds of times what was sent
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_RESPONSE = "bad_response"  # not HTTP, broken transfer or content coding
    # the page arrived and is not a story
    NOT_HTML = "not_html"
    EMPTY = "empty"
    SOFT_404 = "soft_404"
    NO_HEADLINE = "no_headline"
    NO_TEXT = "no_text"
    UNREADABLE = "unreadable"
    TOO_COMPLEX = "too_complex"  # nested too deep, or more elements or attributes than any page has
    UNSAFE_XML = "unsafe_xml"  # declares a DTD or entities
    BAD_LISTING = "bad_listing"  # a feed or sitemap that cannot be parsed
    # the link was left
    NAVIGATION = "navigation"
    OTHER_SECTION = "other_section"
    SECTION_PAGE = "section_page"  # tag, author, topic or section page, or a further page of a list
    ADVERT = "advert"  # said to be paid for: sponsored, partner content
    VARIANT = "variant"  # the AMP, print or comment form of an article that is listed itself
    NOT_A_PAGE = "not_a_page"  # mailto:, javascript:, an image, a file
    BAD_URL = "bad_url"
    BUDGET = "budget"
    OUT_OF_RANGE = "out_of_range"  # a backfill asked for other days
    UNDATED = "undated"  # ... and nothing says of which day it is
    # ours
    STORE_FAILED = "store_failed"
    ROW_REFUSED = "row_refused"
    BUG = "bug"
    INTERRUPTED = "interrupted"

    @property
    def is_retryable(self) -> bool:
        """Whether fetching the same URL again may end otherwise."""
        return self in _RETRYABLE

    @property
    def outcome(self) -> Outcome:
        """What a link comes to when its page failed for this reason."""
        return _OUTCOME_OF_REASON.get(self, Outcome.REJECTED)


_OUTCOME_OF_REASON = {
    Reason.GONE: Outcome.GONE,
    Reason.SOFT_404: Outcome.GONE,
    Reason.OFF_SITE: Outcome.OFF_SITE,
    Reason.NOT_HTML: Outcome.NOT_ARTICLE,
    Reason.SECTION_PAGE: Outcome.NOT_ARTICLE,
    Reason.NAVIGATION: Outcome.NOT_ARTICLE,
    Reason.OTHER_SECTION: Outcome.NOT_ARTICLE,
    Reason.ADVERT: Outcome.NOT_ARTICLE,
    Reason.VARIANT: Outcome.NOT_ARTICLE,
    Reason.NOT_A_PAGE: Outcome.NOT_ARTICLE,
    Reason.BAD_URL: Outcome.NOT_ARTICLE,
    Reason.BUDGET: Outcome.PENDING,
    Reason.OUT_OF_RANGE: Outcome.PENDING,
    Reason.UNDATED: Outcome.PENDING,
    Reason.INTERRUPTED: Outcome.PENDING,
}

_RETRYABLE = frozenset(
    {
        Reason.DNS,
        Reason.CONNECTION,
        Reason.TIMEOUT,
        Reason.TLS,
        Reason.SERVER_ERROR,
        Reason.BLOCKED,
        Reason.CONSENT,
        Reason.BAD_RESPONSE,
        Reason.STORE_FAILED,
        Reason.BUG,
        Reason.INTERRUPTED,
        Reason.BUDGET,
    }
)


class RunKind(StrEnum):
    """What a section run looks at."""

    CRAWL = "crawl"
    BACKFILL = "backfill"
    DRY_RUN = "dry_run"  # a backfill that stores nothing


class Unread(StrEnum):
    """What is named beyond a limit of ours, and so becomes no row of the ledger."""

    LINKS = "unread_links"  # of a page, or of its data
    FEEDS = "unread_feeds"
    SITEMAPS = "unread_sitemaps"


class PageKind(StrEnum):
    """What a response was asked for as."""

    ARTICLE = "article"
    LISTING = "listing"
    FEED = "feed"
    SITEMAP = "sitemap"


class Way(StrEnum):
    """By which way a link became known."""

    SECTION_PAGE = "section_page"
    PAGINATION = "pagination"
    FEED = "feed"
    SITEMAP = "sitemap"
    ARCHIVE = "archive"
