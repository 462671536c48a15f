"""Names that only their place tells from other words, and what stands there and names nobody."""

from __future__ import annotations

import pytest

from broadsheet.extraction.personnames import is_name
from tests.unit.reading_pages import PROSE, body_of, page, paragraphs, read_page

STORY = f"<div class=story>{paragraphs()}</div>"


def people_of(above: str = "", below: str = "") -> tuple[str, ...]:
    """The authors of a page with lines over and under its text."""
    return read_page(page(f"{above}{STORY}{below}")).author_names


@pytest.mark.parametrize(
    "name",
    [
        "هند العياري",
        "د. هند العياري",
        "פרופ' גילה אורבך",
        'ד"ר דנה בן־עמי',
        "रश्मि मरावी",
        "รัตนา ใจดี",
        "山田太郎",
        "Dr. Ana Costa",
    ],
)
@pytest.mark.parametrize("place", ["<span class=author>{}</span> | 9.3.2024", "<div class=firma>{}</div>"])
def test_a_name_is_read_in_any_script_where_its_element_says_so(place: str, name: str) -> None:
    """Most scripts have no capitals, and titles have apostrophes and full stops."""
    assert people_of(above=f"<div>{place.format(name)}</div>") == (name,)


@pytest.mark.parametrize("words", ["もっと見る", "フォロー"])
def test_words_in_a_marked_place_are_no_name_for_want_of_capitals(words: str) -> None:
    """Buttons stand in the boxes of authors, too."""
    assert people_of(above=f"<div><span class=author-more>{words}</span> | 9.3.2024</div>") == ()


@pytest.mark.parametrize("sentence", ["जानिए क्या है पूरा मामला और आगे क्या होगा।", "桟橋はいつ開くのか。"])
def test_a_sentence_in_a_marked_place_names_nobody(sentence: str) -> None:
    """A full stop that shortens no word ends what somebody tells, and no name."""
    assert people_of(above=f"<h6 class=story-author>{sentence}</h6>") == ()


def test_a_line_parted_by_signs_is_no_name_in_scripts_without_capitals() -> None:
    """It is a name and its paper, or what somebody is."""
    assert not any(map(is_name, ("नेहा श्रीवास्तव | जनपथ टाइम्स", "समाचार: नेहा")))
    assert is_name("नेहा श्रीवास्तव")


def test_and_that_is_a_letter_of_the_next_name_parts_two_people() -> None:
    """In Arabic and Hebrew; a first name that begins with that letter is one's own."""
    assert people_of(above="<div class=author>أنيس الجلاصي ومريم حمودة</div>") == (
        "أنيس الجلاصي",
        "مريم حمودة",
    )
    assert people_of(above="<div class=author>דנה כהן ורון לוי</div>") == ("דנה כהן", "רון לוי")
    assert people_of(above="<div class=author>محمد أحمد وليد حسن</div>") == ("محمد أحمد وليد حسن",)


def test_one_word_beside_a_full_name_is_a_place() -> None:
    """No capital tells; people have two names in those scripts."""
    assert people_of(above="<div class=author>سلمى الطرابلسي - صفاقس</div>") == ("سلمى الطرابلسي",)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("<ul><li>기자명 오세훈·이가람 기자</li></ul>", ("오세훈", "이가람")),
        ("<div class=author>有料記事 山田 太郎</div>", ("山田 太郎",)),
        ("<div><span class=fn>Ana Costa</span><a href=#>Follow</a></div>", ("Ana Costa",)),
        ("<div>9 March 2024, 10:15 | Ana Costa</div>", ("Ana Costa",)),
        ("<div>9 March 2024, 10:15 | Add Comment</div>", ()),
    ],
)
def test_a_name_is_told_from_what_stands_beside_it(line: str, people: tuple[str, ...]) -> None:
    """Labels, marks for subscribers, buttons, dates."""
    assert people_of(above=line) == people


