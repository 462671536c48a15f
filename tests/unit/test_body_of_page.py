"""What of a page is the story's text: by where and how it is set, never by its site."""

from __future__ import annotations

import json

import pytest

from tests.unit.reading_pages import HEADLINE, PROSE, body_of, page, paragraphs, read_page

NOTE = "Readers may leave their number here, and the harbour office will call back within two working days."
STORY = f"<div class=story>{paragraphs(*PROSE[:4])}{{}}{paragraphs(*PROSE[4:])}</div>"


def story_with(inset: str) -> list[str]:
    return body_of(page(STORY.format(inset)))


def test_a_box_that_its_own_style_hides_is_no_text() -> None:
    """Forms and messages wait out of sight within the story's element until a script shows them."""
    inset = f"<section style='color: red; display:none'>{paragraphs(NOTE, NOTE[::-1] + '.')}</section>"
    assert story_with(inset) == [*PROSE]


@pytest.mark.parametrize(
    "inset",
    [
        f"<p hidden>{NOTE}</p>",
        f"<blockquote hidden>{NOTE}</blockquote>",
        f"<div class=x hidden><p>{NOTE}</p></div>",
        f"<div hidden class=byline-note><p>{NOTE}</p></div>",
    ],
)
def test_what_the_page_says_is_hidden_is_no_text(inset: str) -> None:
    """Whatever element it stands in."""
    assert story_with(inset) == [*PROSE]


def test_what_is_kept_from_screen_readers_alone_is_text() -> None:
    """Those who see the page see it."""
    body = (
        f"<div aria-hidden=true>{paragraphs(*PROSE[:6])}</div><div class=story>{paragraphs(*PROSE[6:])}</div>"
    )
    assert body_of(page(f"<div>{body}</div>")) == [*PROSE]


@pytest.mark.parametrize(
    "inset",
    [
        f"<div class=x1><div class=x2><p>{NOTE}</p></div></div>",
        f"<div class=x1><div class=x2><div>{NOTE}</div><div>Call us</div></div></div>",
        f"<section><p class=x3>{NOTE}</p></section>",
        f"<div class=x4>{NOTE}</div>",
        f"<div class=x5><div class=x6>{NOTE}</div><div class=x6>{NOTE[::-1]}.</div></div>",
    ],
)
def test_what_is_set_deeper_and_rarely_is_a_box(inset: str) -> None:
    """The story's paragraphs share one setting; names are not needed to tell a box from them."""
    assert story_with(inset) == [*PROSE]


@pytest.mark.parametrize(
    ("inset", "lines"),
    [
        (f"<blockquote><p>{NOTE}</p></blockquote>", [NOTE]),
        ("<ul><li>berths for forty boats</li><li>a crane</li></ul>", ["berths for forty boats", "a crane"]),
        ("<div><h2><span>What</span> <div>comes next</div></h2></div>", ["What comes next"]),
    ],
)
def test_quotations_lists_and_headings_are_set_in_their_own_way(inset: str, lines: list[str]) -> None:
    """They stand deeper than paragraphs, are rare, and belong to the story."""
    assert story_with(inset) == [*PROSE[:4], *lines, *PROSE[4:]]


@pytest.mark.parametrize("title", ["<h3>The bay</h3>", "<p class=title>The bay</p>", "<div>The bay</div>"])
@pytest.mark.parametrize("tag", ["div", "section", "x-panel"])
def test_a_titled_box_between_the_paragraphs_of_a_short_story_is_no_text(title: str, tag: str) -> None:
    """A box of facts with a list, or a letter to order; in a short story it is no rare way to set text."""
    box = f"<{tag} class=x7>{title}<p>{NOTE}</p><ul><li>Depth: 9 m</li><li>Berths: 40</li></ul></{tag}>"
    assert body_of(
        page(f"<div class=story>{paragraphs(*PROSE[:2])}{box}{paragraphs(*PROSE[2:4])}</div>")
    ) == [*PROSE[:4]]


