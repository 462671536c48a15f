"""Who wrote it: where a page names several people, and where only the place calls a name the author's."""

from __future__ import annotations

import json

import pytest

from tests.unit.reading_pages import HEADLINE, page, paragraphs, read_page


def authors(body: str, *, stated: str | None = None, headline: str = f"<h1>{HEADLINE}</h1>") -> list[str]:
    """The names read from a page that shows the body, and tells machines of one author."""
    person = {"@type": "NewsArticle", "headline": HEADLINE, "author": {"@type": "Person", "name": stated}}
    head = f'<script type="application/ld+json">{json.dumps(person)}</script>' if stated else ""
    return [each.name for each in read_page(page(f"{body}<div>{paragraphs()}</div>", head, headline)).authors]


def test_all_whom_lines_of_one_make_name_are_authors() -> None:
    """Data hold one of two."""
    lines = "<div class=byline><address>Ana Costa</address><address>Rui Alves</address></div>"
    assert authors(lines, stated="Rui Alves") == ["Ana Costa", "Rui Alves"]


def test_a_name_in_another_line_joins_nobody() -> None:
    """The photographer has a line of another make."""
    lines = "<p class=byline>Ana Costa</p><div class=author-photo>Rui Alves</div>"
    assert authors(lines, stated="Ana Costa") == ["Ana Costa"]


def test_the_short_form_under_which_an_editor_signs_is_no_author() -> None:
    """Agencies in parentheses are; a few letters after a name are the name's."""
    assert authors("<p class=byline>Ana Costa (aco), Rui Alves (ral.)</p>") == ["Ana Costa", "Rui Alves"]
    assert authors("<p class=byline>Ana Costa (dpa)</p>") == ["Ana Costa", "dpa"]


@pytest.mark.parametrize(
    "line",
    [
        "Ana Costa | 05.03.2024 - 10:20",
        "Ana Costa – 5 March 2024",
        "Ana Costa, 2024-03-05",
    ],
)
def test_a_name_before_the_date_is_the_author(line: str) -> None:
    """Nothing calls the line a byline; it stands between headline and text and says nothing else."""
    assert authors(f"<div>{line}</div>") == ["Ana Costa"]


@pytest.mark.parametrize(
    "line",
    [
        "<div>Real Estate | 5 March 2024</div>",  # a topic of the menu
        "<div><a href=/people>Ana Costa</a> | 5 March 2024</div>",  # nobody says that she wrote it
        "<div>The pier opened on 5 March 2024</div>",
        "<div>Harbour | 5 March 2024</div>",
    ],
)
def test_what_else_stands_before_a_date_is_no_author(line: str) -> None:
    """Sections, topics and sentences are nobody's name."""
    menu = "<nav><a href=/estate>Real Estate</a></nav>"
    assert authors(line + menu) == []


def test_a_place_and_a_date_that_open_the_first_paragraph_are_nobody() -> None:
    """Italian papers begin so: "Porto Tolle, 16 novembre 2026 – …"; the paragraph is text, however short."""
    line = "Porto Tolle, 5 March 2024 – The fog closed the road for hours last night."
    read = read_page(page(f"<div>{paragraphs(line)}{paragraphs()}</div>"))
    assert (read.author_names, read.body_text.split("\n\n")[0]) == ((), line)


def test_a_byline_right_over_the_text_counts_on_a_page_without_a_headline() -> None:
    """Where the headline is drawn by a script, the line called a byline stands over the first paragraph."""
    assert authors('<p class="author">By Ana Costa</p>', headline="") == ["Ana Costa"]
    assert authors("<p>By Ana Costa</p>", headline="") == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Opinion by Ana Costa", "Ana Costa"),
        ("Gastbeitrag von Max Müller", "Max Müller"),
        ("Rédigé par Jean Dupont", "Jean Dupont"),
        ("Escrito por Ana Costa", "Ana Costa"),
        ("Scritto da Luca Rossi", "Luca Rossi"),
        ("Geschreven door Jan Jansen", "Jan Jansen"),
        ("Skrevet av Ola Nordmann", "Ola Nordmann"),
        ("Kirjoittaja: Matti Virtanen", "Matti Virtanen"),
        ("Írta: Kovács Anna", "Kovács Anna"),
        ("Zapsala Jana Nováková", "Jana Nováková"),
        ("Opracował Jan Kowalski", "Jan Kowalski"),
        ("Scris de Ion Popescu", "Ion Popescu"),
        ("Piše: Ivan Horvat", "Ivan Horvat"),
        ("Autorius: Jonas Jonaitis", "Jonas Jonaitis"),
        ("Muhabir: Ali Veli", "Ali Veli"),
        ("Penulis: Budi Santoso", "Budi Santoso"),
        ("Tác giả: Nguyễn Văn An", "Nguyễn Văn An"),
        ("Пише: Олена Коваль", "Олена Коваль"),
        ("Γράφει ο Γιώργος Παπάς", "Γιώργος Παπάς"),
        ("כתבה: רות כהן", "רות כהן"),
        ("إعداد: أحمد علي", "أحمد علي"),
        ("نویسنده: رضا کریمی", "رضا کریمی"),
        ("लेखक: राम शर्मा", "राम शर्मा"),
        ("โดย สมชาย ใจดี", "สมชาย ใจดี"),
        ("撰文：王小明", "王小明"),
        ("記者王小明／台北報導", "王小明"),
        ("取材・文＝山田太郎", "山田太郎"),
        ("[서울] 김철수 기자", "김철수"),
    ],
)
def test_a_line_that_announces_an_author_does_so_in_many_languages(line: str, name: str) -> None:
    """No class and no link calls it a byline."""
    assert authors(f"<p>{line}</p>") == [name]


