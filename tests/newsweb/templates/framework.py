"""A site built by a JavaScript framework: the story stands in the page's data, hardly in its markup."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from tests.newsweb.stories import Block, Edition, Story
from tests.newsweb.templates import dates
from tests.newsweb.templates.base import Family
from tests.newsweb.templates.markup import feed_link, inline, plain, script, script_json, style_sheet
from tests.newsweb.templates.views import ArticleView, ListingView, Teaser
from tests.newsweb.truth import Truth

_MENU = (("Abo", "/subscribe/"), ("Über uns", "/about/"), ("Videos", "/video/"), ("Suche", "/search?q=hafen"))


class Framework(Family):
    """Dates, authors, caption and text in `__NEXT_DATA__`; older stories behind a JSON endpoint."""

    with_subheads = True
    routes: ClassVar[tuple[tuple[str, str], ...]] = (
        ("article", r"/(?P<section>\w+)/[\w-]+-(?P<story_id>\d+)\.html"),
        ("more", r"/api/sections/(?P<section>\w+)/(?P<page>\d+)\.json"),
        *Family.routes,
    )

    def article_target(self, story: Story) -> str:
        """Section, slug, number, .html."""
        return f"/{story.sections[0]}/{story.slug}-{story.story_id}.html"

    def section_target(self, section: str, page: int = 1) -> str:
        """Only the first page is a page; what follows is data for a button."""
        return f"/{section}/" if page == 1 else f"/api/sections/{section}/{page}.json"

    def truth(self, story: Story, edition: Edition) -> Truth:
        """Everything the data states; tags and kicker only for some stories."""
        rng = story.traits("framework")
        has_kicker, has_tags, has_image = (rng.random() < share for share in (0.6, 0.5, 0.9))
        zone = self.publisher.zone
        return self.stated(
            story,
            edition,
            has_image=has_image,
            kicker=story.kicker if has_kicker else None,
            section_label=self.publisher.section(story.sections[0]).label,
            deck=edition.deck,
            published_at=story.published_at,
            published_precision="second",
            published_offset=dates.offset(story.published_at, zone),
            modified_at=edition.modified_at if edition.modified_at > story.published_at else None,
            tags=story.tags if has_tags else (),
        )

    def article_page(self, view: ArticleView) -> str:
        """A shell with a title; the story is in the data."""
        data = {"article": self._article(view), "teasers": [self._teaser(t) for t in view.related]}
        head = f'<link rel="canonical" href="{view.truth.url}">'
        return self._shell(
            view.truth.headline, head, '<div class="skeleton"></div>', data, view.around.hour.hour
        )

    def _article(self, view: ArticleView) -> dict[str, Any]:
        truth, zone = view.truth, self.publisher.zone
        return {
            "id": view.story.story_id,
            "type": "article",
            "url": truth.url,
            "kicker": truth.kicker,
            "headline": truth.headline,
            "subline": truth.deck,
            "section": {"slug": truth.sections[0], "title": truth.section_label},
            "authors": [{"name": name, "isAgency": bool(truth.agencies)} for name in truth.authors],
            "publishedAt": dates.stated_if(truth.published_at, zone),
            "updatedAt": dates.stated_if(truth.modified_at, zone),
            "leadImage": self._image(truth),
            "tags": [{"name": tag} for tag in truth.tags],
            "body": self._body(view),
            "correction": truth.correction_text,
        }

    def _body(self, view: ArticleView) -> list[dict[str, str]]:
        rng = view.story.traits("framework/text")
        blocks = [_content(block, inline(block.text, rng, "/about/")) for block in view.edition.blocks]
        blocks.insert(2, {"type": "ad", "slot": "billboard-2"})
        blocks.append({"type": "newsletter", "html": "<p>Der Morgen am Fluss: kostenlos in Ihr Postfach</p>"})
        return blocks

    def _image(self, truth: Truth) -> dict[str, str | None] | None:
        if truth.image_url is None:
            return None
        return {"src": truth.image_url, "caption": truth.image_caption, "credit": truth.image_credit}

    def _teaser(self, teaser: Teaser) -> dict[str, Any]:
        return {
            "id": teaser.story.story_id,
            "url": self.article_target(teaser.story),
            "headline": teaser.truth.headline,
            "subline": teaser.truth.deck,
        }

    def listing_page(self, view: ListingView) -> str:
        """Teasers are rendered on the server; the button for older ones names its endpoint."""
        cards = "".join(self._card(teaser) for teaser in view.teasers)
        trending = "".join(f"<li>{self._link(teaser)}</li>" for teaser in view.around.trending)
        feed = self.feed_target(view.section.name) if view.section else self.feed_target()
        head = feed_link(view.title, feed)
        markup = (
            f'<h1>{escape(view.title)}</h1><div class="teaser-list">{cards}</div>{self._button(view)}'
            f'</main><aside class="trending"><h2>Meistgelesen</h2><ol>{trending}</ol></aside><main>'
        )
        data = {"page": {"title": view.title}, "teasers": [self._teaser(t) for t in view.teasers]}
        return self._shell(view.title, head, markup, data, view.around.hour.hour)

    def _card(self, teaser: Teaser) -> str:
        deck = plain(teaser.truth.deck)
        return f'<article class="teaser"><h2>{self._link(teaser)}</h2><p>{deck}</p></article>\n'

    def _link(self, teaser: Teaser) -> str:
        headline = plain(teaser.truth.headline)
        return f'<a href="{self.article_target(teaser.story)}"><span>{headline}</span></a>'

    def _button(self, view: ListingView) -> str:
        if view.section is None or view.page >= view.page_count:
            return ""
        endpoint = self.section_target(view.section.name, view.page + 1)
        return f'<button class="load-more" data-endpoint="{endpoint}">Mehr laden</button>'

    def more_stories(self, view: ListingView) -> dict[str, Any]:
        """What the button fetches."""
        assert view.section is not None
        more = self.section_target(view.section.name, view.page + 1) if view.page < view.page_count else None
        return {"items": [self._teaser(teaser) for teaser in view.teasers], "next": more}

    def plain_page(self, title: str, text: str) -> str:
        """A page that is no story."""
        return self._shell(title, "", f"<h1>{escape(title)}</h1><p>{escape(text)}</p>", {"page": {}}, 0)

    def _shell(self, title: str, head: str, markup: str, data: dict[str, Any], visitors: int) -> str:
        sections = [(section.label, f"/{section.name}/") for section in self.publisher.sections]
        links = "".join(f'<a href="{href}">{escape(label)}</a>' for label, href in [*sections, *_MENU])
        props = {"pageProps": data | {"menu": [label for label, _ in sections], "visitors": 1200 + visitors}}
        state = {"props": props, "page": "/[section]/[slug]", "buildId": "k7Qm2", "isFallback": False}
        return f"""<!DOCTYPE html><html lang="de"><head><meta charSet="utf-8"/>
<title>{escape(title)} - {escape(self.publisher.title)}</title>{head}
{style_sheet("framework")}</head><body><div id="__next"><header><a href="/">{escape(self.publisher.title)}</a>
<nav>{links}</nav></header><main>{markup}</main><footer>© {escape(self.publisher.title)}</footer></div>
<script id="__NEXT_DATA__" type="application/json">{script_json(state)}</script>
{script("framework")}</body></html>
"""


def _content(block: Block, markup: str) -> dict[str, str]:
    if block.kind == "subhead":
        return {"type": "subheading", "text": block.text}
    return {"type": "paragraph", "html": f"<p>{markup}</p>"}
