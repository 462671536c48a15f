"""A plain modern site: linked data, Open Graph, AMP, canonical addresses, rel=next, boxes of every kind."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from tests.newsweb.slugs import slug
from tests.newsweb.stories import Edition, Story
from tests.newsweb.templates import dates, jsonld
from tests.newsweb.templates.base import Family
from tests.newsweb.templates.markup import feed_link, inline, meta, page_window, plain, script, style_sheet
from tests.newsweb.templates.modern_furniture import footer, header, partners
from tests.newsweb.templates.views import ArticleView, ListingView, Teaser
from tests.newsweb.truth import Truth

_OPINION_SHARE, _DESK_SHARE = 0.1, 0.3
_OPINION, _DESK = "Opinión", "Mesa de última hora"


class Modern(Family):
    """Spanish; every page says in three places what it is, and they agree."""

    with_subheads = True
    page_size = 6
    routes: ClassVar[tuple[tuple[str, str], ...]] = (
        ("article", r"/(?P<section>\w+)/\d{4}/\d\d/\d\d/[\w-]+-(?P<story_id>\d+)\.html"),
        ("amp", r"/amp/(?P<section>\w+)/[\w-]+-(?P<story_id>\d+)\.html"),
        ("author", r"/autor/(?P<name>[\w-]+)/"),
        ("plain", r"/(?P<name>videos|patrocinado|suscripcion)/"),
        *Family.routes,
    )

    def article_target(self, story: Story) -> str:
        """Section, local day, slug, number."""
        day = story.published_at.astimezone(self.publisher.zone).strftime("%Y/%m/%d")
        return f"/{story.sections[0]}/{day}/{story.slug}-{story.story_id}.html"

    def feed_link(self, story: Story) -> str:
        """The feed counts its clicks."""
        return f"{self.absolute(self.article_target(story))}?utm_source=rss&utm_medium=feed"

    def _amp_target(self, story: Story) -> str:
        return f"/amp/{story.sections[0]}/{story.slug}-{story.story_id}.html"

    def truth(self, story: Story, edition: Edition) -> Truth:
        """All there is to state."""
        rng = story.traits("modern")
        is_opinion, has_desk, has_image = (rng.random() < s for s in (_OPINION_SHARE, _DESK_SHARE, 0.95))
        zone = self.publisher.zone
        return self.stated(
            story,
            edition,
            has_image=has_image,
            kicker=_OPINION if is_opinion else story.kicker,
            section_label=self.publisher.section(story.sections[0]).label,
            desk_label=_DESK if has_desk else None,
            deck=edition.deck,
            byline_location=story.byline_location,
            published_at=story.published_at,
            published_precision="second",
            published_offset=dates.offset(story.published_at, zone),
            modified_at=edition.modified_at,
            tags=story.tags,
            content_type="opinion" if is_opinion else "article",
            access="free",
            aliases=(self.absolute(self._amp_target(story)),),
        )

    def article_page(self, view: ArticleView) -> str:
        """The usual order: labels, headline, deck, byline and date, picture, text, tags, boxes."""
        truth = view.truth
        tags = "".join(
            f'<li><a href="/tag/{slug(tag)}/" rel="tag">{escape(tag)}</a></li>' for tag in truth.tags
        )
        related = "".join(f"<li>{self._link(teaser)}</li>" for teaser in view.related)
        main = f"""<main><article>
<header><p class="labels"><span class="kicker">{plain(truth.kicker)}</span><a class="section"
 href="{self.section_target(truth.sections[0])}">{plain(truth.section_label)}</a>{_desk(truth)}</p>
