"""What tells the section's list from all that stands around it. Pages of our own writing."""

from __future__ import annotations

import json
import time

import pytest

from broadsheet.article import ListedLink
from broadsheet.discovery.course import Course
from broadsheet.discovery.data import data_anchors
from broadsheet.discovery.decide import decisions
from broadsheet.discovery.evidence import SiteEvidence, learn
from broadsheet.discovery.listing import Listing
from broadsheet.discovery.place import Place
from broadsheet.discovery.section_page import parse_section_page
from broadsheet.discovery.shapes import family
from broadsheet.outcomes import Outcome, Reason, Way
from broadsheet.sources import hostport

BASE = "https://news.example"
SECTION = f"{BASE}/culture/"
HOSTS = frozenset({hostport(BASE)})
TITLES = ("The opera returns to the old harbour stage", "A museum counts its paintings once again",
    "Who will conduct the city choir next year", "The library lends out musical instruments")  # fmt: skip


def card(path: str, title: str, more: str = "") -> str:
    return f'<div><a href="{path}"><img src="x.jpg"></a><h3><a href="{path}">{title}</a></h3><p>Some words on it.</p>{more}</div>'


LIST = "".join(
    card(f"/culture/{word}", title)
    for word, title in zip(("opera", "museum", "choir", "library"), TITLES, strict=True)
)
OWN = ["/culture/opera", "/culture/museum", "/culture/choir", "/culture/library"]


def decided(
    html: str, section: str = SECTION, evidence: SiteEvidence | None = None
) -> dict[str, Reason | None]:
    page = parse_section_page(f"<html><body>{html}</body></html>".encode(), section)
    assert page is not None
    answer = decisions(
        page.anchors,
        section_url=section,
        page_url=section,
        hosts=HOSTS,
        way=Way.SECTION_PAGE,
        evidence=evidence or SiteEvidence(),
        names=page.names,
    )
    return {
        link.url.removeprefix(BASE): link.reason
        for link in answer.links
        if link.outcome is Outcome.PENDING or link.reason
    }


def taken(html: str, section: str = SECTION) -> list[str]:
    return [url for url, reason in decided(html, section).items() if reason is None]


def test_short_addresses_are_stories_where_their_list_has_headlines() -> None:
    assert taken(LIST) == OWN


@pytest.mark.parametrize("teaser", [
    '<div><a href="{0}"><img src="x.jpg"></a><h3>{1}</h3><p>Words.</p></div>',
    '<div><h3>{1}</h3><p>Words.</p><a href="{0}">Read more</a></div>',
    '<div><p>{1}</p><a href="{0}"><img alt="" src="x"></a></div>',
    '<a href="{0}"><img src="x"><h2>{1}</h2><p>Words.</p></a>',
    '<article><header><h2><a href="{0}">{1}</a></h2></header><footer>12:30</footer></article>',
    '<li><a href="{0}">{1}</a> <a href="{0}#comments">17</a></li>',
])  # fmt: skip
def test_a_teaser_is_a_story_whatever_of_it_is_linked(teaser: str) -> None:
    """Image, "read more", the whole card, the headline in its head, comments beside it: one article each."""
    cards = "".join(teaser.format(path, title) for path, title in zip(OWN, TITLES, strict=True))
    links = decided(f"<div>{cards}</div>")
    assert [url for url, reason in links.items() if reason is None] == OWN


def test_a_story_of_another_folder_in_the_list_belongs_to_the_list() -> None:
    assert "/sport/a-stadium-becomes-a-stage" in taken(
        LIST + card("/sport/a-stadium-becomes-a-stage", "A stadium becomes a stage for a week")
    )


def test_more_from_another_section_is_that_sections() -> None:
    """A box whose heading leads to another section, and one that bears its name from the menu."""
    menu = '<nav><a href="/culture/">Culture</a><a href="/sport/">Sport</a></nav>'
    linked = '<div><h3><a href="/sport/">All of it</a></h3><p><a href="/sport/the-team-wins-the-cup-again">The team wins the cup once again</a></p></div>'
    named = '<div><h3>More from Sport</h3><ul><li><a href="/sport/the-coach-leaves-the-club">The coach leaves the club in spring</a></li></ul></div>'
    links = decided(f"{menu}<div>{LIST}</div>{linked}{named}")
    assert links["/sport/the-team-wins-the-cup-again"] is Reason.OTHER_SECTION
    assert links["/sport/the-coach-leaves-the-club"] is Reason.OTHER_SECTION


@pytest.mark.parametrize(
    "label",
    ["Most read", "Meistgelesen", "Lo más leído", "Самое читаемое", "人気記事ランキング", "الأكثر قراءة"],
)
def test_a_most_read_box_is_left_by_its_label_alone(label: str) -> None:
    box = "".join(
        f'<li><a href="/news/a-story-from-elsewhere-{n}">A story from elsewhere with number {n}</a></li>'
        for n in range(5)
    )
    links = decided(f"<div>{LIST}</div><div><div>{label}</div><ul>{box}</ul></div>")
    assert {links[f"/news/a-story-from-elsewhere-{n}"] for n in range(5)} == {Reason.OTHER_SECTION}


