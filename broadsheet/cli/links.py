"""`links`: which links of a section page, feed or sitemap a crawl would take, and why not the others."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from contextlib import closing
from http import HTTPStatus

from broadsheet import config
from broadsheet.article import Page
from broadsheet.articledb.connection import connect
from broadsheet.articledb.discovery import remembered
from broadsheet.cli.fetched import Fetched
from broadsheet.cli.fetching import page_at
from broadsheet.cli.knowing import elsewhere
from broadsheet.cli.showing_links import as_json, as_text
from broadsheet.discovery.evidence import SiteEvidence, learn
from broadsheet.errors import ConfigError
from broadsheet.looking import read_page
from broadsheet.outcomes import PageKind
from broadsheet.sources import Section, Source, load_source
from broadsheet.trial import Trial, read_as_strangers, read_on_trial
from broadsheet.urls import canonicalise

HELP = "which links of a page, feed or sitemap a crawl would take, and why the others are left"
_ENGLISH = "en"  # where the page says nothing
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The page, what is known of its site, and the form of the answer."""
    parser.description = (
        "Reads one section page, feed or sitemap as a crawl would and says of each link whether it is taken "
        "for a story of the section, and else why it is left. Nothing is stored, and nothing else is fetched."
    )
    parser.add_argument(
        "page",
        metavar="URL-or-file",
        nargs="?",
        help="an http(s) address, or a saved page (.gz too; - is standard input); else the section's own",
    )
    parser.add_argument("--url", help="where a saved page came from; default: the section's own address")
    parser.add_argument("--source", metavar="NAME", help="read it as a page of this source: hosts, rules")
    parser.add_argument("--section", metavar="NAME", help="of this section; default: the one of that address")
    parser.add_argument("--private-network", action="store_true", help="the address may be an intranet's")
    parser.add_argument("--json", action="store_true", help="everything, for programs")


def run(arguments: argparse.Namespace) -> int:
    """Read and print it. A page that is no listing is one sentence on stderr and exit code 1."""
    source = load_source(arguments.source) if arguments.source else None
    section = _section(source, arguments.section, arguments.url or arguments.page) if source else None
    if arguments.section and source is None:
        raise ConfigError(f"--section {arguments.section}: of which source? Give --source NAME")
    target = arguments.page or (section.url if section else None)
    if target is None:
        raise ConfigError("which page? Give an address, a file, or --source NAME")
    is_private = arguments.private_network or (source is not None and source.private_network)
    address = arguments.url or (section.url if section else None)
    fetched = page_at(target, address, may_be_private=is_private)
    if not fetched.url.startswith(("http://", "https://")):
        raise ConfigError(f"{target}: its links lead nowhere without the address it came from; give --url")
    if source is not None and (remark := elsewhere(fetched.url, source)):
        sys.stderr.write(f"broadsheet: read as a page of {source.name}{remark}\n")
    trial = _tried(fetched, source, section)
    print(json.dumps(as_json(trial), ensure_ascii=False, indent=2) if arguments.json else as_text(trial))
    return 0


def _tried(fetched: Fetched, source: Source | None, section: Section | None) -> Trial:
    page = Page(
        run_id="",
        source="",
        section="",
        kind=PageKind.LISTING,
        url=fetched.url,
        fetched_at=fetched.fetched_at,
        final_url=fetched.url,
        status_code=HTTPStatus.OK,
        headers=fetched.headers,
        body=fetched.body,
    )
    if source is None or section is None:
        stated = read_page(page.body).get("language")
        code = stated.value.partition("-")[0].lower() if stated else _ENGLISH
        return read_as_strangers(page, code if _LANGUAGE.fullmatch(code) else _ENGLISH)
    return read_on_trial(page, source, section, _evidence(source, section))


def _section(source: Source, name: str | None, page: str | None) -> Section:
    """The one that is named, or whose address it is, or the only one."""
    if name:
        return source.section(name)
    same = [each for each in source.sections if page and canonicalise(each.url) == canonicalise(page)]
    if not same and len(source.sections) > 1:
        known = ", ".join(each.name for each in source.sections)
        raise ConfigError(f"--section: of which one of {source.name}? It has {known}")
    return (same or source.sections)[0]


def _evidence(source: Source, section: Section) -> SiteEvidence | None:
    """What earlier crawls have learned of the site's addresses, where a database is set."""
    if not os.environ.get("DATABASE_URL"):
        return None
    with closing(connect(config.database_url())) as connection:
        return learn(remembered(connection, source.name, section.name).fetched)
