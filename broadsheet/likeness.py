"""Whether a page is the one that its host answers with to an address that nobody made: a soft 404. Pure.

To ask for such an address and to compare the answers is the method of Bar-Yossef, Broder, Kumar and Tomkins,
"Sic transit gloria telae: towards an understanding of the web's decay" (WWW 2004). Texts are compared as sets
of shingles, runs of consecutive words, by resemblance (the share of all shingles that both have) and
containment (the share of one that the other has): Broder, "On the resemblance and containment of documents"
(1997). Words of the two addresses are left out: such answers repeat what was asked for.

A story is safe: it has a title, a headline and a text of its own, and each of them alone is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from broadsheet.article import Article, Page
from broadsheet.errors import PageRejected
from broadsheet.extraction.blocks import read_blocks
from broadsheet.extraction.charset import decode
from broadsheet.extraction.head import read_head
from broadsheet.extraction.tree import parse
from broadsheet.fingerprint import fold

_WORD = re.compile(r"[^\W_]+")
_OG_TYPE = re.compile(rb"<meta\b[^<>]{0,300}og:type[^<>]{0,300}>", re.IGNORECASE)
_SHINGLE = 4  # words; with fewer, phrases of any text coincide
_LARGEST = 1024 * 1024  # bytes of a page that is compared; notices are small
# Of our choice. Answers of one template differ in boxes that change by the minute, so not all need agree; of
# a story's own text nothing stands on such an answer, so the distance to 0.8 is wide.
_ALIKE, _CONTAINED = 0.7, 0.8
_MOST_OWN = (
    3  # shingles that a page without a story may have alone: it has no text of its own to speak for it
)
_TELLING_WORDS, _SHORTEST_WORD = 2, 3  # of the headline in the address; letters of such a word
_OF_MACHINES = frozenset({"json_ld", "microdata", "embedded_data"})


@dataclass(frozen=True, slots=True)
class Portrait:
    """What of a page is compared, as words; `is_whole` is False for a page too large or broken for that."""

    address: frozenset[str]
    title: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    is_whole: bool = False


def is_doubtful(page: Page, article: Article) -> bool:
    """Whether nothing but the text itself says that a page is a story: no markup for machines, no address."""
    stated = any(
        (each.origin in _OF_MACHINES and each.field in {"headline", "published_at"})
        or (each.origin == "meta" and each.field == "published_at")
        for each in article.fields
    )
    if stated or any(b"article" in tag.lower() for tag in _OG_TYPE.findall(page.body)):
        return False
    titled = {word for word in _words(article.headline) if len(word) >= _SHORTEST_WORD}
    return len(titled & _words_of(page.final_url)) < _TELLING_WORDS


def portrait_of(page: Page) -> Portrait:
    """The title, the main headings and the text of a page, and the words of its address."""
    address = _words_of(page.final_url) | _words_of(page.url)
    try:
        decoded = decode(page.body[:_LARGEST], page.header("Content-Type"))
        root = parse(decoded.text, decoded.utf8)
    except PageRejected:
        return Portrait(address)
    blocks = read_blocks(root)
    return Portrait(
        address,
        tuple(_words(read_head(root).title)),
        tuple(word for block in blocks if block.tag == "h1" for word in _words(block.text)),
        tuple(word for block in blocks for word in _words(block.text)),
        is_whole=len(page.body) <= _LARGEST,
    )


def is_like(page: Page, article: Article | None, nowhere: Portrait) -> bool:
    """Whether a page, read as this article or as none, is the answer to an address that nobody made."""
    own = portrait_of(page)
    repeated = own.address | nowhere.address

    def kept(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(word for word in words if word not in repeated)

    if not (own.is_whole and nowhere.is_whole):
        return False
    if kept(own.title) != kept(nowhere.title) or kept(own.headings) != kept(nowhere.headings):
        return False
    ours, theirs = _shingles(kept(own.text)), _shingles(kept(nowhere.text))
    if len(ours & theirs) < _ALIKE * len(ours | theirs) or not theirs:
        return False
    if article is None:
        return len(ours - theirs) <= _MOST_OWN
    text = _shingles(kept(_words(article.body_text)))
    return bool(text) and len(text & theirs) >= _CONTAINED * len(text)


def _shingles(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    count = max(len(words) - _SHINGLE + 1, 1 if words else 0)
    return frozenset(words[place : place + _SHINGLE] for place in range(count))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _words_of(url: str) -> frozenset[str]:
    """The words and numbers of the last part of an address and of its parameters."""
    parts = urlsplit(url)
    return frozenset(_words(unquote(f"{parts.path.rstrip('/').rpartition('/')[2]} {parts.query}")))
