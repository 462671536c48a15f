"""Two addresses are one article's by form alone, or they are not: likeness is no proof."""

from __future__ import annotations

import pytest

from broadsheet.variants import is_plainer, is_variant

SLUG = "https://www.gazette.example/county/bridge-over-wend-shut"


@pytest.mark.parametrize(
    "other",
    [
        SLUG + "/", SLUG + "/amp", SLUG + ".html", SLUG + "?page=2", SLUG + "?amp", SLUG + "/2",
        SLUG.replace("https", "http"), SLUG.replace("www.", "m."), SLUG.replace("www.", "amp."),
        SLUG.replace("county", "archive"), SLUG.replace("/county", "/amp/county"), SLUG.upper(),
        SLUG + "?place=front",
    ],
)  # fmt: skip
def test_forms_of_one_page(other: str) -> None:
    """Whichever of the two is asked about."""
    assert is_variant(SLUG, other)
    assert is_variant(other, SLUG)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SLUG, SLUG + "-again"),
        (SLUG, "https://www.gazette.example/"),
        (SLUG, "https://www.gazette.example/county/"),
        (SLUG + "?id=7", SLUG + "?id=8"),
        ("https://a.example/story.php?id=7", "https://a.example/story.php"),
        ("https://a.example/news/2026?article=77", "https://a.example/news/2026"),
        ("https://a.example/news/budget2026?article=77", "https://a.example/news/budget2026"),
        ("https://a.example/budget-2026-vote", "https://a.example/election-2026-result"),
        ("https://a.example/x-20260310", "https://a.example/y-20260310"),
        ("https://a.example/covid19vaccine-is-here", "https://a.example/covid19vaccine-is-safe"),
        ("https://a.example/g20summit2026-begins", "https://a.example/g20summit2026-ends"),
        ("https://a.example/top10of50best-films", "https://a.example/top10of50best-books"),
        ("https://a.example/ps5xbox360-compared", "https://a.example/ps5xbox360-sold-out"),
        ("https://a.example/2024/weather-for-the-weekend", "https://a.example/2026/weather-for-the-weekend"),
        ("https://a.example/weather", "https://b.example/weather"),
        ("https://a.example/2026/11/12/the-daily-quiz", "https://a.example/2026/12/11/the-daily-quiz"),
        ("https://a.example/2026-11-12/the-daily-quiz", "https://a.example/2026-11-13/the-daily-quiz"),
        ("https://a.example/2026/11/12/quiz", "https://a.example/2026/11/13/quiz"),
        ("https://a.example/quiz/2026/11/12", "https://a.example/quiz/2026/11/13/"),
        ("https://a.example/read.php?cat=10001&id=20003", "https://a.example/read.php?cat=10001&id=20000"),
        ("https://a.example/read.php?cat=10001&id=7", "https://a.example/read.php?cat=10001&id=8"),
        ("https://a.example/read.php?cat=10001&id=20003", "https://a.example/read.php?cat=10001"),
        ("https://a.example/desk-10001.php?id=20003", "https://a.example/desk-10001.php?id=20004"),
        ("https://a.example/one-20003?cat=10001", "https://a.example/other-20004?cat=10001"),
        (SLUG, "http://["),
        (SLUG, ""),
    ],
)
def test_two_stories(one: str, other: str) -> None:
    """Words, years and templates in common say nothing."""
    assert not is_variant(one, other)
    assert not is_variant(other, one)


def test_one_id_is_one_article() -> None:
    """Sites resolve an id whatever the words beside it."""
    assert is_variant("https://a.example/a/881234", "https://a.example/county/a-slug-881234")
    assert is_variant("https://a.example/?p=881234", "https://a.example/881234.html")
    assert is_variant("https://a.example/read.php?cat=5&id=20003", "https://a.example/story.php?id=20003")
    assert is_variant("https://a.example/x-881234?session=77123", "https://a.example/?p=881234")
    assert is_variant(
        "https://a.example/a/ASX7Q3K9LM2P.html?place=top", "https://a.example/a/ASX7Q3K9LM2P.html"
    )
    assert is_variant("https://a.example/news/c8y2kz0pqrxo", "https://a.example/news/c8y2kz0pqrxo?place=feed")
    assert is_variant("https://a.example/article/idUSKBN2AB12C", "https://a.example/a-slug-idUSKBN2AB12C")


@pytest.mark.parametrize(
    "form",
    [
        SLUG + "/", SLUG + "/amp", SLUG + "?amp=1", SLUG.replace("/county", "/amp/county"), SLUG + "?print=1",
        SLUG + "/print", SLUG.replace("www.", "m."), SLUG.replace("/county/bridge", "/County/Bridge"),
    ],
)  # fmt: skip
def test_the_plainer_of_two_forms(form: str) -> None:
    """The one without marks of a form; the host's `www.` and the scheme are none."""
    assert is_plainer(SLUG, form)
    assert not is_plainer(form, SLUG)
    assert not is_plainer(SLUG.replace("www.", ""), SLUG)
