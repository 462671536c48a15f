"""Rules of a source file: what they say stands over what is found out, from their day on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Self, get_args

from pydantic import ConfigDict, Field, model_validator

from broadsheet.fieldwords import Access, ContentType
from broadsheet.sources.model import Strict, described
from broadsheet.sources.selectors import AccessKind, Day, ElementSelectors, Kind, Patterns, Selectors
from broadsheet.sources.values import Name, WebUrl

Rules = Mapping[str, tuple[str, ...]]  # by key of a rule, what holds on one day

_SELECTORS = "CSS selectors such as h1.title or time.published@datetime; in quotes where one begins with #"
_ELEMENTS = "CSS selectors of elements, such as div.article-body; in quotes where one begins with #"
_PATTERNS = "paths such as /news/*, where * stands for any characters"
_ADDRESSES = "a list in [ ] of absolute http or https addresses"
_CONDITIONS = frozenset({"since", "sections"})  # keys that say when and where; the others say what

_Selectors = Annotated[Selectors, described(_SELECTORS)]
_Elements = Annotated[ElementSelectors, described(_ELEMENTS)]
_Patterns = Annotated[Patterns, described(_PATTERNS)]
_Addresses = Annotated[tuple[WebUrl, ...], described(_ADDRESSES)]


class Rule(Strict):
    """What holds of the source's pages from a day on. Fields are named as the columns of `news.articles`.

    Of each key the newest rule that holds counts alone; `[]` ends an earlier one.
    """

    model_config = ConfigDict(populate_by_name=False)

    since: Annotated[Day, described("a day such as 2026-11-01", alias="from")]
    sections: Annotated[
        Annotated[tuple[Name, ...], Field(min_length=1)] | None,
        described("a list of sections of this file; without the key the rule is for all of them"),
    ] = None
    headline: _Selectors = ()
    kicker: _Selectors = ()
    section_label: _Selectors = ()
    desk_label: _Selectors = ()
    deck: _Selectors = ()
    body_text: _Elements = ()  # the elements that hold the text
    correction_text: _Selectors = ()
    authors: _Selectors = ()  # one author, or one byline, an element
    published_at: _Selectors = ()
    modified_at: _Selectors = ()
    image_url: _Selectors = ()
    image_caption: _Selectors = ()
    image_credit: _Selectors = ()
    tags: _Selectors = ()
    content_type: Annotated[Kind, described(f"one of {', '.join(get_args(ContentType))}")] = ()
    access: Annotated[AccessKind, described(f"one of {', '.join(get_args(Access))}")] = ()
    drop: _Elements = ()  # read as though it were not on the page
    allow_links: _Patterns = ()  # these addresses alone are stories, whatever a list looks like
    deny_links: _Patterns = ()
    feeds: _Addresses = ()  # in place of those of the section
    sitemaps: _Addresses = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set - _CONDITIONS:
            raise ValueError("what holds from that day on, such as 'headline: h1.title'")
        return self

    def holds(self, section: str | None, day: date) -> bool:
        """Whether it is in force for a section's page fetched on that day of the source's calendar."""
        return self.since <= day and (self.sections is None or section in self.sections)


def in_force(rules: Iterable[Rule], section: str | None, day: date) -> Rules:
    """Of each key what the newest rule says; of two of one day the lower in the file is the newer."""
    found: dict[str, tuple[str, ...]] = {}
    for rule in sorted(rules, key=lambda each: each.since):
        if rule.holds(section, day):
            found |= {key: getattr(rule, key) for key in rule.model_fields_set - _CONDITIONS}
    return found


def matches(pattern: str, url_path: str) -> bool:
    """Whether a pattern fits a text whole, `*` standing for any characters; linear in the text for each star.

    >>> matches("/news/*.html", "/news/2026/pier.html"), matches("/news/*", "/video/news/")
    (True, False)
    """
    first, *rest = pattern.split("*")
    if not rest:
        return pattern == url_path
    last = rest.pop()
    if not url_path.startswith(first):
        return False
    place = len(first)
    for piece in rest:
        found = url_path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return len(url_path) - len(last) >= place and url_path.endswith(last)
