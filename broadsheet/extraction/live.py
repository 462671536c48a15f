"""Entries of a live blog, from its JSON-LD."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from broadsheet.article import LiveEntry
from broadsheet.extraction.authors import named_objects
from broadsheet.extraction.datetext import parse_stated
from broadsheet.extraction.jsonld import Node
from broadsheet.extraction.moments import is_believed, place
from broadsheet.extraction.page import Page

_MOST_ENTRIES = 1000


def find_live_entries(page: Page) -> tuple[LiveEntry, ...]:
    """The entries in the order of the page; empty for anything but a live blog."""
    node = page.article
    if node is None:
        return ()
    updates = [
        Node(data, f"{node.path}.liveBlogUpdate", frozenset()) for data in node.objects("liveBlogUpdate")
    ]
    entries = (_entry(page, update) for update in updates[:_MOST_ENTRIES])
    return tuple(entry for entry in entries if entry.body_text or entry.headline)


def _entry(page: Page, update: Node) -> LiveEntry:
    stated = parse_stated(update.text("datePublished") or "")
    moment = (
        place(stated, ZoneInfo(page.context.timezone) if page.context.timezone else None) if stated else None
    )
    is_good = moment is not None and is_believed(moment.instant, page.context.fetched_at)
    names = [name for name, _ in named_objects(update.objects("author"))]
    return LiveEntry(
        body_text=update.text("articleBody", "text") or "",
        headline=update.text("headline", "name"),
        published_at=moment.instant if moment is not None and is_good else None,
        author=next(iter(names), None),
    )
