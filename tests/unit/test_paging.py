"""How a list goes on: by links, headers, addresses for scripts, JSON; and when only scripts know. Own pages."""

from __future__ import annotations

import json

import pytest

from broadsheet.discovery.hints import chosen_feeds, conventional_feeds
from broadsheet.discovery.paging import next_in_header
from broadsheet.discovery.section_page import parse_section_data, parse_section_page
from broadsheet.urls import canonicalise

URL = "https://news.example/culture/"
STORY = {"url": "/culture/opera", "headline": "The opera returns to the old harbour stage"}


def page(html: str, url: str = URL):
    found = parse_section_page(f"<html><body><p>Some text</p>{html}</body></html>".encode(), url)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a rel="next" href="/culture/?cursor=9">x</a>', "/culture/?cursor=9"),
        ('<a href="/culture/?offset=20">2</a><a href="/culture/?offset=40">3</a>', "/culture/?offset=20"),
        ('<a href="/culture/?page=2">2</a><a href="/sport/?page=2">2</a>', "/culture/?page=2"),
        ('<button data-endpoint="/api/more?page=2">Load more</button>', "/api/more?page=2"),
        ('<div class="x" data-next-url="/api/culture/2.json"></div>', "/api/culture/2.json"),
        ('<div class="infinite-scroll" data-src="/fragments/culture/2"></div>', "/fragments/culture/2"),
        ('<a class="btn" href="/culture/?before=1700">Ältere Beiträge</a><a href="?before=17">Older stories</a>',
            "/culture/?before=17"),
        ('<script type="application/json">{"list": {"nextPage": "/culture/?p=2"}}</script>', "/culture/?p=2"),
        ('<img class="load-more" data-src="/media/x.jpg">', None),
        ('<b>1</b> <a href="/culture/?sk=12">2</a> <a href="/culture/?sk=24">3</a>', "/culture/?sk=12"),
        ('<ol><li>Nieuwer</li><li><a href="/culture/1/">Ouder</a></li></ol>', "/culture/1/"),
        ('<ol><li>Nyere</li><li><a href="/culture/2/">Eldre</a></li></ol>', "/culture/2/"),
        ('<a href="/culture/?desde=15">Más noticias</a>', "/culture/?desde=15"),
        ('<a href="/culture/all/?page=2">もっと見る</a>', "/culture/all/?page=2"),
        ('<p class="older"><a href="?before=5513873">Older items &gt;&gt;</a></p>', "/culture/?before=5513873"),
        ('<a href="/culture/list/?at=foot">Culture: the list</a>', "/culture/list/?at=foot"),
        ('<div class="list-more" data-url="/more/culture?id=7">Ещё 20 материалов</div>', "/more/culture?id=7"),
        ('<a href="/culture-p2">2</a><a href="/culture-p3">3</a>', "/culture-p2"),
        ('<a href="?updated-max=2026-11-18T20:30:20-03:00&amp;start=14">Entradas antiguas</a>',
            "/culture/?updated-max=2026-11-18T20:30:20-03:00&start=14"),
        ('<button hx-get="/culture/rows?from_id=71">Show more</button>', "/culture/rows?from_id=71"),
        ('<li hx-get="/rows/culture/2" hx-trigger="revealed"></li>', "/rows/culture/2"),
        ('<turbo-frame id="stories_page_2" loading="lazy" src="/culture?page=2"></turbo-frame>', "/culture?page=2"),
        ('<turbo-frame id="most_read" loading="lazy" src="/boxes/most-read"></turbo-frame>', None),
        ('<div hx-get="/boxes/most-read" hx-trigger="load"></div>', None),
        ("""<button onclick="location.href='/culture/?at=20'">Load more</button>""", "/culture/?at=20"),
        ('<form action="/culture/"><input type="hidden" name="at" value="20"><button>Show more</button></form>',
            "/culture/?at=20"),
        ('<form action="/search"><input name="q"><button>Search</button></form>', None),
        ('<ul class="pagination"><li class="active">1<li><a href="/l/17/b">2</a><li><a href="/l/17/c">3</a></ul>', "/l/17/b"),
        ('<nav aria-label="Pagination"><a href="/culture/?k=zz" class="btn-next"><i></i></a></nav>', "/culture/?k=zz"),
        ('<div class="pager"><a class="další" href="/culture/?k=zz"><i></i></a></div>', "/culture/?k=zz"),
        ('<div class="Pager_root"><a href="/culture/z1">&laquo;</a> <a href="/culture/z3">&raquo;</a></div>', "/culture/z3"),
        ('<div class="calendar pager"><a class="next" href="/culture/2026-12/">&rsaquo;</a></div>', None),
        ('<div class="nav-links"><a class="next" href="/events/december/">&rsaquo;</a></div>', None),
        ('<div class="pager"><a class="next" href="/culture/the-opera-returns-to-the-old-stage">next</a></div>', None),
        ('<a href="/culture/?_x_cur=2"><span>Page&nbsp;</span>2</a><a href="/culture/?_x_cur=3"><i>Page </i>3</a>',
            "/culture/?_x_cur=2"),
        ('<ul class="pagination"><li class="active"><a href="javascript:;"><i>Page </i>1</a><li><a href="/z?k=b">'
            '<i>Page </i>2</a><li><a href="/z?k=c"><i>Page </i>3</a></ul>', "/z?k=b"),
        ('<culture-rows next-url="/rows/12?part=2"></culture-rows>', "/rows/12?part=2"),
        ('<a class="btn" href="/all/culture/2">More in Culture</a>', "/all/culture/2"),
        ('<div class="x--pager"><a href="/old/culture-stage">More</a></div>', "/old/culture-stage"),
        ("""<list-more :state='{"rows": 12, "label": "Load more", "next_page": "/rows/culture/2"}'></list-more>""",
            "/rows/culture/2"),
        ("""<astro-island props='{"next":[0,"/rows/culture/2.json"],"rows":[0,12],"names":[1,[[0,"x"]]]}'></astro-island>""",
            "/rows/culture/2.json"),
        ('<a class="btn" href="/archive/culture/">More culture</a>', "/archive/culture/"),
        ('<a href="/find/?t=story&amp;c=news/culture*">More culture</a>', "/find/?t=story&c=news/culture*"),
        ('<nav><a href="/culture/">Stage</a></nav><h2><a href="/archive?n=1&amp;type=7">Stage</a></h2>', "/archive?n=1&type=7"),
        ('<nav><a href="/culture/">Stage</a></nav><h2><a href="/archive?wide=0">Latest</a></h2>', None),
        ('<nav><a href="/culture/">Stage</a></nav><h2><a href="/archive?t=9">Stage lights of the harbour</a></h2>', None),
        ('<a href="/podcasts/culture/">More culture</a><a href="/letters/culture">Culture</a>', None),
        ('<a href="/culture/?after=t3_qx">Older stories</a>', "/culture/?after=t3_qx"),
        ('<a href="/culture/?at=zz">&#9656;</a><a class="btn next" href="/culture/?after=qx">&#9656;</a>', "/culture/?after=qx"),
        ('<a href="/culture/?s=71">more</a><a href="/culture/?s=74">more</a>', None),
    ],
)  # fmt: skip
def test_the_next_page(html: str, expected: str | None) -> None:
    found = page(html).next_url
    assert found == (None if expected is None else f"https://news.example{expected}")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<button>Load more</button>", True),
        ('<a href="#" role="button">Mehr anzeigen</a>', True),
        ('<div class="infinite-scroll"></div>', True),
        ("<button>Subscribe now</button>", False),
        (
            """<div class="pager"><a href="javascript:go(2)">2</a> <a href="javascript:go(2)">next</a></div>""",
            True,
        ),
        ("""<div class="pager"><b>1</b> <a href="javascript:__doPostBack('p','2')">2</a></div>""", True),
        ('<ul class="pagination"><li class="next disabled"><a href="#">next</a></ul>', False),
        ('<div class="swiper-pagination"><button class="swiper-next"></button></div>', False),
        ('<a rel="next" href="/culture/?p=2">x</a><button>Load more</button>', False),
    ],
)
def test_a_list_that_only_scripts_continue_is_told(html: str, expected: bool) -> None:
    assert page(html).is_script_only is expected


