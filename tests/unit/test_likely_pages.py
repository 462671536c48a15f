"""Where a list may go on that does not say so: what a page only hints at. Pages of our own writing."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime

import pytest

from broadsheet.article import Page
from broadsheet.discovery import Listing, read_listing, section_page
from broadsheet.discovery.course import Course
from broadsheet.discovery.section_page import parse_section_page
from broadsheet.outcomes import PageKind, Way
from broadsheet.sources import Source

BASE = "https://news.example"
URL = f"{BASE}/culture/"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
SOURCE = Source.model_validate(
    {
        "name": "paper",
        "title": "The Paper",
        "base_url": BASE,
        "timezone": "UTC",
        "language": "en",
        "schedule": "0 * * * *",
        "sections": [{"name": "culture", "url": URL}],
    }
)
STORIES = "".join(
    f"<div><h3><a href='/culture/a-story-of-the-stage-{n}'>A story of the stage in {n} acts</a></h3></div>"
    for n in range(5)
)


def guesses(html: str, url: str = URL) -> list[str]:
    found = parse_section_page(f"<html><body><h1>Culture</h1>{STORIES}{html}</body></html>".encode(), url)
    assert found is not None
    assert found.next_url is None
    return [guess.removeprefix(BASE) for guess in found.guesses()]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<i data-at="/x/culture/2.json"></i>', ["/x/culture/2.json"]),
        ("<script>go('/x?desk=culture&page=2', 'later')</script>", ["/x?desk=culture&page=2"]),
        (r'<script>w="\/api\/culture\/rows?n=${page}"</script>', ["/api/culture/rows?n=2"]),
        ('<p><a href="/chronicle/culture">What was on</a></p>', ["/chronicle/culture"]),
    ],
)
def test_an_address_that_names_the_section_may_go_on(html: str, expected: list[str]) -> None:
    """In an attribute of any name, in a script with a place for the number, or as a link beside the list."""
    assert guesses(html) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var page=2; get('/ajax/culture/'+page, rows => {show(rows); page++})", ["/ajax/culture/2"]),
        ("let page = 1; more = () => { page++; fetch(`/x/culture?page=${page}`) }", ["/x/culture?page=2"]),
        ("let page = 1; fetch(`/x/culture?page=${page + 1}`)", ["/x/culture?page=2"]),
        ("let n = 1; fetch('/x/culture/' + n + '.json'); n += 1", [f"/x/culture/{n}.json" for n in (1, 2)]),
        ("const api='/v2', s='culture'; get(api + '/rows/' + s + '/' + (++no))", ["/v2/rows/culture/2"]),
        ("""s={now:1,desk:"culture"}; get("/rows/", {desk: s.desk, page: s.now + 1}); s.now++""",
         ["/rows/?desk=culture&page=2"]),
        ("$.ajax({url: '/rows', data: {desk: 'culture', p: p}})", ["/rows?desk=culture&p=2"]),
        ("axios.get('/rows/culture', {params: {page: page}})", ["/rows/culture?page=2"]),
        ('var u="/list/".concat(desk,"/").concat(page,".html"),desk="culture"', ["/list/culture/2.html"]),
        ("fetch(location.pathname + '?offset=' + offset); offset += 20", ["/culture/?offset=20"]),
    ],
)  # fmt: skip
def test_a_script_joins_an_address_and_a_number_that_grows(script: str, expected: list[str]) -> None:
    """The number is the counter's where it is used first: whether it has grown by then can be seen or not."""
    assert guesses(f"<script>{script}</script>") == expected


@pytest.mark.parametrize(
    ("field", "script"),
    [
        ("", "s = {siteId: '189', zoneId: '1741'}; get('/rows/' + zoneId + '/' + (++no) + '.htm')"),
        ("", "let catId = 1741, no = 1; get(`/rows/${catId}/${++no}.htm`)"),
        ("", "at = '/rows/1741/'; get(at + (++no) + '.htm'); x = {\"section-id\": 1741, name: 2}"),
        ('<input type="hidden" id="hdZoneId" value="1741" />', "get('/rows/1741/' + (++no) + '.htm')"),
        ("<input value=1741 type=hidden name=cat_id>", "get('/rows/1741/' + (++no) + '.htm')"),
        ("<input type=hidden id=zone value=1741>", "z = $('#zone').val(); get(`/rows/${z}/${++no}.htm`)"),
        ("<input type=hidden id=zone value=1741>",
         "get('/rows/' + document.getElementById('zone').value + '/' + (++no) + '.htm')"),
    ],
)  # fmt: skip
def test_an_address_that_a_script_joins_may_have_the_sections_number_for_its_name(
    field: str, script: str
) -> None:
    """As the page states it once, in a script or in a hidden field."""
    assert guesses(f"{field}<script>{script}</script>") == ["/rows/1741/2.htm"]


def test_a_page_may_state_its_sections_number_as_a_class() -> None:
    script = "<script>get('/wp-json/wp/v2/posts?categories=17&page=' + page)</script>"
    html = f"<html><body class='archive category category-culture category-17'>{STORIES}{script}"
    found = parse_section_page(html.encode(), URL)
    assert found is not None
    assert found.guesses() == (f"{BASE}/wp-json/wp/v2/posts?categories=17&page=2",)


