"""What a heading over a list says of it, and what it can't say against the addresses below it."""

from __future__ import annotations

import pytest

from broadsheet.article import ListedLink
from broadsheet.discovery.course import Course
from broadsheet.discovery.decide import Decisions, decisions
from broadsheet.discovery.evidence import SiteEvidence
from broadsheet.discovery.listing import Listing
from broadsheet.discovery.section_page import parse_section_page
from broadsheet.discovery.shapes import family
from broadsheet.outcomes import Outcome, Reason, Way
from tests.unit.test_listing_structure import BASE, HOSTS, TITLES, card, taken

TOWN = f"{BASE}/news/town-news/"
MENU = (
    '<nav><a href="/news/">News</a><a href="/news/town-news/">Town News</a><a href="/news/courts/">Courts</a>'
    '<a href="/sport/">Sport</a><a href="/weather/">Weather</a></nav>'
)
ALERT = '<div class="strip"><a href="/weather/">A gale is due at the coast tonight</a></div>'
RIVER = "".join(card(f"/news/town-news/{n}-at-the-quay", title) for n, title in enumerate(TITLES, 301))
RIVER_URLS = [f"/news/town-news/{n}-at-the-quay" for n in range(301, 305)]
COURTS = "".join(card(f"/news/courts/{n}-in-the-dock", title) for n, title in enumerate(TITLES[:3], 401))


@pytest.mark.parametrize("heading", ["More Town News", "Latest News", "News", "All of the Town's News"])
def test_the_name_of_a_section_above_ends_the_heading_of_this_ones_list(heading: str) -> None:
    """The menu has "News", which holds this section, and a banner stands over the list."""
    box = f'<section><h2><a href="/news/courts/">Courts</a></h2>{COURTS}</section>'
    page = f"{MENU}{ALERT}<h1>Town News</h1><section><h2>{heading}</h2>{RIVER}</section>{box}"
    assert taken(page, TOWN) == RIVER_URLS


def test_stories_under_the_sections_path_outweigh_how_the_heading_ends() -> None:
    page = f"{MENU}<h1>Town News</h1><section><h2>From dock to courts</h2>{RIVER}</section>"
    assert taken(page, TOWN) == RIVER_URLS
    assert taken(f"{page}<section><h2>Latest courts</h2>{COURTS}</section>", TOWN) == RIVER_URLS


def test_a_banner_is_no_list_beside_one_called_otherwise() -> None:
    """Of two lists under other names the larger is the page's, where nothing else is one."""
    flat = "".join(card(f"/{n}-at-the-quay-of-old", title) for n, title in enumerate(TITLES, 7301))
    page = f"{MENU}{ALERT}<section><h2>Weekend sport</h2>{flat}</section>"
    assert taken(page, f"{BASE}/town/") == [f"/{n}-at-the-quay-of-old" for n in range(7301, 7305)]


@pytest.mark.parametrize("heading", ["Latest sport news", "Laatste sportnieuws", "Neueste Sport-Meldungen"])
def test_the_latest_of_a_section_named_within_the_heading_is_that_sections(heading: str) -> None:
    """Addresses say nothing of sections, and both lists are of one make."""
    own = "".join(card(f"/n/{n}", title) for n, title in enumerate(TITLES, 8101))
    guests = "".join(card(f"/n/{n}", f"{title} today") for n, title in enumerate(TITLES[:3], 8201))
    page = f"{MENU}<h1>Town</h1>{own}<section><h2>{heading}</h2>{guests}</section>"
    assert taken(page, f"{BASE}/all/town") == [f"/n/{n}" for n in range(8101, 8105)]


@pytest.mark.parametrize(
    "notice",
    ["Contenuto sponsorizzato", "Contenido patrocinado", "Contenu partenaire", "Artykuł sponsorowany",
     "Komerční článek", "Artikel von Partnern"],
)  # fmt: skip
def test_a_notice_that_begins_with_its_noun_says_that_a_teaser_was_paid_for(notice: str) -> None:
    link = '<a href="/special/a-bath-in-three-days">A bath for you in three days</a>'
    teaser = f'<section class="x"><span>{{}}</span>{link}</section>'
    assert taken(f"<h1>Town</h1><section>{RIVER}</section>{teaser.format(notice)}", TOWN) == RIVER_URLS
    kept = taken(f"<h1>Town</h1><section>{RIVER}</section>{teaser.format('Story of the day')}", TOWN)
    assert "/special/a-bath-in-three-days" in kept


