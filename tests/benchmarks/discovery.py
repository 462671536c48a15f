"""`python -m tests.benchmarks.discovery`: recall, false share and section rightness on publishers never seen.

Publishers are composed from seeds (tests/newsweb/recipes.py); each section is discovered as a crawl does it,
from its address alone, without sockets, and compared with the truth. Bars: recall >= 99.5 %, links taken that
are no articles <= 0.5 %, sections right >= 99 %.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from lxml import html as lxml_html

from broadsheet.article import ListedLink, Page
from broadsheet.discovery import read_listing, sitemap_addresses
from broadsheet.discovery.course import Course
from broadsheet.errors import PageRejected
from broadsheet.outcomes import Outcome, PageKind, Way
from broadsheet.sources import Section, Source
from broadsheet.urls import canonicalise
from tests.anatomies.catalogue import long_sheet
from tests.anatomies.reading import read
from tests.newsweb.clock import START, Clock
from tests.newsweb.messages import Request, Response
from tests.newsweb.publishers import Publisher, SectionSpec
from tests.newsweb.recipes import NAMED, Recipe, drawn
from tests.newsweb.site import Site

BASE = "https://www.paper.example"
BARS = {"recall": 0.995, "false": 0.005, "sections": 0.99}
_MOST_REQUESTS = 80
_SECTIONS = {
    "en": ("Harbour affairs", "Town politics", "Arts and culture"),
    "de": ("Politik", "Wirtschaft", "Kultur"),
    "es": ("Local", "Economía", "Deportes"),
    "cs": ("Z naší obce", "Černá kronika", "Kultura a spolky"),
    "ru": ("Политика", "Экономика", "Культура"),
    "ja": ("政治", "経済", "文化"),
    "el": ("Πολιτική", "Οικονομία", "Πολιτισμός"),
    "ar": ("سياسة", "اقتصاد", "ثقافة"),
}
_FOLDERS = ("affairs", "money", "stage")


@dataclass(slots=True)
class Score:
    """What discovery made of some sections."""

    wanted: int = 0
    found: int = 0
    taken: int = 0
    no_articles: list[str] = field(default_factory=list)
    wrong_section: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Sum up."""
        self.wanted, self.found, self.taken = (
            self.wanted + other.wanted,
            self.found + other.found,
            self.taken + other.taken,
        )
        self.no_articles += other.no_articles
        self.wrong_section += other.wrong_section
        self.missed += other.missed

    @property
    def recall(self) -> float:
        """Articles of the sections that were found, of all there are."""
        return self.found / max(1, self.wanted)

    @property
    def false_share(self) -> float:
        """Links taken that are no articles, of all taken."""
        return len(self.no_articles) / max(1, self.taken)

    @property
    def sections_right(self) -> float:
        """Articles taken that belong to the section, of all articles taken."""
        articles = self.taken - len(self.no_articles)
        return 1 - len(self.wrong_section) / max(1, articles)

    @property
    def is_within_bars(self) -> bool:
        """Whether all three bars hold."""
        return (
            self.recall >= BARS["recall"]
            and self.false_share <= BARS["false"]
            and self.sections_right >= BARS["sections"]
        )

    def line(self) -> str:
        """The three figures."""
        return (
            f"recall {self.recall:8.3%}   no articles {self.false_share:7.3%}   "
            f"sections right {self.sections_right:8.3%}   of {self.wanted}"
        )


def publisher_of(recipe: Recipe, name: str = "paper") -> Publisher:
    """A publisher of three sections in the recipe's language."""
    sections = tuple(map(SectionSpec, _FOLDERS, _SECTIONS[recipe.prose]))
    return Publisher(name, "The Daily Paper", recipe.language, "Europe/Berlin", "composed", sections, recipe)