def test_the_answers_of_a_poll_are_no_list_of_the_story() -> None:
    """Readers tick them."""
    answers = "<ul><li><label><input type=radio> Yes</label></li><li><input type=radio> No</li></ul>"
    assert story_with(f"<div class=x8><p>Is a second pier needed?</p>{answers}</div>") == [*PROSE]


def test_the_questions_of_an_interview_are_its_text() -> None:
    """Cards of their own hold them: short, rare, and as many as the answers."""
    asked = ["Q: Why now?", "Q: 「誰のためですか？」", "س: لماذا؟"]
    pairs = zip(asked, PROSE, strict=False)
    cards = "".join(
        f"<div class=q><div class=question><p>{question}</p></div></div><div class=a><p>{answer}</p></div>"
        for question, answer in pairs
    )
    expected = [line for pair in zip(asked, PROSE, strict=False) for line in pair]
    assert body_of(page(f"<div class=story><div class=a><p>{PROSE[3]}</p></div>{cards}</div>")) == [
        PROSE[3], *expected
    ]  # fmt: skip


def test_the_first_lines_may_be_set_apart() -> None:
    """A lead has a way of its own on most sites."""
    html = f"<div><div class=first-lines>{PROSE[0]}</div>{paragraphs(*PROSE[1:])}</div>"
    assert body_of(page(html)) == [*PROSE]


def test_captions_in_boxes_named_for_their_pictures_are_no_text() -> None:
    """Many templates have no figure element; with a picture by each paragraph captions are not even rare."""
    shown = [f"Drawing {number} of the pier as the engineers would have it, on piles." for number in range(4)]
    boxes = "".join(f"<div class='image imgTop'><img src=/a.jpg><p>{line}</p></div>" for line in shown)
    assert story_with(boxes) == [*PROSE]


def test_names_drawn_by_chance_name_no_zone() -> None:
    """An id such as n1AuAdJlVL holds the letters of a word by accident."""
    inset = f"<p id=block-n1AuAdJlVL>{NOTE}</p>"
    assert story_with(inset) == [*PROSE[:4], NOTE, *PROSE[4:]]


def test_a_sentence_of_long_links_is_text_at_the_ends_too() -> None:
    """A last paragraph that cites its sources is mostly link, and still a sentence of the story."""
    last = (
        "<a href=/report>The survey of the bay, drawn up last year by the port authority and two schools</a>,"
        " was not on the table that evening, nor was it named."
    )
    found = body_of(page(f"<div>{paragraphs()}<p>{last}</p><p><a href=/a>More on the harbour</a></p></div>"))
    assert found[-1].endswith("was not on the table that evening, nor was it named.")
    assert found[:-1] == [*PROSE]


def test_the_first_paragraph_may_stand_in_a_box_of_its_own() -> None:
    """Before the line from which on a page asks for money, say; the deck is not meant by it."""
    deck = "<p class=deck>The vote was close, and the lighthouse has to wait.</p>"
    html = f"{deck}<div class=free>{paragraphs(PROSE[0])}</div><div>{paragraphs(*PROSE[1:])}</div>"
    article = read_page(page(html))
    assert article.deck == "The vote was close, and the lighthouse has to wait."
    assert article.body_text.split("\n\n") == [*PROSE]


def test_a_box_named_for_teasers_may_hold_the_story_s_beginning() -> None:
    """When its paragraphs are set in the very class of the others, its name says something else."""
    own = " class=para-a7"
    html = (
        f"<div class=body><div class=teaser-content>{paragraphs(PROSE[0], attributes=own)}</div>"
        f"{paragraphs(*PROSE[1:], attributes=own)}</div>"
    )
    assert body_of(page(html)) == [*PROSE]


def test_an_author_s_card_far_above_is_not_the_first_paragraph() -> None:
    """Few boxes part a first paragraph from the story."""
    card = f"<div><div><div><div><p>{NOTE}</p></div></div></div></div>"
    assert body_of(page(f"{card}<div>{paragraphs()}</div>")) == [*PROSE]