def test_a_lone_row_of_pictures_under_the_heading_of_such_is_no_story() -> None:
    """Its address says so, too; a story about one has another heading."""
    url = "/news/town-news/the-fair-in-its-best-pictures-fotostrecke-94049321.html"
    shelf = f'<section><h2>{{}}</h2><a href="{url}">The fair in its best pictures</a></section>'
    page = f"{MENU}<h1>Town News</h1><section>{RIVER}</section>{shelf}"
    assert taken(page.format("Fotostrecken"), TOWN) == RIVER_URLS
    assert url in taken(page.format("Town News"), TOWN)
    named = f"<h1>Fotostrecken</h1>{RIVER}{shelf.format('Fotostrecken')}"
    assert url in taken(named, TOWN), "the section's own name"


def test_a_picture_alone_on_the_lists_last_page_is_called_by_the_heading_beside_it() -> None:
    """And not by the page's, which may stand in the same box, since no other teaser parts the two."""
    picture = "<a href='/a-quay-for-all-5101'><img src=x></a>"
    teaser = f"<div><div>{picture}</div><div><h3>{TITLES[0]}</h3><p>Words.</p></div></div>"
    assert taken(f"{MENU}<main><div><h1>Town</h1>{teaser}</div></main>", f"{BASE}/town/") == [
        "/a-quay-for-all-5101"
    ]


def _left(numbers: range, way: Way = Way.PAGINATION) -> tuple[ListedLink, ...]:
    left = Reason.OTHER_SECTION
    return tuple(ListedLink(f"{TOWN}{n}", way, left.outcome, left) for n in numbers)


def test_a_page_of_stories_of_which_hardly_any_was_taken_is_no_end_of_the_list() -> None:
    """A page is one that repeats what stood beside the list before, or whose stories were taken."""
    course = Course(evidence=SiteEvidence(story_families=frozenset({family(f"{TOWN}1")})))
    taken = tuple(ListedLink(f"{TOWN}{n}", Way.PAGINATION, Outcome.PENDING) for n in range(100, 106))
    course.note(Listing((*taken, *_left(range(4), Way.SECTION_PAGE))))
    assert not course.is_misread(Listing(_left(range(4)))), "known"
    assert not course.is_misread(Listing((*taken, *_left(range(9))))), "boxes of more stories beside a list"
    assert not Course().is_misread(Listing(_left(range(9)))), "of forms that no story of the section had"
    assert course.is_misread(Listing(_left(range(9))))
    assert course.is_misread(Listing((taken[0], *_left(range(9)))))


def test_many_stories_under_the_sections_path_left_by_a_heading_are_a_list_not_seen() -> None:
    """Until another list of the section, or its feed, names them."""
    course, left = Course(), _left(range(5), Way.SECTION_PAGE)
    course.note_page(Listing(left, contested=frozenset(link.url for link in left)), Way.SECTION_PAGE)
    assert course.has_left_its_own
    course.note(Listing(tuple(ListedLink(link.url, Way.FEED) for link in left[:3])))
    assert not course.has_left_its_own


def links(prefix: str, count: int, first: int, *, shown: str = "{}") -> str:
    """Links in a row, each with what `shown` makes of its headline."""
    rows = [(f"{prefix}{number}", f"{TITLES[0]} {number}") for number in range(first, first + count)]
    return "".join(
        f'<div class="slide"><a href="{url}">{shown.format(title)}</a></div>' for url, title in rows
    )


def test_pictures_that_slide_under_the_sections_name_are_its_stories() -> None:
    """The lead stories stand only there; a line of text in their place is the whole site's news."""
    own = "".join(card(f"/n/{n}", title) for n, title in enumerate(TITLES, 8101))
    slider = links("/n/", 3, 8301, shown='<img src="/p.jpg" alt="{}">')
    menu = MENU.replace("</nav>", '<a href="/town">Town</a></nav>')
    page = f'{menu}<main><h2>Town</h2><div class="swiper">%s</div><div class="row">{own}</div></main>'
    assert taken(page % slider, f"{BASE}/town") == [f"/n/{n}" for n in (8301, 8302, 8303, *range(8101, 8105))]
    assert taken(page % links("/n/", 3, 8301), f"{BASE}/town") == [f"/n/{n}" for n in range(8101, 8105)]


