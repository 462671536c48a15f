"""From bytes to an Article, or to the reason why they are none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from broadsheet.article import Article
from broadsheet.counting import counted
from broadsheet.errors import PageRejected
from broadsheet.extraction import kind, media
from broadsheet.extraction.body import find_text
from broadsheet.extraction.context import PageContext
from broadsheet.extraction.fields import article_of
from broadsheet.extraction.mediapage import is_stated, medium_of
from broadsheet.extraction.observation import Observation, observe
from broadsheet.extraction.opened import opened
from broadsheet.extraction.page import Page
from broadsheet.extraction.pause import paused_collector
from broadsheet.extraction.prose import reading_length
from broadsheet.extraction.removal import refuse_removal
from broadsheet.extraction.standing import standing
from broadsheet.extraction.statements import statements_of
from broadsheet.outcomes import Reason

_OF_ONE_LAYOUT = frozenset(("article", "opinion"))
_SHORTEST_STORY = 250  # characters of a page that says nothing of itself


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, and the page it was read from."""

    article: Article
    page: Page

    @property
    def observation(self) -> Observation:
        """What the page shows of its site, as the reader of one page sees it; found anew at each call."""
        seen = observe(self.page.blocks, self.page.headline_block, self.page.story_alone)
        return replace(self.standing, sightings=seen.sightings, statements=statements_of(self.page))

    @property
    def standing(self) -> Observation:
        """Where the fields stand, alone: a small part of the work that an observation is."""
        is_usual = self.article.content_type in _OF_ONE_LAYOUT
        is_whole = self.article.access != "paywalled"  # what is shown of the others stands where it likes
        stood = standing(self.page, is_whole=is_whole) if is_usual else ()
        is_elsewhere = self.page.is_outside and is_whole
        return Observation(url=self.article.url, stood=stood, is_outside=is_elsewhere)


def read(html: bytes, context: PageContext) -> Article:
    """What the page says. PageRejected when it is no article; no other exception, whatever the bytes."""
    return read_whole(html, context).article


def read_whole(html: bytes, context: PageContext) -> Reading:
    """What the page says, and what a profile of its site is learned from. PageRejected as `read`."""
    with paused_collector():
        return _read_whole(html, context)


def _read_whole(html: bytes, context: PageContext) -> Reading:
    page, headline = opened(html, context)
    text = find_text(page, headline)
    refuse_removal(page.blocks, page.headline_block, text.body)
    images = [] if text.body else media.shown_images(page)
    medium = None if text.body else medium_of(page, images)
    article = article_of(page, headline, text, medium)
    kind.refuse_listings(page, _is_stated_article(page))
    if not text.body and not page.article and medium is None:
        raise PageRejected(Reason.NO_TEXT, f"no running text after the headline{page.ruled.taken_out}")
    is_told = "body_text" in page.ruled.found  # however short it is
    is_signed = is_told or is_stated(medium) or article.published_at is not None or bool(article.authors)
    told = text.body or "\n".join(image.caption or "" for image in images)
    if reading_length(told) < _SHORTEST_STORY and not is_signed and not _is_stated_article(page):
        raise PageRejected(Reason.NO_TEXT, f"{counted(len(text.body), 'character')}, no date, no author")
    return Reading(article, page)


def _is_stated_article(page: Page) -> bool:
    """Whether the page says so to machines, as a type or a date of publication."""
    types = page.head.all("og:type")
    is_typed = page.article is not None or any((each.value or "").lower() == "article" for each in types)
    dates = (each for each in page.ledger.values if each.field == "published_at" and each.is_chosen)
    return is_typed or any(each.origin != "markup" for each in dates)
