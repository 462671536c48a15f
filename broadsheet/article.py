"""The values that travel: a Page as fetched, an Article as read, an Item that carries both.

All frozen: a stage takes one and returns a new one (`dataclasses.replace`).
Instants are timezone-aware UTC; absent values are None, absent lists are empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from broadsheet.fieldwords import Access, AuthorKind, ContentType, LinkKind, Origin, Precision, UrlKind
from broadsheet.outcomes import Outcome, PageKind, Reason, Way
from broadsheet.recheck import CHECKS, LIVE_INTERVAL

_LARGE = 1024 * 1024  # bytes of a page; hardly any story has more
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListedLink:
    """A link found on a listing page, in a feed or in a sitemap, and what was decided about it.

    `outcome` is PENDING for a link that will be fetched, KNOWN for one whose article is stored,
    otherwise the reason says why it was left.
    """

    url: str
    way: Way
    outcome: Outcome = Outcome.PENDING
    reason: Reason | None = None
    title: str | None = None
    published_at: datetime | None = None
    article_id: int | None = None


@dataclass(frozen=True, slots=True)
class RawObject:
    """Where the decoded bytes of a response lie: SHA-256 in hex, and the key in the bucket."""

    sha256: str
    key: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a page did not become what it was fetched for."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One response, or one request that failed (`status_code` None then).

    `url` is the address asked for, `final_url` the one that answered after `redirects`.
    `body` is what the server sent after transfer and content decoding; of a page that a browser rendered,
    the document that its scripts had built.
    `checks`: when its article is looked at again, from the first sight of it; `live_interval`: how long after
    each look, where it is a live blog that is still written.
    `parts`: the further pages of its article in their order; the last of them may have failed.
    `unfollowed`: the address of what may be its article's next page, and was not asked for.
    """

    run_id: str
    source: str
    section: str
    kind: PageKind
    url: str
    fetched_at: datetime
    final_url: str = ""
    status_code: int | None = None
    headers: Headers = ()
    body: bytes = b""
    redirects: tuple[str, ...] = ()
    failure: Failure | None = None
    links: tuple[ListedLink, ...] = ()
    raw: RawObject | None = None
    is_rendered: bool = False
    checks: tuple[timedelta, ...] = CHECKS
    live_interval: timedelta | None = LIVE_INTERVAL
    parts: tuple[Page, ...] = ()
    unfollowed: str | None = None

    @property
    def is_large(self) -> bool:
        """Whether what reading it takes of memory, many times its size, is to be given back at once."""
        return self.size > _LARGE

    @property
    def missing_part(self) -> Page | None:
        """The further page of its article that could not be had."""
        return next((part for part in self.parts if part.failure is not None), None)

    @property
    def size(self) -> int:
        """Bytes of the page and of the further ones."""
        return len(self.body) + sum(len(part.body) for part in self.parts)

    def header(self, name: str) -> str | None:
        """The first value of a response header, or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value that the page states for a field, and where it stands.

    `locator` is a CSS path, a JSON path or a meta name; `raw_value` is the text before parsing.
    """

    field: str
    value: str | None
    raw_value: str | None
    origin: Origin
    locator: str
    is_chosen: bool
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """A name in the byline, as displayed."""

    name: str
    kind: AuthorKind = "person"
    role: str | None = None
    location: str | None = None
    raw_value: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the story; the first is the lead image."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """A link in the text (inline) or in a box of related stories (related)."""

    url: str
    text: str
    kind: LinkKind = "inline"


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One entry of a live blog."""

    body_text: str
    headline: str | None = None
    published_at: datetime | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What one page says, field by field, named as the columns of `news.articles`."""

    url: str
    headline: str
    body_text: str
    kicker: str | None = None
    section_label: str | None = None
    desk_label: str | None = None
    deck: str | None = None
    correction_text: str | None = None
    authors: tuple[Author, ...] = ()
    agencies: tuple[str, ...] = ()
    byline_location: str | None = None
    published_at: datetime | None = None
    published_precision: Precision | None = None
    published_offset: str | None = None  # as stated: "+02:00", "Z", "EST"
    is_zone_assumed: bool = False
    modified_at: datetime | None = None
    language: str | None = None
    language_confidence: float | None = None
    tags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[ArticleLink, ...] = ()
    live_entries: tuple[LiveEntry, ...] = ()
    content_type: ContentType = "article"
    access: Access = "unknown"
    visible_share: float | None = None
    page_count: int = 1
    aliases: tuple[tuple[str, UrlKind], ...] = ()
    fields: tuple[FieldValue, ...] = ()
    content_hash: bytes | None = None
    body_hash: bytes | None = None
    extractor_version: str = ""
    profile_version: int | None = None

    @property
    def is_live(self) -> bool:
        """Whether it is a live blog that does not say that it is over."""
        is_over = any(each.field == "coverage_ended_at" and each.is_chosen for each in self.fields)
        return self.content_type == "live_blog" and not is_over

    @property
    def author_names(self) -> tuple[str, ...]:
        """People in order; organisations only where no person is named."""
        people = tuple(a.name for a in self.authors if a.kind == "person")
        return people or tuple(a.name for a in self.authors)

    @property
    def word_count(self) -> int:
        """Words of the body, split at white space."""
        return len(self.body_text.split())


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database made of an item: the outcome that its constraints decided."""

    outcome: Outcome
    article_id: int | None = None
    version_no: int | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What flows down the stages: a page, what was read from it, what we hold of it already.

    `failure` is set as soon as the page cannot become an article; the later stages then only
    record it. `label` is dedupe's opinion, `stored` the database's decision; where they differ, another run
    stored the page in between.
    """

    page: Page
    article: Article | None = None
    label: Outcome | None = None
    failure: Failure | None = None
    stored: Stored | None = field(default=None)