def test_what_is_paid_for_is_left_as_such() -> None:
    """By its folder, by the label over it, by a badge in its teaser, by rel=sponsored."""
    html = (
        LIST
        + card("/partner/a-mattress-for-good-nights", "A mattress for good nights and better days")
        + card(
            "/culture/a-bank-that-paints-with-you",
            "A bank that paints together with you",
            "<span>Sponsored</span>",
        )
        + '<div><a rel="sponsored" href="/culture/a-holiday-by-the-quiet-sea">A holiday by the quiet sea for two</a></div>'
        + '<div><div>Anzeige</div><p><a href="/culture/a-kitchen-for-small-rooms">A kitchen made for very small rooms</a></p></div>'
    )
    links = decided(html)
    paid = [url for url, reason in links.items() if reason is Reason.ADVERT]
    assert paid == ["/partner/a-mattress-for-good-nights", "/culture/a-bank-that-paints-with-you",
        "/culture/a-holiday-by-the-quiet-sea", "/culture/a-kitchen-for-small-rooms"]  # fmt: skip


def test_bylines_and_tags_in_teasers_are_no_stories_however_long_their_addresses() -> None:
    more = '<span><a href="/menschen/jane-doe-smith-123">Von Jane Doe-Smith und Karl Gustav</a></span>'
    cards = "".join(card(path, title, more) for path, title in zip(OWN, TITLES, strict=True))
    assert taken(cards) == OWN


def test_print_and_amp_forms_of_a_listed_story_are_the_same_story() -> None:
    links = decided(
        LIST
        + '<p><a href="/culture/opera/amp">The opera returns to the old harbour stage</a> <a href="/culture/opera?print=1">Print</a></p>'
    )
    assert links["/culture/opera/amp"] is Reason.VARIANT
    assert links["/culture/opera?print=1"] is Reason.VARIANT


def test_a_footer_without_a_telling_name_is_no_list() -> None:
    footer = '<div><a href="/terms-and-conditions-of-use/">Terms and conditions of use</a><a href="/privacy/">Privacy</a><a href="/jobs/">Jobs</a></div>'
    assert taken(LIST + footer) == OWN


def test_sections_told_apart_by_a_number_in_the_query() -> None:
    section = f"{BASE}/section.php?cat=1"
    stories = "".join(
        f'<tr><td><a href="/story.php?id={900 + n}">{title}</a></td></tr>' for n, title in enumerate(TITLES)
    )
    links = decided(
        f'<a href="/section.php?cat=2">All that there is on money</a><table>{stories}</table>', section
    )
    assert links["/section.php?cat=2"] is Reason.SECTION_PAGE
    assert [url for url, reason in links.items() if reason is None] == [
        f"/story.php?id={900 + n}" for n in range(4)
    ]


def test_addresses_that_proved_to_be_no_stories_are_not_asked_for_again_and_again() -> None:
    """Three pages of one form without a story speak against the fourth."""
    evidence = learn([(f"{BASE}/quiz/a-quiz-of-the-week-{n}", False) for n in range(3)])
    links = decided(
        LIST + card("/quiz/a-quiz-of-the-week-9", "Do you know your city? A quiz of the week"),
        evidence=evidence,
    )
    assert links["/quiz/a-quiz-of-the-week-9"] is Reason.NAVIGATION


def test_reading_a_long_list_costs_little() -> None:
    """300 teasers, five links each; the budget is 10 ms an idle machine, held here with much room."""
    html = "".join(
        card(f"/culture/a-story-with-a-number-{n}", f"{TITLES[n % 4]} {n}", f'<a href="/tag/t{n}">t</a>')
        for n in range(300)
    )
    assert len(taken(html)) == 300
    began = time.process_time()
    decided(html)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(("path", "is_left"), [
    ("/video/the-opera-returns-to-the-stage-4411", True),
    ("/replay-radio/morning/the-guest-of-the-day-4412", True),
    ("/fotostrecken/the-harbour-in-the-morning-4413", True),
    ("/culture/video_1f2e3d4c-5b6a.html", True),
    ("/culture/video-shows-how-the-opera-burned-down", False),
    ("/culture/pictures/the-opera-burned-down-4414", False),
    ("/en/photo/5514295", True),
    ("/news/photoView.html?idxno=68236", True),
    ("/%D9%81%D9%8A%D8%AF%D9%8A%D9%88/the-hail-on-the-heights", True),
])  # fmt: skip
def test_a_film_or_a_row_of_pictures_is_of_another_medium(path: str, is_left: bool) -> None:
    """A folder of the site or a word before an id says so; a slug or the section's own folder does not."""
    assert (decided(LIST + card(path, "What the harbour saw this morning"))[path] is not None) is is_left


@pytest.mark.parametrize("label", ["22 Apr 2026", "Apr 22", "NPR on stage", "Lead features"])
def test_a_day_or_a_name_over_a_list_says_not_that_it_was_paid_for(label: str) -> None:
    """`PR` and `ad feature` are words of their own where they tell of adverts."""
    assert taken(f"<section><h2>{label}</h2>{LIST}</section>") == OWN


@pytest.mark.parametrize("label", ["PR", "【PR】", "PR情報", "PR TIMES", "Ad feature"])
def test_a_list_that_was_paid_for_is_left(label: str) -> None:
    cards = "".join(
        card(f"/offers-{n}/{title.lower().replace(' ', '-')}-{n}771", title) for n, title in enumerate(TITLES)
    )
    assert taken(f"{LIST}<section><h2>{label}</h2>{cards}</section>") == OWN


def test_in_a_section_of_films_they_are_its_stories() -> None:
    path = "/video/the-opera-returns-to-the-stage-4411"
    assert path in taken(card(path, TITLES[0]), f"{BASE}/video/")