@pytest.mark.parametrize("over", ["", "<span>Breaking</span>"])
def test_the_sites_headlines_above_the_sections_name_are_not_the_sections(over: str) -> None:
    """More of them, with their hour, than the section's page has stories; its name may lead to itself."""
    own = "".join(card(f"/n/{n}", title) for n, title in enumerate(TITLES * 2, 8101))
    river = links("/n/", 20, 8301, shown="<i>13:38</i> {}")
    name = '<h1><a href="/town">Town</a></h1>'
    page = f'{MENU}<div class="stream">{over}{river}</div><main>{name}<div>{own}</div></main>'
    assert taken(page, f"{BASE}/town") == [f"/n/{n}" for n in range(8101, 8109)]


def test_headlines_that_run_past_the_reader_are_the_whole_sites() -> None:
    own = "".join(card(f"/n/{n}", title) for n, title in enumerate(TITLES, 8101))
    page = f"{MENU}<marquee>{links('/n/', 3, 8301)}</marquee><main><h1>Town</h1>{own}</main>"
    assert taken(page, f"{BASE}/town") == [f"/n/{n}" for n in range(8101, 8105)]


def test_the_last_stories_of_a_list_are_known_by_their_address_though_it_ends_with_a_word() -> None:
    """Forms of addresses are learned from the pages before: slug and word together are the form."""
    urls = [
        f"{BASE}/town/{n}/{slug}/story"
        for n, slug in ((1441, "a-vote-on-the-quay"), (1452, "tram-stops-again"))
    ]
    assert len({family(url) for url in urls}) == 1
    assert family(urls[0]) != family(f"{BASE}/town/1441/a-vote-on-the-quay/gallery")
    assert family(f"{BASE}/town/a-vote-on-the-quay") == family(f"{BASE}/town/tram-stops-again")


def test_a_line_called_a_title_that_leads_to_another_list_is_a_heading() -> None:
    """Sections told apart by a number alone: what stands below another one's name is that one's."""
    menu = '<nav><a href="/list?id=4">Town</a><a href="/list?id=9">Sport</a></nav>'
    own = "".join(card(f"/view?id={n}", title) for n, title in enumerate(TITLES, 8101))
    title = '<div class="box-title"><a href="/list?id=9">SPORT</a></div>'
    box = f'<div class="box">{title}{links("/view?id=", 3, 8301)}</div>'
    page = f"{menu}<div>{own}</div><table><tr><td>{box}</td></tr></table>"
    assert taken(page, f"{BASE}/list?id=4") == [f"/view?id={n}" for n in range(8101, 8105)]


def test_newest_stories_that_name_their_sections_are_told_apart() -> None:
    """They are made as the section's own, whose teasers name none."""
    own = "".join(card(f"/n/{n}", title) for n, title in enumerate(TITLES, 8101))
    rows = ((8301, "Town"), (8302, "Sport"), (8303, "Courts"))
    newest = "".join(card(f"/n/{n}", TITLES[0]).replace("<h3>", f"<i>{name}</i><h3>") for n, name in rows)
    menu = MENU.replace("</nav>", '<a href="/town">Town</a></nav>')
    page = f"{menu}<main><h1>Town</h1>{own}<section><h2>Latest news</h2>{newest}</section></main>"
    assert taken(page, f"{BASE}/town") == [f"/n/{n}" for n in (*range(8101, 8105), 8301)]


def _bare(path: str, title: str) -> str:
    """A teaser that is a link alone, with its picture in it."""
    return f'<a class="m_a" href="{path}"><img src="/p.jpg"><span>{title}</span></a>'


BARE_RIVER = "".join(_bare(f"/story/news/town-news/{n}/", title) for n, title in enumerate(TITLES, 301))
BARE_URLS = [f"/story/news/town-news/{n}/" for n in range(301, 305)]


def test_a_line_that_leads_to_a_section_stands_over_the_teasers_beside_it() -> None:
    """However it is called: what is below another section's name is that one's, guests in the list or not."""
    guests = _bare("/story/news/courts/399/", "The dock is full once more, says the judge")
    box = "".join(_bare(f"/story/news/courts/{n}/", title) for n, title in enumerate(TITLES[:3], 401))
    module = f'<div class="m_th"><div class="m_t"><a href="/news/courts/">Court News</a></div>{box}</div>'
    page = f'{MENU}<h1>Town News</h1><div class="m_flm">{BARE_RIVER}{guests}</div>{module}'
    assert taken(page, TOWN) == [*BARE_URLS, "/story/news/courts/399/"]


