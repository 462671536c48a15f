"""What is known of a page before it is read, beside its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from broadsheet.article import Headers
from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.extraction.trust import NO_TRUST, Trust


@dataclass(frozen=True, slots=True)
class PageContext:
    """The circumstances of one response.

    `url` is the address that answered, after redirects. `hosts` are the source's own `host:port`
    pairs as `broadsheet.sources.hostport` writes them; a canonical address elsewhere is not believed.
    `timezone` is an IANA name in which dates without a zone are read, `language` the source's own.
    `site_title` and `section_title` are cut from the end of a headline that repeats them. `profile` is what
    was learned of the site; without one the page is read alone. `rules` are the source file's that hold for
    this page, selectors by key as `broadsheet.sources.Source.rules_on` gives them.
    """

    url: str
    fetched_at: datetime
    headers: Headers = ()
    language: str | None = None
    timezone: str | None = None
    site_title: str | None = None
    section_title: str | None = None
    hosts: frozenset[str] = frozenset()
    profile: SiteProfile | None = None
    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def trust(self) -> Trust:
        """Which of its statements the site taught to believe."""
        return self.profile.trust if self.profile is not None else NO_TRUST

    def header(self, name: str) -> str | None:
        """The first value of a response header, or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)
