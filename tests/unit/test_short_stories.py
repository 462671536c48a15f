"""Stories of a line or two, and the short sentences with which longer ones begin and end."""

from __future__ import annotations

import pytest

from broadsheet.errors import PageRejected
from broadsheet.extraction.sitelines import is_of_site
from tests.unit.reading_pages import PROSE, body_of, page, paragraphs, read_page

SHORT = "The vote is on Monday."
OFFER = "<h4>For subscribers</h4><p>Read every story for one euro for three months. Leave any time.</p>"
TEASERS = "".join(
    f"<div class=feed-item><h2><a href=/harbour/{number}>{text[:50]}</a></h2><p>{text}</p></div>"
    for number, text in enumerate(PROSE[4:])
)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (SHORT, "It rained."),
        ("費用は約832万円を見込む。", "次戦は29日、青葉台市で行われる。"),
        ("हालांकि विपक्ष ने इस पर सवाल उठाए हैं।", "“Nothing has changed,” he said."),
    ],
)
def test_the_first_and_the_last_sentence_may_be_short(first: str, last: str) -> None:
    """What is set as the story's paragraphs are and ends as a sentence is the story's."""
    around = "<p>Harbour</p><div class=prompt><p>Tell us more.</p></div>"
    html = f"{around}<div class=text>{paragraphs(first, *PROSE, last)}<p>Harbour desk</p></div>{around}"
    assert body_of(page(html)) == [first, *PROSE, last]


@pytest.mark.parametrize(
    ("first", "rest"),
    [("text text--opening", "text"), ("has-drop-cap", ""), ("css-7 firstLetter", "css-7")],
)
@pytest.mark.parametrize("texts", [(SHORT, PROSE[0]), (PROSE[0], SHORT), (PROSE[0], f"{SHORT[:-1]}.")])
def test_the_first_paragraph_may_have_a_class_of_its_own(
    first: str, rest: str, texts: tuple[str, str]
) -> None:
    """For its drop cap; it is the same sort of line as the others, whichever of them is short."""
    html = f"<p class='{first}'>{texts[0]}</p><p class='{rest}'>{texts[1]}</p>"
    assert body_of(page(f"<div>{html}</div>")) == list(texts)


@pytest.mark.parametrize(("first", "second"), [("text", "text note"), ("text", "note")])
def test_a_short_line_below_with_a_class_of_its_own_is_none(first: str, second: str) -> None:
    """A note under the text has one, too."""
    html = f"<p class='{first}'>{PROSE[0]}</p><p class='{second}'>Tell us more.</p>"
    assert body_of(page(f"<div>{html}</div>")) == [PROSE[0]]


def test_a_short_part_of_a_text_made_of_parts_is_no_box() -> None:
    """The paragraph behind an advertisement has a part for itself, and so may the one over a list have."""
    last = "Asked by this paper, the council gave no answer."
    behind = f"<div class=ad>Ad</div><div class=textBlock><p>{last}</p></div>"
    assert body_of(page(f"<div>{paragraphs(*PROSE[:4])}{behind}</div>")) == [*PROSE[:4], last]


def test_lists_below_a_paragraph_in_a_part_of_its_own_are_the_story_s() -> None:
    """Results of a day, by division."""
    results = ["Aldery - Brookfen 3-1", "Castmoor - Dunwick 0-0", "Elmstow - Farholm 2-5"]
    lists = "".join(
        f"<h2>{head}</h2><ul>{''.join(f'<li>{each}</li>' for each in results)}</ul>" for head in "AB"
    )
    text = f"<div class=body><div class=text-component><p>{PROSE[0]}</p></div>{lists}</div>"
    assert body_of(page(text)) == [PROSE[0], "A", *results, "B", *results]


_RESULTS = [
    "Northern League, day 4",
    "■ Aldery 3-1 Brookfen",
    "■ Castmoor 0-0 Dunwick",
    "■ Elmstow 2-5 Farholm",
]
_APPOINTED = ["◇ Heads of office", "▲ Harbours: Ana Costa", "▲ Roads: Rui Alves", "▲ Schools: Eva Lind"]
_IN_FEW_SIGNS = ["◇ 국장급 전보", "▲ 항만기획국장 한가람", "▲ 도로안전국장 민서우", "▲ 교육지원국장 구하늘"]
_OTHERS = "<section><b>rui7</b><p>At last somebody prints the tables that we asked for.</p></section>"


@pytest.mark.parametrize(
    "lines", [_RESULTS, _APPOINTED, _IN_FEW_SIGNS, [*_RESULTS, "▲ Best of the day (of 12 that played)."]]
)
def test_a_text_of_lines_that_are_numbered_or_marked_is_no_comment_below_it(lines: list[str]) -> None:
    """Results, appointments: no sentence among them, and the page's own markup calls them its text."""
    html = f"<div itemprop=articleBody>{paragraphs(*lines)}</div>{_OTHERS}"
    assert body_of(page(html)) == lines