def test_the_name_of_a_section_on_one_card_is_no_heading_of_the_list() -> None:
    cards = "".join(
        f'<div class="card"><a href="/news/courts/">Courts</a>{_bare(url, title)}</div>'
        for url, title in zip(BARE_URLS, TITLES, strict=True)
    )
    assert taken(f"{MENU}<h1>Town News</h1><div>{cards}</div>", TOWN) == BARE_URLS


def test_a_lone_picture_between_the_sections_name_and_its_list_is_its_lead() -> None:
    """Its address is of another section of the menu, as those of guests in the list may be."""
    url = "/news/courts/501-lead-of-the-day-at-the-quay"
    lead = f'<div class="m_he">{_bare(url, TITLES[0] + " again")}</div>'
    own = f'<h1>Town News</h1>{{}}<div class="m_flm">{RIVER}</div>'
    assert taken(MENU + own.format(lead), TOWN) == [url, *RIVER_URLS]
    assert taken(MENU + lead + own.format(""), TOWN) == RIVER_URLS  # above the name it is the site's


def test_the_trail_before_the_sections_name_does_not_lead_its_list_away() -> None:
    """Beside it stands a larger list, of another section's latest stories."""
    trail = '<div class="trail"><a href="/">Home</a> » <h1>Town News</h1></div>'
    own = "".join(card(f"/story/{n}/at-the-quay", title) for n, title in enumerate(TITLES, 301))
    latest = "".join(card(f"/story/{n}/in-the-dock", f"{title} today") for n, title in enumerate(TITLES, 401))
    latest += card("/story/409/in-the-rain", "All of the valley waits for the rain")
    page = f"{MENU}<div>{trail}{own}</div><div><h2>Latest sport</h2>{latest}</div>"
    assert taken(page, TOWN) == [f"/story/{n}/at-the-quay" for n in range(301, 305)]


def test_the_sections_list_is_all_its_rows_together() -> None:
    """Each is smaller than the box of the whole site's latest stories, which has some of the section, too."""
    ends = ("at-the-quay", "in-the-rain")
    cards = (
        [card(f"/town/{n}-{end}", title) for end, title in zip(ends, TITLES, strict=False)]
        for n in range(301, 305)
    )
    rows = "".join(f'<div class="row">{"".join(row)}</div>' for row in cards)
    guests = "".join(
        card(f"/sport/{n}-wins-the-cup", f"{title} today") for n, title in enumerate(TITLES, 401)
    )
    latest = (
        f"{guests}{card('/town/301-at-the-quay', TITLES[0])}{card('/weather/501-gale-is-due', TITLES[2])}"
    )
    page = f"{MENU}<h1>Town</h1>{rows}<section><h2>Latest</h2>{latest}</section>"
    own = [f"/town/{n}-{end}" for n in range(301, 305) for end in ends]
    assert taken(page, f"{BASE}/town") == own


def test_the_latest_of_a_section_that_its_heading_leads_to_is_that_sections() -> None:
    menu = '<nav><a href="/category/town">地域</a><a href="/category/society">社会</a></nav>'
    own = "".join(card(f"/articles/-/{n}", title) for n, title in enumerate(TITLES, 8101))
    guests = "".join(card(f"/articles/-/{n}", f"{title} today") for n, title in enumerate(TITLES[:3], 8201))
    for heading in ('<a href="/category/society">新着</a>', "社会の新着"):
        page = f"{menu}<h1>地域</h1><div>{own}</div><section><h2>{heading}</h2>{guests}</section>"
        assert taken(page, f"{BASE}/category/town") == [f"/articles/-/{n}" for n in range(8101, 8105)]


def test_of_a_menu_that_shows_stories_of_each_section_only_its_own_stand_for_the_list() -> None:
    """The last page of a list may show a single story."""

    def panel(section: str, first: int) -> str:
        stories = "".join(
            f'<div class="m"><h3><a href="/2026/{n}-{section}/">{title}</a></h3><em>{section}</em></div>'
            for n, title in enumerate([*TITLES, f"{TITLES[0]} again"], first)
        )
        return f'<li><a href="/category/{section}/">{section}</a><div class="panel">{stories}</div></li>'

    menu = f"<nav><ul>{panel('sport', 101)}{panel('town', 201)}</ul></nav>"
    last = f'<div class="item"><h3><a href="/2026/a-last-one/">{TITLES[3]}</a></h3><p>Some words.</p></div>'
    assert not [
        url for url in taken(f"{menu}<h1>town</h1>{last}", f"{BASE}/category/town/") if "sport" in url
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Polecamy",
        "Doporučujeme",
        "Anbefalt",
        "Рекомендуем",
        "Te recomendamos",
        "ذات صلة",
        "関連記事",
        "از سرویس\u200cهای دیگر",
        "Iz drugih rubrika",
    ],
)
def test_what_a_site_recommends_or_has_elsewhere_is_no_list_of_the_section(heading: str) -> None:
    own = "".join(card(f"/n/{n}", title) for n, title in enumerate(TITLES, 8101))
    guests = "".join(card(f"/n/{n}", f"{title} today") for n, title in enumerate(TITLES[:3], 8201))
    page = f"{MENU}<h1>Town</h1>{own}<section><h2>{heading}</h2>{guests}</section>"
    assert taken(page, f"{BASE}/all/town") == [f"/n/{n}" for n in range(8101, 8105)]


