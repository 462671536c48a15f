"""Pictures, labels, lists of parts and legal lines that systems set around a story or amid it."""

from __future__ import annotations

import json

import pytest

from tests.unit.reading_pages import HEADLINE, PROSE, body_of, page, paragraphs, read_page

SHOWN = "De oude pier bij zonsopgang, gezien vanaf de vuurtoren aan de overkant van de baai"
TEXT = f"<div class=tekst>{paragraphs()}</div>"
AD = "<div class=x><p class=y>Der Text geht nach der Anzeige weiter</p><div id=slot-2></div></div>"


def story_with(inset: str) -> list[str]:
    return body_of(page(f"<div>{paragraphs(*PROSE[:5])}{inset}{paragraphs(*PROSE[5:])}</div>"))


@pytest.mark.parametrize("picture", ["<img src=/pier.jpg>", "<picture><img src=/pier.jpg></picture>"])
def test_a_line_that_shares_its_box_with_a_picture_alone_is_the_caption(picture: str) -> None:
    """Utility classes name no figure; the line is set in a way of its own, over the story."""
    dated = "<div><p class=t1>Geplaatst op 3 maart 2024</p><p class=t1>Bijgewerkt op 4 maart 2024</p></div>"
    box = f"<div class=r><span></span>{picture}<p class='t1 k'>{SHOWN}.</p></div>"
    article = read_page(page(f"{box}{dated}{TEXT}"))
    assert article.body_text.split("\n\n") == [*PROSE]
    assert [each.caption for each in article.images] == [f"{SHOWN}."]


@pytest.mark.parametrize("line", ["By Ana Costa", "10 March 2024"])
def test_author_and_date_below_a_picture_are_no_caption(line: str) -> None:
    """It is the author's."""
    article = read_page(page(f"<div class=m><img src=/ana.jpg><div class=n>{line}</div></div>{TEXT}"))
    assert not any(each.caption for each in article.images)


def test_a_first_paragraph_below_a_picture_stays() -> None:
    """Where it is set as the others are, its box says more, or it is called the first."""
    first = f"<div class=r><img src=/pier.jpg><p class=z>{PROSE[0]}</p>"
    set_alike = f"{first}</div><div>{paragraphs(*PROSE[1:], attributes=' class=z')}</div>"
    assert body_of(page(set_alike)) == [*PROSE]
    more = f"{first}<p class=z>{PROSE[1]}</p></div><div>{paragraphs(*PROSE[2:])}</div>"
    assert body_of(page(more)) == [*PROSE]
    called = f"{first.replace('class=z', 'class=first-paragraph')}</div>{paragraphs(*PROSE[1:])}"
    assert body_of(page(called)) == [*PROSE]


@pytest.mark.parametrize("cell", ["<td>{}", "<td><p>{}</p>"])
@pytest.mark.parametrize("place", [1, 5, len(PROSE) + 1])
def test_cells_may_hold_paragraphs(cell: str, place: int) -> None:
    """Editors of rich text set every cell so; a row is one line all the same, wherever the table stands."""
    boats = (("Mavna", "3"), ("Trajekt", "4"), ("Brod", "7"))
    rows = "".join(f"<tr>{cell.format(name)}{cell.format(day)}" for name, day in boats)
    told = ["Prva plovidba je u osam.", *PROSE]
    parts = [f"<p>{line}</p>" for line in told]
    parts.insert(place, f"<div class=w><table>{rows}</table></div>")
    found = body_of(page(f"<section class=article-content>{''.join(parts)}</section>"))
    assert found == [*told[:place], "Mavna 3", "Trajekt 4", "Brod 7", *told[place:]]


def test_a_label_alone_in_a_box_ends_no_list() -> None:
    """Systems set one for advertisements between a heading and its list; amid lists it is no text either."""
    harbours = ("Nord", "Süd")
    lists = [f"<h2>Hafen {name}</h2>{AD}<ul><li>Plätze: {name}<li>Frist: Mai</ul>" for name in harbours]
    told = ["Hafen Nord", "Plätze: Nord", "Frist: Mai", "Hafen Süd", "Plätze: Süd", "Frist: Mai"]
    assert body_of(page(f"<div>{paragraphs(*PROSE[:2])}{''.join(lists)}</div>")) == [*PROSE[:2], *told]
    items = "".join(f"<ul><li>{PROSE[at]}<li>{PROSE[at + 1]}</ul>{AD}" for at in range(2, len(PROSE), 2))
    assert body_of(page(f"<div>{paragraphs(*PROSE[:2])}{items}<p>Der Rat tagt im Mai.</p></div>")) == [
        *PROSE,
        "Der Rat tagt im Mai.",
    ]


