"""Names that stand alone by the text, where a page has no other byline."""

from __future__ import annotations

import json

import pytest

from broadsheet.extraction.byline import parse_byline
from tests.unit.reading_pages import HEADLINE, PROSE, page, paragraphs, read_page


def authors_of(*lines: str, head: str = "") -> list[str]:
    article = read_page(page(f"<div>{paragraphs(*lines)}</div>", head))
    return [each.name for each in article.authors]


@pytest.mark.parametrize("lines", [("ANA COSTA", *PROSE), (*PROSE, "Ana Costa")])
def test_a_name_alone_over_or_under_the_text_is_its_author(lines: tuple[str, ...]) -> None:
    """Set as the paragraphs are, in a line of its own."""
    assert [name.title() for name in authors_of(*lines)] == ["Ana Costa"]


@pytest.mark.parametrize(
    "line", ["Harbour fees since 1931", "With agency reports", "The lighthouse", "Rain at noon, sun at four"]
)
def test_other_short_lines_there_name_nobody(line: str) -> None:
    """Capitals in every word and no digit make a name; a subheading has neither."""
    assert authors_of(line, *PROSE) == authors_of(*PROSE, line) == []


def test_a_stated_author_outweighs_a_line_that_may_be_a_place() -> None:
    """A signature is the last resort."""
    assert authors_of("New Harbour", *PROSE, head="<meta name=author content='Rui Alves'>") == ["Rui Alves"]


def test_an_advertisement_may_stand_over_a_signature() -> None:
    """It is no part of the text."""
    html = f"<div>{paragraphs()}<div class=ad-slot>Advertisement</div><p>(Ana Costa)</p></div>"
    assert [each.name for each in read_page(page(html)).authors] == ["Ana Costa"]


def test_letters_each_signed_by_somebody_have_no_author_of_the_page() -> None:
    """Who signs the last of them wrote no more than that."""
    assert authors_of(PROSE[0], "Ana Costa, Aldery", *PROSE[1:3], "Rui Alves, Brookfen") == []
    assert authors_of(*PROSE, "Rui Alves, Brookfen") == ["Rui Alves"]


def test_sections_after_a_byline_are_no_authors() -> None:
    """ "By Ana Costa, in News, Harbour": what follows the preposition are sections."""
    assert [each.name for each in parse_byline("By Ana Costa, in News").authors] == ["Ana Costa"]


_PORT = (
    "港湾局は火曜日の夜、港の北側に二本目の桟橋を造る計画を市議会に示し、来春の着工を目指すと説明した。",
    "漁業者は何年も前から係留場所を増やすよう求めており、港長は当初からこの計画を支持してきたという。",
)


@pytest.mark.parametrize(("behind", "names"), [
    ("（丸山恵）", ["丸山恵"]), ("(小出 さくら)", ["小出 さくら"]), ("（記者 林芷妤）", ["林芷妤"]),
    ("（丸山恵、小出達也）", ["丸山恵", "小出達也"]), ("（港支局・丸山恵）", ["丸山恵"]),
    ("（社会部 丸山恵）", ["丸山恵"]),
    ("（敬称略）", []), ("（入場無料）", []), ("（つづく）", []), ("（社会部）", []), ("（共同通信）", []),
    ("（要予約）", []), ("（右から）", []), ("（予定は未定）", []), ("（参加は自由）", []),
])  # fmt: skip
def test_a_name_in_brackets_behind_the_last_sentence_is_its_author(behind: str, names: list[str]) -> None:
    """It outweighs the paper's own name, which machines are told of every story, and stays in the text."""
    paper = "<script type=application/ld+json>" + json.dumps({
        "@type": "NewsArticle", "headline": HEADLINE, "author": {"@type": "Organization", "name": "港新聞社"},
    }) + "</script>"  # fmt: skip
    html = page(f"<div>{paragraphs(*_PORT, *PROSE, _PORT[0] + behind)}</div>", paper)
    article = read_page(html)
    assert [each.name for each in article.authors] == (names or ["港新聞社"])
    assert article.body_text.endswith(_PORT[0] + behind)


def test_a_line_over_a_list_of_links_below_the_text_signs_nothing() -> None:
    """ "Zum Hafen" is set as the paragraphs are, in capitals, and heads what follows."""
    links = "<ul><li><a href=/harbour>Harbour fees rise</a></li><li><a href=/rain>Rain at noon</a></li></ul>"
    article = read_page(page(f"<div>{paragraphs(*PROSE)}<p><b>Zum Hafen</b></p>{links}</div>"))
    assert not article.authors


def test_two_links_to_one_author_are_one_author() -> None:
    """ "All Columns" leads where the name leads."""
    links = '<p><a href="/authors/ana">Ana Costa</a> <a href="/authors/ana">All Columns</a></p>'
    assert [each.name for each in read_page(page(f"{links}<div>{paragraphs()}</div>")).authors] == [
        "Ana Costa"
    ]


@pytest.mark.parametrize("signed", ["【丸山恵、小出達也】", "〔丸山恵、小出達也〕"])
def test_brackets_of_all_kinds_sign_a_paragraph(signed: str) -> None:
    """And the paragraph ends as a sentence does, however short it is, below a list of links."""
    long = "港の工事は来春まで続き、渡し船は朝と夕方だけ動く。市は五百人の住民に説明したと発表した。"
    link = '<ul><li><a href="/a">＜図解＞港の一年</a></li></ul>'
    article = read_page(
        page(f"<div>{paragraphs(long, long + '二')}{link}<p>港は六時に開くと市は述べた。{signed}</p></div>")
    )
    assert [each.name for each in article.authors] == ["丸山恵", "小出達也"]
    assert article.body_text.endswith(f"港は六時に開くと市は述べた。{signed}")


def test_an_account_with_a_number_is_nobody() -> None:
    """Who works with it changes by the day."""
    head = '<meta name="author" content="press2">'
    assert not read_page(page(f"<div>{paragraphs()}</div>", head)).authors