def test_a_list_below_the_last_paragraph_is_part_of_the_story() -> None:
    """Short lines without a full stop, under a heading of theirs; a single one is as often a credit."""
    items = ["Anna, eight berths", "Berta, twelve berths", "Clara, four berths"]
    listed = "".join(f"<li>{item}</li>" for item in items)
    found = body_of(page(f"<div>{paragraphs()}<h3>The three jetties</h3><ul>{listed}</ul></div>"))
    assert found == [*PROSE, "The three jetties", *items]
    assert body_of(page(f"<div>{paragraphs()}<p>With agency reports</p></div>")) == [*PROSE]


def test_headings_with_a_picture_each_tell_the_rest_of_the_story() -> None:
    """Four and more of a sentence's length; fewer, or short ones, are titles of boxes."""
    facts = [
        f"{number}. The pier rests on {number}0 piles of oak, sunk before winter" for number in range(2, 7)
    ]
    told = "".join(f"<h3>{fact}</h3><figure><img src=/{n}.jpg></figure>" for n, fact in enumerate(facts))
    assert body_of(page(f"<div>{paragraphs()}{told}</div>")) == [*PROSE, *facts]
    few = "".join(f"<h3>{fact}</h3>" for fact in facts[:3])
    assert body_of(page(f"<div>{paragraphs()}{few}</div>")) == [*PROSE]


def test_lines_of_results_over_the_first_paragraph_are_part_of_the_story() -> None:
    """Four or more in a row, set among the paragraphs; fewer are bylines, dates, labels."""
    lines = ["Rowing, eights", "Harbour 6:01", "Mill 6:04", "Lighthouse 6:10"]
    found = body_of(page(f"<div>{paragraphs(*lines, *PROSE)}</div>"))
    assert found == [*lines, *PROSE]
    assert body_of(page(f"<div>{paragraphs(*lines[:2], *PROSE)}</div>")) == [*PROSE]


def test_a_second_copy_of_the_text_in_one_block_is_left_out() -> None:
    """Some pages hold the story once more, as one long line for machines."""
    longer = [f"{sentence} {other}" for sentence, other in zip(PROSE, reversed(PROSE), strict=True)]
    html = f"<div>{paragraphs(*longer)}<p>{' '.join(longer)}</p></div>"
    assert body_of(page(html)) == longer


def test_a_sentence_that_recurs_is_meant_to() -> None:
    """Instructions and refrains are told twice."""
    assert story_with(paragraphs(PROSE[0])) == [*PROSE[:4], PROSE[0], *PROSE[4:]]


def test_the_cells_of_a_row_are_one_line() -> None:
    """A table of results reads row by row."""
    rows = "<tr><th>Boat</th><th>Points</th></tr><tr><td>Anna</td><td>12</td></tr>"
    found = story_with(f"<table>{rows}</table>")
    assert found == [*PROSE[:4], "Boat Points", "Anna 12", *PROSE[4:]]


def test_words_for_screen_readers_are_no_part_of_a_line() -> None:
    """Nor are the notes that open over a name. What a button unfolds is the rest of the paragraph."""
    link = (
        "The <a href=/x>survey<span class=sr-only>(opens in a new window)</span></a> of the bay was not read."
    )
    note = (
        "Mayor Costa <span class='rollover-people-block'><a href=/y>Costa opens fair</a></span>was there too."
    )
    rest = "The vote took an hour <span class=hidden>and was repeated once, for two ballots were lost</span>."
    assert story_with(paragraphs(link, note, rest))[4:7] == [
        "The survey of the bay was not read.",
        "Mayor Costa was there too.",
        "The vote took an hour and was repeated once, for two ballots were lost.",
    ]


def test_the_headline_is_no_part_of_the_text() -> None:
    """Whatever the insets, the body begins with the story."""
    assert HEADLINE not in story_with(f"<p>{HEADLINE}</p>")


