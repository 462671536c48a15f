"""One news site and its sections, as their file describes them."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator

from broadsheet.errors import SourceFileError
from broadsheet.recheck import CHECKS
from broadsheet.sources.values import (
    Cron,
    Host,
    Language,
    Name,
    TimeZone,
    WebUrl,
    both_default_ports,
    hostport,
    with_port,
)

_RECHECK_AFTER = tuple(after.total_seconds() / 3600 for after in CHECKS)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Section(_Strict):
    """One section of a source: the unit of work, of a verdict and of an Airflow Asset."""

    name: Name
    url: WebUrl  # its page, or a feed where the site has no section pages
    title: str | None = None
    timezone: TimeZone | None = None
    language: Language | None = None
    feeds: tuple[WebUrl, ...] | None = None  # instead of those found on the page
    sitemaps: tuple[WebUrl, ...] | None = None
    max_pages: Annotated[int, Field(ge=1, le=1000)] | None = None  # listing pages a run


class Source(_Strict):
    """One news site."""

    name: Name
    title: Annotated[str, Field(min_length=1)]
    base_url: WebUrl
    timezone: TimeZone
    language: Language
    schedule: Cron
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    request_delay: Annotated[float, Field(ge=0, le=3600)] = 1.0
    concurrency: Annotated[int, Field(ge=1, le=64)] = 2
    request_budget: Annotated[int, Field(ge=1, le=1_000_000)] = 500  # requests of one section run
    # Hours after the first sight of an article at which it is looked at again; () for never.
    recheck_after: tuple[Annotated[float, Field(gt=0, le=8760)], ...] = _RECHECK_AFTER
    recheck_budget: Annotated[int, Field(ge=0, le=1_000_000)] = 100  # such looks of one section run
    extra_hosts: tuple[Host, ...] = ()
    private_network: bool = False
    browser: bool = False  # whether its pages are built by scripts; needs requirements-browser.txt
    paused: bool | None = None  # how its DAG starts; None: as Airflow is configured

    @field_validator("sections")
    @classmethod
    def _unique_sections(cls, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        names = [section.name for section in sections]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"section names that differ; {', '.join(twice)} stands there twice")
        return sections

    @field_validator("recheck_after")
    @classmethod
    def _rising(cls, hours: tuple[float, ...]) -> tuple[float, ...]:
        if list(hours) != sorted(set(hours)):
            raise ValueError("hours that rise, such as [1, 3, 8, 24]")
        return hours

    @cached_property
    def checks(self) -> tuple[timedelta, ...]:
        """When a stored article is looked at again, from the first sight of it."""
        return tuple(timedelta(hours=hours) for hours in self.recheck_after)

    @cached_property  # asked for by every request and every entry of a sitemap
    def hosts(self) -> frozenset[str]:
        """The `host:port` pairs this source may be fetched from; a default port stands for both."""
        urls = [self.base_url, *(section.url for section in self.sections)]
        written = {*map(hostport, urls), *map(with_port, self.extra_hosts)}
        return frozenset(pair for given in written for pair in both_default_ports(given))

    def section(self, name: str) -> Section:
        """The section of that name; ConfigError's child SourceFileError when there is none."""
        for section in self.sections:
            if section.name == name:
                return section
        known = ", ".join(section.name for section in self.sections)
        raise SourceFileError(self.name, "sections", name, f"one of {known}")


def zone(source: Source, section: Section) -> ZoneInfo:
    """The time zone that dates of this section without a zone are read in."""
    return ZoneInfo(section.timezone or source.timezone)
