"""Captions and credits, in figures and without them, in the words of many languages."""

from __future__ import annotations

import pytest

from broadsheet.extraction.credits import Caption, split_caption, split_credit
from tests.unit.reading_pages import HEADLINE, PROSE, body_of, page, paragraphs, read_page

SHOWN = "The pilot on the old pier at dawn"
TEXT = f"<div class=story>{paragraphs(*PROSE)}</div>"


def lead_of(box: str, below: str = "") -> tuple[str | None, str | None]:
    """Caption and credit of the lead image, of a page with that box above its text."""
    images = read_page(page(f"{box}{TEXT}{below}")).images
    return (images[0].caption, images[0].credit) if images else (None, None)


@pytest.mark.parametrize(
    "line",
    [
        f"{SHOWN} / Φωτ. Γ. Μάστορης", f"{SHOWN} | Fotoğraf: Zeynep Kar", f"{SHOWN} (צילום: דוד קליין)",
        f"{SHOWN} تصوير: حاتم بن عمر", f"▲ {SHOWN} ⓒ정해린 기자", f"{SHOWN} Fot. B. Lis", f"{SHOWN} 沈雨桐摄",
        f"{SHOWN}（小出達也撮影）", f"{SHOWN} फोटो: संदीप धुर्वे", f"{SHOWN} /정해린 기자",
        f"{SHOWN}　新华社记者 李想 摄", f"{SHOWN}＝藤巻千夏撮影", f"{SHOWN} ছবি: রফিক হাসান",
    ],
)  # fmt: skip
def test_a_credit_is_told_by_the_words_for_pictures_of_its_language(line: str) -> None:
    """Caption and credit are apart, without the sign between them."""
    parts = split_credit(line)
    assert parts.text == SHOWN
    assert parts.credit is not None and parts.credit in line and len(parts.credit) < len(line) - len(SHOWN)


def test_a_line_without_a_credit_is_a_caption_as_a_whole() -> None:
    """Words that hold those of credits are no credits."""
    for line in ("A foto shop on the quay, 2024", "The by-laws of 1911, in a robot's hand"):
        assert split_credit(line) == Caption(line, None)


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=ImageDetails><img src=/a.jpg><div><span class=title>{SHOWN}</span>"
        "<span class=credit>(Photo: Ana Costa)</span></div></div>",
        f"<div class=field-media-image><img src=/a.jpg><div class=field-caption>{SHOWN}</div>"
        "<div class=field-credit>Ana Costa</div></div>",
        f"<table><tr><td><img src=/a.jpg></td></tr><tr><td>{SHOWN} <i>Foto: Ana Costa</i></td></tr></table>",
        f"<figure><img src=/a.jpg><figcaption><span>{SHOWN}.</span><span class=m>Ana Costa</span>"
        "</figcaption></figure>",
        f"<figure><div><img src=/a.jpg><span class=q>Ana Costa</span></div><figcaption>"
        f"<span class=visually-hidden>Image caption, </span>{SHOWN}</figcaption></figure>",
        f"<div class=pic><img src=/a.jpg><div class=pic_sign>{SHOWN}</div><div class=pic_author>Фото: "
        "<span>Ana Costa</span></div></div>",
        "<article class='field field--label-hidden'><div class='field--name-image media-image'>"
        f"<img src=/a.jpg><div class=field-caption>{SHOWN}</div><div class=field-copyright>Ana Costa</div>"
        "</div></article>",
        f"<figure><amp-img src=/a.jpg width=16 height=9></amp-img><figcaption>{SHOWN} — Foto: Ana Costa"
        "</figcaption></figure>",
    ],
)
def test_caption_and_credit_are_read_however_they_are_set(box: str) -> None:
    """In a figure, a box or a table; the credit marked by a class, by a word, or by nothing but its place."""
    caption, credit = lead_of(box)
    assert (caption or "").rstrip(".") == SHOWN
    assert credit == "Ana Costa"
    assert body_of(page(f"{box}{TEXT}")) == [*PROSE]


def test_a_caption_right_below_its_picture_within_the_text_is_none_of_the_text() -> None:
    """Old systems set both as paragraphs of the story."""
    html = (
        f"<div class=story><p><img src=/a.jpg></p><p>{SHOWN} (Foto: Ana Costa)</p>{paragraphs(*PROSE)}</div>"
    )
    assert body_of(page(html)) == [*PROSE]
    image = read_page(page(html)).images[0]
    assert (image.caption, image.credit) == (SHOWN, "Ana Costa")


