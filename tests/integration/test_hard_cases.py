"""Addresses, canonicals, removals and clocks as the web has them: one section, crawled four times.

What each story is made to show stands in `Cast`; each test reads what the crawls left behind.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from tests.integration.crawling import Crawl, crawl, rows, write_source
from tests.integration.test_discovery_crawl import hand_made_list
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import (
    Behaviour,
    Exchange,
    altered,
    body,
    redirect_home,
    redirect_to,
    redirect_to_section,
    status,
    wrong_canonical,
)
from tests.newsweb.messages import Request, Response, http_date
from tests.newsweb.misbehaviour import Rule
from tests.newsweb.web import RunningPublisher

Environment = dict[str, str]
Row = dict[str, Any]
SECTION = "harbour"
MOBILE, MOVED, METADATA = "m.paper.test", "new.paper.test", "metadata.test"
_NAMES = {MOBILE: ["127.0.0.1"], MOVED: ["127.0.0.1"], METADATA: ["169.254.169.254"]}
_STATED_ADDRESSES = re.compile(
    r'<link rel="canonical"[^>]*>|<meta property="og:url"[^>]*>|"mainEntityOfPage": "[^"]*", '
)
_ONLY_LINK = re.compile(r'<meta property="og:url"[^>]*>|"mainEntityOfPage": "[^"]*", ')
FORMS: dict[str, Callable[[str], str]] = {
    "amp": lambda path: f"{path}/amp",
    "amp parameter": lambda path: f"{path}?amp=1",
    "amp folder": lambda path: f"/amp{path}",
    "mobile": lambda path: path,  # on a host of its own
    "print": lambda path: f"{path}?print=1",
    "print page": lambda path: f"{path}/print",
    "tracking": lambda path: f"{path}?utm_source=x&fbclid=y",
    "slash": lambda path: f"{path}/",
    "case": str.title,
}
FATES = (
    *("slug", "https", "host", "removed", "removed with markup", "home", "section"),
    *("flip", "furniture", "edited", "canonical home", "canonical other", "canonical listed"),
    *("ahead", "steady", "pinned", "claimed", "claimant", "astray"),
)


@dataclass
class Cast:
    """Which story, by its path, is what."""

    forms: dict[tuple[str, bool], str]  # by form, and whether the page names its canonical address
    fates: dict[str, str]
    fed: str  # only in the feed
    mapped: str  # only in the sitemap


@dataclass
class Aftermath:
    """What is left of the crawls; the rows are those after each of them."""

    site: RunningPublisher
    cast: Cast
    environment: Environment
    tls: str
    crawls: list[Crawl] = field(default_factory=list)
    asked: list[list[tuple[str, int]]] = field(default_factory=list)  # articles: address, status
    articles: list[dict[str, Row]] = field(default_factory=list)  # by every address that leads to them

    @property
    def port(self) -> int:
        return urlsplit(self.site.base_url).port or 0

    @property
    def far_sitemap(self) -> str:
        return f"http://{METADATA}:{self.port}/{SECTION}/sitemap.xml"

    def refused(self, way: str) -> str:
        """An address at a host of the source's own whose name leads to a metadata service."""
        return f"http://{METADATA}:{self.port}/{SECTION}/the-harbour-by-{way}-is-told-1234567"

    def url(self, fate: str) -> str:
        return self.site.base_url + self.cast.fates[fate]

    def told(self, fate: str) -> list[Row | None]:
        """The story's row after each crawl."""
        return [articles.get(self.url(fate)) for articles in self.articles]

    def note(self, web: NewsWeb, result: Crawl) -> None:
        self.crawls.append(result)
        self.asked.append([(entry.target, entry.status) for entry in web.log.of(kind="article")])
        web.log.clear()
        query = """SELECT u.url AS address, u.kind, a.*
                   FROM news.article_urls u JOIN news.articles a USING (article_id)"""
        self.articles.append({row["address"]: row for row in rows(self.environment, query)})

    def ledger(self, url: str) -> Row:
        (row,) = rows(self.environment, "SELECT * FROM news.listed_links WHERE url = %s", url)
        return row