@pytest.mark.parametrize(
    ("url", "head", "expected"),
    [
        (URL, "", "/culture/?page=2"),
        (f"{URL}?page=4", "", "/culture/?page=5"),
        ("https://news.example/list.php?cat=7", "", "/list.php?cat=7&page=2"),
        (URL, '<link rel="stylesheet" href="/wp-content/themes/x.css">', "/culture/page/2/"),
        (f"{URL}page/2/", '<link rel="stylesheet" href="/wp-content/themes/x.css">', "/culture/page/3/"),
    ],
)
def test_where_custom_has_the_next_page_of_such_a_list(url: str, head: str, expected: str) -> None:
    found = page(f"{head}<button>Load more</button>", url)
    assert (found.next_url, found.guesses()[0]) == (None, canonicalise(f"https://news.example{expected}"))


def test_a_section_of_a_query_goes_on_in_a_parameter_of_any_name() -> None:
    """Another section's number, and the stories' own, are not taken for a place in the list."""
    url = "https://news.example/index.php?teil=2"
    teasers = "".join(f'<a href="?teil=2&amp;text={n}">weiter</a>' for n in (611, 618))
    html = (
        f'<a href="?teil=5">Weitere Meldungen</a>{teasers}<a href="?teil=2&amp;sk={{}}">Weitere Meldungen</a>'
    )
    assert page(html.format(10), url).next_url == f"{url}&sk=10"
    assert page(html.format(20), f"{url}&sk=10").next_url == f"{url}&sk=20"
    assert page(html.replace("?teil=2&amp;sk={}", "#"), url).next_url is None


