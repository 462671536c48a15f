"""The Courier: kicker glued to the section label, captions printed twice, meter, appeal, many datings."""

from __future__ import annotations

from datetime import UTC
from html import escape
from typing import Any

from tests.newsweb.stories import Edition, Story
from tests.newsweb.templates import dates, jsonld
from tests.newsweb.templates.base import Family
from tests.newsweb.templates.courier_furniture import appeal, boxes, footer, header
from tests.newsweb.templates.markup import feed_link, inline, meta, page_window, plain, script, style_sheet
from tests.newsweb.templates.views import ArticleView, ListingView, Teaser
from tests.newsweb.truth import Truth

_DATINGS, _DATING_SHARES = ("json_ld", "meta", "visible", "none"), (47, 30, 18, 5)


class Courier(Family):
    """English; dates in JSON-LD, in meta tags, on the page only to the day, or nowhere."""

    def truth(self, story: Story, edition: Edition) -> Truth:
        """Every trait of a page belongs to its story, so that later editions look like the first."""
        rng = story.traits("courier")
        has_kicker, has_deck, has_image = (rng.random() < share for share in (0.7, 0.85, 0.9))
        has_label = has_kicker or rng.random() < 0.6
        dating = _dating(story)
        return self.stated(
            story,
            edition,
            has_image=has_image,
            kicker=story.kicker if has_kicker else None,
            section_label=self.publisher.section(story.sections[0]).label if has_label else None,
            deck=edition.deck if has_deck else None,
            byline_location=story.byline_location,
            tags=story.tags if dating == "json_ld" else (),
            access="metered",
            **self._dates(story, edition, dating),
        )

    def _dates(self, story: Story, edition: Edition, dating: str) -> dict[str, Any]:
        zone = self.publisher.zone
        if dating == "none":
            return {}
        if dating == "visible":
            day = dates.start_of_day(story.published_at, zone).astimezone(UTC)
            return {"published_at": day, "published_precision": "day", "is_zone_assumed": True}
        is_edited = edition.modified_at > story.published_at
        return {
            "published_at": story.published_at,
            "published_precision": "second",
            "published_offset": dates.offset(story.published_at, zone),
            "modified_at": edition.modified_at if is_edited or dating == "json_ld" else None,
        }

    def article_page(self, view: ArticleView) -> str:
        """Head, eyebrow, headline, deck, picture, byline, text, and everything that is no story."""
        truth, story = view.truth, view.story
        label = self.publisher.section(story.sections[0]).label
        return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>{escape(truth.headline)} | {escape(self.publisher.title)}</title>
