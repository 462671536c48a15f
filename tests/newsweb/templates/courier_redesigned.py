"""The Courier after a redesign: the same stories at the same addresses, everything else in another place."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from tests.newsweb.stories import Edition, Story
from tests.newsweb.templates import dates
from tests.newsweb.templates.courier import Courier
from tests.newsweb.templates.courier_furniture import appeal, boxes, footer, header
from tests.newsweb.templates.markup import feed_link, meta, plain, style_sheet
from tests.newsweb.templates.views import ArticleView
from tests.newsweb.truth import Truth


class RedesignedCourier(Courier):
    """No linked data; the day in a `time` element below the text; headline, byline and text in new boxes."""

    def truth(self, story: Story, edition: Edition) -> Truth:
        """What the old pages stated, without what only linked data and meta tags did."""
        return replace(super().truth(story, edition), tags=(), modified_at=None, kicker=None)

    def article_page(self, view: ArticleView) -> str:
        """Head, a top with headline and byline, the text in sections, the lead picture behind its first."""
        truth = view.truth
        first, *rest = [f"<p>{plain(block.text)}</p>" for block in view.edition.blocks]
        return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>{escape(truth.headline)} – {escape(self.publisher.title)}</title>
<link rel="canonical" href="{escape(truth.url)}">
{feed_link(self.publisher.title, self.feed_target())}
{meta({"og:type": "article", "og:title": truth.headline, "og:image": truth.image_url})}
{style_sheet("courier-redesigned")}
</head><body class="page-story">
{header(self.publisher)}
<main class="page"><div class="story">
<div class="story-top">{self._label(truth)}
<h1 class="story-title">{plain(truth.headline)}</h1>
{f'<p class="standfirst">{plain(truth.deck)}</p>' if truth.deck else ""}
<div class="story-info">{self._writers(truth)}{self._time(view)}</div></div>
<section class="story-copy">{first}{_figure(truth)}
{"".join(rest)}</section>
{_note(truth)}
</div>
{appeal(self.publisher)}
</main>
{boxes(self._links(view.around.trending), view.around.hour)}
{footer(self.publisher, view.around.hour)}
</body></html>
"""

    def _label(self, truth: Truth) -> str:
        label = truth.section_label
        return f'<a class="section-label" href="/{truth.sections[0]}/">{escape(label)}</a>' if label else ""

    def _writers(self, truth: Truth) -> str:
        if not truth.authors:
            return ""
        place = f" in {truth.byline_location}" if truth.byline_location else ""
        return f'<p class="writers">By {escape(" and ".join(truth.authors))}{escape(place)}</p>'

    def _time(self, view: ArticleView) -> str:
        truth, zone = view.truth, self.publisher.zone
        if truth.published_at is None:
            return ""
        day = dates.english(view.story.published_at, zone)
        stated = dates.stated_if(truth.published_at, zone) if truth.published_precision == "second" else None
        attribute = f' datetime="{stated}"' if stated else ""
        return f'<p class="story-time"><time{attribute}>{day}</time></p>'


def _figure(truth: Truth) -> str:
    if truth.image_url is None:
        return ""
    caption = f"{plain(truth.image_caption)} Credit: {plain(truth.image_credit)}."
    return (
        f'<figure class="plate"><img src="{truth.image_url}" alt="">'
        f'<figcaption class="plate-text">{caption}</figcaption></figure>\n'
    )


def _note(truth: Truth) -> str:
    if truth.correction_text is None:
        return ""
    return f'<p class="correction"><strong>Correction:</strong> {plain(truth.correction_text)}</p>'