def test_a_top_story_alone_is_of_one_make_with_the_list() -> None:
    """Opaque addresses tell nothing, and the lead has no company in its own place: its heading and its make do."""
    lead = '<div class="lead"><h2><a href="/articles/QXKDVM.html">The harbour freezes over</a></h2></div>'
    rows = "".join(
        f'<li><a href="/articles/{code}.html">{title}</a> <i>{n} hours ago it was</i></li>'
        for n, (code, title) in enumerate(zip(("QXAAVB", "QXTRWP", "QXLMNO", "QXPPWD"), TITLES, strict=True))
    )
    assert "/articles/QXKDVM.html" in taken(f"{lead}<ul>{rows}</ul>")


def test_a_ranking_is_not_the_list_however_long_and_rich_it_is() -> None:
    """Bullets of other sections stay bare beside the list, though a ranking shows more than the list does."""
    ranking = "".join(
        f"<li>{n}. {'reader number ' * (n > 2)}<a href='/n.php?id={n}'>{TITLES[n % 4]}</a></li>"
        for n in range(9)
    )
    others = "".join(f"<a href='/n.php?id={50 + n}'>{TITLES[n]} again</a><br>" for n in range(4))
    rows = "".join(
        f"<tr><td><a href='/n.php?id={90 + n}'><b>{TITLES[n]}</b></a> Some words on it.</td></tr>"
        for n in range(4)
    )
    html = (
        f"<table>{rows}</table><div><b>Other news</b><br>{others}</div><h3>Most read</h3><ul>{ranking}</ul>"
    )
    assert taken(html, f"{BASE}/list.php?of=7") == [f"/n.php?id={90 + n}" for n in range(4)]


def test_the_rest_of_the_list_in_a_menus_clothes_is_the_list() -> None:
    """Some templates put the older stories of a page into an element that is called a menu."""
    more = "".join(f"<li><a href='/culture/{n}-the-choir-sings-again'>{TITLES[n]}</a></li>" for n in range(4))
    menu = "".join(f"<li><a href='/{name}/'>{name}</a></li>" for name in ("sport", "culture", "business"))
    html = f"<ul class='nav'>{menu}</ul>{LIST}<div><h3>More</h3><ol class='nav nav-tabs'>{more}</ol></div>"
    assert taken(html) == [*OWN, *(f"/culture/{n}-the-choir-sings-again" for n in range(4))]


def test_a_tab_alone_does_not_hide_the_heading_over_it() -> None:
    rows = "".join(f"<li><a href='/a/X{n}Y7{n}K9Q2.html'>{title}</a></li>" for n, title in enumerate(TITLES))
    ranking = "".join(
        f"<li><a href='/a/Z{n}W4{n}T8P3.html'>{title}</a></li>" for n, title in enumerate(TITLES)
    )
    box = f"<div><h2>アクセスランキング</h2><div><a href='#day'>24時間</a></div><ol>{ranking}</ol></div>"
    html = f"<div><h2>Latest</h2><ul>{rows}</ul></div>{box}"
    assert taken(html) == [f"/a/X{n}Y7{n}K9Q2.html" for n in range(4)]


@pytest.mark.parametrize(
    ("title", "is_paid"),
    [
        ("【PR】A winter by the sea", True),
        ("[Anzeige] A winter by the sea", True),
        ("Komerční sdělení: Jak vybrat okna na zimu", True),
        ("مادة إعلانية: حلول الدفع للمتاجر الصغيرة", True),
        ("Advertising: a trade looks for its customers", False),
        ("The sponsored list of a mayor wins the vote", False),
    ],
)
def test_a_headline_that_begins_with_a_notice_was_paid_for(title: str, is_paid: bool) -> None:
    """In brackets, or before a colon where the words can be nothing else."""
    reason = decided(LIST + card("/culture/a-winter-by-the-sea-71", title))["/culture/a-winter-by-the-sea-71"]
    assert reason is (Reason.ADVERT if is_paid else None)


@pytest.mark.parametrize("short", ["/culture/opera.html", "/culture/the-opera.html", "/culture/a7k2.html"])
def test_a_short_address_among_long_ones_of_its_folder_is_a_story(short: str) -> None:
    """In a list of bare links, too: it stands where the others stand, and says as much as they."""
    slugs = (
        "museum-counts-its-paintings",
        "who-will-conduct",
        "library-lends-instruments",
        "quay-is-rebuilt",
    )
    titles = (*TITLES, "The quay of the old harbour is rebuilt")
    urls = (short, *(f"/culture/{slug}.html" for slug in slugs))
    links = "".join(
        f"<a class='card' href='{url}'>{title}</a>" for url, title in zip(urls, titles, strict=True)
    )
    menu = "<a class='card' href='/culture/stage.html'>Stage</a>"
    assert taken(f"<main><div>{links}{menu}</div></main>") == list(urls)


def test_a_list_named_by_its_pager_is_a_list() -> None:
    """Themes write how a list goes on into the class of the whole; a menu is one whatever it holds."""
    menu = "<p><a href='/town/'>Town</a> <a href='/sport/'>Sport</a></p>"
    assert taken(f"<div class='posts pagination_nav_1'>{LIST}</div>{menu}") == OWN
    others = card("/town/fire", "The fire in the old town is out") + card(
        "/town/quay", "The quay of the old town"
    )
    others += card("/town/vote", "The old town votes on its bridge today")
    assert taken(f"<div class='mega-menu'>{others}</div><div>{LIST}</div>{menu}") == OWN
    last = f"<article>{card('/culture/the-last-of-the-organs-77120', TITLES[0])}</article>"
    most_links = "".join(f"<p><a href='/about/{n}'>About</a></p>" for n in range(9))
    timed = card("/culture/the-last-of-the-organs-77120", TITLES[0], "<time>9 November</time>")
    for story in (last, timed):
        page = (
            f"<h1>Culture</h1><div class='posts pagination_nav_1'>{story}</div>{menu}<div>{most_links}</div>"
        )
        assert taken(page) == ["/culture/the-last-of-the-organs-77120"]