def _of(html: str, evidence: SiteEvidence | None = None) -> Decisions:
    page = parse_section_page(f"<body>{MENU}{html}</body>".encode(), f"{BASE}/all/town")
    assert page is not None
    return decisions(
        page.anchors,
        section_url=f"{BASE}/all/town",
        page_url=f"{BASE}/all/town",
        hosts=HOSTS,
        way=Way.SECTION_PAGE,
        names=page.names,
        evidence=evidence or SiteEvidence(),
    )


def _stories(first: int, count: int) -> str:
    """Teasers of one link each, whose addresses say nothing of sections."""
    rows = ((f"/n/{n}", f"{TITLES[n % 4]} {n}") for n in range(first, first + count))
    return "".join(
        f'<article><a href="{url}"><img src="/p.jpg"><h3>{title}</h3></a></article>' for url, title in rows
    )


def _urls(first: int, count: int) -> set[str]:
    return {f"{BASE}/n/{n}" for n in range(first, first + count)}


@pytest.mark.parametrize("heading", ["Beyond the town walls", "À la une"])
def test_a_box_that_shows_other_stories_on_each_page_is_known_by_its_heading(heading: str) -> None:
    """On the last page the section's list is shorter, or there is none; the stories' own pages tell whose."""
    page = "<h1>Town</h1>{}<section><h2>" + heading + "</h2>{}</section>"
    first = _of(page.format(_stories(8101, 6), _stories(8201, 4)))
    assert first.doubtful == _urls(8201, 4)
    later = SiteEvidence(boxes=first.boxes)
    for own in (2, 1, 0):
        last = _of(page.format(_stories(8107, own), _stories(8301, 5)), later)
        assert last.doubtful == _urls(8301, 5), f"beside {own}"
        assert all(link.outcome is Outcome.PENDING for link in last.links if "/n/81" in link.url)
    assert not _of(page.format("", _stories(8301, 9)), later).doubtful, "a list that goes on outgrows a box"


def test_few_stories_under_the_sections_name_are_its_list_beside_hardly_more_under_another_heading() -> None:
    page = f"<h1>Town</h1>{_stories(8101, 3)}<section><h2>{{}}</h2>{{}}</section>"
    for heading in ("Beyond the town walls", "À la une", "Top stories"):
        assert _of(page.format(heading, _stories(8201, 4))).doubtful == _urls(8201, 4)
    assert not _of(page.format("Beyond the town walls", _stories(8201, 9))).doubtful, "below lead stories"
    assert not _of(page.format("Latest news", _stories(8201, 4))).doubtful


def test_a_row_of_a_section_within_this_one_is_of_this_one() -> None:
    """The page of sport shows its cricket and the site's recommendations in rows of one make."""
    menu = MENU.replace(
        "</nav>", '<a href="/sport/cricket/">Cricket</a><a href="/sport/rowing/">Rowing</a></nav>'
    )
    rows = [
        ("/sport/rowing/", "Rowing", 8501),
        ("/sport/cricket/", "Cricket", 8601),
        ("/news/courts/", "Courts", 8701),
    ]
    row = '<section><h2><a href="{}">{}</a></h2>{}</section>'
    stories = {
        n: "".join(card(f"/story/{n + i}/at-length", f"{t} {n}") for i, t in enumerate(TITLES[:3]))
        for *_, n in rows
    }
    lead = "".join(card(f"/story/{n}/at-length", title) for n, title in enumerate(TITLES, 8401))
    page = f"{menu}<h1>Sport</h1>{lead}" + "".join(row.format(url, name, stories[n]) for url, name, n in rows)
    own = [*range(8401, 8405), *range(8501, 8504), *range(8601, 8604)]
    assert taken(page, f"{BASE}/sport/") == [f"/story/{n}/at-length" for n in own]