@pytest.mark.parametrize(
    "html",
    [
        "<script>get('/rows/1741/' + (++no) + '.htm')</script>",  # nothing says what 1741 is
        "<script>storyId = 1741; get('/rows/1741/' + (++no) + '.htm')</script>",
        "<script>parentZoneId = 1741; get('/rows/1741/' + (++no) + '.htm')</script>",
        "<script>m = [{catId: 1741}, {catId: 18}]; get('/rows/1741/' + (++no) + '.htm')</script>",
        "<script>catId = 17; get('/rows/1741/' + (++no) + '.htm')</script>",
        "<script>catId = 2; get('/rows/' + (++no) + '.htm')</script>",  # the page's number, not the section's
        "<script>get('/rows?cat=1741&page=' + page)</script>",  # a box's, for all that is said
        "<script>catId = 1741; x = '/rows/1741/all'</script>",
    ],
)
def test_another_number_is_no_name(html: str) -> None:
    assert guesses(html) == []


@pytest.mark.parametrize(
    "script",
    [
        "get('/ajax/culture/' + slug + '/' + page)",  # nothing says what `slug` is
        "get('/ajax/culture/' + story)",  # one value, and it does not grow
        "get('/ajax/sport/' + page)",
        "html += '<a href=/culture/' + row.page + '>'",
        "load('/build/culture.' + page + '.js')",
        "x = 'a culture of ' + page",
    ],
)
def test_other_things_that_scripts_join_lead_nowhere(script: str) -> None:
    """What is joined of them, that is: a text that is an address by itself is one."""
    assert not any(re.search(r"\d|page", guess) for guess in guesses(f"<script>{script}</script>"))


@pytest.mark.parametrize(
    "part",
    [
        "page + ",
        "'/x'+page;",
        "`${p",
        "get('/x', {page:",
        "a.b ",
        ".concat(p",
        "x=x+",
        "++a",
        "<input type=hidden id=a value=b>",
        "cat:1 ",
        "zone-",
    ],
)
def test_a_script_is_read_in_time_that_grows_with_it(part: str) -> None:
    """Whatever it was written for: three hundred thousand characters take a fraction of a second."""
    began = time.process_time()
    guesses(f"<script>{part * (290_000 // len(part))}</script>")
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "html",
    [
        '<i data-at="https://other.example/culture/2.json"></i>',
        '<i data-at="/x/sport/2.json"></i>',
        '<script src="/build/culture.page.2.js"></script>',
        '<p><a href="/video/culture">Films</a> <a href="/rss/culture">x</a> <a href="/tag/culture">x</a></p>',
        '<nav><a href="/culture-and-more/">More</a><a href="/town/culture">Town</a></nav>',
        '<i data-at="/culture/?page=1"></i>',
    ],
)
def test_other_addresses_may_not(html: str) -> None:
    """Other hosts, sections and kinds of pages, files, menus, and the list's first page."""
    assert guesses(html) == []


def test_a_section_told_apart_by_a_query_goes_on_with_its_query() -> None:
    found = guesses(
        '<p><a href="/culture?part=4">x</a> <a href="/culture?part=3&amp;x=7">y</a></p>', f"{URL[:-1]}?part=3"
    )
    assert found == ["/culture?part=3&x=7"]
    assert guesses('<p><a href="/past?part=3&amp;month=9">September</a></p>', f"{URL[:-1]}?part=3") == [
        "/past?part=3&month=9"
    ]


def test_the_likeliest_are_asked_for_and_no_more() -> None:
    """Second pages come first; of very many, three."""
    many = "".join(f'<i data-at="/list/culture/{word}"></i>' for word in ("all", "new", "old", "2"))
    assert guesses(many) == ["/list/culture/2", "/list/culture/all", "/list/culture/new"]


def test_a_page_is_searched_for_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """To be read it is not: on most looks nothing is new, and nobody goes on."""
    searched: list[str] = []
    search = section_page.likely_pages
    monkeypatch.setattr(
        section_page, "likely_pages", lambda *given: searched.append(given[-1]) or search(*given)
    )
    found = parse_section_page(
        f"<html><h1>Culture</h1>{STORIES}<i data-at='/x/culture/2.json'></i>".encode(), URL
    )
    assert found is not None
    assert searched == []
    assert found.guesses() == (f"{BASE}/x/culture/2.json",)
    assert searched == [URL]


def _listing(html: str, url: str, course: Course) -> Listing:
    page = Page("run", "paper", "culture", PageKind.LISTING, url, NOW, final_url=url, body=html.encode())
    way = Way.SECTION_PAGE if url == URL else Way.PAGINATION
    return read_listing(page, SOURCE, SOURCE.sections[0], way, evidence=course.evidence, names=course.names)


def _story(number: int) -> str:
    return (
        f"<div><h3><a href='/culture/a-story-of-the-stage-{number}'>A story of the stage in {number} acts</a>"
        f"</h3><a href='/culture/'>Culture</a></div>"
    )


@pytest.mark.parametrize(
    ("html", "is_next"),
    [
        (_story(7), True),
        (_story(3) + _story(7), True),
        (f"<title>Page 2</title><h1>Culture</h1>{_story(7)}{_story(8)}", True),
        (f"<title>The Paper</title><h1>Nothing here</h1>{_story(7)}{_story(8)}", False),
        (f"<title>Page 2</title><h1>Culture</h1>{_story(7)}{STORIES}", False),
        ("<div><h3><a href='/help/how-to-read-on'>How to read on with us today</a></h3></div>", False),
        (f"<title>The Paper</title>{_story(7)}{_story(8)}{_story(9)}", True),
        ("<p>That was all.</p>", False),
    ],
)
def test_the_last_page_of_a_list_may_have_one_story(html: str, is_next: bool) -> None:
    """In a part that scripts put into the page, or under the section's name; elsewhere few prove nothing."""
    course = Course()
    first = _listing(f"<title>Culture</title><h1>Culture</h1>{STORIES}", URL, course)
    course.note_page(first, Way.SECTION_PAGE)
    course.note(first)
    assert course.is_continued_by(_listing(html, f"{BASE}/rows/17/2", course)) is is_next