def test_a_class_that_tells_of_a_sidebar_is_none() -> None:
    """Nor is what holds most of the page, however many stories a menu beside it shows."""
    menu = "".join(card(f"/town/{n}", f"The old town has its story number {n}") for n in range(12))
    page = f"<nav><ul><li>{menu}</li></ul></nav>"
    assert taken(f"{page}<div class='list is-sidebar-right'>{LIST}</div>") == OWN
    assert taken(f"{page}<div class='sticky-sidebar'>{LIST}</div>") == OWN


def test_a_page_of_advertisements_in_the_menu_makes_no_story_beside_it_paid() -> None:
    """A button of the menu leads to a story by chance; its neighbour there is called "Advertisement"."""
    menu = "<nav><div><ul><li><a href='/ads/'>Advertisement</a></li></ul>"
    menu += "<p><a href='/culture/choir' title='Show any story of the day'><i></i></a></p></div></nav>"
    assert sorted(taken(f"{menu}<div>{LIST}</div>")) == sorted(OWN)


def test_a_ticker_over_the_list_is_of_the_whole_site() -> None:
    """Its stories are left to their own sections, those that the list has as well stay."""
    lines = "".join(
        f"<li><a href='/{each}'>Something happened in the old town at noon</a></li>"
        for each in ("town/fire", "sport/final", "culture/opera")
    )
    assert taken(f"<div class='news-ticker'><ul>{lines}</ul></div><div>{LIST}</div>") == OWN


def test_a_lone_link_below_the_list_does_not_make_a_teaser_of_all_above_it() -> None:
    lone = card("/culture/the-choir-sings", "The choir sings again in the old harbour")
    html = f"<main><div>{lone}</div><nav><a href='/culture/?p=1'>Newer</a></nav></main>"
    assert taken(html) == ["/culture/the-choir-sings"]


@pytest.mark.parametrize(
    ("section", "address", "is_held"),
    [
        ("/news/local/", "/story/news/local/2026/11/18/a-slug/8712/", True),
        ("/news/local/", "/story/sports/local/2026/11/18/a-slug/8712/", False),
        ("/local/", "/sports/local/a-slug/", False),
        ("/news/list.html?part=S1", "/news/view.html?no=68168", False),
        ("/politics/index.html", "/politics/a-vote-8712.html", True),
        ("/news/trade-news.html", "/news/town-a-vote-8712.html", False),
        ("/news/trade.html", "/news/trade/a-vote-8712.html", True),
    ],
)
def test_what_lies_in_a_sections_folder(section: str, address: str, is_held: bool) -> None:
    """A plain folder may stand before it; where a query or a file tells the sections, the folder is everybody's."""
    assert Place(BASE + section).holds(BASE + address) is is_held


def test_a_story_of_a_later_page_is_known_by_those_of_the_first() -> None:
    """Their make is remembered for the run, as soon as there are some of it."""
    course = Course()
    links = [ListedLink(f"{SECTION}opera-of-the-year-{n}.html", Way.SECTION_PAGE) for n in range(3)]
    course.note_page(Listing(tuple(links[:2])), Way.SECTION_PAGE)
    assert not course.evidence.story_families
    course.note_page(Listing(tuple(links)), Way.SECTION_PAGE)
    assert course.evidence.story_families == {family(links[0].url)}


@pytest.mark.parametrize(("path", "is_left"), [
    ("/culture/gallery/the-opera-burned-down-4414", True),
    ("/culture/the-choir-sings/poll_1f2e3d4c-5b6a-4c3d-2e1f.html", True),
    ("/culture/the-choir-sings-video-1f2e3d4c-5b6a-4c3d-2e1f", True),
    ("/podcast-episode-12/", True),
    ("/culture/publicite-du-jour/the-choir-sings-again", True),
    ("/culture/the-choir-sings-in-a-video-again", False),
    ("/culture/the-choir-sings-in-a-viral-video-1234567", False),
    ("/culture/video-1234567", True),
    ("/culture/poll-finds-the-choir-sings-too-loud", False),
])  # fmt: skip
def test_folders_and_words_before_ids_tell_what_no_story_is(path: str, is_left: bool) -> None:
    assert (decided(LIST + card(path, "What the harbour saw this morning"))[path] is not None) is is_left


def test_a_lone_link_above_the_sections_name_is_an_alert_of_the_site() -> None:
    """The top story below the name is the section's own, with a heading or without."""
    alert = (
        '<div><a href="/world/a-storm-closes-all-the-harbours-77">A storm closes all the harbours</a></div>'
    )
    html = f"<div>{alert}</div><h1>Culture</h1>{alert.replace('77', '78')}{LIST}"
    assert taken(html, SECTION) == ["/world/a-storm-closes-all-the-harbours-78", *OWN]


def test_links_that_say_that_they_lead_to_an_author_or_a_tag_are_no_stories() -> None:
    byline = '<a rel="author" href="/desk/the-harbour-desk-4415">The reporters of the harbour desk</a>'
    assert "/desk/the-harbour-desk-4415" not in taken(
        LIST + card("/culture/x-y-z-1234", "The harbour sings", byline)
    )


