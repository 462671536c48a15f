"""Which links of a listing are articles, and why the others were left. Pages of our own writing."""

import gzip
import time

import pytest

from broadsheet.discovery.decide import decisions
from broadsheet.discovery.entries import belongs_to_section, entry_link
from broadsheet.discovery.feeds import looks_like_feed, parse_feed
from broadsheet.discovery.page_numbers import page_number
from broadsheet.discovery.section_page import parse_section_page
from broadsheet.discovery.shapes import looks_like_article
from broadsheet.discovery.sitemaps import parse_sitemap, sitemap_addresses
from broadsheet.errors import PageRejected
from broadsheet.outcomes import Outcome, Reason, Way
from broadsheet.sources import hostport

BASE = "https://news.example"
SECTION = f"{BASE}/politics/"
HOSTS = frozenset({hostport(BASE)})
STORIES = "".join(
    f'<article><header><h2><a href="/politics/{slug}">{title}</a></h2></header><p>Teaser</p></article>'
    for slug, title in (
        ("council-backs-the-new-ferry", "Council backs the new ferry after all"),
        ("mayor-to-face-second-vote", "Mayor to face a second vote in spring"),
        ("bridge-tolls-are-to-rise-again", "Bridge tolls are to rise again next year"),
    )
)
PAGE = f"""<html><head>
<link rel="alternate" type="application/rss+xml" title="Politics" href="/politics/feed"></head>
<body><header><nav><a href="/">Home</a><a href="/sport/">Sport and all around it</a></nav></header>
<main class="has-sidebar">{STORIES}
<a href="/tag/budget">All our stories about the budget</a>
<a href="/author/anna-lind">Anna Lind, our correspondent in town</a>
<a href="mailto:desk@news.example">Write to the politics desk today</a>
<a href="/files/report-of-the-council.pdf">Report of the council, 40 pages long</a>
<a href="https://partner.example/offers-of-the-week-for-you">The best offers of the week for you</a></main>
<aside><h3>Most read</h3>
<a href="/sport/harbour-team-wins-the-cup-again">Harbour team wins the cup again</a></aside>
<nav class="pagination"><a href="/politics/">1</a>
<a href="/politics/page/2/">2</a><a href="/politics/page/3/">3</a></nav>
<footer><a href="/about/who-we-are-and-what-we-do">Who we are and what we do</a></footer></body></html>"""


def decided(html: str, page_url: str = SECTION) -> dict[str, tuple[Outcome, Reason | None]]:
    page = parse_section_page(html.encode(), page_url)
    assert page is not None
    answer = decisions(
        page.anchors, section_url=SECTION, page_url=page_url, hosts=HOSTS, way=Way.SECTION_PAGE
    )
    return {link.url.removeprefix(BASE): (link.outcome, link.reason) for link in answer.links}


def test_the_stories_of_the_list_are_taken_and_nothing_else() -> None:
    taken = [url for url, (outcome, _) in decided(PAGE).items() if outcome is Outcome.PENDING]
    assert taken == [
        "/politics/council-backs-the-new-ferry",
        "/politics/mayor-to-face-second-vote",
        "/politics/bridge-tolls-are-to-rise-again",
    ]


@pytest.mark.parametrize(
    ("url", "outcome", "reason"),
    [
        ("/", Outcome.NOT_ARTICLE, Reason.NAVIGATION),
        ("/sport/", Outcome.NOT_ARTICLE, Reason.NAVIGATION),
        ("/tag/budget", Outcome.NOT_ARTICLE, Reason.SECTION_PAGE),
        ("/author/anna-lind", Outcome.NOT_ARTICLE, Reason.SECTION_PAGE),
        ("/files/report-of-the-council.pdf", Outcome.NOT_ARTICLE, Reason.NOT_A_PAGE),
        ("https://partner.example/offers-of-the-week-for-you", Outcome.OFF_SITE, Reason.OFF_SITE),
        ("/sport/harbour-team-wins-the-cup-again", Outcome.NOT_ARTICLE, Reason.OTHER_SECTION),
        ("/politics/page/2/", Outcome.NOT_ARTICLE, Reason.SECTION_PAGE),
        ("/politics/", Outcome.NOT_ARTICLE, Reason.SECTION_PAGE),
        ("/about/who-we-are-and-what-we-do", Outcome.NOT_ARTICLE, Reason.NAVIGATION),
    ],
)
def test_each_other_link_is_left_with_its_reason(url: str, outcome: Outcome, reason: Reason) -> None:
    assert decided(PAGE)[url] == (outcome, reason)


