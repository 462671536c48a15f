"""Entries of a live blog, stated in JSON-LD or shown, and whether the page says that it is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from broadsheet.article import LiveEntry
from broadsheet.extraction.blocks import Block
from broadsheet.extraction.byline import parse_byline
from broadsheet.extraction.datetext import parse_stated
from broadsheet.extraction.jsonld import Node
from broadsheet.extraction.liveposts import Post
from broadsheet.extraction.moments import is_believed, place
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import any_of
from broadsheet.extraction.stated_authors import named
from broadsheet.extraction.tree import locate
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.zonenames import Zone
from broadsheet.fingerprint import fold
from broadsheet.text import clean_paragraphs

_MOST_ENTRIES = 1000
_LONGEST_NOTICE = 300  # characters; what is longer tells the story
_LONGEST_SIGNATURE = 100
_BLOG = r"(?:live[ -]?(?:blog|ticker|coverage|updates?|page|text|feed)|blog|ticker|coverage)"
_TICKER = r"(?:live[ -]?)?(?:blog|ticker)"
# That this one is over; of another, words such as "earlier" stand there, and it is "that" one.
_OVER = any_of(
    rf"""
    (?:this|our|the) {_BLOG} (?:is|has|have|was)(?: now| been| just)* (?:closed|ended|finished|concluded|over)
    ^\W*(?:live )?{_BLOG} (?:is |has )?(?:now )?(?:closed|ended|over)\W*$
    we(?: are|['’]re|['’]ll be| will)?(?: now)? (?:clos|end|wrap)(?:e|p?ing)?(?: up)? (?:this|our|the) {_BLOG}
    that(?:['’]s| is) (?:all|it) (?:for|from) (?:this|our|the) {_BLOG}
    (?:der|dieser|unser) {_TICKER} (?:ist|wurde)(?: nun| hiermit| jetzt)? (?:beendet|geschlossen)
    wir (?:beenden|schließen)(?: nun| hiermit)? (?:den|diesen|unseren) {_TICKER}
    (?:ce|le|notre) (?:direct|live) est (?:désormais |maintenant )?(?:terminé|clos)  fin (?:de ce|du) direct
    (?:finaliza|termina|concluye|cerramos)(?: aquí)? (?:este|el|nuestro) (?:directo|en vivo|minuto a minuto)
    (?:la|questa|il|questo) (?:diretta|live) (?:è|e['’]) (?:terminat|finit|conclus|chius)[ao]
    (?:dit|het|ons) (?:live)?blog is(?: nu)? (?:afgesloten|gesloten|beëindigd)
    (?:online|živý)? ?(?:přenos|reportáž) (?:jsme ukončili|(?:právě )?skončil[ao]?)
    (?:relacja|relację) (?:na żywo )?(?:została )?zako[ńn]cz\w+  kończymy relację
    (?:este|o) (?:ao vivo|minuto a minuto) (?:foi|está) encerrado
    encerramos (?:aqui )?(?:a|esta|nossa) cobertura
    """
)


def find_live_entries(page: Page, authors: Iterable[str] = ()) -> tuple[LiveEntry, ...]:
    """The entries in the order of the page; empty for anything but a live blog.

    `authors` are the names in its byline: a line that is such a name tells the author of its entry.
    """
    node = page.article
    stated = node.objects("liveBlogUpdate") if node is not None else []
    updates = [Node(data, "liveBlogUpdate", frozenset()) for data in stated]
    names = {fold(name) for name in authors}
    entries = [_entry(page, update) for update in updates[:_MOST_ENTRIES]] or [
        _shown_entry(page, post, names) for post in page.posts
    ]
    return tuple(entry for entry in entries if entry.body_text or entry.headline)


def find_end(page: Page) -> None:
    """Note that the coverage is over where the page says so: with its time, or in words without one."""
    stated = list(_stated_end(page))
    taken = next((each for each in stated if each.value), None)
    said = next((block for block in _notices(page) if _OVER.search(block.text)), None)
    if taken is None and said is not None:
        taken = Candidate(None, "markup", locate(said.element), said.text)
    page.ledger.record("coverage_ended_at", stated, taken)


def _stated_end(page: Page) -> Iterator[Candidate]:
    """`coverageEndTime`; one that is still to come is an announcement, and not taken."""
    for each in page.stated("coverageEndTime"):
        stated = parse_stated(each.value or "")
        zone = ZoneInfo(page.context.timezone) if page.context.timezone else None
        moment = place(stated, zone) if stated else None
        is_past = moment is not None and moment.instant <= page.context.fetched_at
        value = moment.instant.isoformat() if moment is not None and is_past else None
        yield Candidate(value, each.origin, each.locator, each.value)


def _notices(page: Page) -> Iterator[Block]:
    """Short lines from a little above the headline to a little below the story, and in it."""
    return (block for block in page.surroundings if len(block.text) <= _LONGEST_NOTICE)


def _entry(page: Page, update: Node) -> LiveEntry:
    names = [name for name, _ in named(update.values("author"))]
    return LiveEntry(
        body_text=update.text("articleBody", "text") or "",
        headline=update.text("headline", "name"),
        published_at=_instant(page, update.text("datePublished")),
        author=next(iter(names), None),
    )


def _shown_entry(page: Page, post: Post, names: set[str]) -> LiveEntry:
    signed = next(
        (block for block in (*post.blocks[:1], *post.blocks[-1:]) if _signs(block, page, names)), None
    )
    return LiveEntry(
        body_text=clean_paragraphs(block.text for block in post.blocks if block is not signed),
        headline=post.headline.text if post.headline is not None else None,
        published_at=_instant(page, post.stated_at),
        author=", ".join(_names(signed, page)) if signed is not None else None,
    )


def _signs(block: Block, page: Page, names: set[str]) -> bool:
    """Whether a line of an entry is its byline: marked as one, or people of the blog's own."""
    is_marked = Zone.BYLINE in block.zone_kinds
    if len(block.text) > _LONGEST_SIGNATURE or not (is_marked or names):
        return False
    found = _names(block, page)
    return bool(found) and (is_marked or {fold(name) for name in found} <= names)


def _names(block: Block, page: Page) -> list[str]:
    return [each.name for each in parse_byline(block.text, page.own_names).authors]


def _instant(page: Page, text: str | None) -> datetime | None:
    stated = parse_stated(text or "")
    zone = ZoneInfo(page.context.timezone) if page.context.timezone else None
    moment = place(stated, zone) if stated else None
    is_good = moment is not None and is_believed(moment.instant, page.context.fetched_at)
    return moment.instant if moment is not None and is_good else None