@pytest.mark.parametrize(
    "line",
    [
        "Join our WhatsApp channel for the tides of the day.",
        "Bądź z nami codziennie - polub Kurier Zatoki na Facebooku!",
        "Rejoignez notre groupe WhatsApp pour ne rien manquer de la baie.",
        "Sledujte Kurýr zálivu na Facebooku a Instagramu.",
        "Ακολουθήστε τον Ταχυδρόμο στο Google News για όλες τις ειδήσεις.",
        "Unite a nuestro canal de WhatsApp para recibir las mareas.",
    ],
)
def test_an_appeal_to_follow_the_paper_is_no_text_nor_the_rule_over_it(line: str) -> None:
    """The story ends over the signs that part them; between its paragraphs such signs are its own."""
    inner = [*PROSE[:6], "* * *", *PROSE[6:]]
    assert body_of(page(f"<div>{paragraphs(*inner, '-----', line)}</div>")) == inner


@pytest.mark.parametrize(
    "line",
    [
        "Get the tides of the bay delivered to your inbox!",
        "Subscribe to our Harbour Headlines newsletter.",
        "* I understand and agree that registration is agreement to its privacy policy.",
        "Choose The Courier as a 'Preferred Source' on Google News for quick access to the tides.",
        "Fügen Sie den Hafenboten bei Google als bevorzugte Quelle hinzu, um nichts zu verpassen.",
        "Ajoutez Le Courrier à vos sources préférées sur Google pour ne rien manquer de la baie.",
        "Añade El Correo como fuente preferida en Google para leer antes las mareas.",
        "GoogleでCourierを優先するソースに追加して、湾のニュースをいち早く読む。",
        "Recevez chaque matin les marées de la baie dans votre boîte mail.",
        "Zapisz się na nasz newsletter i czytaj o zatoce każdego ranka.",
        "Подпишитесь на утреннюю рассылку о заливе.",
    ],
)
def test_an_offer_to_sign_up_or_to_prefer_the_paper_is_no_text(line: str) -> None:
    """Between paragraphs and set as they are, so that the words alone tell."""
    assert story_with(paragraphs(line)) == [*PROSE]


def test_a_story_goes_on_below_a_box_of_prompts() -> None:
    """A heading, a line and what is agreed to are three prompts in a row, and yet not the story's end."""
    lines = ("Subscribe to our daily newsletter.", "* I understand and agree to the privacy policy.")
    box = f"<div class=x1><h4>Get the tides delivered to your inbox!</h4>{paragraphs(*lines)}</div>"
    assert body_of(page(f"<div>{paragraphs(*PROSE[:10])}{box}{paragraphs(*PROSE[10:])}</div>")) == [*PROSE]
    wrapped = [
        f"<div class=w>{inner}</div>" for inner in (*map(paragraphs, PROSE[:3]), box, paragraphs(PROSE[3]))
    ]
    assert body_of(page(f"<div>{''.join(wrapped)}</div>")) == [*PROSE[:4]]


@pytest.mark.parametrize(
    "told",
    [
        "Captains sign up for alerts, and have the tides delivered to their inbox by the harbour office.",
        "Google let its users in Germany choose preferred sources on Monday, and the Courier is one of them.",
        "By signing the plan, the council agreed that the privacy policy of the port would be written anew.",
    ],
)
def test_news_of_newsletters_stays(told: str) -> None:
    """Nobody is spoken to."""
    assert story_with(paragraphs(told)) == [*PROSE[:4], told, *PROSE[4:]]


def test_a_sentence_on_a_group_of_readers_stays() -> None:
    """Only who is spoken to is asked."""
    told = "Most captains join their WhatsApp channel in spring, and follow the tides on Facebook."
    assert body_of(page(f"<div>{paragraphs(*PROSE, told)}</div>")) == [*PROSE, told]


def test_an_offer_in_the_box_of_a_wall_is_no_text() -> None:
    """In a short text the offer is not rare, the line over it is; by that line both are known."""
    offer = "All reports of this paper for one euro in the first month, to be ended at any time."
    box = f"<div class=x1><p class=x2>Cet article est réservé aux abonnés</p><p>{offer}</p></div>"
    assert body_of(page(f"<div>{paragraphs(*PROSE[:4])}{box}</div>")) == list(PROSE[:4])


