"""Every parser of foreign bytes, each as a function of bytes that raises nothing but what it declares."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import brotli
from backports import zstd
from protego import Protego

from broadsheet.article import ListedLink, Page
from broadsheet.backfill.days import Days
from broadsheet.backfill.periods import alike, written_period
from broadsheet.backfill.selection import Listed, is_listing_due, miss
from broadsheet.cli.knowing import Known
from broadsheet.cli.page_view import view
from broadsheet.discovery import read_listing, sitemap_addresses
from broadsheet.discovery.article_pages import course_of, first_page, next_page
from broadsheet.discovery.entries import entry_link
from broadsheet.discovery.entrydates import read_date, stated_instant
from broadsheet.discovery.paging import next_in_header
from broadsheet.discovery.sitemaps import SitemapEntry
from broadsheet.errors import PageRejected
from broadsheet.extraction import PageContext, read, read_whole
from broadsheet.extraction.byline import parse_byline
from broadsheet.extraction.canonical import is_of_page
from broadsheet.extraction.charset import decode
from broadsheet.extraction.datetext import parse_stated
from broadsheet.extraction.embedded import read_embedded
from broadsheet.extraction.jsonld import choose, plain, read_json_ld
from broadsheet.extraction.literals import read_literal
from broadsheet.likeness import is_like, portrait_of
from broadsheet.masking import masked
from broadsheet.outcomes import PageKind, Way
from broadsheet.responses import failure_of_status, time_to_come_back
from broadsheet.robotstxt import text_of_rules
from broadsheet.sources import Source
from broadsheet.unfolding import unfold
from broadsheet.urls import canonicalise, hostport_of, resolve
from broadsheet.variants import is_variant
from pipelines.normalise import normalise
from spiders.middlewares import failure_of_address
from tests.newsweb import NewsWeb

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
HOST = "www.gazette.example"
SECTION_URL = f"https://{HOST}/county/"
MAYS = [
    Days(date(2024, 5, 1), date(2024, 5, 31), ZoneInfo(zone)) for zone in ("America/Halifax", "Europe/Berlin")
]
PAGES = Path(__file__).parents[1] / "pages"
SOURCE = Source.model_validate(
    {
        "name": "gazette", "title": "The Gazette", "base_url": f"https://{HOST}", "timezone": "Europe/London",
        "language": "en", "schedule": "* * * * *", "sections": [{"name": "county", "url": SECTION_URL}],
    }
)  # fmt: skip
RULES = {
    "headline": ("h1", "title"), "body_text": ("p", "div"), "drop": ("p:nth-child(3n)", "li", "b"), "deck": ("*",),
    "published_at": ("time@datetime", "meta@content"), "authors": ("a",), "image_caption": ("figcaption",),
}  # fmt: skip


@dataclass(frozen=True)
class Target:
    """A parser, and the good bytes that hostile ones are made of."""

    parse: Callable[[bytes], object]
    seeds: Callable[[], Sequence[bytes]]


def read_article_pages(data: bytes) -> object:
    """Where a story goes on and where it began; whether its page is what the host shows for any address."""
    url = f"{SECTION_URL}a-bridge-is-shut-88123?page=2"
    page = Page("run", "gazette", "county", PageKind.ARTICLE, url, NOW, url, 200, body=data)
    course = course_of(page)
    return next_page(page, course), first_page(page), is_like(page, None, portrait_of(page))


def article_pages() -> Sequence[bytes]:
    """Good pages, each in the middle of a row of pages."""
    row = b"<p><a href='/county/a-bridge-is-shut-88123'>1</a> <b>2</b> <a rel=next href='?page=3'>3</a></p>"
    row += b"<div class=comments><a href='?page=3'>3</a></div></body>"
    return [page.replace(b"</body>", row) for page in pages()]


def read_page(data: bytes) -> object:
    """The article reader with what follows it: normalising and hashing."""
    context = PageContext(
        f"{SECTION_URL}a-bridge-is-shut-88123", NOW, (("Content-Type", "text/html"),), "en", "Europe/London",
        "The Gazette", "County", SOURCE.hosts,
    )  # fmt: skip
    return normalise(read(data, context))


def look_at_page(data: bytes) -> object:
    """The same page read by rules of a source file that fit every other element, and shown to a person."""
    url = f"{SECTION_URL}a-bridge-is-shut-88123"
    context = PageContext(url, NOW, hosts=SOURCE.hosts, rules=RULES)
    return view(read_whole(data, context), Known(context))


def read_as(kind: PageKind, way: Way, *headers: tuple[str, str]) -> Callable[[bytes], object]:
    """A listing of that kind, with the decision about each of its links."""

    def parse(data: bytes) -> object:
        page = Page(
            run_id="run", source="gazette", section="county", kind=kind, url=SECTION_URL, fetched_at=NOW,
            final_url=SECTION_URL, status_code=200, headers=headers, body=data,
        )  # fmt: skip
        return read_listing(page, SOURCE, SOURCE.sections[0], way)

    return parse


def read_robots(data: bytes) -> object:
    """As the crawl does it."""
    text = text_of_rules(data)
    rules = Protego.parse(text)
    return (
        rules.can_fetch(SECTION_URL, "Broadsheet"),
        rules.crawl_delay("Broadsheet"),
        sitemap_addresses(text, SECTION_URL),
    )


def read_charset(data: bytes) -> object:
    """The first line as a Content-Type, the rest as the body."""
    declared, _, body = data.partition(b"\n")
    return decode(body, declared.decode("latin-1"), "ru"), decode(data, None, "ja")


def read_dates(data: bytes) -> object:
    """Whatever stands where a date should."""
    return [parse_stated(line) for line in data.decode("utf-8", "replace").splitlines()[:200]]


def read_names(data: bytes) -> object:
    """Whatever stands where a byline should; pages hand over no longer ones."""
    return parse_byline(data.decode("utf-8", "replace")[:2000], ("The Gazette",))


def read_data(data: bytes) -> object:
    """JSON-LD and the data of frameworks."""
    text = data.decode("utf-8", "replace")
    nodes = read_json_ld([text])
    choose(nodes, lambda url: is_of_page(SECTION_URL, url), ["A bridge is shut"])
    return nodes, plain(text), read_embedded([("__NEXT_DATA__", text), ("", text)], ["A bridge is shut"])


def read_addresses(data: bytes) -> object:
    """Links, redirects, claims: every line in every place where an address may stand."""
    found = []
    for line in data.decode("utf-8", "replace").split("\n")[:300]:
        target = resolve(SECTION_URL, line)
        found += [target, canonicalise(line), hostport_of(line), is_variant(SECTION_URL, line), masked(line)]
        failure_of_address(line, SOURCE)
        if target is not None:
            if written_period(target) is not None:
                found += alike(target, NOW.date(), NOW.date())
            assert canonicalise(canonicalise(target)) == canonicalise(target), "two spellings of one address"
            entry_link(canonicalise(target), line, Way.FEED, section_url=SECTION_URL, hosts=SOURCE.hosts)
    return found


def read_headers(data: bytes) -> object:
    """Retry-After with the status, and Link, for every line; the line after it as the Date."""
    lines = data.decode("latin-1").split("\n")[:300]
    pauses = [
        (time_to_come_back(429, line, NOW, after), failure_of_status(503, line))
        for line, after in zip(lines, [*lines[1:], None], strict=True)
    ]
    return pauses, next_in_header(lines, SECTION_URL), [next_in_header([line], SECTION_URL) for line in lines]


def read_literals(data: bytes) -> object:
    """What a page's scripts assign, as JavaScript writes it."""
    text = data.decode("utf-8", "replace")
    return read_literal(text, 0, {"a": 1}), [read_literal(line, 0, {}) for line in text.splitlines()[:100]]