@pytest.mark.parametrize(
    "line",
    [
        "文化部長談新碼頭",
        "Haber bülteni yayında",
        "Teksti on pitkä",
        "Reporter visits the harbour town",
        "기자 회견",
    ],
)
def test_a_line_that_begins_with_such_a_word_announces_nobody(line: str) -> None:
    """Some of the words mean other things without a colon behind them."""
    assert authors(f"<p>{line}</p>") == []


def test_a_name_that_leads_to_an_authors_page_is_the_author() -> None:
    """No word says so; what else the line leads to is nobody."""
    links = "<a href=/author/ana>Ana Costa</a> <a href=/author/ana/all>More by Ana Costa</a>"
    assert authors(f"<p>{links}</p>") == ["Ana Costa"]
    assert authors("<p><a href=/topics/real-estate>Real Estate</a></p>") == []


def test_the_section_in_the_place_of_an_author_is_no_author() -> None:
    """The box is named for the author whom other stories have."""
    line = "<div class=author-line><a class=section-label href=/estate>Real Estate</a></div>"
    assert authors(line) == []


@pytest.mark.parametrize(
    ("body", "stated", "names"),
    [
        ("<p class=byline>By Ana Costa and Rui Alves in Lisbon</p>", None, "Ana Costa, Rui Alves"),
        ("<p class=byline>By Rui Alves, Political Editor</p>", "By Ana Costa", "Ana Costa"),
        (
            "<p>新华社临江11月14日电（记者李想）今天上午，港口委员会决定修建第二座码头，工程将于春天开始。</p>",
            None,
            "李想",
        ),
    ],
)
def test_the_value_that_is_taken_is_the_names(body: str, stated: str | None, names: str) -> None:
    """As the article has them; the line that said so is its raw value. So it is of what was not taken."""
    person = {"@type": "NewsArticle", "headline": HEADLINE, "author": stated}
    head = f'<script type="application/ld+json">{json.dumps(person)}</script>' if stated else ""
    article = read_page(page(f"<div>{body}{paragraphs()}</div>", head))
    told = [each for each in article.fields if each.field == "authors"]
    assert ", ".join(article.author_names) == names
    assert [each.value for each in told if each.is_chosen] == [names]
    assert not [each for each in told if (each.value or "").startswith(("By ", "新华社"))]
    assert all(names[:2] in (each.raw_value or "") for each in told if each.is_chosen)


def test_authors_keep_the_order_in_which_data_name_them() -> None:
    """Texts and objects may be mixed; an address is nobody's name."""
    people = [
        "Ana Costa",
        {"@type": "Person", "name": "Rui Alves"},
        "https://news.example.org/u/1",
        "Eva Lund",
    ]
    story = {"@type": "NewsArticle", "headline": HEADLINE, "author": people}
    head = f'<script type="application/ld+json">{json.dumps(story)}</script>'
    assert read_page(page(f"<div>{paragraphs()}</div>", head)).author_names == (
        "Ana Costa",
        "Rui Alves",
        "Eva Lund",
    )


@pytest.mark.parametrize("name", ["undefined", "null", "N/A", "{{author.name}}", "[object Object]"])
def test_a_place_of_a_template_that_nobody_filled_names_nobody(name: str) -> None:
    """Machines are told of it as of an author."""
    assert authors("", stated=name) == []