def test_a_mail_address_is_no_link() -> None:
    assert not any("mailto" in url for url in decided(PAGE))


def test_a_box_is_known_by_the_label_over_it_where_no_class_tells() -> None:
    stories = "".join(f"<tr><td><a href='/s.php?id={n}'>A headline of some length, {n}</a>" for n in range(5))
    box = "".join(f"<a href='/s.php?id={n}'>Another headline of length {n}</a><br>" for n in range(50, 53))
    links = decided(f"<table><tr><td><table>{stories}</table><td><b>Meistgelesen</b><br>{box}</table>")
    assert [url for url, (outcome, _) in links.items() if outcome is Outcome.PENDING] == [
        f"/s.php?id={n}" for n in range(5)
    ]
    assert links["/s.php?id=51"] == (Outcome.NOT_ARTICLE, Reason.OTHER_SECTION)


def test_an_address_that_tells_nothing_is_a_story_where_many_alike_stand_with_headlines() -> None:
    html = "".join(f"<p><a href='/x/{word}'>A headline of some length: {word}</a></p>" for word in "abcd")
    assert all(outcome is Outcome.PENDING for outcome, _ in decided(html).values())


def test_the_next_page_is_the_next_number_of_the_same_listing() -> None:
    page = parse_section_page(PAGE.encode(), SECTION)
    second = parse_section_page(PAGE.encode(), f"{SECTION}page/2/")
    third = parse_section_page(PAGE.encode(), f"{SECTION}page/3/")
    assert page is not None
    assert second is not None
    assert third is not None
    assert (page.next_url, second.next_url, third.next_url) == (
        f"{SECTION}page/2/",
        f"{SECTION}page/3/",
        None,
    )


def test_rel_next_goes_before_numbers() -> None:
    page = parse_section_page(f'<a rel="next" href="?cursor=9">More</a>{PAGE}'.encode(), SECTION)
    assert page is not None
    assert page.next_url == f"{SECTION}?cursor=9"


def test_feeds_are_found_by_the_usual_hint() -> None:
    page = parse_section_page(PAGE.encode(), SECTION)
    assert page is not None
    assert page.feeds == ((f"{BASE}/politics/feed", "Politics"),)


def named_by(html: str) -> tuple[list[str], list[str]]:
    found = parse_section_page(f"<html><body>{html}</body></html>".encode(), f"{BASE}/politics/")
    assert found is not None
    return [url.removeprefix(BASE) for url, _ in found.feeds], [
        url.removeprefix(BASE) for url in found.sitemaps
    ]


def test_feeds_are_found_as_links_of_the_text() -> None:
    """The one there is, or the section's own; no overview of them, no other site's, no comments' data."""
    one = '<a href="/feeds/all.rss">RSS</a><a href="/rss">All our feeds</a>'
    assert named_by(one)[0] == ["/feeds/all.rss"]
    many = "".join(f'<a href="/rss/{name}.xml">{name}</a>' for name in ("sport", "politics", "culture"))
    assert named_by(many)[0] == ["/rss/politics.xml"]
    assert named_by('<a href="https://feeds.example/news.rss">RSS</a>')[0] == []
    json_feed = '<link rel="alternate" type="application/json" href="{}">'
    assert named_by(json_feed.format("/politics/feed.json"))[0] == ["/politics/feed.json"]
    assert named_by(json_feed.format("/wp-json/wp/v2/categories/7"))[0] == []


def test_sitemaps_are_found_by_the_head() -> None:
    assert named_by('<link rel="sitemap" href="/maps/news.xml"><link rel="sitemap" href="/map">')[1] == [
        "/maps/news.xml"
    ]


def test_a_base_element_moves_relative_links() -> None:
    html = f'<base href="{BASE}/news/">' + STORIES.replace("/politics/", "")
    assert "/news/council-backs-the-new-ferry" in decided(html)


@pytest.mark.parametrize("body", [b"", b"\x00\x01\x02", b"   ", b"<!-- only a comment -->"])
def test_what_is_no_page_gives_no_links_and_no_exception(body: bytes) -> None:
    page = parse_section_page(body, SECTION)
    assert page is None or page.anchors == ()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2026/11/22/storm", True),
        ("/news/storm-hits-the-coast", True),
        ("/a/123456", True),
        ("/clanek.php?id=77", True),
        ("/politics/", False),
        ("/tag/storm-hits-the-coast", False),
        ("/news?page=2", False),
        ("/", False),
    ],
)
def test_addresses_of_articles(path: str, expected: bool) -> None:
    assert looks_like_article(BASE + path) is expected


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/p/?page=3", 3),
        ("/politics/page/12/", 12),
        ("/politics/seite-4", 4),
        ("/s.php?id=3", None),
        ("/a", None),
    ],
)
def test_page_numbers(path: str, number: int | None) -> None:
    assert page_number(BASE + path) == number


RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>
<item><title>One &amp; two</title><link>{BASE}/politics/one-and-two</link><category>Politics</category></item>
<item><title>No link</title><guid isPermaLink="false">17</guid></item>
<item><title>By guid</title><guid>{BASE}/x/by-guid</guid></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Three</title>
<link rel="self" href="{BASE}/self"/><link href="/politics/three"/><category term="Politics"/>
</entry></feed>"""


def test_rss() -> None:
    feed = parse_feed(RSS.encode(), f"{BASE}/feed")
    assert feed is not None
    assert [(entry.url, entry.title, entry.categories) for entry in feed.entries] == [
        (f"{BASE}/politics/one-and-two", "One & two", ("Politics",)),
        (f"{BASE}/x/by-guid", "By guid", ()),
    ]


def test_atom_with_relative_links() -> None:
    feed = parse_feed(ATOM.encode(), f"{BASE}/feed")
    assert feed is not None
    assert [(entry.url, entry.categories) for entry in feed.entries] == [
        (f"{BASE}/politics/three", ("Politics",))
    ]


def test_a_feed_that_breaks_off_gives_what_came_before() -> None:
    feed = parse_feed(RSS[: RSS.index("<item><title>By")].encode(), f"{BASE}/feed")
    assert feed is not None
    assert [entry.title for entry in feed.entries] == ["One & two"]


@pytest.mark.parametrize("end", ["<link>htt", "<link>htt<title>Fish & chips</item><ite", "<link", ""])
def test_of_what_breaks_off_the_last_entry_is_left_out(end: str) -> None:
    """Half an address leads somewhere else, and nothing says that it is a half."""
    feed = parse_feed(f"{RSS.removesuffix('</channel></rss>')}<item>{end}".encode(), f"{BASE}/feed")
    assert feed is not None and feed.is_cut_off
    assert [entry.title for entry in feed.entries] == ["One & two", "By guid"]
    pages = NEWS_SITEMAP.replace("</urlset>", f"<url>{end.replace('link', 'loc')}")
    sitemap = parse_sitemap(pages.encode(), f"{BASE}/sitemap.xml")
    assert sitemap is not None and sitemap.is_cut_off
    assert [entry.title for entry in sitemap.entries] == ["A story"]


def test_what_is_mended_and_whole_keeps_its_last_entry() -> None:
    """Many a feed has an ampersand that is none, and words of a program behind its end."""
    broken = RSS.replace("By guid", "By & guid") + "\n<b>Warning</b>: out of memory"
    feed = parse_feed(broken.encode(), f"{BASE}/feed")
    assert feed is not None and not feed.is_cut_off
    assert len(feed.entries) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>An error page</body></html>",
        b"<!DOCTYPE html><html><body>An error page</body></html>",
    ],
)
def test_what_is_no_feed(body: bytes) -> None:
    assert parse_feed(body, BASE) is None


def test_a_feed_is_recognised_whatever_its_type_says() -> None:
    assert looks_like_feed(RSS.encode(), "text/html")
    assert looks_like_feed(b"", "application/rss+xml; charset=utf-8")
    assert not looks_like_feed(PAGE.encode(), "text/html")


NEWS_SITEMAP = f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>{BASE}/politics/a-story</loc><image:image><image:loc>{BASE}/i.jpg</image:loc></image:image>
<lastmod>2026-11-01</lastmod><news:news><news:title>A story</news:title>
<news:keywords>Politics, Vote</news:keywords></news:news></url></urlset>"""


def test_news_sitemap() -> None:
    """The page's address and not the image's; keywords as labels."""
    sitemap = parse_sitemap(NEWS_SITEMAP.encode(), f"{BASE}/sitemap.xml")
    assert sitemap is not None
    (entry,) = sitemap.entries
    assert (entry.url, entry.title, entry.keywords, entry.last_modified) == (
        f"{BASE}/politics/a-story",
        "A story",
        ("Politics", "Vote"),
        "2026-11-01",
    )


def test_sitemap_index() -> None:
    index = f"<sitemapindex><sitemap><loc>{BASE}/s1.xml</loc></sitemap></sitemapindex>"
    sitemap = parse_sitemap(index.encode(), f"{BASE}/sitemap.xml")
    assert sitemap is not None
    assert [entry.url for entry in sitemap.sitemaps] == [f"{BASE}/s1.xml"]


