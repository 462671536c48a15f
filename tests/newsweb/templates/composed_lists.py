"""Lists of composed publishers: teasers, boxes, clutter and what lies behind the button."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from tests.newsweb.slugs import slug
from tests.newsweb.templates.markup import plain, script_json
from tests.newsweb.templates.views import ListingView, Teaser

if TYPE_CHECKING:
    from tests.newsweb.templates.composed import Composed

_IMAGE = '<img src="/media/x-1.jpg" alt="" width="300">'


class ListMaker:
    """Renders the listings of one publisher."""

    def __init__(self, family: Composed) -> None:
        self._family = family
        rng = family.rng("classes")
        self._names = ["".join(rng.choice("bcdfghklmnpqrstvwxz") for _ in range(6)) for _ in range(12)]
        self._hashed = rng.random() < 0.5
        self._clutter = rng.random()

    # -- one teaser in each kind of markup

    def _parts(self, teaser: Teaser) -> tuple[str, str, str, str]:
        family = self._family
        address = escape(
            family.absolute(family.article_target(teaser.story))
            if family.recipe.scheme == "subdomain"
            else family.article_target(teaser.story)
        )
        date = f"<time>{teaser.story.published_at:%H:%M}</time>"
        return address, plain(teaser.truth.headline), plain(teaser.truth.deck), date

    def _byline(self, teaser: Teaser) -> str:
        names = teaser.truth.authors[:1]
        if self._clutter < 0.3 or not names:
            return ""
        name = teaser.story.authors[0]
        tag = teaser.story.tags[0] if teaser.story.tags else "news"
        return (
            f'<span><a href="/people/{slug(name)}-{1000 + len(name)}">{plain(names[0])}</a></span> '
            f'<span><a href="/thema/{slug(tag)}-und-alles-dazu">{plain(self._family.text(tag))}</a></span>'
        )

    def cards(self, teaser: Teaser) -> str:
        url, headline, deck, date = self._parts(teaser)
        comments = (
            f'<a href="{url}#comments">17</a>'
            if self._clutter < 0.6
            else f'<a href="{self._print(url)}">⎙</a>'
        )
        return (
            f'<article {self._class(0)}><a href="{url}">{_IMAGE}</a><h3><a href="{url}">{headline}</a></h3>'
            f"<p>{deck}</p>{date} {self._byline(teaser)} {comments}</article>\n"
        )

    def _print(self, url: str) -> str:
        return f"{url}&amp;print=1" if "?" in url else f"{url.rstrip('/')}/print"

    def soup(self, teaser: Teaser) -> str:
        url, headline, deck, date = self._parts(teaser)
        return f'<div {self._class(0)}><div><div><a href="{url}">{headline}</a></div></div><div>{deck}</div><div>{date}{self._byline(teaser)}</div></div>\n'

    def image_only(self, teaser: Teaser) -> str:
        url, headline, deck, date = self._parts(teaser)
        return f'<div {self._class(0)}><div><a href="{url}">{_IMAGE}</a></div><div><h3>{headline}</h3><p>{deck}</p>{date}</div></div>\n'

    def read_more(self, teaser: Teaser) -> str:
        url, headline, deck, date = self._parts(teaser)
        return f'<div {self._class(0)}><h2>{headline}</h2>{date}<p>{deck}</p><a href="{url}">{self._family.words.read}</a></div>\n'

    def table(self, teaser: Teaser) -> str:
        url, headline, deck, date = self._parts(teaser)
        return f'<tr><td>{date}<td><a href="{url}"><b>{headline}</b></a><br><font size=2>{deck}</font></tr>\n'

    def flat(self, teaser: Teaser) -> str:
        url, headline, deck, date = self._parts(teaser)
        return f'<h3><a href="{url}">{headline}</a></h3>\n<p>{deck}</p>\n<p>{date}</p>\n'

    def whole_card(self, teaser: Teaser) -> str:
        url, headline, deck, date = self._parts(teaser)
        return f'<a {self._class(0)} href="{url}">{_IMAGE}<h3>{headline}</h3><p>{deck}</p>{date}</a>\n'

    def head_in_article(self, teaser: Teaser) -> str:
        url, headline, deck, date = self._parts(teaser)
        return f'<article><header><h2><a href="{url}">{headline}</a></h2></header><p>{deck}</p><footer>{date}{self._byline(teaser)}</footer></article>\n'

    def list(self, teaser: Teaser) -> str:
        url, headline, _, date = self._parts(teaser)
        return f'<li>{date} <a href="{url}">{headline}</a></li>\n'

    def carousel(self, teaser: Teaser) -> str:
        url, headline, deck, _ = self._parts(teaser)
        return f'<div {self._class(0)}><a href="{url}">{_IMAGE}</a><div><a href="{url}">{headline}</a><p>{deck}</p></div></div>\n'

    # -- the whole list

    def _main(self, view: ListingView) -> str:
        kind = self._family.recipe.markup
        if kind in {"state", "next_data", "state_with_boxes"}:
            return '<div id="root"></div>' + self._state(view)
        draw: Callable[[Teaser], str] = getattr(self, kind)
        teasers = "".join(map(draw, view.teasers))
        if kind == "carousel":
            first, rest = view.teasers[:3], view.teasers[3:]
            slides = "".join(f"<div><div>{self.whole_card(t)}</div></div>" for t in first)
            return f"<div {self._class(5)}><div>{slides}</div></div><div {self._class(1)}>{''.join(map(draw, rest))}</div>"
        if kind == "table":
            return f"<table width=600>{teasers}</table>"
        if kind == "flat":
            return f"<div {self._class(1)}>{teasers}</div>"
        tag = "ul" if kind == "list" else "div"
        return f"<{tag} {self._class(1)}>{teasers}</{tag}>"

    def _state(self, view: ListingView) -> str:
        family = self._family
        rows = [self._row(teaser) for teaser in view.teasers]
        state = {
            "ui": {
                "menu": [
                    {"label": s.label, "url": family.section_target(s.name)}
                    for s in family.publisher.sections
                ]
            },
            "sectionPage": {"title": view.title, "river": {"items": rows}},
        }
        if family.recipe.markup == "state_with_boxes":
            state["sidebar"] = {"mostRead": [self._row(t) for t in view.around.trending]}
        if family.recipe.markup == "next_data":
            return f'<script id="__NEXT_DATA__" type="application/json">{script_json({"props": {"pageProps": state}})}</script>'
        return f"<script>window.__INITIAL_STATE__ = {script_json(state)};window.x=1</script>"

    def _row(self, teaser: Teaser) -> dict[str, Any]:
        family = self._family
        target = family.article_target(teaser.story)
        return {"id": teaser.story.story_id, "link": {"href": family.absolute(target)}, "headline": teaser.truth.headline,
            "author": {"name": "x", "url": "/people/x-y-z-123"}}  # fmt: skip

    def page(self, view: ListingView) -> str:
        heading = f"<h1>{plain(view.title)}</h1>" if self._clutter > 0.2 else ""
        main = f"<div {self._class(2)}>{heading}{self._main(view)}{self._pager(view)}</div>"
        before, after = self._boxes(view)
        head = self._head(view)
        if self._clutter < 0.5:
            return self.shell(view.title, f"{before}<main>{main}</main>{after}", head)
        return self.shell(view.title, f"<div {self._class(3)}>{before}{main}{after}</div>", head)

    def more(self, view: ListingView) -> dict[str, Any]:
        paging = self._family.recipe.paging
        assert view.section is not None
        family = self._family
        target = family.absolute(family.more_target(view.section.name, view.page + 1))
        following = target if view.page < view.page_count else None
        if paging == "button_html":
            draw: Callable[[Teaser], str] = getattr(self, self._html_kind())
            return {"html": "".join(map(draw, view.teasers)), "has_more": following is not None}
        if paging == "cursor":
            rows = {"edges": [{"node": self._row(t)} for t in view.teasers]}
            return {"data": rows, "page_info": {"end_cursor": f"c{view.page}x" if following else None}}
        return {"status": "ok", "articles": [self._row(t) for t in view.teasers], "next": following}

    def _html_kind(self) -> str:
        kind = self._family.recipe.markup
        return (
            kind if kind not in {"state", "next_data", "state_with_boxes", "table", "carousel"} else "cards"
        )

    # -- paging

    def _head(self, view: ListingView) -> str:
        family, links = self._family, ""
        if family.recipe.feed in {"site", "json"}:
            kind = "feed+json" if family.recipe.feed == "json" else "rss+xml"
            links += f'<link rel="alternate" type="application/{kind}" title="{escape(family.publisher.title)}" href="{family.absolute(family.feed_target())}">'
        if family.recipe.feed == "section" and view.section:
            links += f'<link rel="alternate" type="application/rss+xml" title="{escape(view.title)}" href="{family.absolute(family.feed_target(view.section.name))}">'
        if family.recipe.paging == "link_rel" and view.section and view.page < view.page_count:
            links += f'<link rel="next" href="{escape(self._section(view, view.page + 1))}">'
        return links

    def _section(self, view: ListingView, page: int) -> str:
        assert view.section is not None
        return self._family.absolute(self._family.section_target(view.section.name, page))

    def _pager(self, view: ListingView) -> str:
        family, words = self._family, self._family.words
        if view.section is None or view.page >= view.page_count:
            return ""
        following = escape(self._section(view, view.page + 1))
        more = escape(family.absolute(family.more_target(view.section.name, view.page + 1)))
        numbers = "".join(
            f'<a href="{escape(self._section(view, n))}">{n}</a> '
            for n in range(1, view.page_count + 1)
            if n != view.page
        )
        whole = escape(family.absolute(f"/archive/{view.section.name}/"))
        return {
            "path": f"<p>{numbers}</p>",
            "query": f'<div class="pagination">{numbers}</div>',
            "offset": f"<div>{numbers}</div>",
            "archive": f'<p><a href="{whole}">{words.more}</a> {numbers}</p>',
            "older": f'<p><a href="{following}">{words.older}</a></p>',
            "button_json": f'<button type="button" data-endpoint="{more}">{words.more}</button>',
            "button_html": f'<div class="js-x" data-next-url="{more}"><button>{words.more}</button></div>',
            "cursor": f'<div {self._class(7)} data-next="{more}"></div>',
            "infinite": f'<button class="load-more">{words.more}</button>',
            "hinted": f'<i data-at="{following}"></i>',
            "endless": f'<button class="load-more">{words.more}</button>',
        }.get(family.recipe.paging, "")

    # -- what lies around

    def _boxes(self, view: ListingView) -> tuple[str, str]:
        """The other sections and the most-read box; what stands before the list and what after it."""
        kind, family, words = self._family.recipe.boxes, self._family, self._family.words
        if kind == "none":
            return "", self._clouds(view)
        trending = "".join(f"<li>{self._bare(t)}</li>" for t in view.around.trending)
        label = words.foreign_popular if kind == "foreign_labels" else words.popular
        others = self._other_section(view)
        partner = "".join(
            f'<div><a href="/partner/{name}-{number}">{family.text(text)}</a></div>'
            for number, (name, text) in enumerate(_OFFERS, start=100_234)
        )
        paid = f"<div><div>{words.paid}</div>{partner}</div>"
        if kind == "classes":
            box = f'<div class="most-read"><ol>{trending}</ol></div>{others}<div class="sponsored">{partner}</div>'
        elif kind == "aside":
            box = f"<aside><ol>{trending}</ol></aside>{others}{paid}"
        else:
            box = f"<div {self._class(8)}><h4>{label}</h4><ol>{trending}</ol></div>{others}{paid}"
        cloud = self._clouds(view)
        return (box, cloud) if self._clutter > 0.8 else ("", box + cloud)

    def _bare(self, teaser: Teaser) -> str:
        url, headline, _, _ = self._parts(teaser)
        return f'<a href="{url}">{headline}</a>'

    def _other_section(self, view: ListingView) -> str:
        """A box that is called like another section and links there."""
        own = view.section.name if view.section else ""
        other = next((s for s in reversed(self._family.publisher.sections) if s.name != own), None)
        teasers = [t for t in view.around.trending if other and t.story.sections == (other.name,)]
        if other is None or not teasers:
            return ""
        target = escape(self._family.absolute(self._family.section_target(other.name)))
        items = "".join(f"<div>{self._bare(t)}<p>{plain(t.truth.deck)}</p></div>" for t in teasers)
        return f'<div {self._class(9)}><h3><a href="{target}">{plain(other.label)}</a></h3>{items}</div>'

    def _clouds(self, view: ListingView) -> str:
        tags = sorted({tag for t in view.teasers for tag in t.story.tags})[:12]
        cloud = "".join(
            f'<a href="/thema/{slug(t)}-und-alles-dazu-{i}">{plain(self._family.text(t))}</a> '
            for i, t in enumerate(tags)
        )
        url = self._family.absolute("/")
        share = f'<a href="https://www.facebook.com/sharer?u={url}">f</a><a href="whatsapp://send?text=x">w</a><a href="mailto:x@x.example">m</a>'
        return f"<p>{cloud}</p><p>{share}</p>"

    def shell(self, title: str, markup: str, head: str = "") -> str:
        """Menu, content, footer."""
        family = self._family
        menu = [(family.absolute(family.section_target(s.name)), s.label) for s in family.publisher.sections]
        menu += [
            ("/video/", "Video"),
            ("/live/", "Live"),
            ("/podcasts/", "Podcasts"),
            ("/en/", "English"),
            ("/newsletter/", "Newsletter"),
        ]
        links = "".join(f'<li><a href="{escape(href)}">{plain(label)}</a></li>' for href, label in menu)
        tag = "nav" if self._clutter < 0.7 else "div"
        footer = "".join(f'<a href="/{name}/">{text}</a> ' for name, text in _FOOTER)
        return (
            f'<!DOCTYPE html><html lang="{family.recipe.prose}"><head><meta charset="utf-8"><title>{plain(title)} - '
            f'{plain(family.publisher.title)}</title>{head}</head><body><div><a href="/">{plain(family.publisher.title)}</a>'
            f"<{tag}><ul>{links}</ul></{tag}></div>\n{markup}\n<div {self._class(11)}>{footer}</div></body></html>"
        )

    def _class(self, number: int) -> str:
        return f'class="{self._names[number]}"' if self._hashed else ""


_FOOTER = (("about-us", "About us"), ("privacy-policy", "Privacy policy"), ("terms-and-conditions-of-use", "Terms and conditions of use"),
    ("contact", "Contact"))  # fmt: skip
_OFFERS = (
    ("ten-mattresses-for-a-good-night", "Ten mattresses for a good night and a better morning"),
    ("how-to-save-on-your-next-boiler", "How to save on your next boiler without freezing"),
)
