"""A publisher composed by its recipe: addresses, lists, boxes, paging; articles are plain pages."""

from __future__ import annotations

import json
import re
from html import escape
from random import Random
from typing import Any, ClassVar
from urllib.parse import quote, unquote, urlsplit

from tests.newsweb.publishers import Publisher
from tests.newsweb.stories import Edition, Story
from tests.newsweb.templates import dates
from tests.newsweb.templates.base import Family, Route
from tests.newsweb.templates.composed_lists import ListMaker
from tests.newsweb.templates.composed_words import WORDS
from tests.newsweb.templates.markup import plain
from tests.newsweb.templates.scripts import written
from tests.newsweb.templates.views import ArticleView, ListingView
from tests.newsweb.truth import Truth

_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


class Composed(Family):
    """Which page an address asks for is decided by hand: the schemes differ too much for one table."""

    routes: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, publisher: Publisher, base_url: str) -> None:
        super().__init__(publisher, base_url)
        assert publisher.recipe is not None
        self.recipe = publisher.recipe
        self.words = WORDS[self.recipe.prose]
        self.has_section_feeds = self.recipe.feed == "section"
        self.feed_size = 400 if self.recipe.paging in {"infinite", "hinted", "endless"} else 30
        self.feed_format = "json" if self.recipe.feed == "json" else "rss"
        self.with_keywords = self.recipe.sitemap == "news_keywords"
        self.index = ("/archive.xml.gz", "/news.xml")
        self.sitemaps = {"none": (), "plain_gz": ("/archive.xml.gz",), "index": ("/sitemap.xml",)}.get(
            self.recipe.sitemap, ("/news.xml",)
        )
        self.lists = ListMaker(self)

    # -- addresses

    def addressed(self, target: str) -> str:
        """Everything counts."""
        return target

    def absolute(self, target: str) -> str:
        """`/@sport/x` lies on the host of the section."""
        if target.startswith("/@"):
            section, _, path = target[2:].partition("/")
            parts = urlsplit(self.base_url)
            return f"{parts.scheme}://{section}.{parts.netloc.removeprefix('www.')}/{path}"
        return super().absolute(target)

    def article_target(self, story: Story) -> str:
        """By the recipe's scheme."""
        number, section, day = story.story_id, story.sections[0], story.published_at
        script_slug = quote("-".join(written(story.slug.replace("-", " "), self.recipe.prose).split()))
        return {
            "folder": f"/{section}/{story.slug}-{number}",
            "folder_short": f"/{section}/{_word(number)}",
            "dated": f"/{day:%Y/%m/%d}/{story.slug}-{number}/",
            "root": f"/{story.slug}-{number}",
            "query": f"/story.php?id={number}",
            "number": f"/a/{number}",
            "html": f"/{section}/article{number}.html",
            "script": f"/{section}/{script_slug}-{number}",
            "subdomain": f"/@{section}/{story.slug}-{number}",
        }[self.recipe.scheme]

    def section_target(self, section: str, page: int = 1) -> str:
        """The section's page; further ones by the recipe's paging."""
        if self.recipe.scheme == "query":
            number = [spec.name for spec in self.publisher.sections].index(section) + 1
            first = f"/section.php?cat={number}"
        else:
            first = f"/@{section}/" if self.recipe.scheme == "subdomain" else f"/{section}/"
        if page == 1:
            return first
        joint = "&" if "?" in first else "?"
        if self.recipe.paging == "path" and joint == "?":
            return f"{first}page/{page}/"
        if self.recipe.paging == "archive":
            return f"/archive/{section}/{page}/"
        if self.recipe.paging == "offset":
            return f"{first}{joint}start={(page - 1) * self.page_size}"
        return f"{first}{joint}page={page}"

    def more_target(self, section: str, page: int) -> str:
        """What a button fetches: JSON, or a piece of markup."""
        name = {"button_html": "fragment", "cursor": "stream"}.get(self.recipe.paging, "more")
        place = f"after=c{page - 1}x" if self.recipe.paging == "cursor" else f"page={page}"
        return f"/api/{name}?section={section}&{place}"

    def feed_target(self, section: str | None = None) -> str:
        """The site's feed, or a section's."""
        ending = "feed.json" if self.recipe.feed == "json" else "feed"
        return f"/{ending}" if section is None else f"/feeds/{section}"

    def route(self, address: str) -> Route:
        """What the address asks for."""
        parts = urlsplit(address)
        path, query = unquote(parts.path), dict(p.partition("=")[::2] for p in parts.query.split("&"))
        fixed = {
            "/": "front",
            "/robots.txt": "robots",
            "/sitemap.xml": "sitemap_index",
            "/news.xml": "news_sitemap",
            "/archive.xml.gz": "archive_sitemap",
            "/sitemap-pages.xml": "sitemap",
        }
        if path in fixed:
            return Route(fixed[path]) if self._offers(path) else Route("unknown")
        if path == self.feed_target() or path.startswith("/feeds/"):
            section = path[7:] if path.startswith("/feeds/") else None
            return (
                self._known("feed", {"section": section}) if self.recipe.feed != "none" else Route("unknown")
            )
        if path.startswith("/api/"):
            page = re.sub(r"\D", "", query.get("page") or query.get("after") or "1")
            number = int(page) + (1 if "after" in query else 0)
            return self._known("more", {"section": query["section"], "page": str(number)})
        return self._section_route(path, query) or self._article_route(path, query) or self._other(path)

    def _offers(self, path: str) -> bool:
        kinds = {
            "/sitemap.xml": {"index"},
            "/news.xml": {"news", "news_keywords", "index"},
            "/archive.xml.gz": {"plain_gz", "index"},
        }
        return path not in kinds or self.recipe.sitemap in kinds[path]

    def _section_route(self, path: str, query: dict[str, str]) -> Route | None:
        start = int(query.get("start") or 0)
        page = int(query.get("page") or start // self.page_size + 1)
        if self.recipe.paging == "endless":
            page = 1
        if path == "/section.php":
            return Route("section", self.publisher.sections[int(query.get("cat", "1")) - 1].name, page)
        match = re.fullmatch(r"(?:/archive)?/@?(\w+)/(?:(?:page/)?(\d{1,3})/)?", path)
        if match and match[1] in {spec.name for spec in self.publisher.sections}:
            return Route("section", match[1], int(match[2] or page))
        return None

    def _article_route(self, path: str, query: dict[str, str]) -> Route | None:
        if path == "/story.php":
            return Route("article", story_id=int(query.get("id") or 0))
        last = path.rstrip("/").rpartition("/")[2].removesuffix(".html")
        if re.match(r"/(?:tag|people|partner|deals)/", path):
            return None
        number = re.search(r"(\d{6,})$", last)
        if number is None and self.recipe.scheme == "folder_short":
            return Route("article", story_id=_number(last))
        return Route("article", story_id=int(number[1])) if number else None

    def _other(self, path: str) -> Route:
        name = path.strip("/").rpartition("/")[2]
        return Route("plain", name=name) if name else Route("unknown")

    # -- what pages say

    def text(self, words: str | None) -> str:
        """In the publisher's script."""
        return written(words or "", self.recipe.prose)

    def truth(self, story: Story, edition: Edition) -> Truth:
        """Headline, text, one date and names."""
        body = self.text(edition.body_text)
        return Truth(
            url=self.absolute(self.article_target(story)),
            headline=self.text(edition.headline),
            body_text=body,
            sections=story.sections,
            language=self.recipe.prose,
            deck=self.text(edition.deck),
            authors=tuple(map(self.text, story.authors)),
            published_at=story.published_at,
            published_precision="second",
            published_offset=dates.offset(story.published_at, self.publisher.zone),
        )

    def article_page(self, view: ArticleView) -> str:
        """A plain page with JSON-LD."""
        truth = view.truth
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": truth.headline,
            "datePublished": dates.stated(view.story.published_at, self.publisher.zone),
            "author": [{"@type": "Person", "name": name} for name in truth.authors],
            "url": truth.url,
        }
        paragraphs = "".join(f"<p>{plain(text)}</p>" for text in truth.body_text.split("\n\n"))
        return self.page(
            truth.headline,
            f"<main><article><h1>{plain(truth.headline)}</h1>{paragraphs}</article></main>",
            f'<link rel="canonical" href="{escape(truth.url)}">'
            f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>',
        )

    def listing_page(self, view: ListingView) -> str:
        """By the recipe's markup."""
        return self.lists.page(view)

    def more_stories(self, view: ListingView) -> dict[str, Any]:
        """What a button fetches."""
        return self.lists.more(view)

    def listing_headers(self, view: ListingView) -> tuple[tuple[str, str], ...]:
        """A Link header where the recipe pages by it."""
        if self.recipe.paging != "header" or view.section is None or view.page >= view.page_count:
            return ()
        target = self.absolute(self.section_target(view.section.name, view.page + 1))
        return (("Link", f'<{self.absolute("/")}>; rel="start", <{target}>; rel="next"'),)

    def plain_page(self, title: str, text: str) -> str:
        """A page that is no story."""
        return self.page(title, f"<main><h1>{escape(title)}</h1><p>{escape(text)}</p></main>")

    def page(self, title: str, markup: str, head: str = "") -> str:
        """Menu, content, footer."""
        return self.lists.shell(title, markup, head)

    def rng(self, purpose: str) -> Random:
        """Chance that belongs to this publisher."""
        return Random(f"{purpose}/{self.recipe.clutter}")


def _word(number: int) -> str:
    word, base = "", len(_SYLLABLES)
    while number:
        number, rest = divmod(number, base)
        word = _SYLLABLES[rest] + word
    return word


def _number(word: str) -> int:
    number = 0
    for place in range(0, len(word), 2):
        if word[place : place + 2] not in _SYLLABLES:
            return 0
        number = number * len(_SYLLABLES) + _SYLLABLES.index(word[place : place + 2])
    return number
