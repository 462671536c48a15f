"""Requests to follow writers and papers in social networks: no text of a story."""

from __future__ import annotations

import pytest

from tests.unit.reading_pages import PROSE, body_of, page, paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe is the chief harbour writer of the Courier. Follow her on X.",
        "Follow us on Facebook and Instagram.",
        "Puedes seguir a El Puerto en Facebook y X, o apuntarte a nuestra newsletter semanal.",
        "Folgen Sie uns auf Instagram!",
        "Suivez-nous sur Facebook",
        "Dapatkan berita pilihan setiap hari. Gabung di grup Telegram kami.",
        "Seguici su Facebook e Instagram",
        "Подписывайтесь на наш канал в Telegram",
    ],
)
def test_a_request_to_follow_below_a_story_is_no_text(line: str) -> None:
    """Whatever the language, set as the paragraphs are."""
    assert body_of(page(f"<div class=story>{paragraphs(*PROSE, line)}</div>")) == list(PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor wrote on X that the harbour would follow the plan of the old council.",
        "Thousands follow him every morning on the way to the old harbour of the town.",
        "El alcalde dijo en Facebook que quiere seguir con la obra del puerto.",
    ],
)
def test_a_sentence_about_networks_is_text(line: str) -> None:
    """Stories quote what people write there."""
    assert line in body_of(page(f"<div class=story>{paragraphs(*PROSE, line)}</div>"))