def read_entry_dates(data: bytes) -> object:
    """Whatever stands where a feed or a sitemap has a date."""
    lines = data.decode("utf-8", "replace").splitlines()[:200]
    return [(stated_instant(line), read_date(line)) for line in lines]


def read_days(data: bytes) -> object:
    """What the entries of an archive say of when: which listings are read, which stories are of the days."""
    found = []
    for line in data.decode("utf-8", "replace").splitlines()[:100]:
        said = Listed.of(ListedLink(SECTION_URL, Way.ARCHIVE), SitemapEntry(SECTION_URL, line, "", (), line))
        address = resolve(SECTION_URL, line) or SECTION_URL
        for days in MAYS:
            found += [is_listing_due(address, line, days), said.misses(days), said.is_within(days)]
            found += [miss(instant, said, days) for instant in (said.published_at, stated_instant(line))]
    return found


def read_codings(data: bytes) -> object:
    """Each content coding, over the same bytes."""
    for coding in ("gzip", "deflate", "br", "zstd"):
        with suppress(PageRejected):
            unfold(data, [coding], 4_000_000)
    return unfold(data, data[:40].decode("latin-1").split(","), 4_000_000)


@cache
def pages() -> Sequence[bytes]:
    """Stories: those of the tests and of the local news web, in several languages."""
    found = [path.read_bytes() for path in sorted(PAGES.glob("*/page.html"))]
    return found + _served(lambda site: [page.url for page in site.truth()[:3]])