def test_an_entry_says_itself_where_its_address_starts_from_and_which_is_its_own() -> None:
    """A feed that lies elsewhere has `xml:base`; one whose readers are counted keeps the address beside."""
    entry = "<entry xml:base='2026/'><title>A</title><link href='a-1'/></entry>"
    atom = f"<feed xml:base='{BASE}/news/'>{entry}<entry><title>B</title><link href='/b'/></entry></feed>"
    counted = (
        f"<item><title>C</title><link>https://count.example/x</link><origLink>{BASE}/c</origLink></item>"
    )
    broken = "<feed xml:base='http://[x'><entry><title>A</title><link href='a'/></entry></feed>"
    found = [
        parse_feed(text.encode(), "https://feeds.example/f.xml")
        for text in (atom, f"<rss><channel>{counted}</channel></rss>", broken)
    ]
    urls = [[entry.url for entry in feed.entries] for feed in found if feed]
    assert urls[:2] == [[f"{BASE}/news/2026/a-1", f"{BASE}/b"], [f"{BASE}/c"]]
    assert len(urls) == len(found)


def test_a_feed_or_a_text_of_addresses_may_be_a_sitemap() -> None:
    """By sitemaps.org, and robots.txt of many a site names its feed as one."""
    feed = f"<rss><channel><item><title>A story</title><link>{BASE}/a</link><category>Vote</category>"
    feed += "<pubDate>Sun, 01 Nov 2026 12:00:00 GMT</pubDate></item></channel></rss>"
    found = parse_sitemap(gzip.compress(feed.encode()), f"{BASE}/rss.xml")
    assert found is not None and found.is_news
    assert [(entry.url, entry.title, entry.keywords) for entry in found.entries] == [
        (f"{BASE}/a", "A story", ("Vote",))
    ]
    text = f"\ufeff{BASE}/a?utm_source=x\r\n\n{BASE}/b\nnonsense\n"
    found = parse_sitemap(text.encode(), f"{BASE}/sitemap.txt")
    assert found is not None and found.broken_count == 1
    assert [entry.url for entry in found.entries] == [f"{BASE}/a", f"{BASE}/b"]
    assert parse_sitemap(b"nonsense", f"{BASE}/sitemap.txt") is None


def test_sitemap_lines_of_robots_txt() -> None:
    text = f"User-agent: *\nDisallow:\nSitemap: {BASE}/a.xml\nsitemap: /b.xml\n"
    assert sitemap_addresses(text, f"{BASE}/robots.txt") == [f"{BASE}/a.xml", f"{BASE}/b.xml"]


@pytest.mark.parametrize(
    ("path", "labels", "expected"),
    [
        ("/politics/a-story", (), True),
        ("/sport/a-story", (), False),
        ("/a-story-of-today", ("Politics",), True),
        ("/a-story-of-today", ("Sport",), False),
    ],
)
def test_entries_of_a_site_wide_feed_are_matched_by_path_or_label(
    path: str, labels: tuple[str, ...], expected: bool
) -> None:
    assert belongs_to_section(BASE + path, labels, SECTION, ("politics", "Town politics")) is expected


def test_a_section_that_is_the_whole_site_takes_every_entry_of_its_host() -> None:
    assert belongs_to_section(f"{BASE}/sport/x", (), f"{BASE}/", ())
    assert not belongs_to_section("https://other.example/x", (), f"{BASE}/", ())


def test_a_sitemap_names_sections_too_and_they_are_left() -> None:
    link = entry_link(SECTION, "", Way.SITEMAP, section_url=SECTION, hosts=HOSTS)
    assert (link.outcome, link.reason) == (Outcome.NOT_ARTICLE, Reason.NAVIGATION)


def test_a_tag_with_very_many_attributes_is_refused_before_it_is_parsed() -> None:
    """The parser would take minutes for it, and everything else in the crawl would wait."""
    attributes = " ".join(f'a{n}="{n}"' for n in range(100_000))
    began = time.process_time()
    with pytest.raises(PageRejected, match="attributes"):
        parse_section_page(f"<html><body><p {attributes}>x</p></body></html>".encode(), SECTION)
    assert time.process_time() - began < 5


def test_one_long_attribute_is_not_hostile() -> None:
    """Pages carry their data in attributes: many words in one value are one attribute."""
    data = "word " * 50_000
    assert parse_section_page(f'<body><p data-x="{data}">{STORIES}</p></body>'.encode(), SECTION) is not None
