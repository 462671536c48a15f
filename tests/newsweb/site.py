"""One publisher's web site: which answer belongs to a request at a given time, when everything works."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from math import ceil
from random import Random

from tests.newsweb import feeds
from tests.newsweb.clock import Clock
from tests.newsweb.messages import Request, Response
from tests.newsweb.newsroom import Newsroom
from tests.newsweb.publishers import Publisher
from tests.newsweb.slugs import slug
from tests.newsweb.stories import Story
from tests.newsweb.templates import family_of
from tests.newsweb.templates.base import Route
from tests.newsweb.templates.views import ArticleView, ListingView, Surroundings, Teaser
from tests.newsweb.truth import Truth, Version

LISTED_FOR = timedelta(hours=7)  # about 16 articles a section
_TRENDING, _RELATED = 5, 4
_XML, _TEXT, _JPEG = "application/xml; charset=utf-8", "text/plain; charset=utf-8", "image/jpeg"
_IMAGE = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"  # the smallest there is
)


class Site:
    """Answers requests. A `rolling` site lists the last hours only, another all since the web was opened."""

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
        self.newsroom = Newsroom(publisher, seed, self.family.with_subheads)
        self._listed_for, self._rolling = listed_for, rolling
        self._opened_at = clock.now() - listed_for
        self._cache: dict[str, Response] = {}
        self._cached_for: object = None
        self._pages: dict[str, Callable[[Route, datetime], Response]] = {
            "front": self._front,
            "section": self._section,
            "article": self._article,
            "feed": self._feed,
            "news_sitemap": self._news_sitemap,
            "sitemap_index": self._sitemap_index,
            "sitemap": self._page_sitemap,
            "robots": self._robots,
            "image": self._image,
            "tag": self._tag,
            "author": self._author,
            "search": self._plain,
            "plain": self._plain,
        }

    def respond(self, request: Request) -> Response:
        """The answer of a site in good health. Answers are kept until something on the site changes."""
        now = self.clock.now()
        state = (
            self.newsroom.event_count(self._listed_since(now), now),
            _hour(now),
            self._listed_since(_hour(now)),
        )
        if state != self._cached_for:
            self._cache, self._cached_for = {}, state
        response = self._cache.get(request.target)
        if response is None:
            response = self._cache[request.target] = self._answer(request.target, now)
        return response

    def listed(self, section: str | None = None) -> list[Story]:
        """Stories on the section's pages (of all sections), newest first."""
        now = self.clock.now()
        stories = self.newsroom.published(self._listed_since(now), now)
        return [story for story in stories if section is None or section in story.sections]

    def truth(self, story: Story) -> Truth:
        """What the story's page states now, with its versions so far."""
        now = self.clock.now()
        truths = [
            (edition, self.family.truth(story, edition)) for edition in story.editions if edition.at <= now
        ]
        versions = (_version(edition.at, edition.change_type, truth) for edition, truth in truths)
        return replace(truths[-1][1], versions=tuple(versions))

    def _listed_since(self, now: datetime) -> datetime:
        return now - self._listed_for if self._rolling else self._opened_at

    def _answer(self, target: str, now: datetime) -> Response:
        route = self.family.route(target)
        page = self._pages.get(route.kind)
        response = page(route, now) if page else self.not_found()
        return response.of_kind(route.kind)

    def _front(self, _: Route, now: datetime) -> Response:
        teasers = tuple(self._teaser(story, now) for story in self.listed()[: 2 * self.family.page_size])
        return self._listing(ListingView(self.publisher.title, teasers, self._around(now)), now)

    def _section(self, route: Route, now: datetime) -> Response:
        assert route.section is not None
        section, size = self.publisher.section(route.section), self.family.page_size
        stories = self.listed(route.section)
        shown = stories[(route.page - 1) * size : route.page * size]
        if not shown and route.page > 1:
            return self.not_found()
        teasers = tuple(self._teaser(story, now) for story in shown)
        count = max(1, ceil(len(stories) / size))
        return self._listing(
            ListingView(section.label, teasers, self._around(now), section, route.page, count), now
        )

    def _tag(self, route: Route, now: datetime) -> Response:
        return self._selection(route, now, lambda story: [*map(slug, story.tags)])

    def _author(self, route: Route, now: datetime) -> Response:
        return self._selection(route, now, lambda story: [*map(slug, story.authors)])

    def _selection(self, route: Route, now: datetime, names: Callable[[Story], Iterable[str]]) -> Response:
        stories = [story for story in self.listed() if route.name in names(story)][: self.family.page_size]
        title = (route.name or "").replace("-", " ").title()
        teasers = tuple(self._teaser(story, now) for story in stories)
        return self._listing(ListingView(title, teasers, self._around(now)), now)

    def _article(self, route: Route, now: datetime) -> Response:
        story = self.newsroom.story(route.story_id or 0)
        if story is None or story.published_at > now:
            return self.not_found()
        edition, around = story.edition_at(now), self._around(now)
        truth = self.family.truth(story, edition)
        view = ArticleView(story, edition, truth, self._related(story), around)
        return self.html(self.family.article_page(view), max(edition.at, around.hour))

    def _feed(self, route: Route, now: datetime) -> Response:
        if route.section is not None and not self.family.has_section_feeds:
            return self.not_found()
        label = self.publisher.section(route.section).label if route.section else "all sections"
        teasers = [self._teaser(story, now) for story in self.listed(route.section)[: self.family.feed_size]]
        text = feeds.rss(self.family, f"{self.publisher.title}: {label}", teasers)
        return Response(
            200, text.encode(), "application/rss+xml; charset=utf-8", last_modified=_latest(teasers, now)
        )

    def _news_sitemap(self, _: Route, now: datetime) -> Response:
        teasers = [self._teaser(story, now) for story in self.listed()]
        text = feeds.news_sitemap(self.family, teasers)
        return Response(200, text.encode(), _XML, last_modified=_latest(teasers, now))

    def _sitemap_index(self, _: Route, now: datetime) -> Response:
        return Response(
            200, feeds.sitemap_index(self.family, _hour(now)).encode(), _XML, last_modified=_hour(now)
        )

    def _page_sitemap(self, _: Route, now: datetime) -> Response:
        return Response(200, feeds.page_sitemap(self.family).encode(), _XML, last_modified=self._opened_at)

    def _robots(self, _: Route, now: datetime) -> Response:
        return Response(200, feeds.robots(self.family).encode(), _TEXT, last_modified=self._opened_at)

    def _image(self, _: Route, now: datetime) -> Response:
        return Response(200, _IMAGE, _JPEG, last_modified=self._opened_at)

    def _plain(self, route: Route, now: datetime) -> Response:
        title = (route.name or route.kind).title()
        text = self.family.plain_page(title, f"{self.publisher.title}: {title}.")
        return self.html(text, self._opened_at)

    def _listing(self, view: ListingView, now: datetime) -> Response:
        return self.html(self.family.listing_page(view), max(_latest(view.teasers, now), view.around.hour))

    def html(self, text: str, last_modified: datetime | None = None, status: int = HTTPStatus.OK) -> Response:
        """A page in the site's own encoding."""
        body = text.encode(self.family.encoding, "xmlcharrefreplace")
        return Response(status, body, self.family.content_type, last_modified=last_modified)

    def not_found(self) -> Response:
        """The site's own error page, with the status it should have."""
        text = self.family.plain_page(*self.family.notices.not_found)
        return self.html(text, status=HTTPStatus.NOT_FOUND)

    def _teaser(self, story: Story, now: datetime) -> Teaser:
        edition = story.edition_at(now)
        return Teaser(story, self.family.truth(story, edition), edition)

    def around(self) -> Surroundings:
        """What stands around every page at this hour."""
        return self._around(self.clock.now())

    def _around(self, now: datetime) -> Surroundings:
        """The most-read box is drawn once an hour, from the stories there were then."""
        hour = _hour(now)
        stories = self.newsroom.published(self._listed_since(hour), hour)
        chosen = Random(f"trending/{hour}").sample(stories, min(_TRENDING, len(stories)))
        return Surroundings(hour, tuple(self._teaser(story, hour) for story in chosen))

    def _related(self, story: Story) -> tuple[Teaser, ...]:
        """Older stories of the same section, as they were when this one appeared."""
        then = story.published_at
        older = self.newsroom.published(then - self._listed_for, then - timedelta(seconds=1))
        same = [other for other in older if other.sections[0] == story.sections[0]][:_RELATED]
        return tuple(self._teaser(other, then) for other in same)


def _version(at: datetime, change_type: str, truth: Truth) -> Version:
    return Version(
        seen_from=at,
        change_type=change_type,
        headline=truth.headline,
        deck=truth.deck,
        body_text=truth.body_text,
        authors=truth.authors,
        correction_text=truth.correction_text,
        published_at=truth.published_at,
        modified_at=truth.modified_at,
    )


def _latest(teasers: Iterable[Teaser], now: datetime) -> datetime:
    return max((teaser.edition.at for teaser in teasers), default=_hour(now))


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)
