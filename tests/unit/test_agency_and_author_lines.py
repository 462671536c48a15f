"""Who and where, as small print has it: agencies, names in marked parts of a line, names below the text."""

from __future__ import annotations

import pytest

from broadsheet.extraction.agencyline import agency_line
from broadsheet.extraction.organisations import is_agency
from tests.unit.reading_pages import PROSE, page, paragraphs, read_page

STORY = f"<div class=story>{paragraphs()}</div>"


def people_of(above: str = "", below: str = "") -> list[str]:
    """The authors of a page with lines over and under its text."""
    return [each.name for each in read_page(page(f"{above}{STORY}{below}")).authors]


@pytest.mark.parametrize(
    "line",
    [
        "<div class=info><span id=lblDate>9. března 2024</span> | <span id=lblAutor>Ana Costa</span></div>",
        "<p>le 9 mars 2024, par <span class=auteurs><span class='vcard author'>Ana Costa</span></span></p>",
        "<div data-testid=byline-new><span class=q1>Ana Costa</span></div>",
        "<div class='byline vcard'><span class=fn>Ana Costa</span><a href=mailto:a@b.example>Mejla</a></div>",
    ],
)
def test_a_name_is_found_in_the_part_of_a_line_that_is_called_by_authors(line: str) -> None:
    """By a class, an id or a mark for tests, on the part, on the line or around it."""
    assert people_of(above=line) == ["Ana Costa"]


def test_a_name_below_the_text_is_its_author_where_its_element_says_so() -> None:
    """Old systems put it at the end; a box about the author says more than a name."""
    assert people_of(below="<div class=author align=right>Ana Costa</div>") == ["Ana Costa"]
    about = "<div class=author-bio><p>Ana Costa</p><p>She has written of harbours for ten years.</p></div>"
    assert people_of(below=about) == []


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("<p align=right><b><i>(PAP)</i></b></p>", "PAP"),
        ("<div class=author>По материалам ТАСС</div>", "ТАСС"),
        ("<div class=byline>Πηγή: ΑΠΕ-ΜΠΕ</div>", "ΑΠΕ-ΜΠΕ"),
    ],
)
def test_an_agency_is_told_where_no_person_is(line: str, agency: str) -> None:
    """An organisation is an author only there; that it is an agency is a field of its own."""
    article = read_page(page(f"{STORY}{line}"))
    assert article.agencies == (agency,)
    assert [each.kind for each in article.authors] == ["organisation"]


def test_the_place_and_the_agency_a_story_begins_with_are_read_and_stay_in_its_text() -> None:
    """Readers see them there, and analysts look for them in their fields."""
    begun = f"LISBON, Nov 3 (Reuters) - {PROSE[0]}"
    article = read_page(page(f"<div class=story>{paragraphs(begun, *PROSE[1:])}</div>"))
    assert (article.byline_location, article.agencies) == ("LISBON", ("Reuters",))
    assert article.body_text.startswith("LISBON")


@pytest.mark.parametrize(
    "begin",
    [
        "The council (the old one) - and its mayor",
        "Harbour pilots (12) - of the bay",
        "(Reuters) - The council",
    ],
)
def test_words_in_brackets_are_no_agency(begin: str) -> None:
    """Only the names of agencies are, after a place."""
    assert agency_line(f"{begin} {PROSE[0]}") is None


def test_two_names_after_a_word_for_reporters_are_two_people() -> None:
    """Chinese names have no space within; Japanese ones have."""
    assert people_of(above="<div class=author>本报记者 汪志远 何晓蕾</div>") == ["汪志远", "何晓蕾"]
    assert people_of(above="<div class=author>大渡 美咲</div>") == ["大渡 美咲"]


def test_a_footer_below_the_headline_says_who_and_when() -> None:
    """Drupal calls the line under a title the footer of its node; that of the page stays what it is."""
    line = "<footer class=node__meta><div class=node__submitted>By Ana Costa - 9 March 2024</div></footer>"
    article = read_page(page(f"{line}{STORY}<footer class=site>By The Courier, 10 March 2024</footer>"))
    assert [each.name for each in article.authors] == ["Ana Costa"]
    assert article.published_at is not None and article.published_at.day == 9


def test_a_bare_line_of_the_page_does_not_take_names_from_all_of_it() -> None:
    """ "Skip to content" stands in the body itself, whose comments have names, too."""
    below = (
        "<div id=comments class=comments-area><ol><li><b class=fn>Dot Weller</b><p>Well.</p></li></ol></div>"
    )
    html = page(f"<p class=byline>By Ana Costa</p>{STORY}{below}").replace("<main>", "Skip to content<main>")
    assert [each.name for each in read_page(html).authors] == ["Ana Costa"]


@pytest.mark.parametrize(
    ("begin", "told"),
    [
        ("Seestadt (dpa/lno) - Der Rat hat", ("Seestadt", "dpa", ())),
        ("МОСКВА, 19 ноября. /ТАСС/. Совет", ("МОСКВА", "ТАСС", ())),
        ("Приморск. 19 ноября. ИНТЕРФАКС – Совет", ("Приморск", "ИНТЕРФАКС", ())),
        ("新华社海港11月14日电（记者李明、王芳）市议会", ("海港", "新华社", ("李明", "王芳"))),
        ("新华社海港11月14日电 市议会", ("海港", "新华社", ())),
        ("रतलाम, 19 नवंबर (पीटीआई)। परिषद", ("रतलाम", "पीटीआई", ())),
        ("[여수=오세훈 기자] 시의회가", ("여수", None, ())),
        ("Jakarta, The Courier -- Dewan kota", ("Jakarta", None, ())),
    ],
)
def test_a_story_begins_as_its_country_writes_it(
    begin: str, told: tuple[str, str | None, tuple[str, ...]]
) -> None:
    """Place, agency and reporters stand in another order, with other marks, and the paper may name itself."""
    found = agency_line(f"{begin} {PROSE[0]}", ["The Courier"])
    assert found is not None and (found.place, found.agency, found.people) == told


@pytest.mark.parametrize(
    "begin", ["Jakarta, The Herald -- Dewan", "В среду, 19 ноября. Совет -", "On Monday, the council -- it"]
)
def test_a_sentence_with_such_marks_tells_of_no_place(begin: str) -> None:
    """Only the names of agencies and of the site itself do."""
    assert agency_line(f"{begin} {PROSE[0]}", ["The Courier"]) is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("وكالة الميناء للأنباء", True),
        ("Agência Planalto", True),
        ("Harbour News Agency", True),
        ("海港通信社", True),
        ("/ritzau/", True),
        ("Agência de viagens do porto", False),
        ("The agency of the harbour", False),
    ],
)
def test_a_name_that_says_so_is_an_agency_s(name: str, told: bool) -> None:
    """However small it is; agencies for other things have other names."""
    assert is_agency(name) is told