@cache
def section_pages() -> Sequence[bytes]:
    """Listing pages of the local news web."""
    return _served(lambda site: [site.section_url(section) for section in site.sections[:2]])


def _served(addresses: Callable[..., Sequence[str]]) -> list[bytes]:
    with NewsWeb(["courier", "tageblatt", "valle", "podjezi"]) as web:
        sites = [web.publisher(name) for name in ("courier", "tageblatt", "valle", "podjezi")]
        return [site.page_bytes(address) for site in sites for address in addresses(site)]


ENTRY = f"<url><loc>{SECTION_URL}a-bridge</loc><lastmod>2026-11-02</lastmod></url>"
SITEMAPS = (
    f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{ENTRY * 9}</urlset>',
    f"<sitemapindex><sitemap><loc>{SECTION_URL}map.xml.gz</loc></sitemap></sitemapindex>",
    f"<sitemapindex><sitemap><loc>{SECTION_URL}news.xml</loc><lastmod>2026-11-02</lastmod></sitemap></sitemapindex>",
    f'<urlset xmlns:news="n"><url><loc>{SECTION_URL}b</loc><news:news><news:title>A &amp; b</news:title></news:news></url></urlset>',
)
FEEDS = (
    f"<rss version='2.0'><channel><title>County</title><item><title>A bridge</title><link>{SECTION_URL}a</link>"
    "<category>County</category><description><![CDATA[<p>x</p>]]></description></item></channel></rss>",
    f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title><link rel='alternate' href='{SECTION_URL}a'/></entry></feed>",
    f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"id": "1", "url": "{SECTION_URL}a", "title": "A"}}]}}',
)
ROBOTS = ("User-agent: *\nDisallow: /search\nAllow: /search/$\nCrawl-delay: 2\nSitemap: /map.xml\n",)
DATES = (
    "2026-11-02T12:00:00+01:00\n2 November 2026, 12:00 GMT\n02/11/2026\nMon, 02 Nov 2026 12:00:00 +0000\n1793620800\n",
    "2. November 2026 um 12 Uhr\n2 ноября 2026\n2026年11月2日\nUpdated 2 hours ago\n",
)
DAYS = ("2026-11-02T12:00:00+01:00\n2024-05-31T23:59:59Z\n2024-05-01T00:00:00Z\n2024-05-12\n2024-05\n",)
NAMES = ("By Ann Lee and Rui Alves in Lisbon, with agencies\n", "Von Anna Lind, dpa\n", "文・山田太郎\n")
DATA = (
    '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "A bridge is shut", "author": [{"name": "Ann Lee"}],'
    ' "datePublished": "2026-11-02T12:00:00Z", "mainEntityOfPage": {"@id": "https://www.gazette.example/county/"}}',
    '{"props": {"pageProps": {"article": {"headline": "A bridge is shut", "body": [{"type": "p", "text": "It stays shut."}]}}}}',
    'window.__STATE__ = {"a": "b"}; /* c */ // d\n{"@graph": [{"@type": "WebPage"}, {"@id": "#a"}],}',
)
ADDRESSES = (
    f"https://{HOST}/2026/11/02/\nhttps://{HOST}/archive/2026-11.html\nhttps://{HOST}/sitemap-2026-44.xml?day=02\n/archive?year=0000&month=99\n",
    f"{SECTION_URL}a?utm_source=x&id=7#top\n/a/../b/./c%2e%2e/\n//evil.example/\nhttp://own@host:80/\nhttps://münchen.example/ä\n"
    "http://[::1]:8080/\nhttp://127.1/\nmailto:a@b.c\n?page=2\n../x;jsessionid=1\n",
)
HEADERS = (
    "120\nWed, 21 Oct 2026 07:28:00 GMT\nWed, 21 Oct 2026 07:26:00 GMT\n-1\n1e9\n99999999999999999999\n",
    '</county/?page=2>; rel="next", </county/>; rel=prev; title="a, b"\n<https://evil.example/>; rel="next last"\n',
)
ROW = '{"title": "The bridge over the Wend stays shut", "url": "/county/a-bridge-88123"}'
LISTS = (
    f'{{"items": [{", ".join([ROW] * 6)}], "next": "/county/?page=2", "html": "<li><a href=/county/b-9>B</a></li>"}}',
    f'{{"data": {{"edges": [{{"node": {ROW}}}, {{"node": {ROW}}}], "pageInfo": {{"endCursor": "abc", "hasNextPage": true}}}}}}',
)
LITERALS = (
    "{items:[{title:'The bridge over the Wend',url:\"/county/a\"},!0,-1.5e3,void 0,c],next:null}\n",
    "[function(a,b){return {a:a}}(1,`x`),'\\u00e9\\x41\\n']\n",
)
SHELLS = tuple(
    f"<html><head><title>County</title><link rel=next href='?page=2'></head><body><div id=app></div>{markup}</body></html>"
    for markup in (
        f"<script id=__NEXT_DATA__ type=application/json>{LISTS[0]}</script>",
        f"<script>window.__STATE__ = {LITERALS[0]};\nself.__next_f.push([1,{json.dumps(LISTS[1])}])</script>",
        f"<script>x=JSON.parse({json.dumps(LISTS[0])})</script><button data-url='/county/more?page=2'>Load more</button>",
        "<ul>" + "".join(f"<li><a href='/county/story-{n}'>A long headline of story {n}</a>" for n in range(9)) + "</ul>"
        "<nav><a href='?page=1'>1</a> <b>2</b> <a href='?page=3'>3</a> <a href='index_2.html'>Older stories</a></nav>",
    )
)  # fmt: skip