<h1>{plain(truth.headline)}</h1>
<h2 class="deck">{plain(truth.deck)}</h2></header>
{self._byline(truth)}
{_figure(truth)}
<div class="article-body" itemprop="articleBody">
{self._text(view)}
</div>
{_correction(truth)}
<ul class="tags">{tags}</ul>
<section class="related"><h3>Le puede interesar</h3><ul>{related}</ul></section>
</article></main>"""
        return self._page(truth.headline, self._head(view), main, view.around.trending)

    def _head(self, view: ArticleView) -> str:
        truth = view.truth
        values = {
            "description": truth.deck,
            "author": ", ".join(truth.authors) or None,
            "og:type": "article",
            "og:site_name": self.publisher.title,
            "og:title": truth.headline,
            "og:description": truth.deck,
            "og:url": truth.url,
            "og:image": truth.image_url,
            "og:locale": "es_ES",
            "article:published_time": dates.stated_if(truth.published_at, self.publisher.zone),
            "article:modified_time": dates.stated_if(truth.modified_at, self.publisher.zone),
            "article:section": truth.section_label,
            "twitter:card": "summary_large_image",
        }
        tags = "".join(f'\n<meta property="article:tag" content="{escape(tag)}">' for tag in truth.tags)
        links = (
            f'<link rel="canonical" href="{truth.url}">\n'
            f'<link rel="amphtml" href="{self.absolute(self._amp_target(view.story))}">\n'
        )
        return links + meta(values) + tags + "\n" + jsonld.as_script({"@graph": self._graph(truth)})

    def _graph(self, truth: Truth) -> list[dict[str, Any]]:
        kind = "OpinionNewsArticle" if truth.content_type == "opinion" else "NewsArticle"
        article = jsonld.news_article(truth, self.publisher, kind)
        crumbs = [self.publisher.title, truth.section_label]
        return [
            {"@type": "NewsMediaOrganization", "name": self.publisher.title, "url": self.base_url},
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": n, "name": name}
                    for n, name in enumerate(crumbs, start=1)
                ],
            },
            article
            | {"description": truth.deck, "articleSection": truth.section_label, "isAccessibleForFree": True},
        ]

    def _byline(self, truth: Truth) -> str:
        names = " y ".join(
            f'<a href="/autor/{slug(name)}/" rel="author">{escape(name)}</a>' for name in truth.authors
        )
        place = f'<span class="place">{escape(truth.byline_location)}</span>' if truth.byline_location else ""
        assert truth.published_at is not None
        stated = dates.stated(truth.published_at, self.publisher.zone)
        shown = dates.spanish(truth.published_at, self.publisher.zone)
        return f'<div class="byline">{names} {place} <time datetime="{stated}">{shown}</time></div>'

    def _text(self, view: ArticleView) -> str:
        rng = view.story.traits("modern/text")
        pieces = []
        for block in view.edition.blocks:
            if block.kind == "subhead":
                pieces.append(f"<h3>{plain(block.text)}</h3>")
            else:
                pieces.append(
                    f"<p>{inline(block.text, rng, self.section_target(view.story.sections[0]))}</p>"
                )
        pieces.insert(2, '<div class="newsletter-box"><p>Reciba cada mañana las noticias del valle</p></div>')
        return "\n".join(pieces)

    def amp_page(self, view: ArticleView) -> str:
        """The same story for phones; its canonical address is the other one."""
        truth = view.truth
        return (
            '<!doctype html><html amp lang="es"><head><meta charset="utf-8">'
            f"<title>{escape(truth.headline)}</title>"
            f'<link rel="canonical" href="{truth.url}"><script async src="/media/amp.js"></script></head>'
            f"<body><h1>{plain(truth.headline)}</h1>{self._text(view)}</body></html>"
        )

    def listing_page(self, view: ListingView) -> str:
        """Cards, a sponsored one among them; rel=next and numbered pages."""
        cards = [self._card(teaser) for teaser in view.teasers]
        cards.insert(3, partners())
        head = self._next(view)
        if view.section:
            feed = self.feed_target(view.section.name)
            head += feed_link(view.title, feed)
        main = (
            f'<main><h1>{escape(view.title)}</h1><section class="cards">{"".join(cards)}</section>'
            f"{self._pager(view)}</main>"
        )
        return self._page(view.title, head, main, view.around.trending)

    def _next(self, view: ListingView) -> str:
        if view.section is None or view.page >= view.page_count:
            return ""
        target = self.section_target(view.section.name, view.page + 1)
        return f'<link rel="next" href="{self.absolute(target)}">\n'

    def _card(self, teaser: Teaser) -> str:
        truth = teaser.truth
        authors = "".join(
            f'<a class="author" href="/autor/{slug(name)}/">{escape(name)}</a>' for name in truth.authors
        )
        tag = f'<a class="tag" href="/tag/{slug(truth.tags[0])}/">{escape(truth.tags[0])}</a>'
        return (
            f'<article class="card">{tag}<h2>{self._link(teaser)}</h2>'
            f"<p>{plain(truth.deck)}</p>{authors}</article>\n"
        )

    def _link(self, teaser: Teaser) -> str:
        return f'<a href="{self.article_target(teaser.story)}">{plain(teaser.truth.headline)}</a>'

    def _pager(self, view: ListingView) -> str:
        if view.section is None:
            return ""
        name = view.section.name
        links = "".join(
            f'<a href="{self.section_target(name, page)}">{page}</a>' for page in page_window(view)
        )
        return f'<nav class="pagination" aria-label="Páginas">{links}</nav>'

    def plain_page(self, title: str, text: str) -> str:
        """A page that is no story."""
        return self._page(title, "", f"<main><h1>{escape(title)}</h1><p>{escape(text)}</p></main>", ())

    def _page(self, title: str, head: str, main: str, trending: tuple[Teaser, ...]) -> str:
        links = "".join(f"<li>{self._link(teaser)}</li>" for teaser in trending)
        return f"""<!DOCTYPE html>
<html lang="es"><head><meta charset="utf-8"><title>{escape(title)} – {escape(self.publisher.title)}</title>
{head}
{style_sheet("modern")}
{script("modern")}
</head><body>
{header(self.publisher)}
{main}
<aside class="most-read"><h3>Lo más leído</h3><ol>{links}</ol></aside>
{footer(self.publisher)}
</body></html>
"""


def _desk(truth: Truth) -> str:
    return f'<span class="desk">{escape(truth.desk_label)}</span>' if truth.desk_label else ""


def _figure(truth: Truth) -> str:
    if truth.image_url is None:
        return ""
    return (
        f'<figure><img src="{truth.image_url}" alt=""><figcaption>{plain(truth.image_caption)}'
        f'<span class="credit">{plain(truth.image_credit)}</span></figcaption></figure>'
    )


def _correction(truth: Truth) -> str:
    if truth.correction_text is None:
        return ""
    return f'<p class="fe-de-errores"><b>Corrección:</b> {plain(truth.correction_text)}</p>'
