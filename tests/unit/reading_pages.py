"""Pages of our own words for the tests of what is read from one."""

from __future__ import annotations

from datetime import UTC, datetime

from broadsheet.article import Article
from broadsheet.extraction import PageContext, read
from broadsheet.extraction.site_profile import SiteProfile

URL = "https://news.example.org/harbour/council-backs-plan"
HEADLINE = "Council backs the plan for a second pier"
# Sentences long enough to be running text, and each unlike the others.
PROSE = (
    "The council voted on Tuesday evening to build a second pier at the northern end of the harbour.",
    "Work is to begin in spring, once the ferries have moved to the temporary landing by the old mill.",
    "Fishermen had asked for more berths for years, and the harbour master supported them from the start.",
    "The cost is put at four million, half of it paid by the region and half out of harbour dues.",
    "Opponents say that the bay will silt up faster, and want the currents to be measured once more.",
    "A decision on the lighthouse, which would stand behind the new pier, was put off until autumn.",
    "The ferry line had warned of delays in summer, when most visitors come over from the islands.",
    "It now expects to lose one crossing in ten, which the region is to make good over three years.",
    "Two engineers from the technical school have drawn a pier on piles, so that the water may pass.",
    "Their model stood in the entrance of the town hall for a month, and drew more people than the fair.",
    "The last pier was finished ninety years ago, and the stones for it came from the hill above the bay.",
    "Its builders left a tin box with coins and a newspaper under the first step, where it still lies.",
)


def paragraphs(*sentences: str, attributes: str = "") -> str:
    """A paragraph for each sentence; without any, for each of PROSE."""
    return "".join(f"<p{attributes}>{sentence}</p>" for sentence in sentences or PROSE)


def page(body: str, head: str = "", headline: str = f"<h1>{HEADLINE}</h1>", title: str = HEADLINE) -> str:
    """A page with an article element around headline and body."""
    kind = "<meta property='og:type' content='article'>"
    return (
        f"<html lang=en><head><title>{title}</title>{kind}{head}</head>"
        f"<body><main><article>{headline}{body}</article></main></body></html>"
    )


def read_page(html: str, profile: SiteProfile | None = None) -> Article:
    """What the reader makes of it, fetched on the last day of March 2024."""
    return read(html.encode(), PageContext(URL, datetime(2024, 3, 31, 12, tzinfo=UTC), profile=profile))


def body_of(html: str) -> list[str]:
    """The paragraphs of the body."""
    return read_page(html).body_text.split("\n\n")
