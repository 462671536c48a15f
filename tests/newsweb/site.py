"""One publisher's web site: which answer belongs to a request at a given time, when everything works."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from http import HTTPStatus
from math import ceil

from tests.newsweb import feeds
from tests.newsweb.catalogue import Catalogue
from tests.newsweb.clock import Clock
from tests.newsweb.messages import Request, Response
from tests.newsweb.newsroom import Newsroom
from tests.newsweb.publishers import Publisher
from tests.newsweb.slugs import slug
from tests.newsweb.stories import Story
from tests.newsweb.templates import REDESIGNED, family_of
from tests.newsweb.templates.base import Route
from tests.newsweb.templates.views import ArticleView, ListingView, Teaser

LISTED_FOR = timedelta(hours=7)  # about 16 articles a section
_XML = "application/xml; charset=utf-8"
_JSON, _TEXT, _JPEG = "application/json; charset=utf-8", "text/plain; charset=utf-8", "image/jpeg"
_IMAGE = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"  # the smallest there is
)


class Site:
    """Answers requests by the templates of its family."""

    def __init__(
        self,
        publisher: Publisher,
        base_url: str,
        clock: Clock,
        *,
        seed: int,
        listed_for: timedelta = LISTED_FOR,
        rolling: bool = False,
    ) -> None:
        self.publisher, self.clock = publisher, clock
        self.family = family_of(publisher, base_url)
        newsroom = Newsroom(publisher, seed, self.family.with_subheads)
        self.catalogue = Catalogue(newsroom, self.family, clock, listed_for, rolling)
        self._answers: dict[str, Response] = {}
        self._answers_at: datetime | None = None
        self._answers_state: object = None
        self._pages: dict[str, Callable[[Route], Response]] = {
            "front": self._front,
            "section": self._section,
            "more": self._more,
            "article": self._article,
            "amp": self._amp,
            "print": self._print,
            "feed": self._feed,
            "news_sitemap": self._news_sitemap,
            "sitemap_index": self._sitemap_index,
            "sitemap": self._page_sitemap,
            "archive_sitemap": self._archive_sitemap,
            "robots": self._robots,
            "image": self._image,
            "tag": self._tag,
            "author": self._author,
            "search": self._plain,
            "plain": self._plain,
        }

    def respond(self, request: Request) -> Response:
        """The answer of a site in good health. Answers are kept until something on the site changes."""
        self._forget_outdated()
        address = self.family.addressed(request.target)
        if address not in self._answers:
            route = self.family.route(address)
            page = self._pages.get(route.kind)
            response = page(route) if page else self.not_found()
            self._answers[address] = response.of_kind(route.kind)
        return self._answers[address]

    def redesign(self) -> None:
        """From now on article pages come in another design, under their old addresses."""
        self.family = REDESIGNED[self.publisher.family](self.publisher, self.family.base_url)
        self.catalogue.redraw(self.family)
        self._answers = {}

    def _forget_outdated(self) -> None:
        now = self.clock.now()
        if now == self._answers_at:
            return
        state = self.catalogue.state
        if state != self._answers_state:
            self._answers, self._answers_state = {}, state
        self._answers_at = now

    def _front(self, _: Route) -> Response:
        return self._selection(self.publisher.title, self.catalogue.listed()[: 2 * self.family.page_size])

    def _tag(self, route: Route) -> Response:
        return self._named(route, lambda story: story.tags)

    def _author(self, route: Route) -> Response:
        return self._named(route, lambda story: story.authors)

    def _named(self, route: Route, names: Callable[[Story], Iterable[str]]) -> Response:
        name = route.name or ""
        stories = [story for story in self.catalogue.listed() if name in map(slug, names(story))]
        return self._selection(name.replace("-", " ").title(), stories[: self.family.page_size])

    def _selection(self, title: str, stories: list[Story]) -> Response:
        return self._listing(ListingView(title, self._teasers(stories), self.catalogue.around()))

    def _section(self, route: Route) -> Response:
        view = self._section_view(route)
        return self._listing(view) if view else self.not_found()

    def _more(self, route: Route) -> Response:
        view = self._section_view(route)
        if view is None:
            return self.not_found()
        body = json.dumps(self.family.more_stories(view), ensure_ascii=False).encode()
        return Response(HTTPStatus.OK, body, _JSON, last_modified=self._latest(view.teasers))

    def _archive_sitemap(self, _: Route) -> Response:
        teasers = self._teasers(self.catalogue.listed())
        body = gzip.compress(feeds.archive_sitemap(self.family, teasers).encode(), mtime=0)
        return Response(HTTPStatus.OK, body, "application/gzip", last_modified=self._latest(teasers))

    def _section_view(self, route: Route) -> ListingView | None:
        """One page of a section; None past the last. A section without stories still has its first."""
        assert route.section is not None
        stories, size = self.catalogue.listed(route.section), self.family.page_size
        count = max(1, ceil(len(stories) / size))
        if not 1 <= route.page <= count:
            return None
        section = self.publisher.section(route.section)
        shown = self._teasers(stories[(route.page - 1) * size : route.page * size])
        return ListingView(section.label, shown, self.catalogue.around(), section, route.page, count)

    def _listing(self, view: ListingView) -> Response:
        section = view.section.name if view.section else None
        changed_at = max(self._latest(view.teasers), view.around.hour)
        page = self.html(self.family.listing_page(view), changed_at, section=section)
        for name, value in self.family.listing_headers(view):
            page = page.with_header(name, value)
        return page

    def _article(self, route: Route) -> Response:
        return self._drawn(self.family.article_page, route)

    def _amp(self, route: Route) -> Response:
        return self._drawn(self.family.amp_page, route)

    def _print(self, route: Route) -> Response:
        return self._drawn(self.family.print_page, route)

    def _drawn(self, draw: Callable[[ArticleView], str], route: Route) -> Response:
        story = self.catalogue.story(route.story_id or 0)
        if story is None:
            return self.not_found()
        teaser, around = self.catalogue.teaser(story), self.catalogue.around()
        view = ArticleView(story, teaser.edition, teaser.truth, self.catalogue.related(story), around)
        return self.html(draw(view), max(teaser.edition.at, around.hour), section=story.sections[0])

    def _feed(self, route: Route) -> Response:
        if route.section is not None and not self.family.has_section_feeds:
            return self.not_found()
        title = self.publisher.title
        if route.section is not None:
            title = f"{title}: {self.publisher.section(route.section).label}"
        teasers = self._teasers(self.catalogue.listed(route.section)[: self.family.feed_size])
        draw, kind = feeds.feed_format(self.family)
        return self._xml(draw(self.family, title, teasers), self._latest(teasers), kind)

    def _news_sitemap(self, _: Route) -> Response:
        teasers = self._teasers(self.catalogue.listed())
        return self._xml(feeds.news_sitemap(self.family, teasers), self._latest(teasers))

    def _sitemap_index(self, _: Route) -> Response:
        hour = self.catalogue.hour
        return self._xml(feeds.sitemap_index(self.family, hour), hour)

    def _page_sitemap(self, _: Route) -> Response:
        return self._xml(feeds.page_sitemap(self.family), self.catalogue.opened_at)

    def _robots(self, _: Route) -> Response:
        return self._xml(feeds.robots(self.family), self.catalogue.opened_at, _TEXT)

    def _image(self, _: Route) -> Response:
        return Response(HTTPStatus.OK, _IMAGE, _JPEG, last_modified=self.catalogue.opened_at)

    def _plain(self, route: Route) -> Response:
        title = (route.name or route.kind).title()
        text = self.family.plain_page(title, f"{self.publisher.title}: {title}.")
        return self.html(text, self.catalogue.opened_at)

    def not_found(self) -> Response:
        """The site's own error page, with the status it should have."""
        return self.html(self.family.plain_page(*self.family.notices.not_found), status=HTTPStatus.NOT_FOUND)

    def html(
        self,
        text: str,
        last_modified: datetime | None = None,
        status: int = HTTPStatus.OK,
        section: str | None = None,
    ) -> Response:
        """A page in the site's own encoding, declared as the site does for that section."""
        body = text.encode(self.family.encoding, "xmlcharrefreplace")
        return Response(status, body, self.family.content_type(section), last_modified=last_modified)

    def _xml(self, text: str, last_modified: datetime, content_type: str = _XML) -> Response:
        return Response(HTTPStatus.OK, text.encode(), content_type, last_modified=last_modified)

    def _teasers(self, stories: Iterable[Story]) -> tuple[Teaser, ...]:
        return tuple(self.catalogue.teaser(story) for story in stories)

    def _latest(self, teasers: Iterable[Teaser]) -> datetime:
        return max((teaser.edition.at for teaser in teasers), default=self.catalogue.hour)
