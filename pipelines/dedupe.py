"""Dedupe: label what we already hold - new, changed, unchanged, a copy - and drop nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from broadsheet.article import Article, Item
from broadsheet.articledb.labels import Held, Key, held
from broadsheet.batching import Batcher
from broadsheet.outcomes import Outcome
from broadsheet.rereading import Rereading
from broadsheet.services import Services, services_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

# Short, because a look-up is cheap and every millisecond here is one that a page is held in memory.
MAX_AGE = 0.02


class Dedupe:
    """Article in, the same Article with a label out."""

    def __init__(self, crawler: Any, services: Services) -> None:
        self._crawler, self._services = crawler, services
        self._look_up: Batcher[Item, Held] = Batcher(self._held, max_age=MAX_AGE)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Dedupe:
        """Scrapy's way of making a stage."""
        return cls(crawler, services_of(crawler))

    async def process_item(self, item: Item) -> Item:
        """Label the item; a page without an article is labelled by its failure."""
        if item.failure is not None:
            return replace(item, label=item.failure.reason.outcome)
        if item.article is None:
            return item
        known = await self._look_up.put(item)
        if _is_read_otherwise(known, item.article) and await self._is_put_right(known.article_id):
            known = await self._look_up.put(item)
        return replace(item, label=_label(known))

    async def _is_put_right(self, article_id: int | None) -> bool:
        """An edit is what two pages say otherwise to one reader: the page held is read by that of now."""
        source = self._crawler.spider.source
        return article_id is not None and await Rereading(self._services, source).of_article(article_id)

    async def _held(self, items: Sequence[Item]) -> Sequence[Held]:
        keys = [key for item in items for key in _keys(item)]
        found = iter(await self._services.database.run(lambda connection: held(connection, keys)))
        return [_surest([next(found) for _ in _keys(item)]) for item in items]


def _keys(item: Item) -> list[Key]:
    """By the address that the page states, and by the one asked for: that of a moved article."""
    article = item.article
    if article is None:
        return []
    return [
        (url, article.content_hash, article.body_hash) for url in dict.fromkeys((article.url, item.page.url))
    ]


def _surest(found: Sequence[Held]) -> Held:
    return next((each for each in found if each.article_id is not None), found[0])


def _is_read_otherwise(known: Held, article: Article) -> bool:
    """Whether what is held differs, and another reader or profile of the site has read it."""
    reader = article.extractor_version, article.profile_version
    is_other = (known.extractor_version, known.profile_version) != reader
    return known.article_id is not None and not known.is_same_content and is_other


def _label(known: Held) -> Outcome:
    if known.article_id is not None:
        return Outcome.UNCHANGED if known.is_same_content else Outcome.CHANGED
    return Outcome.NEW if known.copy_of is None else Outcome.DUPLICATE
