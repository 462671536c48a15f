"""Where an article's language is from: its page, its text, or its source file."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet.extraction import PageContext, read
from broadsheet.zonecheck import FileKey, remark_on_languages
from tests.unit.reading_pages import PROSE, URL, page, paragraphs

# Croatian and Bosnian are written alike: which of them it is the text does not say.
CROATIAN = (
    "Gradsko vijeće je u utorak odlučilo da se izgradnja novog mosta odgodi do proljeća iduće godine.",
    "Radovi na obali počinju u ožujku, kada se trajekti presele na privremeno pristanište kod starog mlina.",
    "Ribari su godinama tražili više vezova, a lučki kapetan ih je u tome podržavao od samog početka.",
)
Said = tuple[str, str, str]  # value, as it stood, place


def language_of(tag: str | None, given: str | None, text: tuple[str, ...]) -> tuple[str | None, list[Said]]:
    """The language of a page with that tag and source file, and who says what, the chosen first."""
    html = page(paragraphs(*text)).replace("<html lang=en>", f"<html lang={tag}>" if tag else "<html>")
    article = read(html.encode(), PageContext(URL, datetime(2024, 3, 31, 12, tzinfo=UTC), language=given))
    said = [each for each in article.fields if each.field == "language"]
    assert [each.is_chosen for each in said] == [True, False][: len(said)]
    return article.language, [(each.value or "", each.raw_value or "", each.locator) for each in said]


@pytest.mark.parametrize(
    ("tag", "given", "text", "language", "said"),
    [
        ("en-GB", "de", PROSE, "en", [("en", "en-GB", "html[lang]")]),
        ("de", "de", PROSE, "en", [("en", "en", "text"), ("de", "de", "html[lang]")]),
        (None, "en-US", PROSE, "en", [("en", "en", "text")]),
        (None, "de", PROSE, "en", [("en", "en", "text"), ("de", "de", "source file")]),
        ("bs", "hr", CROATIAN, "bs", [("bs", "bs", "html[lang]")]),
        (None, "hr-HR", CROATIAN, "hr", [("hr", "hr-HR", "source file")]),
        (None, "bs", CROATIAN, "bs", [("bs", "bs", "source file")]),
    ],
)
def test_who_says_in_which_language_it_is(
    tag: str | None, given: str | None, text: tuple[str, ...], language: str, said: list[Said]
) -> None:
    """The page's own word, unless its text is clearly another's; the source file where neither tells."""
    assert language_of(tag, given, text) == (language, said)


def test_a_language_of_before_is_told_with_the_way_out() -> None:
    """As of any key of a source file that cannot be right."""
    key = FileKey("example", "sources/example.yaml", "language", "de")
    told = remark_on_languages([("https://x.example/1", "en"), ("https://x.example/2", "en")], key)
    assert told.startswith("sources/example.yaml: language: got 'de', expected ")
    assert "2 stored stories" in told and "'en' of https://x.example/1" in told and "reread example" in told