class Reader:
    """Discovers one publisher's sections from their addresses, as a crawl does."""

    def __init__(self, recipe: Recipe, seed: int = 1) -> None:
        self.publisher = publisher_of(recipe)
        self.site = Site(self.publisher, BASE, Clock(START, 0.0), seed=seed)
        self.source = self._source()
        self.request_count = 0

    def _source(self) -> Source:
        family = self.site.family
        sections = tuple(
            Section(name=spec.name, url=family.absolute(family.section_target(spec.name)))
            for spec in self.publisher.sections
        )
        return Source(
            name="paper", title=self.publisher.title, base_url=BASE, timezone="Europe/Berlin",
            language=self.publisher.language, schedule="0 * * * *", sections=sections,
        )  # fmt: skip

    def fetch(self, url: str) -> Response:
        """What the publisher answers."""
        self.request_count += 1
        parts = urlsplit(url)
        host = parts.netloc.removesuffix(".paper.example")
        path = parts.path if host == "www" else f"/@{host}{parts.path}"
        return self.site.respond(Request("GET", path + (f"?{parts.query}" if parts.query else "")))

    def page(self, section: Section, url: str, kind: PageKind) -> Page:
        """The answer as a Page."""
        response = self.fetch(url)
        headers = (("Content-Type", response.content_type), *response.headers)
        return Page(
            "run",
            "paper",
            section.name,
            kind,
            url,
            datetime.now(UTC),
            url,
            response.status,
            headers,
            response.body,
        )

    def discover(self, section: Section) -> tuple[dict[str, ListedLink], bool]:
        """Every link taken, by address, and whether the list is complete."""
        taken: dict[str, ListedLink] = {}
        course = Course()
        is_complete = True
        todo: list[tuple[str, PageKind, Way, str]] = [(section.url, PageKind.LISTING, Way.SECTION_PAGE, "")]
        seen = {section.url}
        while todo and len(seen) < _MOST_REQUESTS:
            url, kind, way, title = todo.pop(0)
            try:
                listing = read_listing(
                    self.page(section, url, kind),
                    self.source,
                    section,
                    way,
                    title,
                    evidence=course.evidence,
                    names=course.names,
                )
            except PageRejected:
                continue
            taken |= {
                link.url: link
                for link in listing.links
                if link.outcome is Outcome.PENDING and link.url not in taken
            }
            course.note_page(listing, way)
            is_complete = is_complete and not listing.is_script_only
            more = [(address, PageKind.SITEMAP, Way.SITEMAP, "") for address in listing.sitemaps]
            if listing.next_url:
                more.insert(0, (listing.next_url, PageKind.LISTING, Way.PAGINATION, ""))
            if way is Way.SECTION_PAGE:
                more += [(address, PageKind.FEED, Way.FEED, title) for address, title in listing.feeds]
                robots = self.fetch(f"{BASE}/robots.txt").body.decode()
                more += [
                    (address, PageKind.SITEMAP, Way.SITEMAP, "")
                    for address in sitemap_addresses(robots, BASE)
                ]
            for each in more:
                if each[0] not in seen:
                    seen.add(each[0])
                    todo.append(each)
        return taken, is_complete

    def score(self) -> Score:
        """All sections against their truth."""
        total = Score()
        everything = {
            canonicalise(self.site.catalogue.truth(story).url) for story in self.site.catalogue.listed()
        }
        for section in self.source.sections:
            truth = {
                canonicalise(self.site.catalogue.truth(s).url)
                for s in self.site.catalogue.listed(section.name)
            }
            taken = set(self.discover(section)[0])
            total.add(
                Score(
                    len(truth),
                    len(truth & taken),
                    len(taken),
                    sorted(taken - everything),
                    sorted((taken & everything) - truth),
                    sorted(truth - taken),
                )
            )
        return total


def measure(recipes: Iterable[tuple[str, Recipe]], *, verbose: bool = False) -> tuple[Score, list[str]]:
    """The score over all recipes, and the names of those outside the bars."""
    total, outside = Score(), []
    by_choice: dict[str, Score] = {}
    for name, recipe in recipes:
        score = Reader(recipe).score()
        total.add(score)
        for choice in (
            recipe.scheme,
            recipe.markup,
            recipe.paging,
            recipe.boxes,
            recipe.feed,
            recipe.sitemap,
            recipe.prose,
        ):
            by_choice.setdefault(choice, Score()).add(score)
        if not score.is_within_bars:
            outside.append(name)
            if verbose:
                print(
                    f"{name}: {score.line()}\n  {recipe}\n  none: {score.no_articles[:3]} "
                    f"wrong: {score.wrong_section[:3]} missed: {score.missed[:3]}"
                )
    if verbose:
        for choice, score in sorted(by_choice.items()):
            print(f"{choice:18} {score.line()}")
    return total, outside


def cpu_line(pages: int = 30, rounds: int = 5) -> str:
    """Milliseconds of CPU that a listing of some 300 links costs beyond its bare parse.

    Every page has addresses of its own, so that no cache helps; the best of some rounds, against noise.
    """
    sheets = [long_sheet(number) for number in range(pages * rounds)]
    links = sheets[0].html.count("<a ")
    parse, reading = [], []
    for round_number in range(rounds):
        some = sheets[round_number * pages : (round_number + 1) * pages]
        began = time.process_time()
        for sheet in some:
            lxml_html.document_fromstring(sheet.html.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
        parsed = time.process_time()
        for sheet in some:
            read(sheet)
        parse.append((parsed - began) / pages * 1000)
        reading.append((time.process_time() - parsed) / pages * 1000)
    return (
        f"{links} links: parse {min(parse):.1f} ms, beyond it {min(reading) - min(parse):.1f} ms CPU per page"
    )


def main() -> int:
    """Print the figures; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.discovery", description=__doc__)
    parser.add_argument(
        "--seeds", default="1000-1199", help="first-last seed of the publishers (default 1000-1199, held out)"
    )
    parser.add_argument(
        "--cpu", action="store_true", help="print the CPU time of reading a long listing, only"
    )
    arguments = parser.parse_args()
    if arguments.cpu:
        print(cpu_line())
        return 0
    first, last = map(int, arguments.seeds.split("-"))
    began = time.process_time()
    named, _ = measure(NAMED.items(), verbose=True)
    print(f"named publishers   {named.line()}")
    total, outside = measure(((f"seed {n}", drawn(n)) for n in range(first, last + 1)), verbose=True)
    print(f"{'all':18} {total.line()}")
    print(
        f"{len(outside)} of {last - first + 1} publishers outside the bars; "
        f"{time.process_time() - began:.1f} s CPU"
    )
    return 0 if total.is_within_bars and named.is_within_bars else 1


if __name__ == "__main__":
    sys.exit(main())
