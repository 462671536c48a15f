"""Families of templates of our own into which the seed's anatomy is set, each wrong in a way of its own.

Around every one of them stand dates that are no story's: in teasers, footers, captions, addresses.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from html import escape

from tests.unit.seed_text import Seed

_TEASERS = """<h3>Trending</h3><ul><li>
<a href="/2024/04/02/other">Another story that many people read</a>
<time datetime="2024-04-02T10:00:00Z">April 2, 2024</time></li>
<li><a href="/2024/04/01/third">A third story</a><span class="date">April 1, 2024</span></li></ul>"""
_FOOTER = "<footer><p>© 2011-2024. All rights reserved. Last updated April 3, 2024</p></footer>"


def _each(lines: Iterable[str], tag: str = "p", attributes: str = "") -> str:
    return "".join(f"<{tag}{attributes}>{escape(line)}</{tag}>" for line in lines)


def _page(seed: Seed, body: str, head: str = "", root: str = "lang='en'") -> str:
    title = f"<title>{escape(seed.headline)} - {seed.site}</title>"
    return f"<!DOCTYPE html><html {root}><head>{title}{head}</head><body>{body}</body></html>"


def classic(seed: Seed) -> str:
    """One column, everything after the text within the story's own element, paragraphs like the others."""
    return _page(
        seed,
        f"""<main><article><div class="eyebrow"><span class="kicker">{seed.kicker}</span><a
        class="category" href="/topic/relations/">{escape(seed.section)}</a></div>
        <h1>{escape(seed.headline)}</h1><p class="deck">{escape(seed.deck)}</p>
        <figure><img src="/lead.jpg"><figcaption>{escape(seed.whole_caption)}</figcaption></figure>
        <p class="caption">{escape(seed.whole_caption)}</p>{_each(seed.body)}{_each(seed.notices)}
        </article></main>{_FOOTER}""",
    )


def boxes(seed: Seed) -> str:
    """A page builder's nested boxes; notices in a box of their own beside dates that are no story's."""
    return _page(
        seed,
        f"""<div class="page"><nav><a href="/topic/relations/">Topics</a></nav>
        <div class="row"><div class="col"><div class="post-head">
        <div class="kicker">{seed.kicker}<a href="/topic/relations/">{escape(seed.section)}</a></div>
        <h1 class="title">{escape(seed.headline)}</h1><h2 class="subtitle">{escape(seed.deck)}</h2></div>
        <div class="media"><img src="/lead.jpg">
        <div class="wp-caption-text">{escape(seed.whole_caption)}</div></div>
        <div class="wp-caption-text">{escape(seed.whole_caption)}</div>
        <div class="post-content">{_each(seed.body)}</div>
        <div class="reader-box">{_each(seed.notices, "div", " class='line'")}</div></div>
        <div class="sidebar">{_TEASERS}</div></div></div>{_FOOTER}""",
    )


def old(seed: Seed) -> str:
    """Tables and line breaks."""
    text = "<br><br>".join(map(escape, [*seed.body, *seed.notices]))
    caption = f"<tr><td><small>{escape(seed.whole_caption)}</small></td></tr>"
    return _page(
        seed,
        f"""<table><tr><td class="menu"><a href="/">Home</a><br><a href="/news">News</a></td><td>
        <small class="kicker">{seed.kicker}</small><small class="section">{escape(seed.section)}</small>
        <h1>{escape(seed.headline)}</h1><p><b>{escape(seed.deck)}</b></p>
        <table><tr><td><img src="/lead.jpg"></td></tr>{caption}{caption}</table>
        <div>{text}</div></td></tr></table>
        <font size="1">Updated: 04/03/2024</font>""",
    )


