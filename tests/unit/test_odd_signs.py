"""One odd sign does not cost a section its list where all else tells of it. Pages of our own writing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import html

from broadsheet.article import Page
from broadsheet.discovery import Listing, read_listing
from broadsheet.discovery.evidence import SiteEvidence
from broadsheet.discovery.paging import paging_of
from broadsheet.discovery.shapes import family, is_index
from broadsheet.outcomes import PageKind, Reason, Way
from broadsheet.sources import Source
from tests.unit.test_listing_structure import BASE, LIST, OWN, TITLES, card, decided, taken

MENU = '<nav><a href="/culture/">Culture</a><a href="/sport/">Sport</a><a href="/letters/">Letters</a></nav>'
MORE = (*TITLES, "The choir sings under the old bridge", "A theatre opens its doors to the rain")
ROOTS = [f"/story/{4_400_100 + number}" for number in range(len(MORE))]


def rich(paths: list[str], line: str = "") -> str:
    """Teasers with a headline and a text, and another line in each."""
    cards = (card(path, title, line) for path, title in zip(paths, MORE, strict=True))
    return f"<div>{''.join(cards)}</div>"


@pytest.mark.parametrize(
    "box", ["<aside>{}</aside>", '<div role="complementary">{}</div>', '<div class="widget">{}</div>']
)
def test_what_holds_the_pages_main_heading_is_no_box(box: str) -> None:
    """Templates call the place of the list by any name; the page's own heading stands at its content."""
    side = "".join(card(f"/sport/{n}-2210", f"The team has won its game number {n}") for n in range(3))
    assert (
        taken(box.format(f"<h1>Culture</h1>{LIST}") + f"<aside><h2>Sport</h2><div>{side}</div></aside>")
        == OWN
    )


def test_a_heading_that_leads_to_the_front_page_makes_no_content_of_a_box() -> None:
    box = f'<aside><h1><a href="/">The Paper</a></h1>{rich(ROOTS)}</aside>'
    assert taken(f"<main><h2>Culture</h2>{LIST}</main>{box}") == OWN


@pytest.mark.parametrize(("label", "line", "paths"), [
    ("Culture", "", ROOTS),
    ("", "<span>Culture</span>", ROOTS),
    ("", "", [f"/culture/{path.rpartition('/')[2]}" for path in ROOTS]),
])  # fmt: skip
def test_the_only_list_is_the_sections_in_whatever_clothes(label: str, line: str, paths: list[str]) -> None:
    """Its heading, its teasers or its addresses name the section; a class alone does not outweigh that."""
    heading = f"<h2>{label}</h2>" if label else ""
    assert taken(f"{MENU}<aside>{heading}{rich(paths, line)}</aside>") == paths


@pytest.mark.parametrize("label", ["Most read", "Sponsored", "Sport", "Today"])
def test_a_box_that_nothing_calls_the_sections_stays_one_on_a_page_without_a_list(label: str) -> None:
    """A page that its scripts fill shows boxes alone: nothing of these is taken for the section's."""
    assert taken(f"{MENU}<aside><h2>{label}</h2>{rich(ROOTS)}</aside>") == []


def test_the_only_list_of_a_page_is_not_the_sections_where_it_bears_the_name_of_another() -> None:
    """As where the section's own is missing: it comes late by a script, or there is none."""
    cards = "".join(card(path, title) for path, title in zip(ROOTS[:2], TITLES, strict=False))
    assert taken(f'{MENU}<h3><a href="/sport/">Sport</a></h3><div>{cards}</div>') == []


def test_beside_a_list_a_box_that_bears_the_sections_name_stays_a_box() -> None:
    assert taken(f"{MENU}<main>{LIST}</main><aside><h2>Culture</h2>{rich(ROOTS)}</aside>") == OWN


def test_a_line_that_all_teasers_bear_is_no_mark_of_paid_ones() -> None:
    """What the template writes under each story tells none from the others; what one alone bears does."""
    line = "<span>Partner desk</span>"
    assert taken(rich(ROOTS, line)) == ROOTS
    cards = rich(ROOTS) + card("/story/5500001", "A kitchen that cooks all by itself", line)
    assert decided(cards)["/story/5500001"] is Reason.ADVERT


@pytest.mark.parametrize(("line", "is_paid"), [
    ("Pubblicato: 22 Novembre 2026", False), ("Pubblicità", True), ("Contenuto pubbliredazionale", False),
    ("Pubbliredazionale", True), ("Annoncé ce matin", False), ("Annonce", True), ("Annonsør", True),
])  # fmt: skip
def test_what_was_published_was_not_paid_for(line: str, is_paid: bool) -> None:
    """Words of adverts begin as others do: each counts as a word of its own."""
    path = "/culture/the-new-stage"
    reason = decided(LIST + card(path, "The new stage has a new curtain", f"<span>{line}</span>"))[path]
    assert (reason is Reason.ADVERT) is is_paid


@pytest.mark.parametrize(("path", "is_story"), [
    ("/archives/318806", True), ("/archives/871", True), ("/archive/4410023/", True),
    ("/archives/2026", False), ("/archives/202611", False), ("/archives/20261122", False),
    ("/archives/2026/11", False), ("/archives/7", False), ("/author/318806", False), ("/archives", False),
])  # fmt: skip
def test_numbers_in_an_archive_are_stories_but_for_years_and_months(path: str, is_story: bool) -> None:
    assert is_index(BASE + path) is not is_story