<link rel="canonical" href="{escape(truth.url)}">
{feed_link(self.publisher.title, self.feed_target())}
{self._metadata(view)}
{style_sheet("courier")}
{script("courier")}
</head><body class="single single-post">
{header(self.publisher)}
<main id="content"><article class="post">
{_eyebrow(truth, self.section_target(story.sections[0]))}
<h1 class="headline">{plain(truth.headline)}</h1>
{f'<p class="deck">{plain(truth.deck)}</p>' if truth.deck else ""}
{_picture(truth)}
<div class="byline">{self._byline(view)}</div>
<div class="article-text">
{self._text(view)}
</div>
{_correction(truth)}
<div class="related"><h4>More from {escape(label)}</h4><ul>{self._links(view.related)}</ul></div>
</article>
{appeal(self.publisher)}
</main>
{boxes(self._links(view.around.trending), view.around.hour)}
{footer(self.publisher, view.around.hour)}
</body></html>
"""

    def _metadata(self, view: ArticleView) -> str:
        truth, dating = view.truth, _dating(view.story)
        has_variant = view.story.traits("courier/og").random() < 0.15
        values = {
            "description": truth.deck,
            "og:site_name": self.publisher.title,
            "og:type": "article",
            "og:title": view.story.short_headline if has_variant else truth.headline,
            "og:url": truth.url,
            "og:image": truth.image_url,
        }
        if dating == "meta":
            values |= self._meta_dates(truth)
        return meta(values) + (self._json_ld(truth) if dating == "json_ld" else "")

    def _meta_dates(self, truth: Truth) -> dict[str, str | None]:
        zone = self.publisher.zone
        return {
            "article:published_time": dates.stated_if(truth.published_at, zone),
            "article:modified_time": dates.stated_if(truth.modified_at, zone),
        }

    def _json_ld(self, truth: Truth) -> str:
        return "\n" + jsonld.as_script(jsonld.news_article(truth, self.publisher))

    def _byline(self, view: ArticleView) -> str:
        truth, pieces = view.truth, []
        if truth.authors:
            place = f" in {truth.byline_location}" if truth.byline_location else ""
            pieces.append(
                f'<span class="author">By {escape(" and ".join(truth.authors))}{escape(place)}</span>'
            )
        if truth.published_at is not None:
            day = dates.english(view.story.published_at, self.publisher.zone)
            pieces.append(f'<span class="date">{day}</span>')
        return "\n".join(pieces)

    def _text(self, view: ArticleView) -> str:
        rng = view.story.traits("courier/text")
        pieces = [f"<p>{inline(block.text, rng, '/about/')}</p>" for block in view.edition.blocks]
        if view.related and rng.random() < 0.4:
            pieces.insert(
                2, f'<p class="read-also"><strong>Read also:</strong> {self._link(view.related[0])}</p>'
            )
        pieces.insert(-1, '<div class="ad-slot" data-slot="inline"><span>Advertisement</span></div>')
        return "\n".join(pieces)

    def listing_page(self, view: ListingView) -> str:
        """Newest first; the pages after the first are reached by links at the foot."""
        feed = self.feed_target(view.section.name) if view.section else self.feed_target()
        return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>{escape(view.title)} | {escape(self.publisher.title)}</title>
{feed_link(view.title, feed)}
{style_sheet("courier")}
{script("courier")}
</head><body class="archive">
{header(self.publisher)}
<main id="content"><h1 class="section-title">{escape(view.title)}</h1>
<div class="river">
{"".join(self._card(teaser) for teaser in view.teasers)}
</div>
{self._pager(view)}
</main>
{boxes(self._links(view.around.trending), view.around.hour)}
{footer(self.publisher, view.around.hour)}
</body></html>
"""

    def _card(self, teaser: Teaser) -> str:
        truth, target = teaser.truth, self.article_target(teaser.story)
        image = f'<a href="{target}"><img src="{truth.image_url}" alt=""></a>' if truth.image_url else ""
        return (
            f'<div class="card">{image}<h3><a href="{target}">{plain(truth.headline)}</a></h3>'
            f"<p>{plain(truth.deck)}</p></div>\n"
        )

    def _pager(self, view: ListingView) -> str:
        if view.section is None or view.page_count == 1:
            return ""
        name = view.section.name
        numbers = "".join(
            f'<a class="page-number" href="{self.section_target(name, page)}">{page}</a>'
            for page in page_window(view)
        )
        older = view.page + 1
        link = f'<a class="next" href="{self.section_target(name, older)}">Older stories</a>'
        return f'<div class="pagination">{numbers}{link if older <= view.page_count else ""}</div>'

    def _links(self, teasers: tuple[Teaser, ...]) -> str:
        return "".join(f"<li>{self._link(teaser)}</li>" for teaser in teasers)

    def _link(self, teaser: Teaser) -> str:
        return f'<a href="{self.article_target(teaser.story)}">{plain(teaser.truth.headline)}</a>'

    def plain_page(self, title: str, text: str) -> str:
        """A page that is no story, in the site's dress."""
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
            f'{style_sheet("courier")}</head><body class="page">{header(self.publisher)}'
            f"<main><h1>{escape(title)}</h1><p>{escape(text)}</p></main></body></html>"
        )


def _dating(story: Story) -> str:
    return story.traits("courier/dating").choices(_DATINGS, _DATING_SHARES)[0]


def _eyebrow(truth: Truth, section_target: str) -> str:
    """Kicker and section label with nothing between them, as a careless template glues them."""
    kicker = f'<span class="kicker">{escape(truth.kicker)}</span>' if truth.kicker else ""
    label = truth.section_label
    link = f'<a class="section-label" href="{section_target}">{escape(label)}</a>' if label else ""
    return f'<div class="eyebrow">{kicker}{link}</div>'


def _picture(truth: Truth) -> str:
    if truth.image_url is None:
        return ""
    caption = f"{plain(truth.image_caption)} Credit: {plain(truth.image_credit)}."
    return (
        f'<figure class="lead-image"><img src="{truth.image_url}" alt="{plain(truth.image_caption)}">'
        f'<figcaption>{caption}</figcaption></figure>\n<p class="image-caption">{caption}</p>'
    )


def _correction(truth: Truth) -> str:
    if truth.correction_text is None:
        return ""
    return f'<p class="correction"><strong>Correction:</strong> {plain(truth.correction_text)}</p>'