def semantic(seed: Seed) -> str:
    """JSON-LD that states neither day nor author; a meter above the text, an appeal amid it, a wall below."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": seed.headline,
        "description": seed.deck,
        "articleSection": seed.section,
        "image": "https://www.example.org/lead.jpg",
        "publisher": {"@type": "Organization", "name": seed.site, "foundingDate": "2011-05-01"},
        "copyrightYear": "2024",
    }
    half = len(seed.body) // 2
    meter, appeal, end = seed.notices[:2], seed.notices[2:8], seed.notices[8:]
    return _page(
        seed,
        f"""<header><nav><a href="/topic/relations/">{escape(seed.section)}</a></nav></header><main>
        <article class="story"><header><p class="overline">{seed.kicker}<a class="section-link"
        href="/topic/relations/">{escape(seed.section)}</a></p><h1>{escape(seed.headline)}</h1>
        <p class="standfirst">{escape(seed.deck)}</p></header>
        <figure><img src="/lead.jpg" alt="{escape(seed.whole_caption)}"><figcaption>{escape(seed.caption)}
        <span class="credit">Credit: {escape(seed.credit)}.</span></figcaption></figure>
        <section class="meter" aria-live="polite">{_each(meter)}</section>
        <div class="story-body">{_each(seed.body[:half])}
        <aside class="appeal">{_each(appeal)}</aside>{_each(seed.body[half:])}</div></article>
        <section class="related">{_TEASERS}</section></main>
        <div role="dialog" class="register-wall">{_each(end)}</div>{_FOOTER}""",
        f"<script type='application/ld+json'>{json.dumps(data)}</script>"
        "<meta property='og:type' content='article'>",
    )


def framework(seed: Seed) -> str:
    """Hashed classes, a box around every line, the page's data in a script; nothing is called what it is."""
    data = {
        "props": {
            "pageProps": {"slug": "2024/03/27/days-after", "meter": {"read": 3, "resetsAt": "2024-05-01"}}
        }
    }

    def lines(texts: Iterable[str], name: str) -> str:
        return "".join(
            f"<div class='css-{name}'><p class='css-{name}p'>{escape(text)}</p></div>" for text in texts
        )

    return _page(
        seed,
        f"""<div id="__next"><div class="css-1q"><div class="css-nav"><a href="/topic/relations/">
        {escape(seed.section)}</a><a href="/">Home</a></div><div class="css-9a"><div class="css-2b">
        <div class="css-3c"><span class="css-kicker">{seed.kicker}</span><span class="css-category">
        <a href="/topic/relations/">{escape(seed.section)}</a></span></div>
        <h1 class="css-4d">{escape(seed.headline)}</h1>
        <h2 class="css-5e">{escape(seed.deck)}</h2></div><figure class="css-6f"><img src="/lead.jpg">
        <figcaption class="css-7g">{escape(seed.whole_caption)}</figcaption></figure>
        <div class="css-7h">{escape(seed.whole_caption)}</div>
        <div class="css-8h">{lines(seed.body, "txt")}</div>
        <div class="css-0j">{lines(seed.notices, "box")}</div></div>
        <div class="css-rail">{_TEASERS}</div></div></div>{_FOOTER}
        <script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>""",
    )


def accelerated(seed: Seed) -> str:
    """An AMP page: pictures of its own elements, the meter in sections that a script shows or hides."""
    return _page(
        seed,
        f"""<amp-sidebar id="menu" layout="nodisplay"><a href="/topic/relations/">{escape(seed.section)}</a>
        </amp-sidebar><article class="amp-wp-article"><header class="amp-wp-article-header">
        <div class="amp-kicker">{seed.kicker} <a class="category-link" href="/topic/relations/">
        {escape(seed.section)}</a></div><h1 class="amp-wp-title">{escape(seed.headline)}</h1>
        <p class="amp-subtitle sub-title">{escape(seed.deck)}</p></header>
        <figure class="amp-wp-article-featured-image"><amp-img src="/lead.jpg" width="800" height="500">
        <noscript><img src="/lead.jpg"></noscript></amp-img><img src="/lead.jpg">
        <figcaption class="wp-caption-text">{escape(seed.whole_caption)}</figcaption></figure>
        <p class="wp-caption-text">{escape(seed.whole_caption)}</p>
        <div class="amp-wp-article-content">{_each(seed.body)}
        <section amp-access="NOT loggedIn">{_each(seed.notices)}</section></div></article>
        <amp-list src="/trending.json">{_TEASERS}</amp-list>{_FOOTER}""",
        "<script async src='https://cdn.ampproject.org/v0.js'></script>",
        "amp lang='en'",
    )


def weblog(seed: Seed) -> str:
    """WordPress: categories by `rel`, captions as paragraphs, the meter amid the text like one of its own."""
    half = len(seed.body) // 2
    return _page(
        seed,
        f"""<article class="post-48151 post"><header class="entry-header"><div class="cat-links">
        <span class="kicker">{seed.kicker}</span>
        <a rel="category tag" href="/c/relations/">{escape(seed.section)}</a>
        </div><h1 class="entry-title">{escape(seed.headline)}</h1>
        <div class="entry-subtitle">{escape(seed.deck)}</div></header><div class="entry-content">
        <div class="wp-caption alignnone"><img src="/lead.jpg">
        <p class="wp-caption-text">{escape(seed.whole_caption)}</p></div>
        <p class="wp-caption-text">{escape(seed.whole_caption)}</p>
        {_each(seed.body[:half])}{_each(seed.notices[:2])}{_each(seed.body[half:])}{_each(seed.notices[2:])}</div>
        </article><aside class="widget-area">{_TEASERS}</aside>{_FOOTER}""",
    )


FAMILIES: tuple[Callable[[Seed], str], ...] = (classic, boxes, old, semantic, framework, accelerated, weblog)
