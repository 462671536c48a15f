"""Pages as large as those of big news sites, each with a story of its own: what benchmarks read and store.

Their weight is what it is out there: inline styles, scripts, a state as JSON that repeats the story,
menus, a long river of picture cards; the article is a few kilobytes of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from tests.newsweb.prose import language
from tests.newsweb.prose.writer import Copy, Writer
from tests.newsweb.slugs import slug
from tests.newsweb.templates.markup import meta, plain, script_json

SIZE = 280_000  # bytes; what the news pages that this project was measured on weigh
SECTION = "news"
# Chosen so that elements, share of scripts and compressed size are those of real pages of this size
# (about 1,200 elements, 55 KB under gzip).
_CARDS, _MENU_ENTRIES, _CSS_RULES, _SHARED_STATEMENTS = 84, 120, 700, 500
_WIDTHS = (320, 480, 640, 960, 1280)
_TITLE = "The Grand Gazette"


@dataclass(frozen=True, slots=True)
class LargePage:
    """A page and what it states."""

    path: str
    body: bytes
    headline: str
    body_text: str
    authors: tuple[str, ...]


def large_pages(count: int, seed: int = 1, size: int = SIZE) -> Iterator[LargePage]:
    """So many pages of about that size; another seed, other stories throughout."""
    writer = Writer(language("en"))
    for number in range(count):
        rng = Random(f"large/{seed}/{number}")
        copy = writer.write(rng)
        path = f"/{SECTION}/{slug(copy.headline)}-{seed}{number:06d}"
        body_text = "\n\n".join(block.text for block in copy.blocks)
        page = _page(copy, path, rng, size).encode()
        yield LargePage(path, page, copy.headline, body_text, copy.authors)


def write_site(folder: Path, count: int, seed: int = 1, size: int = SIZE) -> list[LargePage]:
    """The pages as files of a static web server, with a section page that lists them and a robots.txt.

    Pages have no suffix: let the server send `text/html` by default.
    """
    pages = list(large_pages(count, seed, size))
    (folder / SECTION).mkdir(parents=True, exist_ok=True)
    for page in pages:
        (folder / page.path.lstrip("/")).write_bytes(page.body)
    (folder / SECTION / "index.html").write_text(_listing(pages), encoding="utf-8")
    (folder / "robots.txt").write_text("User-agent: *\nDisallow:\n", encoding="utf-8")
    return pages


def _listing(pages: list[LargePage]) -> str:
    cards = "".join(
        f'<article><h2><a href="{page.path}">{plain(page.headline)}</a></h2></article>\n' for page in pages
    )
    head = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>News</title></head>'
    return f"{head}<body><main><h1>News</h1>{cards}</main></body></html>"


def _page(copy: Copy, path: str, rng: Random, size: int) -> str:
    head, foot = _shared_head(), _shared_foot()
    article = _article(copy)
    cards = "".join(_card(rng) for _ in range(_CARDS))
    state = script_json(_state(copy, path, rng))
    page = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{plain(copy.headline)} | {_TITLE}</title>{_metadata(copy)}{head}</head>"
        f"<body>{_menu()}{article}"
        f'<section class="river recommended">{cards}</section>'
        f'<script id="state" type="application/json">{state}</script>'
    )
    missing = size - len(page.encode()) - len(foot.encode())
    return f"{page}{_measurement(rng, missing)}{foot}"


def _metadata(copy: Copy) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": copy.headline,
        "datePublished": "2026-09-15T08:30:12+00:00",
        "author": [{"@type": "Person", "name": name} for name in copy.authors],
    }
    tags = meta({"og:title": copy.headline, "og:type": "article", "description": copy.deck})
    return f'{tags}<script type="application/ld+json">{script_json(data)}</script>'


def _article(copy: Copy) -> str:
    paragraphs = "".join(f"<p>{plain(block.text)}</p>\n" for block in copy.blocks)
    return (
        f"<main><article><h1>{plain(copy.headline)}</h1><p class='deck'>{plain(copy.deck)}</p>"
        f"<p class='byline'>By {plain(' and '.join(copy.authors))}</p>"
        f"<div class='story'>{paragraphs}</div></article></main>"
    )


def _card(rng: Random) -> str:
    """A teaser with its picture in five widths, as galleries of recommendations have it."""
    words = language("en").slots
    token = f"{rng.getrandbits(64):016x}"
    sources = ", ".join(f"/img/{token[:2]}/{token}-{width}.webp {width}w" for width in _WIDTHS)
    headline = f"{rng.choice(words['org'])} and {rng.choice(words['subject'])}: {rng.choice(words['place'])}"
    return (
        f'<div class="card card--{rng.randrange(9)}" data-id="{token}" data-n="{rng.randrange(99)}">'
        f'<a class="card__link" href="/{SECTION}/{slug(headline)}-{rng.randrange(10**6)}">'
        f'<picture class="card__image">'
        f'<source type="image/webp" srcset="{sources}" sizes="(min-width: 60em) 25vw, 50vw">'
        f'<img src="/img/{token}.jpg" alt="" loading="lazy" width="640" height="360"></picture>'
        f'<h3 class="card__title">{plain(headline)}</h3></a>'
        f'<span class="card__meta">{rng.randrange(2, 59)} min</span>{_ICON}</div>\n'
    )


def _state(copy: Copy, path: str, rng: Random) -> dict[str, object]:
    texts = [block.text for block in copy.blocks]
    return {
        "route": path,
        "story": {"headline": copy.headline, "deck": copy.deck, "blocks": texts},
        "flags": {f"flag_{n}": bool(rng.getrandbits(1)) for n in range(150)},
        "ads": [
            {"slot": f"s{n}", "bid": rng.random(), "key": f"{rng.getrandbits(96):024x}"} for n in range(120)
        ],
    }


def _measurement(rng: Random, size: int) -> str:
    """A script of statistics settings of that many bytes: half of it the page's own, half common words."""
    begin, end = "<script>window.__stats=[", "0]</script>"
    words = language("en").slots
    pieces: list[str] = []
    length = len(begin) + len(end)
    while length < size:
        entry = {"k": f"{rng.getrandbits(48):012x}", "label": rng.choice(words["subject"]), "on": True}
        pieces.append(json.dumps(entry, separators=(",", ":")) + ",")
        length += len(pieces[-1])
    return begin + "".join(pieces) + end


