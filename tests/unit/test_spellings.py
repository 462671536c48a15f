"""However an address was pasted, the stored spelling of it is among those looked for."""

from __future__ import annotations

import pytest

from broadsheet.spellings import article_id_of, digest_of, spellings

STORED = "https://www.news.example/2026/11/quay-vote"
SAME = [
    STORED,
    "http://www.news.example/2026/11/quay-vote",
    "https://news.example/2026/11/quay-vote/",
    "www.news.example/2026/11/quay-vote",
    "//news.example/2026/11/quay-vote#comments",
    "HTTPS://WWW.NEWS.EXAMPLE/2026/11/quay-vote?utm_source=mail&utm_medium=x&fbclid=1",
    "  <https://www.news.example:443/2026/11/quay-vote>, ",
    '"https://www.news.example/2026/11/quay-vote"',
    "https://www.news.example/2026/11/\n  quay-vote",
    "https://www.google.com/amp/s/www.news.example/2026/11/quay-vote",
    "https://www-news-example.cdn.ampproject.org/c/s/www.news.example/2026/11/quay-vote",
    "https://www.google.com/url?q=https%3A%2F%2Fwww.news.example%2F2026%2F11%2Fquay-vote&sa=U",
]
LIKELY = [
    "https://m.news.example/2026/11/quay-vote",
    "https://amp.news.example/2026/11/quay-vote",
    "https://www.news.example/amp/2026/11/quay-vote",
    "https://www.news.example/2026/11/quay-vote/amp/",
    "https://www.news.example/2026/11/quay-vote.amp",
    "https://www.news.example/2026/11/quay-vote?outputType=amp",
    "https://www.news.example/2026/11/Quay-Vote",
]


@pytest.mark.parametrize("pasted", SAME)
def test_another_spelling_of_the_same_address_is_looked_for_first(pasted: str) -> None:
    """Scheme, slash, www, fragment, tracking, quotes, capitals of the host, wrappers of search pages."""
    assert STORED in spellings(pasted)[0]


@pytest.mark.parametrize("pasted", LIKELY)
def test_a_likely_address_is_looked_for_next(pasted: str) -> None:
    """AMP and mobile pages, capitals in the path."""
    groups = spellings(pasted)
    assert STORED not in groups[0]
    assert any(STORED in group for group in groups[1:])


def test_parameters_may_or_may_not_be_the_address() -> None:
    """The story's number stays first; another's is never looked for."""
    groups = spellings("https://news.example/story.php?id=7&page=2")
    assert groups[0][0] == "https://news.example/story.php?id=7&page=2"
    assert "https://news.example/story.php?id=7" in groups[-1]
    assert not any("id=8" in url for group in groups for url in group)


@pytest.mark.parametrize("text", ["", "quay vote", "mailto:a@news.example", "ftp://news.example/a", "4711"])
def test_what_is_no_address_has_no_spelling(text: str) -> None:
    assert spellings(text) == []


def test_keys_and_numbers_are_told_from_addresses() -> None:
    sha = "ab" * 32
    assert [digest_of(text) for text in (sha, f"ab/{sha}", f"s3://raw-html/ab/{sha.upper()}")] == [sha] * 3
    assert digest_of("https://news.example/a") is None
    assert (article_id_of("12"), article_id_of("12a"), article_id_of("9" * 30)) == (12, None, None)
