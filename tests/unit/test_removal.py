"""Pages that hold a notice of removal instead of the story: no edit, and no article."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from broadsheet.errors import PageRejected
from broadsheet.extraction import PageContext, read
from broadsheet.outcomes import Reason

URL = "https://www.gazette.example/town/bridge-over-the-wend-stays-shut"
HEADLINE = "Bridge over the Wend stays shut"
DATA = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2026-03-09T10:00:00Z"}
STORY = "".join(
    f"<p>The county said the bridge over the Wend stays shut for reason number {n}.</p>" for n in range(9)
)


def page(text: str, *, markup: bool = False) -> bytes:
    script = f"<script type='application/ld+json'>{json.dumps(DATA)}</script>" if markup else ""
    head = f"<title>{HEADLINE} | The Gazette</title>{script}"
    menu = "<nav><a href='/'>Home</a> <a href='/town/'>Town</a></nav>"
    body = f"{menu}<article><h1>{HEADLINE}</h1>{text}</article>"
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def context() -> PageContext:
    return PageContext(URL, datetime(2026, 3, 10, 15, tzinfo=UTC))


@pytest.mark.parametrize("markup", [False, True])
@pytest.mark.parametrize(
    "notice",
    [
        "This article has been removed.",
        "This story is no longer available.",
        "Sorry, this page was taken down at the request of the court. We apologise to our readers for it.",
        "The article you are looking for has been deleted",
        "Dieser Beitrag wurde aus rechtlichen Gründen gelöscht. Wir bitten um Verständnis dafür.",
        "Dieser Artikel wurde auf Wunsch der Familie entfernt.",
        "Cet article a été retiré par la rédaction.",
        "Este artículo ya no está disponible.",
        "Esta notícia foi removida a pedido da família.",
        "Questo articolo è stato rimosso.",
        "Dit artikel is niet langer beschikbaar.",
        "Tento článek byl na žádost redakce odstraněn.",
        "Эта статья была удалена.",
        "この記事は削除されました。",
        "该文章已被删除",
    ],
)
def test_a_notice_under_the_old_headline_is_no_story(notice: str, markup: bool) -> None:
    """Whether the page still says to machines that it is one, or not."""
    with pytest.raises(PageRejected) as refused:
        read(page(f"<p>{notice}</p>", markup=markup), context())
    assert refused.value.reason is Reason.SOFT_404
    assert notice[:40] in refused.value.detail


@pytest.mark.parametrize(
    "text",
    [
        f"<p>This article has been removed from the list of the county's sights.</p>{STORY}",
        f"<p>This article was updated: a paragraph was removed.</p>{STORY}",
        f"{STORY}<p>This article has been removed.</p>",
        "<p>This article is no longer available for free. Subscribe to read on about the bridge.</p>",
        "<p>A sign that was removed by the county at night from the bridge over the Wend has been found.</p>",
        "<p>This story is about a statue that was removed from the bridge over the Wend at night.</p>",
        "<p>This post was deleted within minutes, the mayor said, but screenshots of it spread.</p>",
        "<p>Diese Meldung wurde nach wenigen Minuten gelöscht, sagte eine Sprecherin der Polizei.</p>",
        "<p>This story of a bridge is told in the town hall, where a paragraph of it was removed.</p>",
    ],
)
def test_a_story_that_speaks_of_a_removal_is_a_story(text: str) -> None:
    """A long text, a correction, a removal of something else, a report, a story kept for subscribers."""
    assert read(page(text, markup=True), context()).headline == HEADLINE