@pytest.mark.parametrize("folder", ["topics", "series", "people", "thema"])
def test_a_list_made_of_addresses_like_an_indexs_is_a_list_of_stories(folder: str) -> None:
    """Where nothing else on the page is the section's list; beside one it is what its folder says."""
    paths = [f"/{folder}/{'-'.join(title.lower().split())}" for title in MORE]
    assert taken(MENU + rich(paths)) == paths
    others = rich([f"/culture/{path.rpartition('/')[2]}" for path in paths])
    refused = decided(f"{MENU}{others}<section>{rich(paths)}</section>")
    assert {refused[path] for path in paths} == {Reason.SECTION_PAGE}


def listed(body: str, kind: PageKind, title: str = "", evidence: SiteEvidence | None = None) -> Listing:
    section = {"name": "culture", "title": "Culture", "url": f"{BASE}/culture/"}
    source = Source.model_validate(
        {"name": "paper", "title": "Paper", "base_url": BASE, "timezone": "UTC", "language": "en",
         "schedule": "0 * * * *", "sections": [section]}
    )  # fmt: skip
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    url = f"{BASE}/search/?format=rss"
    page = Page("run", "paper", "culture", kind, url, now, final_url=url, status_code=200, body=body.encode())
    return read_listing(
        page,
        source,
        source.sections[0],
        Way.FEED,
        title,
        evidence=evidence or SiteEvidence(),
        others=frozenset({"sport", "town"}),
    )


def left(listing: Listing) -> dict[str, Reason]:
    return {link.url.removeprefix(BASE): link.reason for link in listing.links if link.reason is not None}


def feed(*entries: tuple[str, str]) -> str:
    items = (
        f"<item><title>{MORE[0]}</title><link>{BASE}{path}</link><category>{label}</category></item>"
        for path, label in entries
    )
    return f"<rss><channel>{''.join(items)}</channel></rss>"


def test_a_feed_that_bears_the_sections_name_may_be_the_whole_sites() -> None:
    """Some systems call every feed of a page like the page: what an entry says of itself goes before that."""
    own = [(path, "") for path in OWN]
    entries = [*own, ("/sport/the-cup-is-won", ""), ("/5512", "Sport"), ("/5513", "Opera")]
    told = left(listed(feed(*entries), PageKind.FEED, "Culture RSS"))
    assert told == dict.fromkeys(("/sport/the-cup-is-won", "/5512", "/5513"), Reason.OTHER_SECTION)
    unsorted = [("/5511", ""), ("/5512", "Sport"), ("/5513", "Opera"), ("/5514", "")]
    assert left(listed(feed(*unsorted), PageKind.FEED, "Culture RSS")) == {"/5512": Reason.OTHER_SECTION}


def test_feeds_name_stories_and_sitemaps_those_of_forms_that_stories_have() -> None:
    """No word of an index speaks against the form of several entries of a feed, or of stories of a page."""
    paths = [f"/topics/the-story-of-day-{number}" for number in range(3)]
    assert left(listed(feed(*((path, "Culture") for path in paths)), PageKind.FEED, "Culture")) == {}
    entries = "".join(
        f"<url><loc>{BASE}/culture{path}</loc><lastmod>2026-11-22</lastmod></url>" for path in paths
    )
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    assert set(left(listed(sitemap, PageKind.SITEMAP)).values()) == {Reason.SECTION_PAGE}
    known = SiteEvidence(frozenset({family(f"{BASE}/culture{paths[0]}")}))
    assert left(listed(sitemap, PageKind.SITEMAP, evidence=known)) == {}


def test_a_badge_in_a_box_of_another_link_is_not_the_storys() -> None:
    """The last page of a list may hold one story and one advert, side by side in one element."""
    advert = (
        '<div class="advBox"><span class="label">ADVERTORIAL</span><a href="/paid/stove">A stove</a></div>'
    )
    story = card("/culture/the-new-stage", "The new stage has a new curtain at last")
    found = decided(f"<main><h1>Culture</h1><section class=loop>{story}{advert}</section></main>")
    assert found["/culture/the-new-stage"] is None
    assert found["/paid/stove"] is Reason.ADVERT


@pytest.mark.parametrize("later", ["next", "prev"])
def test_an_archive_of_days_goes_on_with_the_day_before_whatever_is_called_next(later: str) -> None:
    """The "next" is the newer day there, as a reader of a calendar says it."""
    url = f"{BASE}/archive/culture/2026-11-20"
    newer, older = (f"{BASE}/archive/culture/2026-11-{day}" for day in (21, 19))
    earlier = "prev" if later == "next" else "next"
    links = f'<a rel="{earlier}" href="{older}">Nov 19</a><a rel="{later}" href="{newer}">Nov 21</a>'
    root = html.document_fromstring(f"<html><body>{LIST}{links}</body></html>")
    found = paging_of(root, url, url, [("Nov 19", older), ("Nov 21", newer)])
    assert found.next_url == older


def test_a_further_page_of_one_day_is_its_next() -> None:
    """A day with many stories goes on before the day before it comes."""
    url = f"{BASE}/archive/culture/2026-11-20"
    more, older = f"{url}?page=2", f"{BASE}/archive/culture/2026-11-19"
    root = html.document_fromstring(f'<html><body>{LIST}<a rel="next" href="{more}">2</a></body></html>')
    assert paging_of(root, url, url, [("2", more), ("Nov 19", older)]).next_url == more
