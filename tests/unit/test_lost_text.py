"""Text that is a part of the story although it is set as figures, lists, tables and names are."""

from __future__ import annotations

import pytest

from tests.unit.reading_pages import HEADLINE, PROSE, body_of, page, paragraphs, read_page

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


@pytest.mark.parametrize(
    "called",
    ["data-testid=article-body", "data-qa='story_text'", "class='field field--name-body field--type-text'"],
)
def test_names_for_tests_and_of_fields_name_the_story_s_text(called: str) -> None:
    """Classes of today may be made by a machine, and say nothing."""
    notice = f"<div class=x7f><p>{PROSE[1]}</p></div>"
    assert body_of(page(f"<div {called}><p class=x1>{SHORT}</p></div>{notice}")) == [SHORT]


def test_data_that_hold_an_address_name_nothing() -> None:
    html = f"<div data-href=/article-body/><p>{SHORT}</p></div><div><p>{PROSE[1]}</p><p>{PROSE[2]}</p></div>"
    assert body_of(page(html)) == [*PROSE[1:3]]


def test_a_part_of_the_text_named_after_it_is_not_all_of_it() -> None:
    """A summary whose class says that it is a part of the element around it."""
    inner = f"<div class=article__text__summary><span>{PROSE[0][:45]}.</span></div>"
    html = f"<div class=article__text>{inner}{paragraphs(*PROSE[1:])}</div>"
    assert body_of(page(html))[-len(PROSE) + 1 :] == [*PROSE[1:]]


NOTICE = (
    "<div class=k2><p>We keep data in cookies, and take it that you agree when you read on here.</p></div>"
)
LEGAL = f"<div class=page-footer><p>{PROSE[8]} {PROSE[9]} {PROSE[10]}</p></div>"


@pytest.mark.parametrize("beside", [NOTICE, LEGAL])
def test_a_story_of_short_lines_is_not_what_stands_beside_it(beside: str) -> None:
    """A horoscope, bets on horses: nothing in them is as long as the notice at the end of the page."""
    lines = ["Aries: Call back. Really.", "Taurus: Stay home.", "Race 3: 2, 5, 11."]
    html = page(f"<div class=k1>{paragraphs(*lines)}</div>").replace("</main>", f"</main>{beside}")
    assert body_of(html) == lines


@pytest.mark.parametrize("text", [SHORT, PROSE[0]])
def test_a_footer_is_never_the_story(text: str) -> None:
    """However much longer than a short one it is, and however it is made."""
    title = f"<div class=k0><h1>{HEADLINE}</h1></div>"
    html = f"{title}<div class=k1><p>{text}</p></div>"
    html = page(html, headline="").replace("article>", "div>").replace("</main>", f"{LEGAL}</main>")
    assert body_of(html) in ([text], [""])


FIRST = "".join(f"<li>{name}</li>" for name in ("Vera", "Astrid", "Alma"))
SECOND = "".join(f"<li>{name}</li>" for name in ("Noah", "Hugo", "Liam"))
NAMES = ["Girls", "Vera", "Astrid", "Alma", "Boys", "Noah", "Hugo", "Liam"]


def test_a_story_may_end_with_several_lists() -> None:
    """Each below its heading, and none of them with running text."""
    html = f"<div>{paragraphs(*PROSE[:2])}<h2>Girls</h2><ul>{FIRST}</ul><h2>Boys</h2><ol>{SECOND}</ol></div>"
    assert body_of(page(html)) == [*PROSE[:2], *NAMES]


@pytest.mark.parametrize("heading", ["", "<h3>Times</h3>"])
@pytest.mark.parametrize("box", ["<div class=scroll>{}</div>", "<figure><div>{}</div></figure>"])
def test_a_story_may_end_with_a_table_in_boxes(box: str, heading: str) -> None:
    table = box.format(f"<table><thead>{TABLE}</thead></table>")
    told = ["Times"] * bool(heading)
    html = f"<div>{paragraphs(*PROSE[:2])}{heading}{table}</div><div><p>Harbour desk</p></div>"
    assert body_of(page(html)) == [*PROSE[:2], *told, *LINES]