@pytest.mark.parametrize(
    "line",
    ["© 2026 Courier Ltd. All rights reserved", "Copyright (C) 1998-2026 The Courier", "ⓒ Courier 2026"],
)
def test_the_imprint_of_the_site_is_no_credit(line: str) -> None:
    """The one picture of the page and the line at its foot share the page, not a box."""
    assert lead_of("<div class=top><img src=/a.jpg></div>", f"<div class=end><p>{line}</p></div>") == (
        None,
        None,
    )


def test_a_picture_that_leads_to_another_story_is_not_this_one_s() -> None:
    """A teaser above the text has a picture and a short text, too."""
    box = f"<div class=image-box><a href=/town/other-story><img src=/b.jpg></a><p>{SHOWN}</p></div>"
    assert all(image.caption != SHOWN for image in read_page(page(f"{box}{TEXT}")).images)


def test_a_page_that_is_one_form_is_read_like_any_other() -> None:
    """ASP.NET sets a form around the whole page; its dates and names are no fields to fill in."""
    html = page(f"<p class=byline>By Ana Costa</p><p class=date>March 9, 2024</p>{TEXT}")
    start = html.index(">", html.index("<body")) + 1
    formed = f"{html[:start]}<form action=/a.aspx>{html[start:].replace('</body>', '</form></body>')}"
    article = read_page(formed)
    assert article.headline == HEADLINE
    assert article.published_at is not None and [each.name for each in article.authors] == ["Ana Costa"]


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        (f"{SHOWN} LUC MOREAU / AFP", SHOWN, "LUC MOREAU / AFP"),
        (f"{SHOWN}. Luc Moreau / AFP", f"{SHOWN}.", "Luc Moreau / AFP"),
        (f"{SHOWN}. Luc Moreau/Getty Images", f"{SHOWN}.", "Luc Moreau/Getty Images"),
        (f"{SHOWN} (رويترز)", SHOWN, "رويترز"),
        (f"{SHOWN} (फाइल फोटो) : PTI", f"{SHOWN} (फाइल फोटो)", "PTI"),
        (f"{SHOWN}、佐藤花子撮影", SHOWN, "佐藤花子"),
        (f"{SHOWN} (AP)", SHOWN, "AP"),
        (f"{SHOWN} (Ana Costa/AP)", SHOWN, "Ana Costa/AP"),
        (f"{SHOWN} / REUTERS", SHOWN, "REUTERS"),
        (f"{SHOWN} (left)", f"{SHOWN} (left)", None),
        (f"{SHOWN}、3月12日撮影", f"{SHOWN}、3月12日撮影", None),
    ],
)
def test_an_agency_at_the_end_of_a_caption_is_its_credit(line: str, caption: str, credit: str | None) -> None:
    """In brackets or behind a sign, with the name before it; nothing else in brackets is one."""
    assert split_caption(line) == Caption(caption, credit)
    figure = f"<figure><img src=/a.jpg><figcaption>{line}</figcaption></figure>"
    assert lead_of(figure) == (caption, credit)


def test_a_name_and_agency_in_a_part_of_their_own_are_the_credit() -> None:
    """Although no full stop ends the caption before them."""
    line = f"<span>{SHOWN}</span> <span>Luc Moreau / AFP</span>"
    figure = f"<figure><img src=/a.jpg><figcaption>{line}</figcaption></figure>"
    assert lead_of(figure) == (SHOWN, "Luc Moreau / AFP")


@pytest.mark.parametrize("text", ["Share", "Bild vergrößern", "<button>Guarda</button>"])
def test_what_is_there_to_be_pressed_is_no_caption(text: str) -> None:
    """The figure has none."""
    assert lead_of(f"<figure><img src=/a.jpg><figcaption>{text}</figcaption></figure>") == (None, None)


@pytest.mark.parametrize(
    "picture",
    [
        "<img src=/static/blank.gif data-src=/w_9,h_6/pier.jpg>",
        "<img src=/static/placeholder.svg><noscript><img src=/w_9,h_6/pier.jpg></noscript>",
        "<img srcset='/w_4,h_3/pier.jpg 400w, /w_9,h_6/pier.jpg 900w'>",
        "<picture><source data-srcset='/w_4,h_3/pier.jpg, /w_9,h_6/pier.jpg 2x'><img></picture>",
    ],
)
def test_a_picture_that_comes_late_is_the_one_that_counts(picture: str) -> None:
    """The largest of its files; never what is shown until it comes. A caption set twice is one."""
    box = f"<figure>{picture}<figcaption><i>{SHOWN}.</i><b>{SHOWN}.</b></figcaption></figure>"
    image = read_page(page(box + TEXT)).images[0]
    assert (image.url, image.caption) == ("https://news.example.org/w_9,h_6/pier.jpg", f"{SHOWN}.")


