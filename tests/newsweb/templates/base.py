"""What template families have in common: addresses, and the questions a site asks them."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from tests.newsweb.publishers import Publisher
from tests.newsweb.stories import Edition, Story
from tests.newsweb.templates.notices import NOTICES
from tests.newsweb.templates.views import ArticleView, ListingView
from tests.newsweb.truth import Truth


@dataclass(frozen=True, slots=True)
class Route:
    """What an address asks for: the kind of page, and which one."""

    kind: str
    section: str | None = None
    page: int = 1
    story_id: int | None = None
    name: str | None = None


class Family(ABC):
    """The templates of one publisher at one address; `routes` are tried in order on path and query."""

    encoding: ClassVar[str] = "utf-8"
    page_size: ClassVar[int] = 8
    feed_size: ClassVar[int] = 20
    with_subheads: ClassVar[bool] = False
    has_section_feeds: ClassVar[bool] = True
    feed_format: str = "rss"
    sitemaps: tuple[str, ...] = ("/sitemap.xml", "/news-sitemap.xml")  # as robots.txt names them
    index: tuple[str, ...] = ("/news-sitemap.xml", "/sitemap-pages.xml")
    with_keywords: bool = False
    disallowed: ClassVar[tuple[str, ...]] = ("/search", "/account/")
    routes: ClassVar[tuple[tuple[str, str], ...]] = (
        ("front", r"/"),
        ("robots", r"/robots\.txt"),
        ("sitemap_index", r"/sitemap\.xml"),
        ("news_sitemap", r"/news-sitemap\.xml"),
        ("sitemap", r"/sitemap-pages\.xml"),
        ("feed", r"/rss\.xml"),
        ("feed", r"/(?P<section>\w+)/rss\.xml"),
        ("image", r"/media/(?P<name>[\w-]+)\.jpg"),
        ("tag", r"/tag/(?P<name>[\w-]+)/"),
        ("author", r"/author/(?P<name>[\w-]+)/"),
        ("search", r"/search"),
        ("plain", r"/(?P<name>about|contact|subscribe|privacy|video)/"),
        ("article", r"/(?P<section>\w+)/[\w-]+-(?P<story_id>\d+)"),
        ("section", r"/(?P<section>\w+)/(?:page/(?P<page>\d+)/)?"),
    )

    def __init__(self, publisher: Publisher, base_url: str) -> None:
        self.publisher, self.base_url = publisher, base_url
        self.notices = NOTICES[publisher.language]
        self._routes = [(kind, re.compile(pattern)) for kind, pattern in self.routes]

    def route(self, address: str) -> Route:
        """What an address (as `addressed` gives it) asks for; `unknown` when the site has no such page."""
        for kind, pattern in self._routes:
            if match := pattern.fullmatch(address):
                return self._known(kind, match.groupdict())
        return Route("unknown")

    def addressed(self, target: str) -> str:
        """The part of an address that counts on this site: without the query, unless it carries ids."""
        return target.partition("?")[0]

    def _known(self, kind: str, groups: dict[str, str | None]) -> Route:
        section, story_id = groups.get("section"), groups.get("story_id")
        if section is not None and section not in {spec.name for spec in self.publisher.sections}:
            return Route("unknown")
        return Route(
            kind,
            section=section,
            page=int(groups.get("page") or 1),
            story_id=int(story_id) if story_id else None,
            name=groups.get("name"),
        )

    def content_type(self, section: str | None) -> str:
        """The header of a page of that section (None: of no section)."""
        return f"text/html; charset={self.encoding}"

    def absolute(self, target: str) -> str:
        """An address of this site with scheme and host."""
        return self.base_url + target

    def article_target(self, story: Story) -> str:
        """Path and query of a story's page."""
        return f"/{story.sections[0]}/{story.slug}-{story.story_id}"

    def section_target(self, section: str, page: int = 1) -> str:
        """Path and query of a section page."""
        return f"/{section}/" if page == 1 else f"/{section}/page/{page}/"

    def feed_target(self, section: str | None = None) -> str:
        """Path of a feed: of the site or of a section."""
        return "/rss.xml" if section is None else f"/{section}/rss.xml"

    def feed_link(self, story: Story) -> str:
        """A story's address as the feed gives it."""
        return self.absolute(self.article_target(story))

    def image_url(self, story: Story) -> str:
        """The lead image of a story."""
        return self.absolute(f"/media/{story.slug[:30].strip('-')}-{story.story_id}.jpg")

    def stated(self, story: Story, edition: Edition, *, has_image: bool, **stated: Any) -> Truth:
        """What every family states, whatever else it does: a truth with further columns as keywords."""
        if has_image:
            stated |= {
                "image_url": self.image_url(story),
                "image_caption": story.image_caption,
                "image_credit": story.image_credit,
            }
        agencies = (story.agency,) if story.agency else ()
        return Truth(
            url=self.absolute(self.article_target(story)),
            headline=edition.headline,
            body_text=edition.body_text,
            sections=story.sections,
            language=self.publisher.language,
            correction_text=edition.correction_text,
            authors=story.authors or agencies,
            agencies=agencies,
            **stated,
        )

    @abstractmethod
    def truth(self, story: Story, edition: Edition) -> Truth:
        """What the page of this edition states; versions are added by the site."""

    @abstractmethod
    def article_page(self, view: ArticleView) -> str:
        """The page of an article."""

    @abstractmethod
    def listing_page(self, view: ListingView) -> str:
        """The front page, a section page, a tag or an author page."""

    def amp_page(self, view: ArticleView) -> str:
        """The page for phones, where a family has a route to it."""
        return self.article_page(view)

    def print_page(self, view: ArticleView) -> str:
        """The page to print, where a family has a route to it."""
        return self.article_page(view)

    def more_stories(self, view: ListingView) -> dict[str, Any]:
        """What a button for older stories fetches, where a family has a route to it."""
        return {"items": [self.article_target(teaser.story) for teaser in view.teasers]}

    def listing_headers(self, view: ListingView) -> tuple[tuple[str, str], ...]:
        """Headers of a listing page beside the usual ones."""
        return ()

    @abstractmethod
    def plain_page(self, title: str, text: str) -> str:
        """Any other page: about us, not found, a consent wall."""