def test_a_row_that_shows_how_many_stories_each_page_skips() -> None:
    """Not which page it is: `0 | 20 | 40`."""
    row = "".join(f'<a href="/list?part4&amp;begin={number}">{number}</a>' for number in (20, 40, 60))
    address = "https://news.example/list?part4"
    assert page(f"0 {row}", address).next_url == f"{address}&begin=20"
    back = row.replace('begin=20">20', 'begin=0">0')
    assert page(f"{back} 20", f"{address}&begin=20").next_url == f"{address}&begin=40"


def test_a_list_goes_back_by_what_led_here_whether_that_counts_up_or_down() -> None:
    """Instants and ids go down; the first page and the newer ones are not the next."""
    pager = '<a href="/culture/">Newer</a><a href="/culture/?{}=17949">Older</a>'
    for key in ("offset", "before"):
        assert page(pager.format(key), f"{URL}?{key}=17951").next_url == f"{URL}?{key}=17949"
    assert page('<a href="/culture/?page=1">Older</a>', f"{URL}?page=2").next_url is None


def test_a_list_that_goes_on_day_by_day() -> None:
    """The day before this page's; on the front the latest that is named. Days of stories are no such pages."""
    links = '<a href="/culture/date_{}112026/">←</a><a href="/culture/date_23112026/">→</a>'
    links += '<a href="/culture/2026-11-30-the-harbour/">A story</a>'
    assert page(links.format(20), f"{URL}date_21112026/").next_url == f"{URL}date_20112026/"
    assert page(links.format(20).replace("date_23112026/", "x"), URL).next_url == f"{URL}date_20112026/"


def test_a_list_that_goes_on_by_a_day_in_a_parameter() -> None:
    """The day before, of the same list; neither another list's nor a later day."""
    address = "https://news.example/archive?day={}&of=culture"
    links = '<a href="/archive?day=2026-11-20">all</a><a href="/archive?day=2026-11-20&of=sport">sport</a>'
    links += "".join(f'<a href="/archive?day=2026-11-{day}&of=culture">x</a>' for day in (19, 20, 22))
    assert page(links, address.format("2026-11-21")).next_url == address.format("2026-11-20")
    assert page(links, address.format("2026-11-19")).next_url is None


def test_a_list_that_goes_on_month_by_month() -> None:
    """Below its own address; the whole site's months and a story's folder are none of the list's pages."""
    links = (
        '<a href="/2026/09/">September</a><a href="/culture/2026/09/the-opera-is-back/">The opera is back</a>'
    )
    links += '<a href="/culture/archive/2026/11/">November</a><a href="/culture/archive/2026/10/">October</a>'
    assert page(links).next_url == f"{URL}archive/2026/11/"
    assert page(links, f"{URL}archive/2026/11/").next_url == f"{URL}archive/2026/10/"
    assert page(links, f"{URL}archive/2026/10/").next_url is None
    assert page('<a href="/culture/archive/2026/11/">November</a>').next_url == f"{URL}archive/2026/11/"
    bare = links.replace("archive/", "")
    assert page(bare).next_url == f"{URL}2026/11/"
    assert page(bare, f"{URL}2026/11/").next_url == f"{URL}2026/10/"


def test_addresses_of_very_many_numbers_are_passed_over() -> None:
    """Each of their numbers could be the page's; together they would fill memory."""
    numbers = "-".join(str(n % 7) for n in range(20_000))
    pager = "".join(f'<a href="/culture/?p={n}-{numbers}">{n}</a>' for n in range(2, 6))
    assert page(f'{pager}<a href="/culture/?page=2">2</a>').next_url == f"{URL}?page=2"


def test_a_link_header_names_the_next_page() -> None:
    """RFC 8288: several links, quoted and bare relation types."""
    assert next_in_header(['</a>; rel=prev, </b?x=1,2>; title="a, b"; rel="next last"'], URL) == (
        "https://news.example/b?x=1,2"
    )
    assert next_in_header(["</a>; rel=nextdoor"], URL) is None


