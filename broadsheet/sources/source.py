"""One news site and its sections, as their file describes them."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from broadsheet.errors import SourceFileError
from broadsheet.recheck import CHECKS, LIVE_INTERVAL
from broadsheet.sources.model import Strict
from broadsheet.sources.model import described as _is
from broadsheet.sources.rules import Rule, Rules, in_force
from broadsheet.sources.unusable import refused_addresses, shared_pages
from broadsheet.sources.values import (
    Cron,
    Host,
    Language,
    Name,
    Number,
    Text,
    TimeZone,
    UtcOffset,
    WebUrl,
    Whole,
    both_default_ports,
    hostport,
    with_port,
)

_RECHECK_AFTER = tuple(after.total_seconds() / 3600 for after in CHECKS)


_NAME = "lower-case letters, digits and _, at most 60, a letter first, such as daily_news"
_URL = "an absolute http or https address"
_URLS = f"a list in [ ], each {_URL}"
_ZONE = "a name of the IANA time zone database, such as Europe/Berlin"
_LANGUAGE = "a language code such as en or pt-BR; no, for Norwegian, in quotes"
_OFFSETS = 'a list of offsets from UTC in quotes, such as ["+00:00"] where local times are labelled Z'
_TITLE = "a title; in quotes where it is a number, a date or a word such as yes"
_YES = "true or false"


class Section(Strict):
    """One section of a source: the unit of work, of a verdict and of an Airflow Asset."""

    name: Annotated[Name, _is(_NAME)]
    url: Annotated[WebUrl, _is(_URL)]  # its page, or a feed where the site has no section pages
    title: Annotated[Text | None, _is(_TITLE)] = None
    timezone: Annotated[TimeZone | None, _is(_ZONE)] = None
    language: Annotated[Language | None, _is(_LANGUAGE)] = None
    feeds: Annotated[tuple[WebUrl, ...] | None, _is(_URLS)] = None  # instead of those found on the page
    sitemaps: Annotated[tuple[WebUrl, ...] | None, _is(_URLS)] = None
    # Listing pages a run.
    max_pages: Annotated[
        Annotated[Whole, Field(ge=1, le=1000)] | None, _is("a whole number from 1 to 1000")
    ] = None
    # Hours in which it may publish nothing before its runs are red; 0 for as many as it likes.
    longest_silence: Annotated[
        Annotated[Number, Field(ge=0, le=8760)] | None, _is("a number of hours from 0 to 8760")
    ] = None


class Source(Strict):
    """One news site."""

    name: Annotated[Name, _is(_NAME)]
    title: Annotated[Text, _is(_TITLE)]
    base_url: Annotated[WebUrl, _is(_URL)]
    timezone: Annotated[TimeZone, _is(_ZONE)]
    language: Annotated[Language, _is(_LANGUAGE)]
    schedule: Annotated[Cron, _is('five cron fields, such as "*/15 * * * *"')]
    sections: Annotated[
        tuple[Section, ...], Field(min_length=1), _is("a list, one '- name: ...' with its url per section")
    ]
    request_delay: Annotated[Number, Field(ge=0, le=3600), _is("a number of seconds from 0 to 3600")] = 1.0
    concurrency: Annotated[Whole, Field(ge=1, le=64), _is("a whole number from 1 to 64")] = 2
    # Requests of one section run.
    request_budget: Annotated[Whole, Field(ge=1, le=1_000_000), _is("a whole number from 1 to 1000000")] = 500
    # Hours after the first sight of an article at which it is looked at again; () for never.
    recheck_after: Annotated[
        tuple[Annotated[Number, Field(gt=0, le=8760)], ...],
        _is("hours above 0 and up to 8760 that rise, such as [1, 3, 8, 24]; [] for never"),
    ] = _RECHECK_AFTER
    # Such looks of one section run.
    recheck_budget: Annotated[Whole, Field(ge=0, le=1_000_000), _is("a whole number from 0 to 1000000")] = 100
    # Minutes between looks at a live blog that is still written; 0 for no rhythm of its own.
    live_recheck: Annotated[Number, Field(ge=0, le=1440), _is("a number of minutes from 0 to 1440")] = (
        LIVE_INTERVAL.total_seconds() / 60
    )
    # What the site labels its local times with although it is not their offset: no reason to doubt the zone.
    wrong_offsets: Annotated[tuple[UtcOffset, ...], _is(_OFFSETS)] = ()
    extra_hosts: Annotated[tuple[Host, ...], _is("a list of hosts, such as [cdn.example.com]")] = ()
    private_network: Annotated[bool, _is(_YES)] = False
    # Whether its pages are built by scripts; needs requirements-browser.txt.
    browser: Annotated[bool, _is(_YES)] = False
    paused: Annotated[bool | None, _is(_YES)] = None  # how its DAG starts; None: as Airflow is configured
    # What is said here stands over what is found out.
    rules: Annotated[
        tuple[Rule, ...], _is("a list, one '- from: 2026-11-01' with what holds from then on")
    ] = ()

    @field_validator("sections")
    @classmethod
    def _unique_sections(cls, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        names = [section.name for section in sections]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"section names that differ; {', '.join(twice)} stands there twice")
        for told in shared_pages(sections):
            raise PydanticCustomError("told", "{expected}", dict(told))
        return sections

    @field_validator("rules")
    @classmethod
    def _of_these_sections(cls, rules: tuple[Rule, ...], known: ValidationInfo) -> tuple[Rule, ...]:
        names = [section.name for section in known.data.get("sections", ())]
        for place, rule in enumerate(rules):
            if strange := [each for each in rule.sections or () if names and each not in names]:
                expected = f"sections of this file: {', '.join(names)}"
                told = {"key": f"rules[{place}].sections", "value": strange[0], "expected": expected}
                raise PydanticCustomError("told", "{expected}", told)
        return rules

    @field_validator("recheck_after")
    @classmethod
    def _rising(cls, hours: tuple[float, ...]) -> tuple[float, ...]:
        if list(hours) != sorted(set(hours)):
            raise ValueError("hours that rise, such as [1, 3, 8, 24]")
        return hours

    @model_validator(mode="after")
    def _askable(self) -> Self:
        for told in refused_addresses(self):
            raise PydanticCustomError("told", "{expected}", dict(told))
        return self

    @cached_property
    def checks(self) -> tuple[timedelta, ...]:
        """When a stored article is looked at again, from the first sight of it."""
        return tuple(timedelta(hours=hours) for hours in self.recheck_after)

    @property
    def live_interval(self) -> timedelta | None:
        """How long after each look at a live blog the next is due; None for no rhythm of its own."""
        return timedelta(minutes=self.live_recheck) if self.live_recheck else None

    @cached_property  # asked for by every request and every entry of a sitemap
    def hosts(self) -> frozenset[str]:
        """The `host:port` pairs this source may be fetched from; a default port stands for both."""
        urls = [self.base_url, *(section.url for section in self.sections)]
        written = {*map(hostport, urls), *map(with_port, self.extra_hosts)}
        return frozenset(pair for given in written for pair in both_default_ports(given))

    def rules_on(self, section: Section | None, fetched_at: datetime) -> Rules:
        """What the file's rules say of a section's pages fetched then; days are those of its zone."""
        if not self.rules:
            return {}
        day = fetched_at.astimezone(zone(self, section)).date()
        return in_force(self.rules, section.name if section else None, day)

    def section_on(self, section: Section, at: datetime) -> Section:
        """The section with the feeds and sitemaps that rules give it then."""
        rules = self.rules_on(section, at)
        return section.model_copy(update={key: rules[key] for key in ("feeds", "sitemaps") if key in rules})

    def section(self, name: str) -> Section:
        """The section of that name; ConfigError's child SourceFileError when there is none."""
        for section in self.sections:
            if section.name == name:
                return section
        known = ", ".join(section.name for section in self.sections)
        raise SourceFileError(self.name, "sections", name, f"one of {known}")


def zone(source: Source, section: Section | None) -> ZoneInfo:
    """The time zone that dates of this section without a zone are read in."""
    return ZoneInfo((section.timezone if section else None) or source.timezone)