def test_a_last_sentence_that_names_an_agency_is_no_caption() -> None:
    """Although a picture without one stands before it."""
    last = "The vote was reported by the harbour office on Wednesday. (dpa)"
    html = page(f"<div class=story>{paragraphs(*PROSE)}<p><img src=/a.jpg></p><p>{last}</p></div>")
    assert body_of(html)[-1] == last


def test_the_lead_image_takes_no_caption_of_a_picture_amid_the_text() -> None:
    """Of several, where none is the stated one; of one above the text, or the only one, it does."""
    stated = "<meta property='og:image' content='https://news.example.org/lead-9.jpg'>"
    one = f"<figure><img src=/a.jpg><figcaption>{SHOWN}</figcaption></figure>"
    other = "<figure><img src=/b.jpg><figcaption>The ferry at noon</figcaption></figure>"

    def lead(above: str, amid: str) -> str | None:
        text = f"{paragraphs(*PROSE[:6])}{amid}{paragraphs(*PROSE[6:])}"
        return read_page(page(f"{above}<div class=story>{text}</div>", stated)).images[0].caption

    assert lead("", one + other) is None
    assert lead(one, other) == lead("", one) == SHOWN


def test_a_lead_image_that_is_only_shown_says_where_it_stands() -> None:
    """As every value does; one that machines are told of is named by its statement."""
    box = "<div class=pic><img src=/small/pier.jpg><div class=caption>The pier at dawn</div></div>"
    told = '<meta property="og:image" content="/large/other.jpg">'
    for head, origin, locator in (("", "markup", "article > div.pic > img"), (told, "meta", "meta og:image")):
        article = read_page(page(f"{box}{TEXT}", head))
        (field,) = (each for each in article.fields if each.field == "image_url" and each.is_chosen)
        assert (field.value, field.origin, field.locator) == (article.images[0].url, origin, locator)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        (f"{SHOWN} (AP Photo/Luc Moreau)", "AP Photo/Luc Moreau"),
        (f"{SHOWN} (foto Ansa)", "Ansa"),
        (f"{SHOWN}. Crédit photo : Luc Moreau", "Luc Moreau"),
        (f"{SHOWN}. 사진 제공 수도사업소", "수도사업소"),
        (f"{SHOWN}。（圖／中央社）", "中央社"),
        (f"{SHOWN} ภาพ: สมชาย ใจดี", "สมชาย ใจดี"),
        (f"{SHOWN} [Luc Moreau/Getty Images]", "Luc Moreau/Getty Images"),
    ],
)
def test_a_credit_is_whole_and_no_part_of_it_is_in_the_caption(line: str, credit: str) -> None:
    """Brackets hold an agency beside a name, or a name behind the word."""
    parts = split_caption(line)
    assert ((parts.text or "").rstrip(".。"), parts.credit) == (SHOWN, credit)


def test_a_marked_credit_of_a_name_and_an_agency_is_both() -> None:
    """The name is no part of the caption, and not lost."""
    box = f"<figcaption><span>{SHOWN}</span> <span class=credit>Luc Moreau / Reuters</span></figcaption>"
    assert lead_of(f"<figure><img src=/a.jpg>{box}</figure>") == (SHOWN, "Luc Moreau / Reuters")


def test_data_tell_of_a_picture_that_no_figure_shows() -> None:
    """Its caption and who made it."""
    node = (
        '{"@type":"NewsArticle","headline":"x","image":{"@type":"ImageObject","url":"/a.jpg",'
        f'"caption":"{SHOWN}","creditText":"Luc Moreau"}}}}'
    )
    lead = read_page(page(TEXT, f'<script type="application/ld+json">{node}</script>')).images[0]
    assert (lead.caption, lead.credit) == (SHOWN, "Luc Moreau")


@pytest.mark.parametrize(
    ("picture", "is_taken"),
    [
        ("<p><img src=/a.jpg width=800 height=600></p>", True),
        ("<amp-img src=/a.jpg width=800 height=600></amp-img>", True),
        ("<p><img src=/a.jpg width=1 height=1></p>", False),
        ("<p><img src=/a.jpg></p>", False),
        ("<p><a href=https://ads.example/x><img src=/a.jpg width=728></a></p>", False),
        ("<div class=newsletter><img src=/a.jpg width=600></div>", False),
    ],
)
def test_a_wide_picture_in_the_text_needs_no_figure(picture: str, is_taken: bool) -> None:
    """Where the page has none; what counts readers, is linked or stands in a box is none of the story's."""
    told = paragraphs(*PROSE[:4]), paragraphs(*PROSE[4:])
    assert bool(read_page(page(f"<div>{picture.join(told)}</div>")).images) is is_taken