def test_a_chip_with_a_word_of_its_own_is_no_teaser() -> None:
    """Its address reads like a story's, and its teaser's headline is not its own."""
    rows = "".join(
        f'<div><a class="chip" href="/about/{word}-of-the-town">{word}</a><a class="t" href="/culture/{word}-story-{n}">{title}</a><p>Words</p></div>'
        for n, (word, title) in enumerate(
            zip(("parks", "roads", "boats", "trams"), TITLES, strict=True), start=5001
        )
    )
    assert all(path.startswith("/culture/") for path in taken(rows)) and len(taken(rows)) == 4


def test_a_box_whose_teasers_say_their_section_is_sorted_by_what_they_say() -> None:
    def row(path: str, title: str, section: str) -> str:
        return f'<article><a href="{path}"><span>{section}</span><h3>{title}</h3></a><p>Some words on it.</p></article>'

    own = "".join(row(f"/the-{n}-story-of-it/", f"{title} {n}", "Culture") for n, title in enumerate(TITLES))
    box = row("/a-fire-in-the-port/", "A fire in the port last night", "Town")
    box += row("/the-last-act-of-it/", "The last act of the old opera", "Culture")
    html = f"<h1>Culture</h1><section><h2>Chosen</h2>{box}</section><section><h2>Culture</h2>{own}</section>"
    found = taken(html, f"{BASE}/tag/culture/")
    assert "/the-last-act-of-it/" in found and "/a-fire-in-the-port/" not in found and len(found) == 5


def test_in_a_category_other_categories_are_neighbours() -> None:
    chips = card("/category/town-and-port/", "All that the town and its port have seen")
    assert "/category/town-and-port/" not in taken(
        LIST.replace("/culture/", "/n/") + chips, f"{BASE}/category/culture/"
    )


@pytest.mark.parametrize("strip", ["<p><b>BREAKING</b> {}</p>", "<section>{}<i>速報</i></section>"])
def test_a_lone_link_called_breaking_is_an_alert_wherever_it_stands(strip: str) -> None:
    alert = '<a href="/world/a-storm-closes-all-the-harbours-77">A storm closes all the harbours</a>'
    assert taken(f"<h1>Culture</h1>{strip.format(alert)}{LIST}") == OWN


def test_the_latest_of_the_whole_site_is_not_the_sections_latest() -> None:
    rows = "".join(card(f"/{name}/{name}-has-its-day-771{n}", f"{title} at last") for n, (name, title) in
        enumerate(zip(("sport", "world", "money"), TITLES[:3], strict=True)))  # fmt: skip
    assert taken(f"<h1>Culture</h1>{LIST}<section><h2>Latest from the Post</h2>{rows}</section>") == OWN


@pytest.mark.parametrize("teaser", [
    '<div class="teaser"><i>Podcast «The Stage»</i><h3><a href="{}">What the choir thinks of it</a></h3></div>',
    '<div class="teaser"><h3><a href="{}">The Stage podcast: what the choir thinks</a></h3></div>',
    '<div class="teaser sponsored"><h3><a href="{}">What the choir thinks of it</a></h3></div>',
    '<div class="teaser"><b>Ad Feature</b><h3><a href="{}">What the choir thinks of it</a></h3></div>',
])  # fmt: skip
def test_teasers_that_say_what_they_lead_to(teaser: str) -> None:
    assert taken(LIST + teaser.format("/culture/what-the-choir-thinks-8123")) == OWN


@pytest.mark.parametrize(
    "names",
    ["node node--type-article node--promoted node--sticky", "node node-promoted", "node-12 is-promoted"],
)
def test_what_editors_put_on_the_front_page_was_not_paid_for(names: str) -> None:
    """Drupal calls a story so; alone among others, and as the element that holds all of them."""
    own = "/culture/what-the-choir-thinks-8123"
    story = f'<article class="{names}"><h3><a href="{own}">What the choir thinks of it</a></h3></article>'
    assert taken(LIST + story) == [*OWN, own]
    assert taken(f"<ul><li><a href='/town/'>Town</a></li></ul><div class='{names}'>{LIST}</div>") == OWN


def test_an_address_below_which_stories_lie_is_a_folder() -> None:
    """Whatever its link is called; a story with a page of comments below it is none."""
    chip = "<a href='/culture/stage-and-screen/'>All of the stage and the screen</a>"
    inner = "".join(
        card(f"/culture/stage-and-screen/story-{n}5511", f"{TITLES[n]} again", chip) for n in range(3)
    )
    assert "/culture/stage-and-screen/" not in taken(LIST + inner)


def test_a_card_that_was_paid_for_is_no_label_of_the_cards_after_it() -> None:
    """Though it holds nothing but a heading: it is of one make with its neighbours."""
    paid = '<article class="card sponsored"><h3><a href="/partners/">From our sponsors this week</a></h3></article>'
    cards = [
        f'<article class="card"><a href="/tag/arts/">Arts</a><h3><a href="{url}">{title}</a></h3></article>'
        for url, title in zip(OWN, TITLES, strict=True)
    ]
    html = f"<section><h2>Culture</h2>{''.join(cards[:2])}{paid}{''.join(cards[2:])}</section>"
    assert taken(html) == OWN