def test_the_first_sub_headline_may_stand_above_the_first_paragraph() -> None:
    """Letters to the editor: it is set as those between the paragraphs are, and titles of boxes are not."""
    letters = "".join(f"<h3>Letter {n}</h3><p>{text}</p>" for n, text in enumerate(PROSE[:3]))
    assert body_of(page(f"<h4>Opinion</h4><div>{letters}</div>")) == [
        "Letter 0", PROSE[0], "Letter 1", PROSE[1], "Letter 2", PROSE[2],
    ]  # fmt: skip
    other = f"<h4>Opinion</h4>{paragraphs(*PROSE[:2])}<h3>Later</h3><p>{PROSE[3]}</p>"
    assert body_of(page(f"<div>{other}</div>")) == [*PROSE[:2], "Later", PROSE[3]]


def test_an_element_called_the_text_is_no_deck() -> None:
    """A field of which the type is called text with summary."""
    field = "field field--name-body field--type-text-with-summary"
    assert body_of(page(f"<div class='{field}'><p>{SHORT}</p></div>")) == [SHORT]


def test_a_short_sentence_stands_above_a_quotation_that_begins_with_one() -> None:
    quote = f"<blockquote><p>It rained.</p><p>{PROSE[0]}</p></blockquote>"
    html = f"<div class=k1><p>{SHORT}</p>{quote}<p>{PROSE[1]}</p></div>"
    assert body_of(page(html)) == [SHORT, "It rained.", *PROSE[:2]]


def test_the_name_of_an_advertisement_stands_before_the_last_list() -> None:
    label = "<div class=slot><span>Anuncio</span></div>"
    html = f"<div>{paragraphs(*PROSE[:2])}{label}<h2>Girls</h2><ul>{FIRST}</ul></div><div>More</div>"
    assert body_of(page(html)) == [*PROSE[:2], *NAMES[:4]]


def test_the_lines_of_one_cell_are_paragraphs() -> None:
    """Old pages set a story into a table that lays out the page."""
    cell = "<br><br>".join(text[:70] + "." for text in PROSE[:4])
    html = f"<table><tr><td class=menu>Harbour</td><td>{cell}</td></tr></table>"
    assert body_of(page(html)) == [text[:70] + "." for text in PROSE[:4]]


def test_of_two_paragraphs_in_boxes_one_may_be_short() -> None:
    """However much longer the other is, the story is what holds both."""
    box = "<div class=block data-block=true><div class=line><span>{}</span></div></div>"
    html = f"<div class=words>{box.format(SHORT)}{box.format(' '.join(PROSE[:5]))}<div>Ad</div></div>"
    assert body_of(page(html)) == [SHORT, " ".join(PROSE[:5])]


def test_a_short_sentence_may_hold_a_link() -> None:
    text = "The vote on the <a href=/pier>second pier</a> is on Monday."
    html = (
        f"<div class=words>{paragraphs(text, *PROSE[:3])}<p>See also: <a href=/x>The old pier.</a></p></div>"
    )
    assert body_of(page(html)) == ["The vote on the second pier is on Monday.", *PROSE[:3]]


def test_a_box_to_sign_up_beside_a_short_story_is_not_the_story() -> None:
    """It is longer than the story, and known by its name alone."""
    box = f"<div class=article__subscribe><p>{PROSE[0][:60]}.</p></div>"
    html = f"<div class=text itemprop=articleBody>{paragraphs(PROSE[1][:45] + '.')}</div>{box}"
    assert body_of(page(html)) == [PROSE[1][:45] + "."]


def test_names_within_names_may_be_nested_as_deep_as_a_page_may_be() -> None:
    html = f"{'<div class=article-body>' * 1500}{paragraphs(*PROSE)}{'</div>' * 1500}"
    assert body_of(page(html)) == [*PROSE]


TEASERS = "".join(
    f"<div class=card><a href=/n/{n}><h3>{text[:50]}</h3></a></div>" for n, text in enumerate(PROSE[6:])
)
BESIDE = f"<section class=k9><h2>More</h2>{TEASERS}</section><div class=z1><p>{PROSE[4]}</p></div>{NOTICE}"


@pytest.mark.parametrize("around", ["article", "div"])
@pytest.mark.parametrize("texts", [[SHORT], [SHORT, "It rained."], [*PROSE[:2]]])
def test_little_text_behind_a_row_of_teasers_is_not_the_story(around: str, texts: list[str]) -> None:
    """However short the story is, and whatever the elements around it are called."""
    html = page(f"<div class=k1>{paragraphs(*texts)}</div>").replace("</main>", f"</main>{BESIDE}")
    assert body_of(html.replace("article>", f"{around}>").replace("main>", f"{around}>")) == texts


