"""Text that is a part of the story although it is set as figures, lists, tables and names are."""

from __future__ import annotations

import pytest

from tests.unit.reading_pages import PROSE, body_of, page, paragraphs

ROWS = (("Ferry", "Leaves", "Arrives"), ("Morning", "6.10", "7.45"), ("Evening", "18.30", "20.05"))
TABLE = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
LINES = [" ".join(row) for row in ROWS]


@pytest.mark.parametrize(
    "table", [f"<table><tbody>{TABLE}</tbody></table>", f"<div class=wide><table>{TABLE}</table></div>"]
)
def test_a_figure_may_hold_a_table(table: str) -> None:
    """Its source stands below it as a caption does, and is one."""
    figure = f"<figure class=table>{table}<figcaption>Source: harbour office</figcaption></figure>"
    html = f"<div>{paragraphs(*PROSE[:3])}{figure}{paragraphs(*PROSE[3:6])}</div>"
    assert body_of(page(html)) == [*PROSE[:3], *LINES, *PROSE[3:6]]


def test_a_table_that_lays_out_a_picture_and_its_caption_is_none() -> None:
    picture = "<table><tr><td><img src=/p.jpg></td></tr><tr><td>The old pier at dawn.</td></tr></table>"
    html = f"<div>{paragraphs(*PROSE[:3])}<figure>{picture}</figure>{paragraphs(*PROSE[3:6])}</div>"
    assert body_of(page(html)) == [*PROSE[:6]]


@pytest.mark.parametrize(
    "quote",
    [
        f"<figure><aside><svg></svg><blockquote>{PROSE[1]}</blockquote></aside></figure>",
        f"<figure class=wp-pullquote><blockquote><p>{PROSE[1]}</p></blockquote></figure>",
        f"<figure class=pull-quote><p>{PROSE[1]}</p></figure>",
    ],
)
def test_a_paragraph_that_a_figure_quotes_stays(quote: str) -> None:
    """A quotation set apart is no caption that the text repeats."""
    html = f"<div>{paragraphs(*PROSE[:4])}{quote}{paragraphs(*PROSE[4:7])}</div>"
    assert body_of(page(html)) == [*PROSE[:7]]


SHORT = "The vote is on Monday."


@pytest.mark.parametrize(
    "make",
    ["<div class=text-block data-block=true><div class=line><span>{}</span></div></div>", "{}<br><br>"],
)
def test_short_sentences_that_are_no_paragraphs_are_set_as_the_others_are(make: str) -> None:
    """Editors of rich text set paragraphs as boxes, and old pages part them by breaks."""
    texts = [SHORT, *PROSE[:3], "It rained."]
    around = "<div>Harbour desk.</div>"
    html = f"{around}<div class=words>{''.join(map(make.format, texts))}</div><div>{around}</div>"
    assert body_of(page(html)) == texts


def test_short_sentences_stand_around_long_lists() -> None:
    """However many lines the list has."""
    items = [f"Berth {number} is free until noon on all days but Sunday" for number in range(1, 10)]
    bullets = "".join(f"<li>{each}</li>" for each in items)
    html = f"<p>{SHORT}</p><h2>Where there is room</h2><ul>{bullets}</ul>{paragraphs(*PROSE[:2])}"
    assert body_of(page(f"<div><p>{PROSE[4]}</p>{html}</div>")) == [
        PROSE[4], SHORT, "Where there is room", *items, *PROSE[:2],
    ]  # fmt: skip


@pytest.mark.parametrize("tags", [("ul", "li"), ("blockquote", "p")])
def test_a_short_sentence_stands_above_a_list_or_a_quotation(tags: tuple[str, str]) -> None:
    """Which may hold all of the longer sentences."""
    outer, inner = tags
    held = "".join(f"<{inner}>{text}</{inner}>" for text in PROSE[:4])
    html = f"<div><p>{SHORT}</p><{outer}>{held}</{outer}><p>It rained.</p></div>"
    assert body_of(page(html)) == [SHORT, *PROSE[:4], "It rained."]


def test_items_of_a_list_may_be_boxes() -> None:
    items = "".join(
        f"<li><div class=line><span>{word}</span></div></li>" for word in ("Two piers", "No bridge")
    )
    html = f"<div>{paragraphs(*PROSE[:3])}<ul>{items}</ul>{paragraphs(*PROSE[3:5])}</div>"
    assert body_of(page(html)) == [*PROSE[:3], "Two piers", "No bridge", *PROSE[3:5]]


THAI = (
    "กรุงเทพมหานครเตรียมขุดลอกคลองลาดพร้าวก่อนฤดูฝนจะมาถึง",
    "ชาวชุมชนริมคลองบอกว่าน้ำท่วมบ้านทุกปีมาตั้งแต่จำความได้",
    "ยังไม่มีใครรู้ว่าจะเริ่มเมื่อใด",
)


def test_sentences_of_scripts_without_a_mark_at_their_end() -> None:
    """Thai and Lao set none."""
    html = f"<div class=words>{paragraphs(*THAI)}</div><div class=end><p>กองบรรณาธิการ</p></div>"
    assert body_of(page(html)) == [*THAI]


@pytest.mark.parametrize(
    "text",
    [
        "ሥራው ሰኞ ይጀምራል።",
        "ការងារចាប់ផ្តើមនៅថ្ងៃច័ន្ទ។",
        "Աշխատանքը սկսվում է երկուշաբթի։",
    ],
)
def test_sentences_of_other_scripts_end_in_marks_of_their_own(text: str) -> None:
    assert body_of(page(f"<div>{paragraphs(text, *PROSE[:2])}</div>")) == [text, *PROSE[:2]]