def test_a_notice_between_two_parts_of_the_list_is_no_label_of_what_follows() -> None:
    """It marks the place of a banner; over a box of its own it says what the box is."""
    first, rest = card(OWN[0], TITLES[0]), "".join(map(card, OWN[1:], TITLES[1:]))
    html = f"<div class='lead'>{first}</div><div class='banner'>ANZEIGE</div><div class='rows'>{rest}</div>"
    assert taken(html) == OWN
    paid = f"<div class='x'><div>ANZEIGE</div><ul><li><a href='/culture/win-a-car-8812'>{TITLES[3]}!</a></li></ul></div>"
    assert taken(LIST + paid) == OWN


def test_a_box_whose_teasers_say_that_they_are_of_another_section_is_that_sections() -> None:
    menu = "<nav><a href='/opinions/'>Opinions</a><a href='/culture/'>Culture</a></nav>"
    rows = "".join(
        f"<div><a href='/{n}-a-story-told/88120{n}'><span>Opinions</span><h4>{title} today</h4></a></div>"
        for n, title in enumerate(TITLES[:3])
    )
    cards = "".join(card(f"/{n}-a-story-of-ours/77120{n}", title) for n, title in enumerate(TITLES))
    found = taken(f"{menu}<main>{cards}<div><h3>From the pages of debate</h3>{rows}</div></main>")
    assert found == [f"/{n}-a-story-of-ours/77120{n}" for n in range(4)]


def test_the_latest_of_another_section_is_that_sections() -> None:
    menu = "<nav><a href='/sport/'>Sport</a><a href='/culture/'>Culture</a></nav>"
    rows = "".join(
        card(f"/{n}-the-team-wins/88120{n}", f"{title} in the cup") for n, title in enumerate(TITLES[:3])
    )
    cards = "".join(card(f"/{n}-a-story-of-ours/77120{n}", title) for n, title in enumerate(TITLES))
    found = taken(f"{menu}<main>{cards}<div><h3>Latest sport</h3>{rows}</div></main>")
    assert found == [f"/{n}-a-story-of-ours/77120{n}" for n in range(4)]


def test_a_list_that_is_called_a_widget_and_content_is_no_box() -> None:
    links = "".join(f"<a href='/page-{n}/'>p{n}</a>" for n in range(20))
    assert taken(f"<div class='widget Blog'>{LIST}</div><footer>{links}</footer>") == OWN


def test_a_query_of_a_word_and_a_number_is_an_address_of_its_own() -> None:
    """`?text81` is a story and `?part2` a section, as `?text=81` and `?part=2` are."""
    teasers = "".join(card(f"/index.php?text{n}", title) for n, title in enumerate(TITLES, 71))
    menu = '<nav><a href="/index.php?part1">Town</a><a href="/index.php?part2">Culture</a></nav>'
    assert taken(menu + teasers, f"{BASE}/index.php?part2") == [f"/index.php?text{n}" for n in range(71, 75)]


def test_a_box_of_another_section_is_no_list_though_it_be_longer_than_the_rows_of_this_one() -> None:
    """Addresses say nothing of sections; the section's stories stand in rows of two, the box has four."""
    rows = "".join(
        f"<div class=row>{card(f'/a/{n}', TITLES[0])}{card(f'/b/{n}', TITLES[1])}</div><hr>"
        for n in (1001, 1002)
    )
    guests = "".join(card(f"/c/{n}", title) for n, title in enumerate(TITLES, 2001))
    box = f'<div class=column><h3><a href="/all/town">Town</a></h3>{guests}</div>'
    menu = '<nav><a href="/all/town">Town</a><a href="/all/culture">Culture</a></nav>'
    found = taken(f"{menu}<h1>Culture</h1>{rows}{box}", f"{BASE}/all/culture")
    assert found == ["/a/1001", "/b/1001", "/a/1002", "/b/1002"]


def test_a_lone_link_beside_the_list_lies_in_the_folder_of_another_section_of_the_menu() -> None:
    """Where addresses tell sections apart, they tell of it; in its list a section may have stories of others."""
    menu = '<nav><a href="/town/">Town</a><a href="/culture/">Culture</a></nav>'
    promoted = '<div class=drawer><a href="/town/fair-opens-on-the-square-today">The fair opens on the square</a></div>'
    guest = card("/town/bridge-closed-for-repairs-again", TITLES[2])
    assert taken(menu + promoted + LIST + guest) == [*OWN, "/town/bridge-closed-for-repairs-again"]


def test_a_label_of_several_words_leads_to_the_folder_of_the_stories_below_it() -> None:
    """`/town-and-country/` reads like a story's address, but stories of the page lie below it."""
    guests = "".join(card(f"/town-and-country/{n}", title) for n, title in enumerate(TITLES, 20017))
    label = '<div><h3><a href="/town-and-country/">Town & Land</a></h3></div>'
    page = (
        f"<section><div><h3>Culture</h3></div>{LIST}</section><section>{label}<div>{guests}</div></section>"
    )
    assert taken(page) == OWN


def test_what_one_page_calls_paid_another_may_show_as_a_story() -> None:
    """Each page of the list speaks for itself; what a feed names without a word is as the pages show it."""
    url = f"{SECTION}a-bridge-for-the-county-4411"
    advert = ListedLink(url, Way.SECTION_PAGE, Outcome.NOT_ARTICLE, Reason.ADVERT)
    story, fed = ListedLink(url, Way.PAGINATION), ListedLink(url, Way.FEED)
    course = Course()
    assert course.judged((advert,)) == (advert,)
    assert course.judged((fed,))[0].reason is Reason.ADVERT
    assert course.judged((story,)) == (story,)
    course.note(Listing((story,)))
    assert course.judged((advert,)) == (advert,)
    assert course.judged((fed,)) == (fed,)


