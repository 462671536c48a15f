"""Lines that end the text for those who have not paid, and what a page says of that to machines."""

from __future__ import annotations

import pytest

from broadsheet.extraction.walls import walls_among
from tests.unit.reading_pages import PROSE, page, paragraphs, read_page

LINES = (
    "Continue reading with Courier Plus",
    "Jetzt weiterlesen mit Bote Plus",
    "Article réservé aux abonnés",
    "Contenido exclusivo para suscriptores",
    "Per continuare a leggere, accedi",
    "Contenuto riservato agli abbonati",
    "Lees verder met een abonnement",
    "Läs vidare med Kusten Plus",
    "Läs hela texten – bli prenumerant",
    "Dalsza część artykułu dostępna dla subskrybentów",
    "Полный текст доступен только подписчикам",
    "Les videre med et abonnement",
    "Czytaj dalej z dostępem cyfrowym",
    "Чтобы читать дальше, оформите подписку",
    "Okumaya devam etmek için giriş yapın",
    "この記事は有料会員限定です。",
    "残り：812文字／全文：1064文字",
    "订阅后可继续阅读全文",
    "هذا المحتوى للمشتركين فقط",
)


@pytest.mark.parametrize("line", LINES)
def test_a_wall_ends_the_text_in_any_language(line: str) -> None:
    """Offers with prices stand behind it; neither is part of what the story says."""
    plain = read_page(page(f"<div class=story>{paragraphs(*PROSE[:4], line)}</div>"))
    assert (plain.access, plain.body_text.split("\n\n")) == ("paywalled", list(PROSE[:4]))
    wall = f"<div class=paywall><h2>{line}</h2><p>First month 1 euro, then 9 a month.</p></div>"
    article = read_page(page(f"<div class=story>{paragraphs(*PROSE[:6])}{wall}</div>"))
    assert article.access == "paywalled"
    assert article.body_text.split("\n\n") == list(PROSE[:6])


def test_a_sentence_about_reading_is_no_wall() -> None:
    """Readers read on in stories, too, and subscribers are news."""
    told = ("She went on to continue the readings of the old library on Sundays.", "Subscribers were few.")
    assert walls_among([*told, *PROSE]) == set()


@pytest.mark.parametrize(
    ("meta", "access"),
    [
        ("<meta name='courier:premium' content=false>", "free"),
        ("<meta name='courier:premium' content=true>", "paywalled"),
        ("<meta property='is_free' content=1>", "free"),
        ("<meta name='premium' content='Courier Plus'>", "unknown"),
        ("<meta name='color-premium-ads' content=true>", "unknown"),
    ],
)
def test_a_flag_that_a_site_named_itself_says_whether_the_story_is_free(meta: str, access: str) -> None:
    """The name ends in a word for it, and the value is one of two."""
    assert read_page(page(f"<div class=story>{paragraphs()}</div>", meta)).access == access


def test_a_wall_that_nobody_sees_says_nothing() -> None:
    """Templates carry one for scripts to show."""
    wall = f"<div style='display:none'><p>{LINES[0]}</p></div>"
    assert read_page(page(f"<div class=story>{paragraphs(*PROSE[:6])}{wall}</div>")).access == "unknown"
