"""Bylines: people, organisations, places, agencies, told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extraction.byline import parse_byline
from broadsheet.extraction.byline_labels import has_label


@pytest.mark.parametrize(
    ("line", "people", "organisations", "agencies", "place"),
    [
        (
            "By Ana Costa and Rui Alves in Lisbon, with agencies",
            ["Ana Costa", "Rui Alves"],
            [],
            ["agencies"],
            "Lisbon",
        ),
        ("By JANE ROE, Political Editor | @jroe", ["JANE ROE"], [], [], None),
        ("By Jane Roe in London and John Doe in Paris", ["Jane Roe", "John Doe"], [], [], "London"),
        ("By Jane Roe, Senior Reporter, and John Doe, Editor", ["Jane Roe", "John Doe"], [], [], None),
        ("By John A Smith and Mary E Jones", ["John A Smith", "Mary E Jones"], [], [], None),
        ("By Mary-Ann O'Neil for The Courier", ["Mary-Ann O'Neil"], [], [], None),
        ("Von Max Müller, dpa", ["Max Müller"], ["dpa"], ["dpa"], None),
        ("Von Karl von der Heide und Eva Lang", ["Karl von der Heide", "Eva Lang"], [], [], None),
        ("Por María José García y Luis de la Cruz", ["María José García", "Luis de la Cruz"], [], [], None),
        ("Autor: Svatopluk Mikulů", ["Svatopluk Mikulů"], [], [], None),
        ("Jan Nowak (PAP)", ["Jan Nowak"], ["PAP"], ["PAP"], None),
        ("Автор: Пётр Лосев", ["Пётр Лосев"], [], [], None),
        ("記者 田中太郎", ["田中太郎"], [], [], None),
        ("Reuters", [], ["Reuters"], ["Reuters"], None),
        ("By Courier Staff", [], ["Courier Staff"], [], None),
        ("Newsroom", [], ["Newsroom"], [], None),
        ("By The Harbour Courier", [], ["The Harbour Courier"], [], None),
        ("Jane Roe and Reuters", ["Jane Roe"], [], ["Reuters"], None),
        ("By Prof. Rui Alves Jr. and Ana C.", ["Prof. Rui Alves Jr.", "Ana C."], [], [], None),
        ("Text und Fotos: Ana Costa", ["Ana Costa"], [], [], None),
        ("文・山田花子 写真・佐藤健", ["山田花子"], [], [], None),
        ("文・写真＝山田花子", ["山田花子"], [], [], None),
        ("Read more", [], [], [], None),
        ("3 min read", [], [], [], None),
    ],
)
def test_a_byline_is_taken_apart(
    line: str, people: list[str], organisations: list[str], agencies: list[str], place: str | None
) -> None:
    """Each name once, in order, with its kind; what is no name is none."""
    found = parse_byline(line, ["The Harbour Courier"])
    assert [each.name for each in found.authors if each.kind == "person"] == people
    assert [each.name for each in found.authors if each.kind == "organisation"] == organisations
    assert list(found.agencies) == agencies
    assert found.location == place


def test_roles_and_places_stay_with_their_people() -> None:
    """A role after a name is that person's; a place after the last name is everyone's."""
    found = parse_byline("By Ana Costa, Political Editor, and Rui Alves in Lisbon")
    assert [(each.name, each.role, each.location) for each in found.authors] == [
        ("Ana Costa", "Political Editor", "Lisbon"),
        ("Rui Alves", None, "Lisbon"),
    ]


@pytest.mark.parametrize(
    ("line", "labelled"),
    [
        ("By Ana Costa", True),
        ("Von Max Müller", True),
        ("Bystanders saw it", False),
        ("Vonovia wächst", False),
    ],
)
def test_a_label_is_a_word(line: str, labelled: bool) -> None:
    """A line that only begins with the letters of a label is none."""
    assert has_label(line) is labelled


@pytest.mark.parametrize("line", ["박지원 기자, 이하늘 기자", "박지원 기자·이하늘 선임기자"])
def test_the_word_for_reporters_behind_each_of_several_names_is_no_part_of_them(line: str) -> None:
    """Korean sites state all in one text, each with the word."""
    assert [each.name for each in parse_byline(line).authors] == ["박지원", "이하늘"]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Words by Ana Costa | Photos by Rui Alves", ["Ana Costa"]),
        ("Tekst: Kari Nordmann Foto: Ola Hansen", ["Kari Nordmann"]),
        ("Texte Zoé Lambert Photos Luc Petit", ["Zoé Lambert"]),
        ("Penulis: Budi Santoso | Editor: Siti Aminah", ["Budi Santoso"]),
        ("记者 王小明 通讯员 李四", ["王小明", "李四"]),
        ("本报记者 王小明 摄影 李四", ["王小明"]),
        ("【山田太郎】", ["山田太郎"]),
        ("聞き手・山田太郎、佐藤花子", ["山田太郎", "佐藤花子"]),
    ],
)
def test_words_for_what_each_did_are_no_part_of_names(line: str, people: list[str]) -> None:
    """Those who write are authors; who took the pictures or edited the text is not."""
    assert [each.name for each in parse_byline(line).authors] == people


@given(st.text(max_size=120))
def test_any_line_is_parsed(line: str) -> None:
    """No line fails, and no name is empty."""
    assert all(each.name.strip() for each in parse_byline(line, [line]).authors)