def test_teasers_of_custom_elements_are_read_from_their_attributes() -> None:
    """Address, headline and badges; an element with links of its own, and one without a headline, stay as they are."""
    cards = "".join(
        f'<li><x-card href="/culture/{n}" headline="{title}" kicker="Stage"></x-card></li>'
        for n, title in enumerate(TITLES, 3001)
    )
    paid = f'<li><x-card href="/culture/4001" headline="{TITLES[0]}" kicker="Sponsored"></x-card></li>'
    other = f'<x-logo href="/about"></x-logo><x-wrap href="/y" title="{TITLES[1]}"><a href="/culture/">Culture</a></x-wrap>'
    found = decided(f"<h1>Culture</h1><ul>{cards}{paid}</ul>{other}")
    assert [url for url, reason in found.items() if reason is None] == [
        f"/culture/{n}" for n in range(3001, 3005)
    ]
    assert found["/culture/4001"] is Reason.ADVERT
    assert "/about" not in found and "/y" not in found


OTHERS = ("A clinic opens its doors at night", "The mill sells its last sack of flour",
    "Nurses ask for longer shifts in June", "A bank lends to the tram company")  # fmt: skip
FLAT = "".join(f'<div><h3><a href="/a/{n}">{title}</a></h3></div>' for n, title in enumerate(TITLES, 1001))
FLAT_OWN = [f"/a/{n}" for n in range(1001, 1005)]


@pytest.mark.parametrize("row", [
    '<li><a href="/a/{0}"><span>{1}</span><span>{2}</span></a></li>',
    '<li><a href="/a/{0}">{1}. {2}</a></li>',
    '<li><b>{1}</b><h4><a href="/a/{0}">{2}</a></h4></li>',
])  # fmt: skip
def test_a_list_that_is_numbered_in_order_is_a_ranking_though_nothing_is_called_so(row: str) -> None:
    """It stands below the section's name like the list; that its stories have ranks tells it from the list."""
    ranks = "".join(row.format(n + 2000, n, title) for n, title in enumerate(OTHERS, 1))
    assert taken(f"<main><h1>Culture</h1><section>{FLAT}</section><ol>{ranks}</ol></main>") == FLAT_OWN


def test_numbers_in_headlines_and_the_only_list_are_no_ranking() -> None:
    """Headlines that begin with numbers are in no order; a section may number its own list."""
    titles = ("5 things that the opera has learned", "1 choir for all of the county", "3 museums close early")
    counted = "".join(f'<li><a href="/a/{n}">{title}</a></li>' for n, title in enumerate(titles, 3001))
    more = [f"/a/{n}" for n in range(3001, 3004)]
    assert taken(f"<h1>Culture</h1><div>{FLAT}</div><ul>{counted}</ul>") == [*FLAT_OWN, *more]
    rows = "".join(f'<li><a href="/a/{n}">{n - 4000} {t}</a></li>' for n, t in enumerate(OTHERS, 4001))
    assert taken(f"<h1>Culture</h1><ol>{rows}</ol>") == [f"/a/{n}" for n in range(4001, 4005)]


@pytest.mark.parametrize(
    "words", ["In other news", "Also in this issue", "Elsewhere", "From around the site"]
)
def test_a_list_called_what_else_there_is_holds_stories_of_other_sections(words: str) -> None:
    """Of one make with the section's list, and with addresses that name no section."""
    guests = "".join(
        f'<div><h3><a href="/a/{n}">{title}</a></h3></div>' for n, title in enumerate(OTHERS, 2001)
    )
    page = f"<h1>Culture</h1><section>{FLAT}</section><section><h2>{words}</h2>{guests}</section>"
    assert taken(page) == FLAT_OWN


def test_an_unnamed_list_all_of_another_sections_stories_is_that_sections() -> None:
    """It parts the section's list in two, below the section's name; the section's list has no guests."""
    menu = '<nav><a href="/health/">Health</a><a href="/culture/">Culture</a></nav>'
    guests = "".join(card(f"/health/{n}-clinic", title) for n, title in enumerate(OTHERS, 2001))
    rest = "".join(card(f"/culture/{n}-stage", title) for n, title in enumerate(TITLES, 3001))
    own = [*OWN, *(f"/culture/{n}-stage" for n in range(3001, 3005))]
    page = f'{menu}<h1>Culture</h1><div class="a">{LIST}</div><ul class="b">{guests}</ul><div class="c">{rest}</div>'
    assert taken(page) == own
    mixed = card("/health/spa-opens", OTHERS[0]) + rest
    page = f'{menu}<h1>Culture</h1><div class="a">{LIST}{mixed}</div><ul class="b">{guests}</ul>'
    assert "/health/2001-clinic" in taken(page)  # this section lists stories of that folder itself


def test_one_part_of_a_teasers_line_says_that_it_was_paid_for() -> None:
    cards = (
        FLAT + '<div><h3><a href="/a/77">A city of tables for hungry guests</a></h3><small>{}</small></div>'
    )
    assert taken(f"<section>{cards.format('Our Paper presents · Advertising')}</section>") == FLAT_OWN
    assert taken(f"<section>{cards.format('Our Paper · Interview')}</section>") == [*FLAT_OWN, "/a/77"]


def _from_data(data: object) -> dict[str, Reason | None]:
    anchors, _ = data_anchors(data, BASE)
    names = frozenset({"culture"})
    section = f"{BASE}/culture"
    answer = decisions(
        anchors, section_url=section, page_url=section, hosts=HOSTS, way=Way.SECTION_PAGE, names=names
    )
    return {link.url.removeprefix(BASE): link.reason for link in answer.links}