@pytest.mark.parametrize("make", ["k1", "k2"])
def test_a_story_goes_on_behind_teasers_in_the_element_of_its_headline(make: str) -> None:
    """Whether the part behind them is set as the first one is, or in a way of its own."""
    box = f"<div class=more>{'</div>'.join(TEASERS.split('</div>')[:3])}</div></div>"
    html = (
        f"<div class=k1>{paragraphs(*PROSE[:5])}</div>{box}<div class={make}>{paragraphs(*PROSE[5:7])}</div>"
    )
    assert body_of(page(html)) == [*PROSE[:7]]


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        (f"<ul>{FIRST}</ul>", ["Vera", "Astrid", "Alma"]),
        (f"<p>Here they are:</p><ul>{FIRST}</ul>", ["Here they are:", "Vera", "Astrid", "Alma"]),
        (f"<div><table>{TABLE}</table></div>", LINES),
        (f"<figure><table>{TABLE}</table></figure>", LINES),
        ("<dl><dt>Who</dt><dd>Ana</dd><dt>Where</dt><dd>Pier</dd></dl>", ["Who", "Ana", "Where", "Pier"]),
        (
            "<div>Aries: Call back.</div><div>Taurus: Stay home.</div>",
            ["Aries: Call back.", "Taurus: Stay home."],
        ),
    ],
)
def test_a_story_may_be_a_list_or_a_table_alone(told: str, lines: list[str]) -> None:
    """Not a sentence in it is as long as running text; beside it stand texts that are."""
    html = page(f"<header><p>By Ana Costa</p></header><div class=k1>{told}</div>")
    assert body_of(html.replace("</main>", f"</main>{BESIDE}")) == lines


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        (f"<div class=wide><ul>{FIRST}</ul></div>", ["Vera", "Astrid", "Alma"]),
        ("<h2>How to</h2><ol><li>Wash.</li><li>Cut.</li></ol>", ["How to", "Wash.", "Cut."]),
        ("<dl><dt>Who</dt><dd>Ana</dd><dt>Where</dt><dd>Pier</dd></dl>", ["Who", "Ana", "Where", "Pier"]),
        (f"<p>Quellen:</p><ul>{FIRST}</ul>", []),
        (f"<h3>Sources</h3><ul>{FIRST}</ul>", []),
    ],
)
def test_lists_of_other_makes_end_a_story(told: str, lines: list[str]) -> None:
    """But those of its sources."""
    html = f"<div class=k1>{paragraphs(*PROSE[:4])}{told}</div><div><p>Harbour desk</p></div>"
    assert body_of(page(html)) == [*PROSE[:4], *lines]


LISTED = ("Two piers", "One lighthouse", "No bridge")


@pytest.mark.parametrize("attributes", [" itemprop=description", " class=lead", " class=intro-text"])
def test_what_all_paragraphs_are_called_makes_no_deck_of_the_first(attributes: str) -> None:
    """However few they are; a line of another make behind a story says nothing."""
    wrapped = "<div class=z1>{}</div><div class=z2><p>Harbour desk</p></div>"
    for count in (2, 5):
        html = page(wrapped.format(paragraphs(*PROSE[:count], attributes=attributes)))
        assert body_of(html) == [*PROSE[:count]]
    offer = f"<p{attributes}><a href=https://t.me/harbourcourier>The tides of the day in our channel</a></p>"
    assert body_of(page(wrapped.format(paragraphs(PROSE[0], attributes=attributes) + offer))) == [PROSE[0]]


def test_a_paragraph_over_parts_of_the_text_is_no_deck_though_it_is_called_a_description() -> None:
    items = "".join(f"<li>{each}</li>" for each in LISTED)
    told = f"<p itemprop=description>{PROSE[0]}</p><h2>What there is</h2><ul>{items}</ul>"
    assert body_of(page(f"<div class=z1>{told}</div>")) == [PROSE[0], "What there is", *LISTED]


@pytest.mark.parametrize("attributes", [" itemprop=description", " class=lead"])
def test_a_deck_of_another_make_than_the_text_stays_one(attributes: str) -> None:
    html = f"<p{attributes}>{PROSE[0]}</p><ul><li>Share</li></ul><div>{paragraphs(*PROSE[1:6])}</div>"
    article = read_page(page(html))
    assert (article.deck, article.body_text.split("\n\n")) == (PROSE[0], [*PROSE[1:6]])