def page_of(path: str, *changes: tuple[str, str]) -> Behaviour:
    """The page of the story at that path, wherever it is asked for, with some of its text replaced."""

    def answer(exchange: Exchange) -> Response:
        response = exchange.site.respond(Request("GET", path, exchange.request.headers))
        text = response.body.decode()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return replace(response, body=text.encode())

    return answer


def without(pattern: re.Pattern[str]) -> Behaviour:
    return altered(lambda page: pattern.sub("", page))


class Stage:
    """The site as it is at each of the crawls."""

    def __init__(self, web: NewsWeb, environment: Environment, folder: Path) -> None:
        self._web, self._folder = web, folder
        self.site = web.publisher("courier")
        self._tls, tls_url = web.with_tls("courier")
        pages = [page for page in self.site.truth(SECTION) if f"/{SECTION}/" in page.url]
        dated = next(page for page in pages if page.published_at and page.published_precision == "second")
        paths = [urlsplit(page.url).path for page in pages if page is not dated]
        forms = [(form, is_named) for is_named in (True, False) for form in FORMS]
        others = [fate for fate in FATES if fate != "ahead"]
        chosen = iter(paths)
        cast = Cast(
            {each: next(chosen) for each in forms},
            {fate: next(chosen) for fate in others} | {"ahead": urlsplit(dated.url).path},
            next(chosen),
            next(chosen),
        )
        book = folder / "names.json"
        book.write_text(json.dumps(_NAMES))
        self.left = Aftermath(self.site, cast, environment | {"TEST_NAMES": str(book)}, tls_url)
        self._headline = {urlsplit(page.url).path: page.headline for page in pages}
        self._prepare()

    def crawl(self, listed: list[str] | None = None) -> None:
        """With that section page, or the one there is; everything is due for another look."""
        if listed is not None:
            self.site.misbehave(partial(hand_made_list, listed), kind="section")
        rows(
            self.left.environment,
            "UPDATE news.listed_links SET next_check_at = now() WHERE article_id > 0 RETURNING url",
        )
        names = {"TWISTED_DNS_RESOLVER": "tests.integration.sabotage.names.Names", "RETRY_TIMES": 0}
        result = crawl(self.left.environment, self._folder / "sources", source="courier", settings=names)
        self.left.note(self._web, result)

    def _prepare(self) -> None:
        base, port = self.site.base_url, self.left.port
        own = [f"{name}:{port}" for name in (MOBILE, MOVED, METADATA)]
        own.append(urlsplit(self.left.tls).netloc)
        data = yaml.safe_load(self.site.source_yaml([SECTION], extra_hosts=own, recheck_budget=200))
        data["sections"][0] |= {
            "feeds": [f"{base}/own.rss"],
            "sitemaps": [f"{base}/own.xml", f"{base}/own-index.xml"],
        }
        write_source(self._folder / "sources", yaml.safe_dump(data))
        self.site.misbehave(body(self._feed(), "application/rss+xml"), path="/own.rss")
        self.site.misbehave(body(self._sitemap(), "application/xml"), path="/own.xml")
        inner = f"<sitemap><loc>{self.left.far_sitemap}</loc></sitemap>"
        index = f"<sitemapindex>{inner}</sitemapindex>"
        self.site.misbehave(body(index, "application/xml"), path="/own-index.xml")
        astray, other = self.left.cast.fates["astray"], self.left.cast.fates["steady"]
        self.astray = self.site.misbehave(redirect_to(other), path=astray)
        self._lay_forms()
        self._lay_claims()

    def _lay_forms(self) -> None:
        for (form, is_named), path in self.left.cast.forms.items():
            target = FORMS[form](path)
            if form not in {"mobile", "tracking"}:
                self.site.misbehave(page_of(path), path=target)
            if not is_named:
                for address in {path, target}:
                    self.site.misbehave(without(_STATED_ADDRESSES), path=address)

    def _lay_claims(self) -> None:
        fates = self.left.cast.fates
        self.site.misbehave(wrong_canonical("/"), path=fates["canonical home"])
        listed = fates["steady"]
        everywhere = altered(lambda page: page.replace(fates["canonical other"], listed))
        self.site.misbehave(everywhere, path=fates["canonical other"])
        self.site.misbehave(without(_ONLY_LINK), path=fates["canonical listed"])
        self.site.misbehave(wrong_canonical(listed), path=fates["canonical listed"])
        story, claimed = fates["claimant"], fates["claimed"]
        fates["claimant"] = re.sub(r"-\d+$", "-in-pictures", claimed)
        self.site.misbehave(page_of(story, (story, claimed)), path=fates["claimant"])
        soon = (datetime.now(UTC) + timedelta(hours=5)).isoformat(timespec="seconds")
        dates = re.compile(r'("date(?:Published|Modified)": ")[^"]*')
        self.site.misbehave(altered(lambda page: dates.sub(rf"\g<1>{soon}", page)), path=fates["ahead"])

    def foreign(self, way: str) -> list[str]:
        """What each kind of listing names beside stories of the site."""
        return [
            f"https://partner.example/{way}/paid-content-of-the-harbour-1234567",
            f"http://169.254.169.254/{way}/the-harbour-of-this-machine-1234567",
            self.left.refused(way),
        ]

    def _feed(self) -> str:
        links = [self.site.base_url + self.left.cast.fed, *self.foreign("feed")]
        when = http_date(datetime.now(UTC) + timedelta(hours=5))  # by a clock that is wrong
        items = "".join(
            f"<item><title>The harbour story {number}</title><link>{link}</link>"
            f"<pubDate>{when}</pubDate></item>"
            for number, link in enumerate(links)
        )
        return f"<rss version='2.0'><channel><title>Harbour affairs</title>{items}</channel></rss>"

    def _sitemap(self) -> str:
        links = [self.site.base_url + self.left.cast.mapped, *self.foreign("sitemap")]
        when = self._web.clock.now().isoformat(timespec="seconds")
        entries = "".join(f"<url><loc>{link}</loc><lastmod>{when}</lastmod></url>" for link in links)
        return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</urlset>"

    def forms_alone(self) -> list[str]:
        """The first listing: each story under one form of its address, and nowhere under the main one.

        One is not listed yet, while another page names its address as its own.
        """
        forms = [
            f"http://{MOBILE}:{self.left.port}{path}" if form == "mobile" else FORMS[form](path)
            for (form, _), path in self.left.cast.forms.items()
        ]
        fates = [path for fate, path in self.left.cast.fates.items() if fate != "claimed"]
        return [*forms, *fates, *self.foreign("section-page")]

    def main_forms(self) -> list[str]:
        """Another order, the main form of each address."""
        return [*reversed(self.left.cast.fates.values()), *self.left.cast.forms.values()]

    def pinned(self) -> list[str]:
        """The first order again, with an old story on top."""
        return [self.left.cast.fates["pinned"], *self.forms_alone()]

    def move(self) -> None:
        """Three stories get another address: a new slug, https, another host."""
        fates, base = self.left.cast.fates, self.site.base_url
        slug, path = f"/{SECTION}/told-in-wholly-different-words", fates["slug"]
        self.site.misbehave(redirect_to(slug, 301), path=path)
        self.site.misbehave(page_of(path, (path, slug)), path=slug)
        path = fates["https"]
        self.site.misbehave(redirect_to(self.left.tls + path, 301), path=path)
        self._tls.misbehaviour.rules.append(Rule(page_of(path, (base, self.left.tls)), path))
        path, moved = fates["host"], f"http://{MOVED}:{self.left.port}"

        def by_host(exchange: Exchange) -> Response:
            is_there = exchange.request.headers["host"].startswith(MOVED)
            answer = page_of(path, (base, moved)) if is_there else redirect_to(moved + path, 301)
            return answer(exchange)

        self.site.misbehave(by_host, path=path)

    def take_down(self) -> None:
        """Two stories are a notice now, two lead away."""
        fates = self.left.cast.fates
        notice = "<p>This article has been removed.</p>"
        path = fates["removed"]
        title = self._headline[path]
        page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{notice}</body></html>"
        self.site.misbehave(body(page), path=path)
        text = re.compile("</h1>.*</body>", re.DOTALL)
        self.site.misbehave(
            altered(lambda page: text.sub(f"</h1>{notice}</body>", page)), path=fates["removed with markup"]
        )
        self.site.misbehave(redirect_home, path=fates["home"])
        self.site.misbehave(redirect_to_section, path=fates["section"])

    def edit(self) -> Rule:
        """A trending box and a counter, a sentence more, another headline; returns the rule of the last."""
        fates = self.left.cast.fates
        box = "<aside><h2>Trending now</h2><a href='/x'>Boats</a> 123 comments</aside></body>"
        self.site.misbehave(altered(lambda page: page.replace("</body>", box)), path=fates["furniture"])
        more = "<p>A sentence was added here, and it is long enough to be one. </p><p>"
        self.site.misbehave(altered(lambda page: page.replace("<p>", more, 1)), path=fates["edited"])
        old = self._headline[fates["flip"]]
        return self.site.misbehave(
            altered(lambda page: page.replace(old, "Told under another headline")), path=fates["flip"]
        )


