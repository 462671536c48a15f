"""What a crawl of its source would know of a page: settings, rules, and the profile that is stored."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

from broadsheet import config
from broadsheet.articledb.connection import connect
from broadsheet.articledb.profiles import current_profile
from broadsheet.articledb.version import check_version
from broadsheet.cli.fetched import Fetched
from broadsheet.errors import ConfigError, StorageError
from broadsheet.extraction import PageContext
from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.reading import context_of
from broadsheet.sources import Section, Source
from broadsheet.urls import is_same_site


@dataclass(frozen=True, slots=True)
class Known:
    """What a page is read with; `told` says in words what of its source was had, empty without a source."""

    context: PageContext
    told: str = ""


def known_of(page: Fetched, source: Source | None) -> Known:
    """What is known without a crawl; a database that is away costs the profile, not the answer."""
    if source is None:
        return Known(PageContext(page.url, page.fetched_at, page.headers))
    section = _section_of(page.url, source)
    profile, told = _profile(source.name)
    context = context_of(page.url, page.fetched_at, page.headers, source, section=section, profile=profile)
    place = f"section {section.name}" if section else "no section by its address"
    if source.rules:
        count = len(context.rules)
        place += f", {count or 'no'} {'key' if count == 1 else 'keys'} of its rules in force"
    return Known(context, f"read as a page of {source.name}, {place}; {told}{elsewhere(page.url, source)}")


def elsewhere(url: str, source: Source) -> str:
    """A remark on an address that no crawl of the source would ask for; "" for any other."""
    if not url.startswith(("http://", "https://")) or is_same_site(url, source.hosts):
        return ""
    return f"; {urlsplit(url).hostname} is none of its hosts, so no crawl of it asks there (extra_hosts)"


def _section_of(url: str, source: Source) -> Section | None:
    """The section under whose address it lies, the closest; the only one there is in any case."""
    if len(source.sections) == 1:
        return source.sections[0]
    place = urlsplit(url)
    below = [
        section
        for section in source.sections
        if (own := urlsplit(section.url)).netloc == place.netloc
        and place.path.startswith(own.path.rstrip("/") + "/")
    ]
    return max(below, key=lambda section: len(section.url), default=None)


def _profile(name: str) -> tuple[SiteProfile | None, str]:
    if not os.environ.get("DATABASE_URL", "").strip():
        return None, "without a profile of the site, for DATABASE_URL is not set"
    try:
        with closing(connect(config.database_url())) as connection:
            check_version(connection)
            profile = current_profile(connection, name)
    except (StorageError, ConfigError) as error:
        return None, f"without a profile of the site: {error}"
    if profile is None:
        return None, "without a profile of the site, for none is stored yet"
    return (
        profile,
        f"with version {profile.version} of the site's profile, of {profile.article_count} articles",
    )