@pytest.mark.parametrize(
    "line",
    [
        "<a rel=author href=/a>Anna Kessler</a><span>Political editor</span>",
        "By <a rel=author href=/a>Anna Kessler</a><b class=role>Political editor</b>",
        "<span class=name>Anna Kessler</span> <span class=role>Political editor</span>",
        "<b>Anna Kessler</b><i>Political editor</i>",
        "<b>Anna Kessler</b>Political editor",
        "<span>By</span><a href=/a>Anna Kessler</a><br><span>Political editor</span>",
    ],
)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_role_in_an_element_of_its_own_is_no_part_of_the_name(tag: str, line: str) -> None:
    """Styles alone set the two apart."""
    (author,) = read_page(page(f"<{tag} class=byline>{line}</{tag}>{STORY}")).authors
    assert (author.name, author.role) == ("Anna Kessler", "Political editor")


def test_a_role_beside_the_name_that_microdata_state_is_no_part_of_it() -> None:
    """The property is of the element around both."""
    line = "<p itemprop=author><a href=/a>Anna Kessler</a><span>Reporter</span></p>"
    story = f"<div itemscope itemtype=https://schema.org/NewsArticle>{line}{STORY}</div>"
    assert read_page(page(story)).author_names == ("Anna Kessler",)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("<a href=/a>Anna Kessler</a><a href=/b>Tom O’Neil</a>", ("Anna Kessler", "Tom O’Neil")),
        ("<a href=/a>Anna Kessler</a><span>Follow Author</span>", ("Anna Kessler",)),
        ("<span>Anna</span><span> Kessler</span>", ("Anna Kessler",)),
    ],
)
def test_what_stands_right_beside_a_name_is_no_part_of_it(line: str, people: tuple[str, ...]) -> None:
    """Another name is somebody else; a button is nobody."""
    assert people_of(above=f"<p class=byline>{line}</p>") == people


@pytest.mark.parametrize(
    "notice", ["", "<p>Correction: The vote was on Monday, not on Tuesday of that week.</p>"]
)
@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("（山田太郎）", ("山田太郎",)),
        ("（丸山 恵、小出 達也）", ("丸山 恵", "小出 達也")),
        ("Ana Costa, Rui Alves", ("Ana Costa", "Rui Alves")),
    ],
)
def test_the_signature_under_a_story_is_its_author_and_not_its_text(
    line: str, people: tuple[str, ...], notice: str
) -> None:
    """Also where a correction was put under it later."""
    html = page(f"<div class=story>{paragraphs(*PROSE)}<p>{line}</p>{notice}</div>")
    assert read_page(html).author_names == people
    assert body_of(html) == list(PROSE)


@pytest.mark.parametrize("line", ["（写真）", "（完）", "（つづく）"])
def test_other_words_in_brackets_are_no_signature(line: str) -> None:
    """The end, to be continued, a picture."""
    assert read_page(page(f"<div class=story>{paragraphs(*PROSE)}<p>{line}</p></div>")).authors == ()


@pytest.mark.parametrize("account", ["admin", "Webmaster", "editor", "guest", "News"])
def test_an_account_is_nobody_and_stays_a_candidate(account: str) -> None:
    """Who looks at why a page has no author sees what it says."""
    article = read_page(page(f"<div class=author>{account}</div>{STORY}"))
    assert article.authors == ()
    assert [each.value for each in article.fields if each.field == "authors"] == [account]
    assert not any(each.is_chosen for each in article.fields if each.field == "authors")


def test_a_name_beside_an_account_is_the_author() -> None:
    """Sites post under one account and name the writer in the line."""
    line = "<div class=author>admin</div><div class=byline>By Ana Costa</div>"
    assert people_of(above=line) == ("Ana Costa",)


def test_names_in_brackets_below_the_box_of_the_story_sign_it() -> None:
    """Names without brackets stand there for other reasons."""
    assert people_of(below="<p>（山田 太郎）</p>") == ("山田 太郎",)
    assert people_of(below="<p>山田 太郎</p>") == ()