def test_a_list_of_the_story_s_own_parts_leads_to_no_other_story() -> None:
    """What follows it on a page that says little is the story, not what stands behind teasers."""
    parts = ("Pourquoi un quai au nord ?", "Qui paiera ce nouveau quai ?", "Quand débutent les travaux ?")
    listed = "".join(f"<li><a href='#p{number}'>{part}</a>" for number, part in enumerate(parts))
    told = "".join(f"<h2 id=p{number}>{part}</h2><p>{PROSE[number]}</p>" for number, part in enumerate(parts))
    top = f"<section><h1>{HEADLINE}</h1><div class=top><p>{PROSE[5]}</p></div></section>"
    found = body_of(page(f"{top}<section><div><ol>{listed}</ol></div>{told}</section>", headline=""))
    assert found[-6:] == [line for pair in zip(parts, PROSE, strict=False) for line in pair]


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2024 Radio Fjord. All rights reserved.",
        "© 2024 Il Molo",
        "(c) 2023 Hafenbote – Alle Rechte vorbehalten",
        "Todos os direitos reservados.",
    ],
)
def test_who_may_use_a_story_is_no_part_of_it(line: str) -> None:
    """However long the page is, and above a line that asks readers to report mistakes."""
    told = [" ".join(PROSE[number - at] for at in range(5)) for number in range(len(PROSE))]
    asked = "<p><a href=/typo>Tell us of a mistake</a> in this story.</p>"
    assert body_of(page(f"<div>{paragraphs(*told)}<p><i>{line}</i></p>{asked}</div>")) == told
    said = "“We hold the copyright of 1931,” the harbour master said."
    assert body_of(page(f"<div>{paragraphs()}<p>{said}</p></div>"))[-1] == said


def test_data_that_hold_the_deck_before_a_short_text_hold_no_more_than_the_page() -> None:
    """Some systems state both as the text; what readers see is the text."""
    deck, told = f"{PROSE[0]} {PROSE[1]}", "Nikt nie został ranny. Do sprawy wrócimy."
    data = json.dumps({"@type": "NewsArticle", "headline": HEADLINE, "articleBody": f"{deck} {told}"})
    head = f'<script type="application/ld+json">{data}</script>'
    article = read_page(page(f"<p class=deck>{deck}</p><div class=article-content><p>{told}</p></div>", head))
    assert (article.deck, article.body_text) == (deck, told)
    cut = page(f"<p class=deck>{deck[:-9]}</p><div class=article-content><p>{told}</p></div>", head)
    assert read_page(cut).body_text.startswith(PROSE[0])


def test_paragraphs_that_are_all_called_a_description_are_the_text() -> None:
    """Some systems call every paragraph so; a single one over the text is its deck."""
    told = paragraphs(PROSE[0], *PROSE[2:], attributes=" itemprop=description class=k")
    head = f"<div class=meta>03/03/2024</div><div class=tools><p>{PROSE[1]}</p></div>"
    article = read_page(page(f"{head}<div class=z>{told}</div>"))
    assert article.deck != PROSE[0] and PROSE[0] in article.body_text
    single = read_page(page(f"<p itemprop=description>{PROSE[0]}</p><div>{paragraphs(*PROSE[1:])}</div>"))
    assert (single.deck, single.body_text.split("\n\n")) == (PROSE[0], [*PROSE[1:]])


@pytest.mark.parametrize(
    "line",
    [
        "<a href='https://whatsapp.com/channel/0aB'><b>Bizim kanal açıldı: günün haberleri, görüşler, hava, "
        "trafik ve daha fazlası cebinizde.</b></a>",
        "Najświeższe wieści z portu? <a href='https://chat.whatsapp.com/xyz'>kliknij ten link</a>",
        "<a href='https://chat.whatsapp.com/x'><img src=/i.png></a> Wieści z portu <a href=/x>tutaj</a>",
        "<a href='https://t.me/havenbode'>Het laatste nieuws uit de haven, elk uur, op uw telefoon.</a>",
    ],
)
def test_a_link_to_join_a_channel_is_no_text(line: str) -> None:
    """Whatever its words; one that a story gives for its source is."""
    assert story_with(f"<p>{line}</p>") == [*PROSE]
    source = "The harbour master <a href='https://t.me/master/12'>wrote on Monday</a> that the ferries sail."
    assert len(story_with(f"<p>{source}</p>")) == len(PROSE) + 1
    channel = "<a href='https://whatsapp.com/channel/x'>a channel</a>"
    told = f"The harbour has {channel} since Monday, and three thousand people have joined it."
    assert len(story_with(f"<p>{told}</p>")) == len(PROSE) + 1
