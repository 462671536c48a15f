"""Lines amid and below a story that are none of its text: told by how they are set, or by what they say."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.reading_pages import PROSE, body_of, page, paragraphs, read_page

TOLD = "“We knew that the stones came from the hill above the bay,” the harbour master said."


def around(inset: str, *before: str) -> str:
    """A story with something between its paragraphs."""
    return page(f"<div>{paragraphs(*before, *PROSE[:4])}{inset}{paragraphs(*PROSE[4:])}</div>")


@pytest.mark.parametrize(
    "quote",
    [
        f"<blockquote><p>{TOLD}</p></blockquote>",  # the paragraph as a whole
        f"<section data-part=citaat><div class=groot><span>“</span><p>{TOLD[1:]}</p></div></section>",
        f"<p class=uitgelicht>{TOLD[1:-1]}</p>",
        f"<div class=f4><div class=f5>{TOLD[1:]}</div></div>",
    ],
)
def test_a_sentence_of_the_story_set_apart_is_said_once(quote: str) -> None:
    """Whatever its box is called, and where the sentence is a whole paragraph, too."""
    assert body_of(around(quote, TOLD)) == [TOLD, *PROSE]


def test_what_recurs_in_the_setting_of_the_text_is_text() -> None:
    """A refrain, or the same answer to two questions, is set as the rest is."""
    assert body_of(around(f"<p>{TOLD}</p>", TOLD)) == [TOLD, *PROSE[:4], TOLD, *PROSE[4:]]
    answers = "".join(f"<div class=n{number}><p>{TOLD}</p></div>" for number in range(6))
    assert body_of(page(f"<div>{answers}</div>")) == [TOLD] * 6


SITE_LINES = (
    "© 1998–2024 De Kustbode. Overname van berichten uitsluitend met toestemming van de redactie.",
    "Copyright 2024 by Courier Media Group. All rights reserved. Printed on paper from the region.",
    "Tous droits réservés. Le Courrier du port est édité par la société des éditions du littoral.",
    "Все права защищены. Сетевое издание «Портовый курьер» принадлежит редакции газеты.",
    "港口日报版权所有，未经书面授权禁止使用。互联网新闻信息服务许可证11120180001",
    "สงวนลิขสิทธิ์ 2567 บริษัท ข่าวท่าเรือ จำกัด สำนักงาน ถนนริมน้ำ เขตเมือง โทร. 02-555-0100",
    "We use a cookie to know you again, and you accept this by reading on. Change it at any time.",
    "Vi sparar en cookie i din webbläsare, och genom att läsa vidare godkänner du att vi gör det.",
    "Sivusto käyttää evästeitä. Jatkamalla sivuston käyttöä hyväksyt sen, mitä niistä kerrotaan.",
)


@pytest.mark.parametrize("line", SITE_LINES)
def test_a_story_of_one_sentence_ends_where_the_site_speaks_of_itself(line: str) -> None:
    """Beside one sentence the line at the foot of the page is half of its text."""
    teasers = "".join(
        f"<div class=k><a href=/n/{number}><b>{each}</b></a></div>" for number, each in enumerate(PROSE)
    )
    foot = f"<h4>Most read</h4>{teasers}<div class=onder><div class=t2>{line}</div></div>"
    assert body_of(page(f"<div class=t1><p>{PROSE[0]}</p></div>{foot}")) == [PROSE[0]]


def test_a_story_of_cookies_or_rights_is_one() -> None:
    """Browsers are news, and what a company lets others use; the notice of an agency may end a long text."""
    told = (
        "The bakery sold a thousand cookies on Saturday, and its owner was surprised at the number.",
        "Browsers are to refuse a cookie of advertisers from next year on, the company said on Monday.",
        f"{PROSE[0]} {PROSE[1]} {PROSE[2]} © Harbour Press",
    )
    assert body_of(page(f"<div>{paragraphs(*told)}</div>")) == [*told]


FIRST_PRINTS = (
    "This article was originally published on March 3, 2024 at 5:00 a.m.",
    "This story first appeared <time datetime='2024-03-03T05:00:00Z'>on Sunday</time>.",
    "A version of this article appears in print on March 3, 2024, Section A, Page 4.",
    "Page 4 of the print edition of March 3, 2024",
    "Dieser Text erschien erstmals am 3. März 2024.",
    "Erschienen am 3. März 2024 in der Printausgabe",
    "Publié dans l’édition du 3 mars 2024",
    "Este artículo fue publicado originalmente el 3 de marzo de 2024.",
    "Publicado originalmente em 3 de março de 2024",
    "Questo articolo è stato pubblicato per la prima volta il 3 marzo 2024.",
    "Artikeln publicerades först den 3 mars 2024.",
    "Материал впервые опубликован 3 марта 2024 года.",
    "《港口日报》（2024年03月03日 第 04 版）",
)
LANGUAGES = ("en", "en", "en", "en", "de", "de", "fr", "es", "pt", "it", "sv", "ru", "zh")


@pytest.mark.parametrize(("line", "language"), [*zip(FIRST_PRINTS, LANGUAGES, strict=True)])
def test_a_line_on_where_a_story_first_appeared_tells_a_date_and_is_no_text(line: str, language: str) -> None:
    """The date counts where the page states no other."""
    html = page(f"<div>{paragraphs(*PROSE[:2], line)}</div>").replace("lang=en", f"lang={language}")
    article = read_page(html)
    assert article.body_text.split("\n\n") == [*PROSE[:2]]
    assert article.published_at is not None and article.published_at.date() == date(2024, 3, 3)
    dated = read_page(html.replace("<title>", "<meta name=date content='2024-03-30T08:00:00Z'><title>"))
    assert dated.published_at is not None and dated.published_at.date() == date(2024, 3, 30)


def test_a_sentence_about_publishing_is_text() -> None:
    """Papers and books are news; what else appeared in print did so in a sentence of the story."""
    told = (
        "The first print edition of the paper appeared on March 3, 1924.",
        "The book was first published in 1984.",
    )
    assert body_of(page(f"<div>{paragraphs(*PROSE, *told)}</div>")) == [*PROSE, *told]


@pytest.mark.parametrize(
    "signature",
    [
        "&mdash; Harbour News (@harbour_news) <a href=https://network.example/p/1>May 3, 2024</a>",
        "— Ville du Port (@ villeduport) <a href=https://network.example/p/1>3 mai 2024</a>",
        "Posted by <a href=https://network.example/u/2>Harbour News</a> on Friday, May 3, 2024",
        "Gepostet von <a href=https://network.example/u/2>Hafenbote</a> am Freitag, 3. Mai 2024",
    ],
)
def test_whose_post_it_is_is_no_text(signature: str) -> None:
    """The words of the post are."""
    post = f"<blockquote class=post><p>Nobody told us about the pier.</p>{signature}</blockquote>"
    assert body_of(around(post)) == [*PROSE[:4], "Nobody told us about the pier.", *PROSE[4:]]


ASK = "<p>The tides of each morning, told by those who know the bay, before nine.</p><a href=/t>Take it</a>"


@pytest.mark.parametrize(
    "box",
    [
        f"<section data-area=newsletter class=x7><h3>Tides</h3>{ASK}</section>",
        f"<div class=css-1a2b data-testid='related-stories'><h3>From the bay</h3>{ASK}</div>",
        f"<div class=q9><div data-component=ConsentGate class=q8>{ASK}<p>From elsewhere.</p></div></div>",
    ],
)
def test_a_box_that_an_attribute_for_tests_names_is_no_text(box: str) -> None:
    """Where classes are letters by chance; its heading goes with it."""
    assert body_of(around(box)) == [*PROSE]


def test_an_attribute_that_names_the_whole_story_says_nothing_against_it() -> None:
    """Nor does one of a part that holds much of the text."""
    inset = f"<div class=a data-area=newsletter>{paragraphs(*PROSE[4:])}</div>"
    html = page(f"<div class=b data-testid=related-stories>{paragraphs(*PROSE[:4])}{inset}</div>")
    assert body_of(html) == [*PROSE]


@pytest.mark.parametrize(
    "name", ["class='article__paywall js-paywall'", "class=x data-qa=regwall", "id=payWall"]
)
def test_a_short_box_named_a_wall_is_no_text_beside_two_sentences(name: str) -> None:
    """In whatever words it asks; what the paid text of a site is named is text all the same."""
    offer = "<h2>Open the whole story</h2><p>Every story of the paper for one crown in the first month.</p>"
    wall = f"<div {name}>{offer}<a href=/buy>Buy</a></div>"
    html = page(f"<div class=t>{paragraphs(*PROSE[:2])}{wall}</div>")
    assert body_of(html) == [*PROSE[:2]]
    paid = f"<div {name}>{paragraphs(*PROSE[2:])}<p>See <a href=/t>the tides</a> as well.</p></div>"
    assert body_of(page(f"<div class=t>{paragraphs(*PROSE[:2])}{paid}</div>"))[:12] == [*PROSE]


PLACEHOLDERS = (
    "This content is hosted on another site. To see it, please accept its cookies.",
    "This article contains content provided by a network. We ask for your permission to load it.",
    "An dieser Stelle steht ein externer Inhalt, der den Text ergänzt. Ein Klick zeigt ihn an.",
    "Dieser Inhalt kann wegen Ihrer Einstellungen zum Datenschutz nicht gezeigt werden.",
    "Ce contenu n’est pas affiché, car vous n’avez pas accepté les cookies du réseau.",
    "Para ver este contenido, acepta las cookies de la red que lo publica.",
    "Om deze inhoud te tonen, is toestemming voor cookies nodig.",
    "Detta innehåll kommer från ett nätverk och kräver att du godkänner kakor.",
    "Aby zobaczyć ten materiał, wyraź zgodę na pliki ciasteczka serwisu.",
    "Чтобы показать этот контент, нужно ваше согласие на передачу данных.",
    "このコンテンツを表示するには、Cookieへの同意が必要です。",
)


@pytest.mark.parametrize("line", PLACEHOLDERS)
def test_what_stands_for_the_content_of_another_site_is_no_text(line: str) -> None:
    """A line beside a button; without one it is a sentence of a story about such things."""
    box = f"<div class=e1><p>{line}</p><button>OK</button></div>"
    html = page(f"<div>{paragraphs(*PROSE[:1])}{box}{paragraphs(*PROSE[1:3])}</div>")
    assert body_of(html) == [*PROSE[:3]]
    assert body_of(page(f"<div>{paragraphs(*PROSE[:2], line, *PROSE[2:])}</div>")) == [
        *PROSE[:2],
        line,
        *PROSE[2:],
    ]


NOTE = "The harbour master on the old pier"


@pytest.mark.parametrize("alt", [NOTE, f"{NOTE} at noon"])
def test_a_line_that_the_picture_above_says_itself_is_its_caption(alt: str) -> None:
    """Centred paragraphs below pictures; a sentence below a picture of something else is text."""
    line = f"{NOTE} with those who were to leave"
    picture = f"<p><img src=/p.jpg alt='{alt}'></p><p><em>{line}</em></p>"
    told = [] if alt == NOTE else [line]
    assert body_of(around(picture)) == [*PROSE[:4], *told, *PROSE[4:]]
    sentence = f"<p><img src=/p.jpg alt='The old pier'></p><p>{NOTE}.</p>"
    assert body_of(around(sentence)) == [*PROSE[:4], f"{NOTE}.", *PROSE[4:]]


@pytest.mark.parametrize(
    "choices",
    [
        "<button>Yes</button><button>No</button><span>12 044 votes</span>",
        "<div><label><input type=radio>Ja</label><label><input type=radio>Nee</label></div>",
    ],
)
def test_the_question_of_a_poll_is_no_text(choices: str) -> None:
    """The question of an interview is, and so is a sub-headline that asks."""
    assert body_of(around(f"<div class=k3><h4>Should the pier be built?</h4>{choices}</div>")) == [*PROSE]
    assert "What now?" in body_of(around("<h4>What now?</h4>"))


@pytest.mark.parametrize("sign", ["(Ana Costa, 3. März 2024)", "(acs, Presseagentur, 3.3.2024)"])
def test_a_signature_with_its_day_behind_the_last_sentence_is_no_text(sign: str) -> None:
    """Where the story has one sentence, too. Other words in brackets are text."""
    html = page(f"<div>{paragraphs(PROSE[0], PROSE[1] + ' ' + sign)}</div>").replace("lang=en", "lang=de")
    assert body_of(html) == [*PROSE[:2]]
    html = page(f"<div>{paragraphs(PROSE[0] + ' ' + sign)}</div>").replace("lang=en", "lang=de")
    assert body_of(html) == [PROSE[0]]
    told = f"{PROSE[1]} (open until 3.3.2024)"
    assert body_of(page(f"<div>{paragraphs(PROSE[0], told)}</div>")) == [PROSE[0], told]


@pytest.mark.parametrize(
    "note",
    [
        "<em>The writer is a pilot and sits on the board of the harbour museum.</em>",
        "* Der Autor ist Lotse und lehrt an der Seefahrtschule.",
        "<i>Författaren är lots och sitter i hamnmuseets styrelse.</i>",
        "* Автор — лоцман, член правления музея порта.",
        "<em>Do you have an opinion? Write to us at <a href=mailto:a@b.example>our desk</a>.</em>",
        "<em>Haben Sie Hinweise zum Pier? Schreiben Sie an pier@bote.example.</em>",
    ],
)
def test_what_a_last_line_says_of_the_writer_or_asks_of_readers_is_no_text(note: str) -> None:
    """In italics or behind a mark; a review says as much in sentences of its own."""
    assert body_of(page(f"<div>{paragraphs(*PROSE, note)}</div>")) == [*PROSE]
    said = "The author is a pilot, and one reads it on every page of this book."
    assert body_of(page(f"<div>{paragraphs(*PROSE, said)}</div>")) == [*PROSE, said]


def test_a_summary_over_the_line_of_author_and_date_is_no_text_of_a_short_story() -> None:
    """The element that holds most of so little text is the whole article; machines are told the summary."""
    summary = "Two crossings fall away in summer, and nobody has been told which of them yet."
    line = "<div class=c2>By Ana Costa, <time datetime='2024-03-03T05:00:00Z'>March 3, 2024</time></div>"
    told = f"<header><div class=c1>{summary}</div>{line}</header><div class=c3>{paragraphs(PROSE[0])}</div>"
    article = read_page(page(told, f"<meta name=description content='{summary}'>"))
    assert (article.body_text, article.deck) == (PROSE[0], summary)
    entry = f"<div class=e><time>05:00</time><p>{PROSE[0]}</p></div>"
    live = page(f"<p>{summary}</p>{entry}", f"<meta name=description content='{summary}'>")
    assert body_of(live)[0] == summary