PAID = """<script type='application/ld+json'>{"@type": "NewsArticle", "headline": "%s", "hasPart":
{"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": "%s"}}</script>"""


@pytest.mark.parametrize("selector", [".subscription-hide", "div.para.subscription-hide, .not-there"])
def test_parts_stated_as_those_for_subscribers_are_the_story(selector: str) -> None:
    """Their class is named as prompts are, and the structured data say that it is the text."""
    hidden = "".join(f"<div class='para subscription-hide'><p>{each}</p></div>" for each in PROSE[8:])
    shown = "".join(f"<div class=para><p>{each}</p></div>" for each in PROSE[:8])
    assert body_of(page(f"<div>{shown}{hidden}</div>", PAID % (HEADLINE, selector))) == [*PROSE]


@pytest.mark.parametrize("selector", [".subscription-box", ".elsewhere", "main > p", ""])
def test_a_prompt_is_no_story_whatever_the_data_say(selector: str) -> None:
    """Some sites state the box that asks for money in place of the text behind it."""
    box = f"<div class=subscription-box><p>{NOTE}</p><p>{NOTE[::-1]}.</p><button>Choose</button></div>"
    assert body_of(page(STORY.format(box), PAID % (HEADLINE, selector))) == [*PROSE]


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote><p>“{}”</p></blockquote>",
        "<div class=embed><div class=articleQuote><p>{}</p><p>Ana Costa, harbour master</p></div></div>",
        "<figure class=wp-block-pullquote><blockquote><p>{}</p><cite>Ana Costa</cite></blockquote></figure>",
    ],
)
def test_a_quotation_that_the_story_says_as_well_is_said_once(quote: str) -> None:
    """Set large between paragraphs to catch the eye, with who is quoted; one of its own is the story's."""
    said, own = (
        "the stones came from the hill above the bay",
        "Nobody asked us, and nobody will, until autumn.",
    )
    told = f"“We knew that {said}, and nobody minded,” the harbour master said on Tuesday."
    around = f"<div>{paragraphs(*PROSE[:4])}{{}}{paragraphs(told, *PROSE[4:])}</div>"
    assert body_of(page(around.format(quote.format(said)))) == [*PROSE[:4], told, *PROSE[4:]]
    assert own in read_page(page(around.format(f"<blockquote><p>{own}</p></blockquote>"))).body_text


def test_of_posts_of_networks_the_words_are_text_and_mere_frames_are_none() -> None:
    """A post that the page holds is read as part of the story; a frame says no more than whose post it is."""
    post = "The road to the pier is shut until noon. More to follow."
    assert story_with(f"<blockquote class=twitter-tweet><p>{post}</p></blockquote>") == [
        *PROSE[:4],
        post,
        *PROSE[4:],
    ]
    frame = (
        "<a>View this post on Instagram</a><p>A post shared by the town of Harbour (@harbour) on May 1</p>"
    )
    assert story_with(f"<blockquote class=instagram-media>{frame}</blockquote>") == [*PROSE]


def test_text_in_a_code_for_readers_who_pay_is_no_text() -> None:
    """Sites send it to all, out of sight, and decode it for some; it may be the most of the page."""
    coded = "".join(
        f"<div class='paid encrypted-content' style='display: none'>kAm{each[::-1]}k^Am</div>"
        for each in PROSE
    )
    ask = "<p>Please log in or purchase a subscription to continue reading.</p>"
    read = read_page(
        page(f"<div>{paragraphs(*PROSE[:2])}{coded}<div class=subscription-offer>{ask}</div></div>")
    )
    assert (read.body_text.split("\n\n"), read.access) == ([*PROSE[:2]], "paywalled")


def test_who_said_a_quotation_set_apart_stands_on_a_line_of_its_own() -> None:
    """Styles alone set the two apart; a work that a quotation names within is part of its sentence."""
    quotation = f"<blockquote>{NOTE}<cite>Ruth Pell</cite></blockquote>"
    assert story_with(quotation) == [*PROSE[:4], NOTE, "Ruth Pell", *PROSE[4:]]
    quotation = f"<blockquote>{NOTE[:-1]} of <cite>Harbour News</cite></blockquote>"
    assert f"{NOTE[:-1]} of Harbour News" in story_with(quotation)