def _encoded(*texts: str) -> Callable[[], Sequence[bytes]]:
    return lambda: [text.encode() for text in texts]


def _folded() -> Sequence[bytes]:
    text = b"".join(b"<p>%d bridges</p>" % number for number in range(500))
    return [
        gzip.compress(text),
        zlib.compress(text),
        brotli.compress(text),
        zstd.compress(text),
        b"gzip,br",
        gzip.compress(b""),
    ]


def _with_gzip(*texts: str) -> Callable[[], Sequence[bytes]]:
    return lambda: [*(text.encode() for text in texts), gzip.compress(texts[0].encode())]


XML = ("Content-Type", "application/xml")
HTML = ("Content-Type", "text/html")
JSON = ("Content-Type", "application/json")
LINK = ("Link", '</county/?page=2>; rel="next"')
TARGETS: dict[str, Target] = {
    "page": Target(read_page, pages),
    "page_looked_at": Target(look_at_page, pages),
    "article_pages": Target(read_article_pages, article_pages),
    "section_page": Target(read_as(PageKind.LISTING, Way.SECTION_PAGE, HTML), section_pages),
    "shell": Target(read_as(PageKind.LISTING, Way.SECTION_PAGE, HTML), _encoded(*SHELLS)),
    "list_data": Target(read_as(PageKind.LISTING, Way.PAGINATION, JSON, LINK), _encoded(*LISTS)),
    "literals": Target(read_literals, _encoded(*LITERALS)),
    "feed": Target(read_as(PageKind.FEED, Way.FEED, XML), _with_gzip(*FEEDS)),
    "sitemap": Target(read_as(PageKind.SITEMAP, Way.SITEMAP, XML), _with_gzip(*SITEMAPS)),
    "archive": Target(read_as(PageKind.SITEMAP, Way.ARCHIVE, XML), _with_gzip(*SITEMAPS)),
    "entry_dates": Target(read_entry_dates, _encoded(*DATES)),
    "days": Target(read_days, _encoded(*DAYS)),
    "robots": Target(read_robots, _encoded(*ROBOTS)),
    "charset": Target(read_charset, pages),
    "dates": Target(read_dates, _encoded(*DATES)),
    "names": Target(read_names, _encoded(*NAMES)),
    "data": Target(read_data, _encoded(*DATA)),
    "addresses": Target(read_addresses, _encoded(*ADDRESSES)),
    "headers": Target(read_headers, _encoded(*HEADERS)),
    "codings": Target(read_codings, _folded),
}