@cache
def _shared_head() -> str:
    rng = Random("large/head")
    rules = (
        f".c{n}-{rng.getrandbits(32):08x}{{margin:{rng.randrange(40)}px;"
        f"color:#{rng.getrandbits(24):06x};display:flex}}"
        for n in range(_CSS_RULES)
    )
    return f"<style>{''.join(rules)}</style>"


@cache
def _shared_foot() -> str:
    rng = Random("large/foot")
    statements = (
        f"function f{n}(a,b){{return a.q{rng.randrange(999)}?b.push(a.r{rng.randrange(999)}||{n})"
        f":f{rng.randrange(n + 1)}(b,a)}}"
        for n in range(_SHARED_STATEMENTS)
    )
    links = "".join(f'<li><a href="/about/{n}">About {n}</a></li>' for n in range(60))
    return f"<footer><ul>{links}</ul></footer><script>{''.join(statements)}</script></body></html>"


@cache
def _menu() -> str:
    words = language("en").slots
    entries = [f"{place} {tag}" for place in words["place"] for tag in words["tag"][:5]][:_MENU_ENTRIES]
    items = "".join(
        f'<li class="menu__item"><a href="/{slug(entry)}/">{plain(entry)}</a></li>' for entry in entries
    )
    return f'<nav class="menu"><ul>{items}</ul></nav>'


_ICON = (
    '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="M3 18.5c2.2 0 2.2 1.6 4.5'
    " 1.6s2.3-1.6 4.5-1.6 2.3 1.6 4.5 1.6 2.3-1.6 4.5-1.6v2c-2.2 0-2.2 1.6-4.5 1.6s-2.3-1.6-4.5-1.6-2.2 1.6"
    '-4.5 1.6-2.3-1.6-4.5-1.6zM12 2l7 13H5z"></path></svg>'
)