@pytest.mark.parametrize("lines", [["Subscribe", "Log in", "Help"], ["Photo: Rui Alves", "Share", "1 of 5"]])
def test_buttons_in_the_place_of_the_text_are_none(lines: list[str]) -> None:
    """Few of them have numbers, and none begins with a sign."""
    html = f"<div itemprop=articleBody>{paragraphs(*lines)}</div><div>{paragraphs()}</div>"
    assert body_of(page(html)) == list(PROSE)


def test_short_sentences_in_boxes_of_their_own_are_the_story_s_too() -> None:
    """Some systems set every paragraph into a card."""
    texts = [SHORT, *PROSE[:2]]
    cards = "".join(f"<div class=card><div class=words><p>{text}</p></div></div>" for text in texts)
    assert body_of(page(f"<div class=cards>{cards}</div>")) == texts


@pytest.mark.parametrize("called", ["class='x article-body'", "id=story_text", "itemprop=articleBody"])
@pytest.mark.parametrize("text", [SHORT, PROSE[0]])
def test_one_line_over_a_wall_and_teasers_is_all_the_text(called: str, text: str) -> None:
    """Most running text is other stories'; the element called the story's text tells which is its own."""
    html = f"<div {called}><p>{text}</p></div><div class=offer>{OFFER}</div>{TEASERS}"
    assert body_of(page(html)) == [text]


def test_a_name_that_says_how_a_box_is_laid_out_names_no_part_of_the_page() -> None:
    """A story that is to have no buttons for sharing is no bar of such buttons."""
    html = f"<div class='entry-content no-share'><p>{PROSE[0]}</p></div><div>{paragraphs(*PROSE[1:5])}</div>"
    assert body_of(page(html)) == [PROSE[0]]


def test_of_elements_called_alike_none_is_the_story_s_text() -> None:
    """Lists of teasers call each of theirs so."""
    teasers = "".join(f"<div class=post-content><p>{text}</p></div>" for text in PROSE[:2])
    html = f"<div class=words>{paragraphs(*PROSE[2:])}</div><section>{teasers}</section>"
    assert body_of(page(html)) == [*PROSE[2:]]


def test_the_innermost_name_counts() -> None:
    """Around the text the element with wall and notes is called alike."""
    inner = f"<div class=story__text><p>{PROSE[0]}</p></div><div>{OFFER}</div>"
    assert body_of(page(f"<section class=story__content>{inner}</section>{TEASERS}")) == [PROSE[0]]


def test_a_long_text_called_so_may_be_the_first_part_alone() -> None:
    """As the introduction of a live blog, whose entries stand beside it."""
    intro, entries = paragraphs(*(PROSE * 2)), [f"{text} So it was at noon." for text in PROSE * 3]
    cards = "".join(f"<div><p>{text}</p></div>" for text in entries)
    html = f"<div class=grid><div itemprop=articleBody>{intro}</div>{cards}</div>"
    assert body_of(page(html))[-1] == entries[-1]


@pytest.mark.parametrize(
    "last",
    [
        "Le maire a prÃ©sentÃ© le quai.",  # bytes read twice
        "Щука и Щит: Ð©Ð¸Ñ.",
        "On the wall stood a large © and a name.",
        "کارفرما گفت تمام حقوق کارگران تا پایان ماه پرداخت می‌شود.",
        "Penyanyi itu menjual hak cipta lagunya kepada kota.",
        "写真の無断使用について市に謝罪を求めた。",
        "De äldre kräver alla rättigheter som andra har.",
    ],
)
def test_a_sentence_on_rights_is_one(last: str) -> None:
    assert not is_of_site(last)


@pytest.mark.parametrize(
    "last",
    [
        "© 2024 Rannikon Sanomat",
        "The Coast Courier © 2024.",
        "تمام حقوق مادی و معنوی این سایت متعلق به خبرگزاری بندر است.",
        "کلیه حقوق محفوظ است",
        "Hak cipta dilindungi undang-undang",
        "記事・写真の無断転載を禁じます。",
        "Alla rättigheter förbehållna.",
        "Copyright © Kystbladet",
        "সর্বস্বত্ব সংরক্ষিত",
    ],
)
def test_a_line_on_the_site_s_rights_is_no_text(last: str) -> None:
    assert is_of_site(last)


def test_counters_in_the_place_of_the_text_are_none() -> None:
    """All have numbers, but they say less than one sentence does."""
    counters = paragraphs("2:30", "3 views", "12 March")
    with pytest.raises(PageRejected):
        read_page(page(f"<div itemprop=articleBody>{counters}</div>"))


def test_a_line_that_machines_are_told_is_the_text_outweighs_the_teasers_below_it() -> None:
    """Each of these has a linked title and sentences of its own: together more than a short notice."""
    teasers = "".join(
        f"<div class=card><a href=/{n}><h3>The {n}th step of the pier</h3></a><p>{text}</p></div>"
        for n, text in enumerate(PROSE, 4)
    )
    told = "The bridge stays shut until Monday."
    html = page(
        f"<div itemprop=articleBody><p>{told}</p></div></article><div class=grid>{teasers}</div><article>"
    )
    assert body_of(html) == [told]
