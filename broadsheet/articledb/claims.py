"""Which of a page's claims to an address are believed: no page changes the row of another article.

A page speaks for the address that answered and for its variants. A claim to any other address - as its
canonical one, or because an address of ours redirects to it - holds where the texts agree, or where nobody
else is known to be at that address. Otherwise the page is an article of its own, where it answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from broadsheet.articledb import bindings
from broadsheet.articledb.connection import Cursor
from broadsheet.articledb.entries import Entry, Held, Role
from broadsheet.articledb.issues import note_issues
from broadsheet.articledb.unproven import go_back, unproven
from broadsheet.fingerprint import fold
from broadsheet.outcomes import Outcome
from broadsheet.variants import is_variant

_TEXTS = "SELECT article_id, headline, body_text FROM news.articles WHERE article_id = ANY(%s)"
_LISTED = "SELECT DISTINCT url FROM news.listed_links WHERE url = ANY(%s) AND outcome <> ALL(%s)"
_NO_STORY = [Outcome.NOT_ARTICLE, Outcome.OFF_SITE]
_RUN = 5  # words; two stories of one topic share few runs of so many, two versions of one story most
_SAME_SHARE = 0.3
_LONGEST_WORDS = 15  # letters on average, with the blank; beyond it the script sets no blanks between words
_SIGNS_A_WORD = 2  # of such a script: Chinese and Japanese words have two signs on average
_COMPARED = 20_000  # characters; enough of any story

Text = tuple[str, str]  # headline, body


def settle_claims(cursor: Cursor, entries: Iterable[Entry], held: dict[str, Held]) -> None:
    """Take from the entries the claims that are not believed. Most batches have none, and ask nothing."""
    entries = list(entries)
    _undo_refuted(cursor, entries, held)
    _release_bound(cursor, entries, held)
    articles = [entry for entry in entries if entry.role is Role.ARTICLE]
    note_issues(cursor, articles, held)
    claiming = [entry for entry in articles if _is_in_doubt(entry, entry.canonical)]
    _drop_false_claims(cursor, claiming, held)
    led = [entry for entry in articles if entry.final not in held and entry.canonical not in held]
    _drop_false_leads(cursor, [entry for entry in led if _leading(entry, held)], held)


def _is_in_doubt(entry: Entry, url: str) -> bool:
    """Whether the form of the address alone does not make it the page's."""
    return url in entry.other_issues or not is_variant(url, entry.final)


def _undo_refuted(cursor: Cursor, entries: Iterable[Entry], held: dict[str, Held]) -> None:
    """An address that was only claimed, and that now has shown what is there, is not the claimant's any more.

    Where another story answers it is that one's; a failure there says nothing about the claimant.
    """
    met = [(entry, url) for entry in entries for url in _met(entry, held)]
    claimed = unproven(cursor, [url for _, url in met])
    met = [(entry, url) for entry, url in met if url in claimed]
    texts = _texts(cursor, [held[url] for _, url in met])
    for entry, url in met:
        if entry.role is Role.ARTICLE and _is_same(entry, texts, held[url]):
            continue
        holder = held.pop(url)
        if url == entry.final and entry.role is Role.ARTICLE:
            entry.taken_from = holder.article_id
            go_back(cursor, url, holder, claimed[url][0])


def _release_bound(cursor: Cursor, entries: Iterable[Entry], held: dict[str, Held]) -> None:
    """An address that led to an article once, and shows another story now, is that story's."""
    met = bindings.bound(entries, held)
    texts = _texts(cursor, [held[entry.final] for entry in met])
    others = [entry for entry in met if not _is_same(entry, texts, held[entry.final])]
    for entry, reading in bindings.readings(cursor, others, held):
        if bindings.is_refuted(entry, reading, held):
            bindings.release(entry, held)


def _met(entry: Entry, held: dict[str, Held]) -> set[str]:
    """The addresses of stored articles about which the page says something new."""
    if entry.role is Role.ARTICLE:
        urls = {entry.asked, entry.final} & held.keys()
        return {url for url in urls if held[url].content_hash != entry.article.content_hash}
    return {entry.asked} & held.keys() if entry.role is Role.FAILURE else set()


def _drop_false_claims(cursor: Cursor, claiming: Sequence[Entry], held: dict[str, Held]) -> None:
    texts = _texts(cursor, [held[each.canonical] for each in claiming if each.canonical in held])
    listed = _listed(cursor, [each.canonical for each in claiming if each.canonical not in held])
    for entry in claiming:
        owner = held.get(entry.canonical)
        is_false = entry.canonical in listed if owner is None else not _is_same(entry, texts, owner)
        if is_false:
            entry.stay("the address of another story")


def _drop_false_leads(cursor: Cursor, led: Sequence[Entry], held: dict[str, Held]) -> None:
    """An address of ours that leads to another story has not moved there."""
    owners = {entry.position: _leading(entry, held) for entry in led}
    texts = _texts(cursor, [owner for owner in owners.values() if owner])
    for entry in led:
        owner = owners[entry.position]
        entry.is_led_elsewhere = owner is not None and not _is_same(entry, texts, owner)


def _leading(entry: Entry, held: dict[str, Held]) -> Held | None:
    """The stored article whose address redirected here, unless that address is a variant of this one."""
    for url in (entry.asked, *entry.redirects):
        if url in held and _is_in_doubt(entry, url):
            return held[url]
    return None


def _texts(cursor: Cursor, owners: Iterable[Held]) -> dict[int, Text]:
    ids = [owner.article_id for owner in owners]
    if not ids:
        return {}
    cursor.execute(_TEXTS, (ids,))
    return {article_id: (headline, body) for article_id, headline, body in cursor.fetchall()}


def _listed(cursor: Cursor, urls: list[str]) -> set[str]:
    if not urls:
        return set()
    cursor.execute(_LISTED, (urls, _NO_STORY))
    return {url for (url,) in cursor.fetchall()}


def _is_same(entry: Entry, texts: dict[int, Text], owner: Held) -> bool:
    headline, body = texts.get(owner.article_id, ("", ""))
    return is_same_story((entry.article.headline, entry.article.body_text), (headline, body))


def is_same_story(one: Text, other: Text) -> bool:
    """Whether two pages tell one story: much of the same text, or the same headline where one has no text.

    Under a headline that recurs, or that was copied, any text may stand.
    """
    if one[1] and fold(one[1]) == fold(other[1]):
        return True
    ours, theirs = _runs(one[1]), _runs(other[1])
    if not ours or not theirs:
        return fold(one[0]) == fold(other[0])
    return len(ours & theirs) >= _SAME_SHARE * min(len(ours), len(theirs))


def _runs(text: str) -> set[tuple[str, ...]]:
    folded = fold(text[:_COMPARED])
    words: Sequence[str] = folded.split()
    length = _RUN
    if len(folded) > _LONGEST_WORDS * len(words):
        words, length = "".join(words), _RUN * _SIGNS_A_WORD
    return {tuple(words[begin : begin + length]) for begin in range(len(words) - length + 1)}