@pytest.mark.parametrize(
    ("line", "people", "place"),
    [
        ("<p class=author>海島日報 記者林芷妤、沈柏翰／宜蘭即時報導</p>", ["林芷妤", "沈柏翰"], "宜蘭"),
        ("<p class=from>Por Ana Costa e Rui Alves, Diário — Alto Rio</p>",
         ["Ana Costa", "Rui Alves"], "Alto Rio"),
        ("<div data-testid=byline><span>Ana Costa</span> <span>Rui Alves</span></div>",
         ["Ana Costa", "Rui Alves"], None),
        ("<p class=meta><span class=by>（藤巻千夏）</span></p>", ["藤巻千夏"], None),
        ("<div><span class=signature>Par Ana Costa</span><span>Publié le 04/02/2024 à 06h45</span></div>",
         ["Ana Costa"], None),
        ("<div class=signature-share><p>By Ana Costa</p></div>", ["Ana Costa"], None),
    ],
)  # fmt: skip
def test_lines_of_names_places_and_papers_are_taken_apart(
    line: str, people: list[str], place: str | None
) -> None:
    """As they are set in Taiwan, in Brazil, side by side, in brackets or before the date."""
    article = read_page(page(f"{line}<div class=story>{paragraphs()}</div>"))
    assert [each.name for each in article.authors] == people
    assert article.byline_location == place


def test_a_report_in_a_script_without_spaces_is_no_byline() -> None:
    """It may begin with the word for reporters; no name is as long as its clauses."""
    line = "<p>记者今天从港务局获悉，为扩建北侧渔码头，明年春季起停航三个月</p>"
    assert people_of(above=line) == ()


@pytest.mark.parametrize(
    ("above", "below", "people"),
    [
        ("", "<div class=autor>Paweł Kos / Dorota Zych</div>", ("Paweł Kos", "Dorota Zych")),
        ("<div class=editor>Emre Kaya - Can Özer</div>", "", ("Emre Kaya", "Can Özer")),
        (
            "",
            "<div class=writer-profile><b>오세훈 기자</b> <a href=#>다른기사 보기</a></div>",
            ("오세훈",),
        ),
        (
            "<div class=byline><p class=credit-name>Ana Costa, Rui Alves</p></div>",
            "",
            ("Ana Costa", "Rui Alves"),
        ),
        ("<div class=author>Ana Costa - <span>News</span></div>", "", ("Ana Costa",)),
        (
            "<div>2024-03-06 08:12　来源：海港日报　记者：<b>沈若川</b> <b>郑莉</b>　【大 小】 打印</div>",
            "",
            ("沈若川", "郑莉"),
        ),
    ],
    ids=[
        "a stroke",
        "an editor",
        "a link to more",
        "a credit of text",
        "the name in the site's address",
        "a line of date and source",
    ],
)
def test_people_are_told_from_what_stands_beside_them(
    above: str, below: str, people: tuple[str, ...]
) -> None:
    """Strokes part names; links to other stories and the name of the site name nobody."""
    assert people_of(above, below) == people


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (
            "<div class=byline><a href=/author/ana>Ana Costa</a> <span>at Bayside Park</span></div>",
            "Bayside Park",
        ),
        ("<div class=author>रश्मि मरावी, देवास</div>", "देवास"),
    ],
)
def test_the_place_behind_a_name_is_where_it_was_written(line: str, place: str) -> None:
    """Reporters of sports are at grounds; scripts without capitals have it as one word behind a full name."""
    assert read_page(page(line + STORY)).byline_location == place


@pytest.mark.parametrize("marked", ["Ana Costa", "Ana Clara Costa e Rui Alves", "Ana Costa, Rui Alves"])
@pytest.mark.parametrize(("behind", "place"), [("São Paulo", "São Paulo"), ("Agência Lusa", None)])
def test_a_place_behind_marked_names_and_a_dash_is_no_author(
    marked: str, behind: str, place: str | None
) -> None:
    """By its capitals it would be a name; the element of the authors ends before it."""
    names = marked.replace(" e ", ", ").split(", ")
    line = (
        f"<p class=from>Por <span itemprop=author><span itemprop=name>{marked}</span></span> — {behind}</p>"
    )
    article = read_page(page(line + STORY))
    assert [name for name in article.author_names if name != behind] == names
    assert article.byline_location == place
    assert place is None or behind not in article.author_names


def test_the_title_of_a_table_that_editors_set_is_no_signature() -> None:
    """The table's class speaks of the editor it was made with."""
    rows = "<tr><th>구분<th>2024<tr><td>수출<td>9"
    table = f"<table class=editor-table><caption>연도별 현황</caption>{rows}</table>"
    assert people_of(below=f"<div>{table}</div>") == ()
