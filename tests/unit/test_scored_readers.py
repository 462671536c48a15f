"""What scorers of article extraction are given of a page."""

from __future__ import annotations

import pytest

from tests.benchmarks import readers

_STORY = "The ferry to the outer isles stayed in the harbour, for the third day and in the same wind. " * 4


@pytest.mark.parametrize(
    ("stated", "given"),
    [
        ("2026-05-26T00:00:00+02:00", "2026-05-26T00:00:00+02:00"),
        ("2026-05-26T00:00:00-0500", "2026-05-26T00:00:00-05:00"),
        ("2026-05-26T09:30:00Z", "2026-05-26T09:30:00+00:00"),
    ],
)
def test_a_time_is_given_at_the_offset_that_the_page_states(stated: str, given: str) -> None:
    """The day of a story is the day where its paper is."""
    html = f"""<html><head><title>Ferry stays in</title>
        <meta property="article:published_time" content="{stated}"></head>
        <body><article><h1>Ferry stays in</h1><p>{_STORY}</p></article></body></html>"""
    assert readers.page(html.encode(), "https://isles.example/ferry")["published_at"] == given