def rows(*cells: str) -> str:
    return "<table>" + "".join(f"<tr><td>{each}</td><td>1</td></tr>" for each in cells) + "</table>"


@pytest.mark.parametrize("box", ["", "<aside><p>The tides each morning, by mail</p></aside>"])
@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("<p>The bridge opens on Monday.</p>", ["The bridge opens on Monday."]),
        ("<p>Nobody came.</p><p>“It is over.”</p>", ["Nobody came.", "“It is over.”"]),
        ("<p>结案。</p>", []),  # a name or a label, for all that one can tell
        (
            "<p>The rules:</p><ul><li>No dogs<li>No fires<li>No nets</ul>",
            ["The rules:", "No dogs", "No fires", "No nets"],
        ),
        (rows("Ferry", "Barge", "Tug"), ["Ferry 1", "Barge 1", "Tug 1"]),
        ("<p>Image of the bridge</p>", []),
        ("<p class=note>The harbour desk wrote this.</p>", []),
        ("<p>See the tides <a href=/t>of today.</a></p>", []),
    ],
)
def test_short_sentences_lists_and_tables_at_its_end_are_part_of_the_story(
    box: str, end: str, told: list[str]
) -> None:
    """Set as its paragraphs are, behind a box, too. What is no sentence, or leads elsewhere, is none."""
    assert body_of(page(f"<div>{paragraphs()}{box}{end}</div>")) == [*PROSE, *told]


def test_the_rest_of_a_list_goes_with_the_item_that_is_long_enough_to_be_text() -> None:
    """Of the steps of a recipe some are a sentence of six words."""
    steps = ["Mix the flour with the eggs until the dough is smooth.", "Bake for an hour.", "Serve"]
    listed = "<ol>" + "".join(f"<li>{step}</li>" for step in steps) + "</ol>"
    assert body_of(page(f"<div>{paragraphs()}{listed}</div>")) == [*PROSE, *steps]


def test_a_short_first_sentence_is_part_of_the_story_and_a_name_or_a_date_there_is_none() -> None:
    """Set as its paragraphs are; names and dates begin with capitals and figures."""
    assert body_of(page(f"<div><p>Nobody saw it coming.</p>{paragraphs()}</div>")) == [
        "Nobody saw it coming.",
        *PROSE,
    ]
    for line in ("By Ana Costa Jr.", "Updated 2 Nov. 2026 at 5 p.m.", "Photo: Harbour Co."):
        assert body_of(page(f"<div><p>{line}</p>{paragraphs()}</div>")) == [*PROSE]


def test_data_that_hold_the_first_paragraph_alone_cut_nothing() -> None:
    """Some systems give readers' first paragraph as the text of the article, whole as it stands."""
    first = " ".join([PROSE[0]] * 3)
    data = json.dumps({"@type": "NewsArticle", "headline": HEADLINE, "articleBody": first})
    head = f'<script type="application/ld+json">{data}</script>'
    told = [first, *PROSE[1:], "The ferry runs until the pier opens, and the fee is what it was in 1931."]
    assert body_of(page(f"<div>{paragraphs(*told)}</div>", head)) == told


def test_a_label_that_a_template_sets_between_parts_of_the_text_is_no_text() -> None:
    """Speakers named before what they say are several; a label is one, and set in a way of its own."""
    label = '<p class="label">Article content</p>'
    parts = "".join(f"<div>{label}{paragraphs(each)}</div>" for each in (*PROSE, *PROSE[:1]))
    assert "Article content" not in body_of(page(f"<div>{parts}</div>"))
    said = ['<p class="who">The mayor</p>', '<p class="who">The pilot</p>']
    talk = "".join(f"{said[n % 2]}<p>{each}</p>" for n, each in enumerate((*PROSE, *PROSE)))
    assert body_of(page(f"<div>{talk}</div>")).count("The pilot") == len(PROSE)
