"""An old-fashioned site: tables, a legacy encoding, no metadata, dates in words, ids in the query."""

from __future__ import annotations

from datetime import UTC
from html import escape
from typing import ClassVar

from tests.newsweb.stories import Edition, Story
from tests.newsweb.templates import dates
from tests.newsweb.templates.base import Family
from tests.newsweb.templates.markup import inline, page_window, plain
from tests.newsweb.templates.views import ArticleView, ListingView, Teaser
from tests.newsweb.truth import Truth

_BREAKS_SHARE = 0.3  # of the stories separate paragraphs by two line breaks, as their editor typed them


class OldFashioned(Family):
    """Czech in ISO 8859-2: one section says so in the header only, the others in the page only."""

    encoding = "iso-8859-2"
    has_section_feeds = False
    routes: ClassVar[tuple[tuple[str, str], ...]] = (
        ("article", r"/clanek\.php\?id=(?P<story_id>\d+)"),
        ("print", r"/tisk\.php\?id=(?P<story_id>\d+)"),
        ("section", r"/(?P<section>\w+)/(?:\?page=(?P<page>\d+))?"),
        *Family.routes,
    )

    def addressed(self, target: str) -> str:
        """The query carries ids here."""
        return target

    def content_type(self, section: str | None) -> str:
        """With the charset for the last section, without for the others."""
        return f"text/html; charset={self.encoding}" if self._declares_by_header(section) else "text/html"

    def _declares_by_header(self, section: str | None) -> bool:
        return section == self.publisher.sections[-1].name

    def article_target(self, story: Story) -> str:
        """A script and an id."""
        return f"/clanek.php?id={story.story_id}"

    def section_target(self, section: str, page: int = 1) -> str:
        """A folder, further pages in the query."""
        return f"/{section}/" if page == 1 else f"/{section}/?page={page}"

    def truth(self, story: Story, edition: Edition) -> Truth:
        """Dates to the minute, without a zone; no kicker, no tags, nothing about access or edits."""
        has_image = story.traits("oldfashioned").random() < 0.7
        return self.stated(
            story,
            edition,
            has_image=has_image,
            section_label=self.publisher.section(story.sections[0]).label,
            deck=edition.deck,
            published_at=story.published_at.replace(second=0).astimezone(UTC),
            published_precision="minute",
            is_zone_assumed=True,
            aliases=(self.absolute(f"/tisk.php?id={story.story_id}"),),
        )

    def article_page(self, view: ArticleView) -> str:
        """Menu, text and advertisements in three columns of one table."""
        truth = view.truth
        related = "<br>".join(self._link(teaser) for teaser in view.related)
        text = f"""<font size="2" color="#999999"><b>{plain(truth.section_label)}</b></font>
<h1>{plain(truth.headline)}</h1>
<font size="2">{dates.czech(view.story.published_at, self.publisher.zone)}</font>
<p><b>{plain(truth.deck)}</b></p>
{_picture(truth)}
<div class="clanek">{self._text(view)}</div>
{f"<p><b>Oprava:</b> {plain(truth.correction_text)}</p>" if truth.correction_text else ""}
<p align="right"><i>{_byline(truth)}</i></p>
<p><a href="tisk.php?id={view.story.story_id}">Verze pro tisk</a>
| <a href="javascript:history.back()">Zpět</a></p>
<hr><b>Další články rubriky</b><br>{related}"""
        return self._page(truth.headline, text, truth.sections[0], self._trending(view.around.trending))

    def _text(self, view: ArticleView) -> str:
        rng = view.story.traits("oldfashioned/text")
        has_breaks = rng.random() < _BREAKS_SHARE
        paragraphs = [inline(block.text, rng, "about/") for block in view.edition.blocks]
        return "<br><br>\n".join(paragraphs) if has_breaks else "".join(f"<p>{text}\n" for text in paragraphs)

    def listing_page(self, view: ListingView) -> str:
        """Headline, date and deck of each story in a row of its own."""
        rows = "".join(self._row(teaser) for teaser in view.teasers)
        text = f"<h2>{escape(view.title)}</h2><table cellpadding=4>{rows}</table>{self._pager(view)}"
        section = view.section.name if view.section else None
        return self._page(view.title, text, section, self._trending(view.around.trending))

    def _row(self, teaser: Teaser) -> str:
        date = dates.czech(teaser.story.published_at, self.publisher.zone)
        deck = plain(teaser.truth.deck)
        return f"<tr><td>{date}<td><b>{self._link(teaser)}</b><br>{deck}\n"

    def _link(self, teaser: Teaser) -> str:
        target = self.article_target(teaser.story).lstrip("/")
        return f'<a href="{target}">{plain(teaser.truth.headline)}</a>'

    def _pager(self, view: ListingView) -> str:
        if view.section is None:
            return ""
        name = view.section.name
        targets = [(page, self.section_target(name, page).lstrip("/")) for page in page_window(view)]
        links = (f'<a href="{target}">{page}</a>' for page, target in targets if page != view.page)
        return f"<p align=center>Strany: {' '.join(links)}</p>"

    def _trending(self, teasers: tuple[Teaser, ...]) -> str:
        return "<b>Nejčtenější</b><br>" + "<br>".join(self._link(teaser) for teaser in teasers)

    def print_page(self, view: ArticleView) -> str:
        """The text alone, under another address."""
        truth = view.truth
        return self._page(
            truth.headline, f"<h1>{escape(truth.headline)}</h1>{self._text(view)}", truth.sections[0]
        )

    def plain_page(self, title: str, text: str) -> str:
        """A page that is no story."""
        return self._page(title, f"<h2>{escape(title)}</h2><p>{escape(text)}</p>", None)

    def _page(self, title: str, text: str, section: str | None, right: str = "") -> str:
        menu = "<br>".join(
            f'<a href="{spec.name}/">{escape(spec.label)}</a>' for spec in self.publisher.sections
        )
        declared = "" if self._declares_by_header(section) else _DECLARATION
        site = escape(self.publisher.title)
        return f"""<html><head>{declared}<base href="{self.base_url}/">
<title>{escape(title)} - {site}</title></head>
<body bgcolor="#ffffff"><table width="980" align="center"><tr><td colspan="3">
<a href="{self.base_url}/">{site}</a>
<tr valign="top"><td width="150" class="menu">{menu}<br>
<a href="about/">O nás</a><br><a href="rss.xml">RSS</a>
<td width="600">
{text}
<td width="200">{right}<br><a href="http://reklama.example/klik.php?id=77">Okna, dveře, rolety</a>
<tr><td colspan="3"><small>Copyright 1998-2026 {site}</small></table></body></html>
"""


_DECLARATION = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">'


def _picture(truth: Truth) -> str:
    if truth.image_url is None:
        return ""
    caption, credit = plain(truth.image_caption), plain(truth.image_credit)
    return (
        f'<table width="300" align="right"><tr><td><img src="{truth.image_url}" width="300">'
        f"<tr><td><small>{caption} Foto: {credit}</small></table>"
    )


def _byline(truth: Truth) -> str:
    if truth.agencies:
        return f"Zdroj: {escape(truth.agencies[0])}"
    return f"Autor: {escape(', '.join(truth.authors))}" if truth.authors else ""