def _rows(first: int, section: object, titles: tuple[str, ...] = TITLES) -> list[dict[str, object]]:
    return [{"headline": t, "url": f"/story/{n}", "section": section} for n, t in enumerate(titles, first)]


@pytest.mark.parametrize("written", ["{}", {"slug": "{}"}, [{"name": "{}"}]])
def test_data_says_of_which_section_each_story_is(written: object) -> None:
    """Beside a list whose stories are said to be this section's, each story is of the section that it names."""

    def named(word: str) -> object:
        return json.loads(json.dumps(written).replace("{}", word))

    rail = [*_rows(5001, named("Politics"), OTHERS[:3]), *_rows(6001, named("Culture"), OTHERS[3:])]
    data = {"feed": {"items": _rows(1001, named("Culture"))}, "rails": [{"id": "r-1", "items": rail}]}
    found = _from_data(data)
    assert [url for url, reason in found.items() if reason is None] == [
        *(f"/story/{n}" for n in range(1001, 1005)),
        "/story/6001",
    ]
    assert found["/story/5001"] is Reason.OTHER_SECTION


def test_a_guest_in_the_sections_own_list_of_data_is_the_sections_too() -> None:
    """Which other section its data names says nothing against a story in the list itself."""
    own = [*_rows(1001, "culture"), *_rows(5001, "politics", OTHERS[:1])]
    assert set(_from_data({"feed": {"items": own}}).values()) == {None}


def test_the_object_that_holds_a_list_says_what_it_is_called() -> None:
    """A box by its title, where neither names on the way to it nor its stories tell."""
    rails = [
        {"id": "r-1", "title": "Most read", "items": _rows(5001, None, OTHERS)},
        {"id": "r-2", "title": "From our partners", "items": _rows(6001, None, OTHERS[:2])},
    ]
    found = _from_data({"feed": {"items": _rows(1001, None)}, "rails": rails})
    assert [found[f"/story/{n}"] for n in (1001, 5001, 6001)] == [None, Reason.OTHER_SECTION, Reason.ADVERT]


@pytest.mark.parametrize(
    "said", [{"type": "SPONSORED"}, {"isSponsored": True}, {"contentType": "advertorial"}]
)
def test_an_object_of_data_says_that_it_was_paid_for(said: dict[str, object]) -> None:
    """Among the section's stories; one whose type is a story's is one."""
    (guest,) = _rows(5001, "culture", OTHERS[:1])
    rows = [{**row, "type": "STORY", "isSponsored": False} for row in _rows(1001, "culture")]
    found = _from_data({"items": [*rows, {**guest, **said}]})
    assert [url for url, reason in found.items() if reason is Reason.ADVERT] == ["/story/5001"]


@pytest.mark.parametrize("heading", ["Beyond the stage", "Latest news"])
def test_only_under_a_heading_of_no_section_a_storys_own_page_is_asked(heading: str) -> None:
    """Not in the section's list, not below its name or folder, nor once its list, feed or sitemap has it."""
    menu = '<nav><a href="/health">Health</a><a href="/culture">Culture</a></nav>'
    aside = f'<aside><a href="/a/2001">{OTHERS[0]}</a></aside>'
    guests = "".join(
        f'<div><h3><a href="/a/{n}">{title}</a></h3></div>' for n, title in enumerate(OTHERS[:2], 2001)
    )
    own = f'<div><h3><a href="/culture/9001">{TITLES[0]}</a></h3></div>'
    page = parse_section_page(
        f"<body>{menu}<h1>Culture</h1><section>{FLAT}</section>"
        f"<section><h2>{heading}</h2>{guests}{own}</section>{aside}</body>".encode(),
        f"{BASE}/culture",
    )
    assert page is not None
    found = decisions(
        page.anchors,
        section_url=f"{BASE}/culture",
        page_url=f"{BASE}/culture",
        hosts=HOSTS,
        way=Way.SECTION_PAGE,
        names=page.names,
    )
    doubted = [f"{BASE}/a/{n}" for n in range(2001, 2003)]
    assert sorted(found.doubtful) == doubted
    assert found.others == {"health"}
    course = Course(names=page.names, others=found.others)
    course.note(Listing(tuple(found.links), doubtful=found.doubtful))
    for label in ("Health", "Conteúdo patrocinado"):
        assert course.is_contradicted(doubted[0], [label, None])
    assert not course.is_contradicted(f"{BASE}/a/1001", ["Health"]), "in the section's list"
    for labels in (["Culture", "Health"], ["Stage"], []):
        assert not course.is_contradicted(doubted[0], labels), "names this section, or none of the menu"
    course.note(Listing((ListedLink(doubted[0], Way.FEED),)))
    assert not course.is_contradicted(doubted[0], ["Health"]), "in its feed, too"
    course.note(Listing(tuple(found.links), doubtful=found.doubtful))
    assert not course.is_contradicted(doubted[0], ["Health"]), "and the order does not matter"
    later = SiteEvidence(boxes=found.boxes)
    last = f"<h1>Culture</h1>{card('/a/1009', TITLES[3])}<section><h2>{heading}</h2>{guests}{own}</section>"
    reasons = decided(f"{menu}{last}", f"{BASE}/culture", later)
    assert reasons["/a/2001"] is Reason.OTHER_SECTION, "on the last page, beside a single story"
    assert reasons["/a/1009"] is None