@pytest.mark.parametrize(
    ("url", "answer", "expected"),
    [
        ("/api?page=2", {"items": [STORY], "next": "/api?page=3"}, "/api?page=3"),
        ("/api?page=2", {"items": [STORY], "has_more": True}, "/api?page=3"),
        ("/api?page=2", {"items": [STORY], "has_more": False}, None),
        ("/api?page=2", {"endpoint": "/api", "items": [STORY], "next": "/api?page=3"}, "/api?page=3"),
        ("/api?page=2", {"items": [STORY], "next-page": "/api?page=3"}, "/api?page=3"),
        ("/api?offset=1&n=1", {"items": [STORY], "total-count": 3}, "/api?offset=2&n=1"),
        ("/api?offset=2&n=1", {"items": [STORY], "total-count": 3}, None),
        ("/api?page=2", {"items": [STORY], "meta": {"totalPages": 3}}, "/api?page=3"),
        ("/api?page=2", {"items": [STORY], "total": 3, "per_page": 1}, "/api?page=3"),
        ("/api?page=4", {"items": [STORY], "total": 41, "last_page": 4, "next_page_url": None}, None),
        ("/api?page=4", {"items": [STORY], "total": 41, "per_page": 12}, None),
        ("/api?page=3", {"items": [STORY], "meta": {"totalPages": 3}}, None),
        ("/api?after=a", {"data": {"edges": [{"node": STORY}]}, "page_info": {"end_cursor": "b"}}, "/api?after=b"),
        ("/api/2.json", {"items": [STORY], "hasNext": True}, "/api/3.json"),
        ("/rows/17/2.htm", {"items": [STORY], "hasNext": True}, "/rows/17/3.htm"),
        ("/list_17_9.shtml", {"items": [STORY], "hasNext": True}, "/list_17_10.shtml"),
        ("/rows/of-2026", {"items": [STORY], "hasNext": True}, None),
        ("/api?page=2", {"html": '<p><a href="/culture/opera">The opera returns to the old stage</a></p>'}, None),
    ],
)  # fmt: skip
def test_the_answer_of_a_button(url: str, answer: object, expected: str | None) -> None:
    """Objects or markup in strings, and where it goes on."""
    found = parse_section_data(json.dumps(answer).encode(), f"https://news.example{url}")
    assert found is not None
    assert [anchor.url for anchor in found.anchors] == ["https://news.example/culture/opera"]
    assert found.next_url == (None if expected is None else f"https://news.example{expected}")


def test_data_is_read_whatever_its_fields_are_called() -> None:
    """Developers name fields in their own language: what reads like a headline is one; a picture is no story."""
    rows = [
        {"bild_url": "/img/1", "zeile": f"Das Rathaus öffnet wieder, Teil {n}", "k_url": f"/k/rathaus-{n}"}
        for n in (1, 2)
    ]
    found = parse_section_data(json.dumps({"artikel": rows}).encode(), URL)
    assert found is not None
    assert [anchor.text for anchor in found.anchors] == [row["zeile"] for row in rows]
    assert [anchor.url for anchor in found.anchors] == [f"https://news.example{row['k_url']}" for row in rows]


def test_headlines_of_several_kinds_are_read_by_their_basic_one() -> None:
    rows = [
        {"headlines": {"basic": f"The opera returns, act {n}"}, "website_url": f"/culture/{n}/"}
        for n in (1, 2)
    ]
    found = parse_section_data(json.dumps({"content_elements": rows}).encode(), URL)
    assert found is not None
    assert [anchor.text for anchor in found.anchors] == [
        "The opera returns, act 1",
        "The opera returns, act 2",
    ]


def test_a_heading_that_leads_home_names_the_site_and_not_the_section() -> None:
    found = page('<h1><a href="/">The Harbour Post</a></h1><h1>Culture and stage</h1>')
    assert found.names == {"culture and stage"}


def test_feeds_of_comments_are_none_and_the_sections_own_comes_first() -> None:
    feeds = [("https://x.example/feed", "X"), ("https://x.example/comments/feed", "X"), ("https://x.example/culture/feed", "C")]  # fmt: skip
    assert [url for url, _ in chosen_feeds(feeds, "https://x.example/culture/")] == [
        "https://x.example/culture/feed",
        "https://x.example/feed",
    ]
    assert conventional_feeds("https://x.example/s.php?cat=1") == ["https://x.example/feed", "https://x.example/rss.xml"]  # fmt: skip