@pytest.fixture(scope="module")
def left(module_environment: Environment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    with NewsWeb(["courier"], listed_for=timedelta(hours=72)) as web:
        stage = Stage(web, module_environment, tmp_path_factory.mktemp("hard"))
        stage.crawl(stage.forms_alone())
        stage.move()
        stage.take_down()
        flip = stage.edit()
        stage.astray.is_active = False
        stage.crawl(stage.main_forms())
        flip.is_active = False
        stage.crawl(stage.pinned())
        retry_after = http_date(web.clock.now() + timedelta(hours=2))  # by a clock that is weeks behind
        stage.site.misbehave(status(429, retry_after=retry_after), kind="section")
        stage.crawl()
        yield stage.left


@pytest.mark.parametrize("is_named", [True, False], ids=["named", "nameless"])
@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_an_address_is_the_article(form: str, is_named: bool, left: Aftermath) -> None:
    """Listed alone at first, and by its main address later: one article, and that is its address in the end.

    It is from the first look on where the page names it; where no page does, an equal text tells.
    """
    path = left.cast.forms[form, is_named]
    main = left.site.base_url + path
    after_first, *_, last = left.articles
    if is_named or form == "tracking":
        assert after_first[main]["url"] == main
    leading = {url: row for url, row in last.items() if path.lower() in url.lower()}
    assert len({row["article_id"] for row in leading.values()}) == 1
    assert {row["url"] for row in leading.values()} == {main}
    assert len(leading) == (1 if form == "tracking" else 2), "the other address is known, too"
    (version_count,) = {row["version_count"] for row in leading.values()}
    assert version_count == 1


@pytest.mark.parametrize("fate", ["slug", "https", "host"])
def test_a_story_that_moves_stays_the_same_article(fate: str, left: Aftermath) -> None:
    """The redirect's target is its address, the old one still leads to it, and nothing of it is an edit."""
    before, after, *_ = left.told(fate)
    assert before is not None and after is not None
    assert before["url"] == left.url(fate)
    path = left.cast.fates[fate]
    moved = {
        "slug": f"{left.site.base_url}/{SECTION}/told-in-wholly-different-words",
        "https": left.tls + path,
        "host": f"http://{MOVED}:{left.port}{path}",
    }
    assert after["url"] == moved[fate]
    assert (after["article_id"], after["kind"]) == (before["article_id"], "previous")
    assert (after["version_count"], after["status"]) == (1, "available")
    assert "another run" not in left.crawls[1].last_line


@pytest.mark.parametrize(
    ("fate", "reason"),
    [
        ("canonical home", "the home page"),
        ("canonical other", "another page"),
        ("canonical listed", "another page"),
    ],
)
def test_a_wrong_canonical_is_ignored_with_its_reason(fate: str, reason: str, left: Aftermath) -> None:
    """Whether other places of the page contradict it, agree with it or are silent."""
    row = left.told(fate)[-1]
    assert row is not None and row["url"] == left.url(fate)
    query = """SELECT f.value, f.locator FROM news.article_fields f
               WHERE article_id = %s AND field = 'url' AND origin = 'meta' AND locator LIKE 'link%%'"""
    (stated,) = rows(left.environment, query, row["article_id"])
    assert stated["value"] is None and reason in stated["locator"]


def test_a_story_whose_address_another_page_claimed_is_fetched_when_it_is_listed(left: Aftermath) -> None:
    """The claimant had its address till then; from then on each has its own, and nothing of it is an edit."""
    claimed, claimant = left.told("claimed"), left.told("claimant")
    own, other = ([row and row["article_id"] for row in told] for told in (claimed, claimant))
    assert other[0] is not None and own == [other[0], own[-1], own[-1], own[-1]]
    assert own[-1] not in {None, other[0]} and other == other[:1] * len(other)
    urls = [row and row["url"] for row in (claimant[0], claimant[-1], claimed[-1])]
    assert urls == [left.url("claimed"), left.url("claimant"), left.url("claimed")]
    assert {row["version_count"] for row in (*claimed, *claimant) if row} == {1}
    asked = [(left.cast.fates["claimed"], 200) in crawl for crawl in left.asked]
    assert asked[:2] == [False, True]


def test_a_story_whose_address_led_to_another_once_is_found_there_later(left: Aftermath) -> None:
    """From then on it has a row of its own, and the other's never says what it says."""
    first, *later = left.told("astray")
    other = left.told("steady")[0]
    assert first is not None and other is not None and first["article_id"] == other["article_id"]
    truth = next(page for page in left.site.truth(SECTION) if page.url == left.url("astray"))
    assert {row and (row["url"], row["headline"]) for row in later} == {(truth.url, truth.headline)}
    assert {row["version_count"] for row in (*later, *left.told("steady")) if row} == {1}
    assert {row["headline"] for row in left.told("steady") if row} == {other["headline"]}


@pytest.mark.parametrize(
    ("fate", "status"),
    [("removed", "gone"), ("removed with markup", "gone"), ("home", "redirected"), ("section", "redirected")],
)
def test_a_story_that_is_taken_down_keeps_its_row(fate: str, status: str, left: Aftermath) -> None:
    """A second look confirms it; neither a notice under the old headline nor another page is an edit."""
    first, looked, confirmed, _ = left.told(fate)
    assert first is not None and looked is not None and confirmed is not None
    assert [row["status"] for row in (first, looked, confirmed)] == ["available", "available", status]
    kept = "article_id", "url", "headline", "body_text", "version_count"
    assert [confirmed[name] for name in kept] == [first[name] for name in kept]


def test_an_edit_is_one_version_and_furniture_is_none(left: Aftermath) -> None:
    """Another headline, and back again: each is what readers saw. A box and a counter are nothing."""
    counts = {
        fate: [row["version_count"] for row in left.told(fate) if row]
        for fate in ("edited", "furniture", "steady", "flip")
    }
    assert counts == {
        "edited": [1, 2, 2, 2],
        "furniture": [1, 1, 1, 1],
        "steady": [1, 1, 1, 1],
        "flip": [1, 2, 3, 3],
    }
    assert (left.cast.fates["steady"], 304) in left.asked[1]


def test_another_order_of_the_list_makes_nothing_new(left: Aftermath) -> None:
    """Reversed, then an old story pinned on top: none is new but the ones listed later and led astray.

    Each is looked at once a crawl.
    """
    counts = rows(left.environment, "SELECT new_count FROM news.crawl_runs ORDER BY started_at")
    own = len(left.cast.forms) + len(left.cast.fates) + 2  # one in the feed alone, one in the sitemap
    assert [row["new_count"] for row in counts] == [own - 2, 2, 0, 0]
    assert [target for target, _ in left.asked[2]].count(left.cast.fates["pinned"]) == 1


def test_a_time_ahead_of_our_clock_is_not_believed(left: Aftermath) -> None:
    """What is stated elsewhere holds, the time ahead is kept as it was written; no row lies in the future."""
    row = left.told("ahead")[0]
    assert row is not None and row["published_precision"] == "day"
    query = """SELECT value, raw_value FROM news.article_fields
               WHERE article_id = %s AND field = 'published_at' AND origin = 'json_ld'"""
    (stated,) = rows(left.environment, query, row["article_id"])
    assert stated["value"] is None
    assert datetime.fromisoformat(stated["raw_value"]) > row["first_seen_at"]
    ahead = "SELECT url FROM news.articles WHERE greatest(published_at, modified_at, first_seen_at) > now()"
    assert rows(left.environment, ahead) == []
    assert rows(left.environment, "SELECT url FROM news.listed_links WHERE published_at > now()") == []


def test_a_pause_is_counted_from_the_servers_own_clock(left: Aftermath) -> None:
    """Its Retry-After is a date that is long past by ours: two hours are two hours."""
    (run,) = rows(
        left.environment,
        """SELECT verdict, extract(epoch FROM retry_after_at - started_at) AS wait
           FROM news.crawl_runs ORDER BY started_at DESC LIMIT 1""",
    )
    assert run["verdict"] == "blocked"
    assert 7200 <= run["wait"] < 7200 + 240
    assert left.asked[3] == []


@pytest.mark.parametrize("way", ["section-page", "feed", "sitemap"])
def test_addresses_that_are_not_the_sources_are_rows_and_not_asked_for(way: str, left: Aftermath) -> None:
    """Paid links and a metadata service's address: each with its reason, whatever listing names it."""
    for url in (
        f"https://partner.example/{way}/paid-content-of-the-harbour-1234567",
        f"http://169.254.169.254/{way}/the-harbour-of-this-machine-1234567",
    ):
        row = left.ledger(url)
        assert (row["outcome"], row["reason"]) == ("off_site", "off_site")
        assert row["ways"] == [way.replace("-", "_")]


def test_a_name_that_leads_to_a_metadata_service_is_refused_where_it_connects(left: Aftermath) -> None:
    """Though the source file calls the host its own: named by the list, by a feed, as a sitemap."""
    refused = {left.refused("section-page"), left.refused("feed"), left.far_sitemap}
    found = rows(
        left.environment,
        "SELECT DISTINCT url, reason FROM news.rejected_pages WHERE url LIKE %s",
        f"%{METADATA}%",
    )
    assert {row["url"]: row["reason"] for row in found} == dict.fromkeys(refused, "address_refused")
    for way in ("section-page", "feed"):
        assert left.ledger(left.refused(way))["reason"] == "address_refused"


def test_pages_of_pictures_and_film_are_stored_as_such(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Without running text: typed, pictures in order, nothing of the box beside them; and no failure."""
    date = '<meta property="article:published_time" content="2026-09-14T08:00:00Z">'
    beside = "<aside><p>The council has agreed to build a bridge over the river by next summer.</p></aside>"
    figures = "".join(
        f'<figure><img src="/p/{n}.jpg"><figcaption>The quay, {n}</figcaption></figure>' for n in range(4)
    )
    shown = {"gallery": figures, "video": '<video src="/f.mp4"></video>'}
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        paths = [urlsplit(page.url).path for page in site.truth(SECTION)[:6]]
        site.misbehave(partial(hand_made_list, paths), kind="section")
        for (name, content), path in zip(shown.items(), paths, strict=False):
            told = f"<html><head>{date}<title>The {name} of the flood in the harbour</title></head><body>"
            told += f"<main><h1>The {name} of the flood in the harbour</h1>{content}</main>{beside}</body>"
            site.misbehave(body(told), path=path)
        text = site.source_yaml([SECTION])
        alone = f"- name: {SECTION}\n  feeds: []\n  sitemaps: []\n"
        write_source(tmp_path, text.replace(f"- name: {SECTION}\n", alone))
        ended = crawl(crawl_environment, tmp_path, source="courier")
    assert ended.exit_code == 0 and "failed" not in ended.last_line, ended.output
    query = "SELECT content_type, body_text, article_id FROM news.articles WHERE headline ~ 'of the flood'"
    stored = {row["content_type"]: row for row in rows(crawl_environment, query)}
    assert {name: row["body_text"] for name, row in stored.items()} == {"gallery": "", "video": ""}
    pictures = rows(
        crawl_environment,
        "SELECT url, caption FROM news.article_images WHERE article_id = %s ORDER BY position",
        stored["gallery"]["article_id"],
    )
    told = [(urlsplit(picture["url"]).path, picture["caption"]) for picture in pictures]
    assert told == [(f"/p/{n}.jpg", f"The quay, {n}") for n in range(4)]
