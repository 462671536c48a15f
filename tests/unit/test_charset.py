"""Bytes into text: what the bytes allow outweighs what was declared of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extraction.charset import decode

TEXTS = {
    "cp1252": "Der Stadtrat beschloss höhere Gebühren für die Häfen – „endlich“, sagte Jörg Müßig.",
    "iso8859_2": "Rada města schválila v úterý nové poplatky za přístav, řekl mluvčí Jiří Dvořák.",
    "cp1250": "Rada miasta przyjęła w środę nowe opłaty portowe – „nareszcie”, powiedział Łukasz Żuk.",
    "cp1251": "Городской совет утвердил во вторник новые портовые сборы, сообщил Юрий Щукин.",
    "koi8_r": "Городской совет утвердил во вторник новые портовые сборы, сообщил Юрий Щукин.",
    "cp1253": "Το δημοτικό συμβούλιο ενέκρινε την Τρίτη τα νέα τέλη του λιμανιού, είπε ο Γιώργος.",
    "cp1254": "Şehir meclisi salı günü yeni liman ücretlerini onayladı, dedi Gökçe Çağlar.",
    "cp1255": "מועצת העיר אישרה ביום שלישי את אגרות הנמל החדשות, אמר ראש העיר.",
    "cp1256": "وافق مجلس المدينة يوم الثلاثاء على رسوم الميناء الجديدة، بحسب رئيس البلدية.",
    "cp932": "港の会議は火曜日に新しい防波堤の料金を承認した、と市長の田中氏は述べた。",
    "euc_jp": "港の会議は火曜日に新しい防波堤の料金を承認した、と市長の田中氏は述べた。",
    "gb18030": "市议会周二批准了新的港口收费标准，市长李明说。",
    "big5hkscs": "市議會週二批准了新的港口收費標準，市長李明說。",
    "cp949": "시의회는 화요일에 새로운 항만 요금을 승인했다고 시장 김민수가 말했다.",
}
LANGUAGES = {"iso8859_2": "cs", "cp1250": "pl", "cp1254": "tr", "koi8_r": "ru"}


def page(charset: str, declaration: str = "") -> bytes:
    """A page in that charset, long enough for a guess."""
    return f"<html><head>{declaration}</head><body><p>{TEXTS[charset] * 5}</p></body></html>".encode(charset)


@pytest.mark.parametrize("charset", TEXTS)
def test_a_declared_charset_is_used(charset: str) -> None:
    """A page that says rightly what it is reads without loss, and the place of the statement is kept."""
    decoded = decode(page(charset, f'<meta charset="{charset}">'))
    assert TEXTS[charset] in decoded.text
    assert decoded.replacement_count == 0


@pytest.mark.parametrize("charset", TEXTS)
def test_a_header_that_lies_does_not_win(charset: str) -> None:
    """A server that calls everything Latin-1, or UTF-8, does not spoil a page that says what it is."""
    declaration = f'<meta charset="{charset}">'
    for header in ("text/html; charset=iso-8859-1", "text/html; charset=utf-8"):
        assert TEXTS[charset] in decode(page(charset, declaration), header).text


@pytest.mark.parametrize("charset", TEXTS)
def test_an_undeclared_charset_is_found(charset: str) -> None:
    """Where nothing is said, the bytes and the site's language decide."""
    assert TEXTS[charset] in decode(page(charset), None, LANGUAGES.get(charset)).text


@pytest.mark.parametrize("charset", ["cp1250", "iso8859_2"])
def test_the_language_that_a_page_names_tells_its_charset(charset: str) -> None:
    """Where its source has none; the twins of Central Europe are told apart by a letter."""
    text = "Inżynierowie mówią, że nowe pompy kosztowałyby więcej, i pytają radę o zgodę na budowę."
    assert text in decode(f"<html class=no-js lang=pl><body><p>{text}</p>".encode(charset)).text


def test_valid_utf8_is_utf8_whatever_is_said() -> None:
    """Bytes that are valid UTF-8 are hardly ever anything else."""
    decoded = decode("Müßig – „naïve“".encode(), "text/html; charset=windows-1251")
    assert decoded.text == "Müßig – „naïve“"
    assert decoded.charset == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    """It outweighs every declaration and is no part of the text."""
    decoded = decode("Häfen".encode(encoding), "text/html; charset=iso-8859-1")
    assert decoded.text == "Häfen"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("header", [None, "text/html; charset=iso-8859-1"])
def test_wide_letters_without_a_mark_are_known_by_their_zeros(encoding: str, header: str | None) -> None:
    html = page("gb18030").decode("gb18030")
    assert decode(html.encode(encoding), header).text == html


def test_nothing_is_replaced_in_silence() -> None:
    """Damaged bytes within UTF-8 are replaced and counted."""
    data = ("Gebühren für die Häfen " * 30).encode() + b"\xff"
    decoded = decode(data, "text/html; charset=utf-8")
    assert decoded.charset == "utf-8"
    assert decoded.replacement_count == decoded.text.count("\ufffd") == 1


@given(
    st.binary(max_size=400),
    st.one_of(st.none(), st.text(max_size=40)),
    st.one_of(st.none(), st.text(max_size=5)),
)
def test_any_bytes_become_text(data: bytes, content_type: str | None, language: str | None) -> None:
    """Whatever the bytes and the declarations, there is a text and a count of what was lost."""
    decoded = decode(data, content_type, language)
    assert decoded.replacement_count >= 0
    assert isinstance(decoded.text, str)


def test_a_byte_that_is_wrong_spoils_one_letter_of_a_page_that_says_utf8() -> None:
    """Pages of plain letters have few others that show what they are."""
    html = "<head><meta charset=utf-8></head><body><p>The pump – at “last” – was m\u00fcde</p></body></html>"
    decoded = decode(html.encode().replace(b"m\xc3\xbcde", b"m\xfcde"))
    assert (decoded.charset, decoded.replacement_count) == ("utf-8", 1)
    assert "The pump – at “last” – was m\ufffdde" in decoded.text


def test_the_usual_charset_of_a_western_language_outweighs_a_guess() -> None:
    """Few letters beyond ASCII are letters in most charsets."""
    text = (
        "Boende på tre gator längs kanalen uppmanas att koka sitt dricksvatten efter att en pump gått sönder."
    )
    assert text in decode(f"<html lang=sv><body><p>{text}</p></body></html>".encode("iso8859_15")).text


def test_escapes_of_japanese_mail_need_no_declaration() -> None:
    """The bytes are ASCII to anybody else."""
    text = TEXTS["cp932"]
    assert text in decode(f"<html><body><p>{text}</p></body></html>".encode("iso2022_jp")).text
