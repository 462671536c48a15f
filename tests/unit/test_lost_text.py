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
